"""`voicecoach export`: the workouts, for other programs and for safekeeping."""

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from voicecoach.cli.dates import first_day, last_day

if TYPE_CHECKING:
    pass

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
@click.option("--since", callback=first_day, help='First day, such as "last month".')
@click.option("--until", callback=last_day, help='Last day, such as "yesterday".')
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
        raise click.UsageError("Name a file, for example: voicecoach export history.json")
    kind = kind or _kind_of(file)
    from voicecoach.app.exporting import archive, chosen_workouts, exporter, fit_files

    if kind == "json":
        _write(file, archive(since, until))
        return
    chosen = chosen_workouts(since, until)
    if kind == "fit" and file.is_dir():
        written = fit_files(chosen, file)
        click.echo(f"Written: {written} files in {file}", err=True)
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
    if file == TO_STDOUT:
        sys.stdout.buffer.write(content)
        return
    from voicecoach.files import write_named_file

    write_named_file(file, content)
    click.echo(f"Written: {file}", err=True)
