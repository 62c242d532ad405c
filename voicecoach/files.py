"""Files that are for the user alone, since they tell of what they did and how their body is."""

import json
import os
from pathlib import Path

from voicecoach.errors import SettingsError


def write_privately(path: Path, content: bytes) -> None:
    """Write a file that nobody else may read, all of it or nothing; raises OSError."""
    draft = path.with_name(f".{path.name}.new")
    draft.unlink(missing_ok=True)
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
    draft.replace(path)


def write_json(path: Path, content: object) -> None:
    """The same for what JSON can hold; makes the folder, if there is none."""
    path.parent.mkdir(parents=True, exist_ok=True)
    write_privately(path, f"{json.dumps(content, indent=1)}\n".encode())


def write_named_file(path: Path, content: bytes) -> None:
    """Write, for the user alone, a file that they named: all of it or nothing.

    Raises SettingsError when it can't be written.
    """
    try:
        write_privately(path, content)
    except OSError as error:
        reason = error.strerror or str(error)
        raise SettingsError(f"Can't write {path}: {reason}. Name another file.") from error
