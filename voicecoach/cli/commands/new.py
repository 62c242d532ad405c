"""`voicecoach new`: a commented starter file for the user's own content."""

import re
import unicodedata
from pathlib import Path
from typing import BinaryIO

import click

from voicecoach.content.bundled import BUNDLED
from voicecoach.program import program, with_program

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_FOLDERS = {
    "exercise": "exercises",
    "routine": "routines",
    "language": "languages",
    "drawing": "drawings",
}


def _print_forms(context: click.Context, _parameter: click.Parameter, wanted: bool) -> None:
    if wanted and not context.resilient_parsing:
        from voicecoach.cli.pages.workout_text import forms_page

        click.echo("\n".join(forms_page()))
        context.exit()


@click.command()
@click.argument("kind", type=click.Choice(list(_FOLDERS)))
@click.argument("name")
@click.option(
    "--print", "to_stdout", is_flag=True, help="Print the text instead of writing a file."
)
@click.option(
    "--from",
    "source",
    type=click.File("rb"),
    metavar="FILE",
    help="Write a routine from a workout in plain words, such as: 3x12 squats, rest 60. "
    "FILE - reads standard input.",
)
@click.option(
    "--forms",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_print_forms,
    help="Print the forms that --from understands, and end.",
)
@click.pass_context
def new(
    context: click.Context, kind: str, name: str, to_stdout: bool, source: BinaryIO | None
) -> None:
    """Write a starter file for your own content.

    It defines an exercise, a routine, a language or a drawing called NAME, is valid as generated,
    and goes into your configuration directory. An existing file is never overwritten. An exercise,
    routine or drawing named like a bundled one is used in its place. A drawing is the picture of
    the exercise of its name.

    The NAME of a language is its code, such as de. Phrases and commands that you don't translate
    stay English. With en as NAME, the file changes single phrases and commands of the English
    coach.

    With --from, each line of a workout is read, and printed with what was understood. A line that
    was not understood becomes a comment in the file, and the exit code is 1.
    """
    from voicecoach.errors import ContentError

    if not _SLUG.fullmatch(name):
        # Decomposed, so that a letter keeps its base when its accent goes.
        plain = unicodedata.normalize("NFKD", name.lower()).encode("ascii", "ignore").decode()
        better = "-".join(re.findall(r"[a-z0-9]+", plain)) or f"my-{kind}"
        raise ContentError(
            f'"{name}" is not a valid name: use lowercase letters, digits and hyphens. '
            f"Try: {program()} new {kind} {better}"
        )
    complete = True
    if source is None:
        text = _starting_text(kind, name)
    elif kind == "routine":
        text, complete = _text_from(source, name, to_stdout=to_stdout)
    else:
        raise click.UsageError("--from is for routines.")
    text = _with_commands(text)
    if to_stdout:
        click.echo(text, nl=False)
    else:
        _keep(kind, name, text)
    context.exit(0 if complete else 1)


def _text_from(source: BinaryIO, name: str, *, to_stdout: bool) -> tuple[str, bool]:
    """The routine file of a workout, and whether all its lines were understood; tells of each."""
    from voicecoach.app.workout_texts import workout_from
    from voicecoach.cli.pages.workout_text import missed, reading_lines, summary_line
    from voicecoach.errors import ContentError
    from voicecoach.printable import printable
    from voicecoach.workout_text.plain_text import MOST_BYTES
    from voicecoach.workout_text.writing import routine_text

    path = str(getattr(source, "name", "-"))
    shown = "standard input" if path in ("-", "<stdin>") else printable(path)
    workout = workout_from(source.read(MOST_BYTES + 1), shown)
    for line in (*reading_lines(workout), summary_line(workout)):
        click.echo(line, err=to_stdout)
    if not workout.blocks:
        raise ContentError(
            f"{shown}: no exercise was understood, and nothing was written. "
            f"The forms that are: {program()} new --forms"
        )
    return routine_text(workout, name=_spoken(name), source=shown), not missed(workout)


def _with_commands(text: str) -> str:
    """The file, with the commands in its comments in the form in which the program was called."""
    lines = text.split("\n")
    return "\n".join(with_program(line) if line.startswith("#") else line for line in lines)


def _keep(kind: str, name: str, text: str) -> None:
    """Write the file, and say what to do next."""
    path = _write(kind, name, text)
    if kind != "language" and (BUNDLED / _FOLDERS[kind] / f"{name}.toml").is_file():
        click.echo(f"It is used in place of the bundled {kind} {name}, wherever that is used.")
    click.echo(f"Created {path}. Edit it, then run:")
    click.echo(f"  {program()} check {_quoted(path)}")
    if kind == "language":
        click.echo(f"  {program()} start balance --rehearse --language {name}")
    elif kind == "drawing":
        click.echo(f"  {program()} show {name} --html {name}.html")
    else:
        click.echo(f"  {program()} start {name} --rehearse")


def _starting_text(kind: str, name: str) -> str:
    if kind == "language" and not (BUNDLED / "languages" / f"{name}.toml").is_file():
        from voicecoach.content.translation import translation_template

        return translation_template(name)
    template = BUNDLED / "starting" / f"{kind}.toml"
    text = template.read_text(encoding="utf-8")
    return text.replace("$slug", name).replace("$name", _spoken(name))


def _spoken(name: str) -> str:
    return name.replace("-", " ").capitalize()


def _write(kind: str, name: str, text: str) -> Path:
    from voicecoach.content.json_schema import write_schemas
    from voicecoach.errors import ContentError
    from voicecoach.places import content_directory

    path = content_directory() / _FOLDERS[kind] / f"{name}.toml"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
        # Next to the file, because the path of the installed package may change.
        write_schemas(content_directory() / "schemas")
    except FileExistsError:
        raise ContentError(
            f"{path} already exists and was not changed. Edit it, or choose another name."
        ) from None
    except OSError as error:
        raise ContentError(
            f"Can't write {path}: {error}. To print the text instead: --print"
        ) from error
    return path


def _quoted(path: Path) -> str:
    text = str(path)
    return f'"{text}"' if " " in text else text
