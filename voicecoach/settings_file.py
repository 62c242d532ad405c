"""The settings file: a small TOML file with defaults for the options."""

import difflib
import json
import re
import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path

from voicecoach.errors import SettingsError
from voicecoach.files import read_regular, write_privately
from voicecoach.printable import is_printable, printable

DEFAULT_WORDS_PER_MINUTE = 160
DEFAULT_READY_WAIT_S = 20
MOST_BYTES = 100_000
"""Limit of what is read of the file."""
_LONGEST_SHOWN = 100
_MOST = 1_000_000
"""Far above any setting; the options have ranges of their own."""
LANGUAGE_VARIABLE = "VOICECOACH_LANGUAGE"
"""Environment variable of the setting `language`."""

Value = str | int | float | bool

KEYS: Mapping[str, tuple[type, ...]] = {
    "language": (str,),
    "voice": (str,),
    "words-per-minute": (int,),
    "model": (str,),
    "device-in": (str, int),
    "device-out": (str, int),
    "person": (str,),
    "listen": (bool,),
    "feedback": (bool,),
    "speed": (float, int),
    "ready-wait": (int, float),
    "equipment-wait": (int, float),
    "wording": (str,),
    "verbosity": (str,),
    "beeps": (bool,),
    "duck": (bool,),
    "page": (bool,),
    "birth-year": (int,),
    "sex": (str,),
}
"""Every setting with its possible types; each has the name of its option."""


def read_settings(
    path: Path, leave_out: Callable[[SettingsError], None] | None = None
) -> dict[str, Value]:
    """Settings in this file by name; empty if there is no such file.

    Raises SettingsError with the file, all wrong keys, and what is expected of them. With
    `leave_out`, that error is passed to it for each wrong key, and the others hold.
    """
    try:
        table = _read_table(path)
    except SettingsError as error:
        if leave_out is None:
            raise
        leave_out(error)
        return {}
    problems = {key: problem for key, value in table.items() if (problem := _problem(key, value))}
    if leave_out is None and problems:
        raise SettingsError("\n".join(f"{path}: {problem}" for problem in problems.values()))
    for problem in problems.values():
        assert leave_out is not None
        leave_out(SettingsError(f"{path}: {problem}"))
    return {key: value for key, value in table.items() if key not in problems}


def _read_table(path: Path) -> dict[str, Value]:
    try:
        text = read_regular(path, MOST_BYTES).decode()
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise SettingsError(f"Can't read the settings {path}: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise SettingsError(f"Can't read the settings {path}: {error}.") from error
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        # tomllib (3.11) raises a ValueError that is not its own for a number of 5000 digits, and
        # RecursionError for thousands of brackets.
        reason = printable(str(error)) if isinstance(error, ValueError) else "nested too deeply"
        raise SettingsError(
            f"{path} is not valid TOML: {reason}. Fix that line, or delete the file."
        ) from error


def _problem(key: str, value: object) -> str | None:
    if key not in KEYS:
        near = difflib.get_close_matches(key, KEYS, n=1)
        hint = f'did you mean "{near[0]}"?' if near else f"settings: {', '.join(KEYS)}."
        return f'"{printable(key)}" is not a setting; {hint}'
    if type(value) not in KEYS[key]:
        wanted = " or ".join(kind.__name__ for kind in KEYS[key])
        return f"{key}: expected {wanted}, got {_shown(value)}"
    if isinstance(value, int | float) and not -_MOST <= value <= _MOST:  # NaN is not, either
        return f"{key}: expected another number, got {_shown(value)}"
    if isinstance(value, str) and not is_printable(value, in_lines=True):
        return f"{key}: expected text without control characters, got {value!r}"
    return None


def _shown(value: object) -> str:
    try:
        return repr(value)[:_LONGEST_SHOWN]
    except ValueError:  # Python (3.11) refuses to write a whole number of more than 4300 digits
        return "a huge number"


def change_setting(path: Path, key: str, value: Value | None) -> None:
    """Write a setting, or remove it (None); creates the file if there is none.

    Raises SettingsError; the file is then unchanged.
    """
    read_settings(path)  # only the user can fix a file that is already invalid
    try:
        # As bytes: reading as text would lose the kind of line ends.
        text = path.read_bytes().decode() if path.exists() else ""
        changed = with_setting(text, key, value)
        path.parent.mkdir(parents=True, exist_ok=True)
        # Resolved, so that a link to a file kept elsewhere stays a link.
        write_privately(path.resolve(), changed.encode())
    except OSError as error:
        raise SettingsError(f"Can't write the settings {path}: {error.strerror}.") from error


def with_setting(text: str, key: str, value: Value | None) -> str:
    """The text of a settings file with a changed value; raises SettingsError if that fails."""
    line = None if value is None else f"{key} = {json.dumps(value, ensure_ascii=False)}\n"
    pattern = re.compile(rf'^[ \t]*"?{re.escape(key)}"?[ \t]*=.*(?:\n|\Z)', re.MULTILINE)
    if pattern.search(text):
        changed = pattern.sub(lambda _match: line or "", text, count=1)
    else:
        # At the very top, before any table.
        changed = (line or "") + text
    before, after = tomllib.loads(text), _parsed(changed)
    expected = {name: known for name, known in before.items() if name != key}
    if value is not None:
        expected[key] = value
    if after != expected:
        raise SettingsError(f"Can't edit {key} automatically. Change it in the settings file.")
    return changed


def _parsed(text: str) -> dict[str, object] | None:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return None
