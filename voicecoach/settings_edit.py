"""Changes one setting in the user's file, and leaves every other character of it alone."""

import json
import re
import tomllib
from pathlib import Path

from voicecoach.errors import SettingsError
from voicecoach.files import write_privately
from voicecoach.settings_file import Value, read_settings


def change_setting(path: Path, key: str, value: Value | None) -> None:
    """Write the setting, or (None) take it out; the file is made when there is none.

    Raises SettingsError, and then the file is as it was.
    """
    read_settings(path)  # a file that is wrong already is mended by its owner
    try:
        # As bytes, for text read as such has lost which line ends it had.
        text = path.read_bytes().decode() if path.exists() else ""
        changed = with_setting(text, key, value)
        path.parent.mkdir(parents=True, exist_ok=True)
        # Who keeps such files elsewhere, behind a link, finds the change there.
        write_privately(path.resolve(), changed.encode())
    except OSError as error:
        raise SettingsError(f"Can't write the settings {path}: {error.strerror}.") from error


def with_setting(text: str, key: str, value: Value | None) -> str:
    """The text of a settings file with another value; raises SettingsError if that fails."""
    line = None if value is None else f"{key} = {json.dumps(value, ensure_ascii=False)}\n"
    pattern = re.compile(rf'^[ \t]*"?{re.escape(key)}"?[ \t]*=.*(?:\n|\Z)', re.MULTILINE)
    if pattern.search(text):
        changed = pattern.sub(lambda _match: line or "", text, count=1)
    else:
        # Before everything else, where no table can have begun.
        changed = (line or "") + text
    before, after = tomllib.loads(text), _parsed(changed)
    expected = {name: known for name, known in before.items() if name != key}
    if value is not None:
        expected[key] = value
    if after != expected:
        raise SettingsError(f"Can't change {key} in the settings by myself: please edit it there.")
    return changed


def _parsed(text: str) -> dict[str, object] | None:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return None
