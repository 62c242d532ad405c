"""Files that the user names: the options for them, and writing them."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import click

from voicecoach.cli.command_type import CommandT


def file_option(name: str, help_text: str) -> Callable[[CommandT], CommandT]:
    """An option with the path of a file to write."""
    kind = click.Path(path_type=Path, dir_okay=False, writable=True)
    return click.option(name, type=kind, help=help_text)


handout_option = file_option("--html", "Write a page with pictures, for the screen or to print.")


def write_and_tell(path: Path, content: bytes) -> None:
    """Write the content, and say whether it took the place of a file; raises SettingsError."""
    from voicecoach.files import shown, write_named_file

    had_content = False
    with suppress(OSError):
        had_content = path.is_file() and path.stat().st_size > 0
    write_named_file(path, content)
    replaced = ", in place of the file of that name" if had_content else ""
    click.echo(f"Written: {shown(path)}{replaced}", err=True)
