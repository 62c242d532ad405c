"""Writes a file that the user named, and says so."""

from contextlib import suppress
from pathlib import Path

import click


def write_and_tell(path: Path, content: bytes) -> None:
    """Write the content, and say whether it took the place of a file; raises SettingsError."""
    from voicecoach.files import shown, write_named_file

    had_content = False
    with suppress(OSError):
        had_content = path.is_file() and path.stat().st_size > 0
    write_named_file(path, content)
    replaced = ", in place of the file of that name" if had_content else ""
    click.echo(f"Written: {shown(path)}{replaced}", err=True)
