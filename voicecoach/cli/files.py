"""Files that tell about the user's health are for the user alone."""

import os
from pathlib import Path

from voicecoach.errors import SettingsError


def write_privately(path: Path, content: bytes) -> None:
    """Write a file that nobody else may read, all of it or nothing.

    Raises SettingsError when it can't be written.
    """
    temporary = path.with_name(f".{path.name}.new")
    try:
        temporary.unlink(missing_ok=True)
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
        temporary.replace(path)
    except OSError as error:
        reason = error.strerror or str(error)
        raise SettingsError(f"Can't write {path}: {reason}. Name another file.") from error
