"""The settings file: a small TOML file behind options and environment variables."""

import difflib
import tomllib
from collections.abc import Mapping
from pathlib import Path

from voicecoach.errors import SettingsError

DEFAULT_WORDS_PER_MINUTE = 160
DEFAULT_READY_WAIT_S = 20

Value = str | int | float | bool

KEYS: Mapping[str, tuple[type, ...]] = {
    "voice": (str,),
    "words-per-minute": (int,),
    "model": (str,),
    "device-in": (str, int),
    "device-out": (str, int),
    "listen": (bool,),
    "speed": (float, int),
    "ready-wait": (int, float),
    "wording": (str,),
    "verbosity": (str,),
    "beeps": (bool,),
    "duck": (bool,),
    "birth-year": (int,),
    "sex": (str,),
}
"""Every setting and the types it may have; each is named like its option."""


def read_settings(path: Path) -> dict[str, Value]:
    """The settings of this file by their names; none if there is no such file.

    Raises SettingsError that names the file, all wrong keys, and what they should be.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"Can't read the settings {path}: {error}.") from error
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(
            f"{path} is not valid TOML: {error}. Mend that place, or delete the file."
        ) from error
    problems = [problem for key, value in table.items() if (problem := _problem(key, value))]
    if problems:
        raise SettingsError("\n".join(f"{path}: {problem}" for problem in problems))
    return table


def _problem(key: str, value: object) -> str | None:
    if key not in KEYS:
        near = difflib.get_close_matches(key, KEYS, n=1)
        hint = f'did you mean "{near[0]}"?' if near else f"there are: {', '.join(KEYS)}."
        return f'"{key}" is no setting; {hint}'
    if type(value) not in KEYS[key]:
        wanted = " or ".join(kind.__name__ for kind in KEYS[key])
        return f"{key}: expected {wanted}, got {value!r}"
    return None
