"""Files that a command was asked to write."""

from pathlib import Path

from voicecoach.errors import SettingsError
from voicecoach.files import write_privately


def write_named_file(path: Path, content: bytes) -> None:
    """Write, for the user alone, a file that they named: all of it or nothing.

    Raises SettingsError when it can't be written.
    """
    try:
        write_privately(path, content)
    except OSError as error:
        reason = error.strerror or str(error)
        raise SettingsError(f"Can't write {path}: {reason}. Name another file.") from error
