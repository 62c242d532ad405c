"""`voicecoach new`: a commented starter file for the user's own content."""

import re
import unicodedata
from pathlib import Path

import click

from voicecoach.content.bundled import BUNDLED
from voicecoach.program import program

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_FOLDERS = {"exercise": "exercises", "routine": "routines", "language": "languages"}


@click.command()
@click.argument("kind", type=click.Choice(list(_FOLDERS)))
@click.argument("name")
@click.option(
    "--print", "to_stdout", is_flag=True, help="Print the text instead of writing a file."
)
def new(kind: str, name: str, to_stdout: bool) -> None:
    """Write a starter file for your own content.

    It defines an exercise, a routine or a language called NAME, is valid as generated, and goes
    into your configuration directory. An existing file is never overwritten. An exercise or routine
    named like a bundled one is used in its place.

    The NAME of a language is its code, such as de. Phrases and commands that you don't translate
    stay English. With en as NAME, the file changes single phrases and commands of the English
    coach.
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
    text = _starting_text(kind, name)
    if to_stdout:
        click.echo(text, nl=False)
        return
    path = _write(kind, name, text)
    if kind != "language" and (BUNDLED / _FOLDERS[kind] / f"{name}.toml").is_file():
        click.echo(f"It is used in place of the bundled {kind} {name}, wherever that is used.")
    click.echo(f"Created {path}. Edit it, then run:")
    click.echo(f"  {program()} check {_quoted(path)}")
    if kind == "language":
        click.echo(f"  {program()} start balance --rehearse --language {name}")
    else:
        click.echo(f"  {program()} start {name} --rehearse")


def _starting_text(kind: str, name: str) -> str:
    if kind == "language" and not (BUNDLED / "languages" / f"{name}.toml").is_file():
        from voicecoach.content.translation import translation_template

        return translation_template(name)
    template = BUNDLED / "starting" / f"{kind}.toml"
    spoken = name.replace("-", " ").capitalize()
    text = template.read_text(encoding="utf-8")
    return text.replace("$slug", name).replace("$name", spoken)


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
