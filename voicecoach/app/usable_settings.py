"""The user's settings; one that can't be used stops nothing."""

from pathlib import Path

from voicecoach.app.telling import tell_once
from voicecoach.settings_file import Value, read_settings


def read_usable_settings(path: Path) -> dict[str, Value]:
    """The valid settings in this file; the user is told, once per command, about the others."""
    return read_settings(path, leave_out=lambda error: tell_once(f"Left out: {error}"))
