"""`voicecoach check`: every error in a content file, with its line."""

from pathlib import Path

import click

from voicecoach.printable import printable, printable_lines
from voicecoach.program import program

KINDS = ("exercise", "routine", "language", "drawing")


@click.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--schema",
    type=click.Choice(KINDS),
    help="Print the JSON Schema of this kind of file instead, for your editor.",
)
@click.pass_context
def check(ctx: click.Context, files: tuple[Path, ...], schema: str | None) -> None:
    """Check content FILES and list every problem.

    FILES may be exercises, routines, languages, drawings or SVG pictures; without FILES, all of
    your own are checked. The exit code is 1 if a file has errors. Text that would merely sound bad
    is a warning.
    """
    if schema:
        from voicecoach.content.json_schema import schema_text

        click.echo(schema_text(schema), nl=False)
        return
    from voicecoach.content.checking import all_problems
    from voicecoach.places import content_directory

    own = content_directory()
    wrong = 0
    for path, found in all_problems(list(files) or _own_files(own), own):
        if isinstance(found, str):
            wrong += 1
            click.echo(printable_lines(found))
            continue
        for warning in found.warnings:
            click.echo(printable_lines(warning))
        click.echo(f"{printable(str(path))}: ok, {_with_article(found.kind.value)}")
    if not files and not _own_files(own):
        click.echo(
            f"You have no content of your own in {own} yet. Start: {program()} new routine NAME"
        )
    ctx.exit(1 if wrong else 0)


def _own_files(directory: Path) -> list[Path]:
    folders = ("exercises", "routines", "languages", "drawings")
    found = [path for folder in folders for path in sorted((directory / folder).glob("*.toml"))]
    return [*found, *sorted((directory / "drawings").glob("*.svg"))]


def _with_article(kind: str) -> str:
    return f"an {kind}" if kind[0] in "aeiou" else f"a {kind}"
