"""`voicecoach export`: the workouts, for other programs and for safekeeping."""

from datetime import date
from pathlib import Path

import click

from voicecoach.cli.dates import period_options
from voicecoach.cli.named_file import write_and_tell
from voicecoach.program import program

ENDINGS = {".json": "json", ".csv": "csv", ".fit": "fit", ".ics": "ics", ".txt": "text"}
TO_STDOUT = Path("-")


@click.command()
@click.argument("file", type=click.Path(path_type=Path), required=False)
@click.option(
    "--format",
    "kind",
    type=click.Choice(list(ENDINGS.values())),
    help="Format of FILE.  [default: by its ending]",
)
@period_options
@click.option("--schema", is_flag=True, help="Print the JSON Schema of the JSON format instead.")
def export(
    file: Path | None, kind: str | None, since: date | None, until: date | None, schema: bool
) -> None:
    """Export your workouts to FILE; "-" is standard output.

    \b
    voicecoach export history.json   everything, to keep or to import elsewhere
    voicecoach export sets.csv       one row per set
    voicecoach export last.fit       the last workout, for a training diary
    voicecoach export done.ics       all workouts, for a calendar
    voicecoach export last.txt       the last workout in words, to share

    With --format fit and a folder as FILE, each workout gets a file of its own.
    """
    if schema:
        from voicecoach.history.archive_format import schema_text

        click.echo(schema_text(), nl=False)
        return
    if file is None:
        raise click.UsageError(f"Name a file, for example: {program()} export history.json")
    kind = kind or _kind_of(file)
    from voicecoach.app.exporting import archive, chosen_workouts, exporter, fit_files

    if kind == "json":
        _write(file, archive(since, until))
        return
    chosen = chosen_workouts(since, until)
    if kind == "fit" and file.is_dir():
        from voicecoach.exports.amounts import count_text
        from voicecoach.files import shown

        written = fit_files(chosen, file)
        click.echo(f"Written: {count_text(written, 'file')} in {shown(file)}", err=True)
    else:
        _write(file, exporter(kind)(chosen))


def _kind_of(file: Path) -> str:
    kind = ENDINGS.get(file.suffix.lower())
    if kind is None:
        endings = ", ".join(ENDINGS)
        raise click.UsageError(
            f"Unknown format for {file}. Use a name ending in {endings}; or add --format."
        )
    return kind


def _write(file: Path, content: bytes) -> None:
    from voicecoach.files import write_to_stdout

    if file == TO_STDOUT:
        write_to_stdout(content)
    else:
        write_and_tell(file, content)
