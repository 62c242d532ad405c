"""A person's ways to say the commands, as lessons found them: a small file without any sound."""

import re
from collections.abc import Callable, Mapping
from dataclasses import field
from math import isfinite
from pathlib import Path

from voicecoach.dataclass import dataclass
from voicecoach.errors import SettingsError
from voicecoach.files import read_json, shown, write_json
from voicecoach.places import taught_directory, taught_file
from voicecoach.program import program
from voicecoach.speech_models.lookup import bundled_model
from voicecoach.speech_models.variants import Phones, all_phones

USUAL_PERSON = "me"
"""Name of a user who gives none."""
_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,30}")
_WORD = re.compile(r"[\w']{1,40}")
_MOST_SOUNDS = 8
"""Ways to say a word, and far more than a lesson learns."""
_MOST_PHONES = 40
_MOST_WORDS = 1000


@dataclass(frozen=True, slots=True)
class Taught:
    """A person's ways to say the commands."""

    pronunciations: Mapping[str, tuple[Phones, ...]] = field(default_factory=dict)
    """Further ways to say words."""
    level_db: float | None = None
    """Level of the commands in the latest lesson, dBFS. A session measures its own commands,
    since the user may train farther from the microphone than they sat in the lesson."""
    noise_db: float | None = None
    """The same of the room."""


NOTHING_TAUGHT = Taught()


def person_named(name: str) -> str:
    """The name of a person as it is stored; raises SettingsError if it can't be one."""
    plain = "-".join(name.casefold().split())
    if not _NAME.fullmatch(plain):
        raise SettingsError(
            f'"{name}" can\'t be the name of a person: use at most 31 letters from a to z, digits '
            "and hyphens."
        )
    return plain


def read_taught(person: str) -> Taught:
    """Read what was learned of a person, NOTHING_TAUGHT if nothing; raises SettingsError."""
    path = taught_file(person)
    if not path.exists():
        return NOTHING_TAUGHT
    try:
        return _taught(read_json(path))
    except (TypeError, ValueError, AttributeError) as error:
        raise SettingsError(
            f"{shown(path)} is damaged, so that nothing you taught is used. Nothing was changed. "
            f"To begin anew: {program()} teach --forget{person_words(person)}"
        ) from error


def usable_taught(person: str, model: Path, tell: Callable[[str], None]) -> Taught:
    """Read what was learned of a person and suits this model; tell what can't be read."""
    try:
        taught = read_taught(person_named(person))
    except SettingsError as error:
        tell(f"Left out: {error}")
        return NOTHING_TAUGHT
    if taught.pronunciations and model != bundled_model():
        tell(f"Left out: what you taught, since it is for the bundled model, not for {model.name}.")
        return NOTHING_TAUGHT
    return taught


def write_taught(person: str, taught: Taught) -> None:
    """Store what was learned of a person; raises SettingsError."""
    path = taught_file(person)
    try:
        write_json(path, content_of(taught))
    except OSError as error:
        raise SettingsError(
            f"Can't store what was learned in {shown(path)}: {error.strerror or error}. Check free "
            "space and the folder's permissions."
        ) from error


def content_of(taught: Taught) -> dict[str, object]:
    """Contents of the file, as JSON values."""
    return {
        "pronunciations": {
            word: [" ".join(phones) for phones in sounds]
            for word, sounds in sorted(taught.pronunciations.items())
        },
        "level_db": taught.level_db,
        "noise_db": taught.noise_db,
    }


def forget_taught(person: str) -> bool:
    """Delete what was learned of a person; False: there was nothing. Raises SettingsError."""
    path = taught_file(person)
    if not path.exists():
        return False
    try:
        path.unlink()
    except OSError as error:
        raise SettingsError(
            f"Can't delete {shown(path)}: {error.strerror or error}. Delete it yourself."
        ) from error
    return True


def without_words(taught: Taught, words: frozenset[str]) -> Taught:
    """The same without what was learned of these words."""
    kept = {word: each for word, each in taught.pronunciations.items() if word not in words}
    return Taught(kept, taught.level_db, taught.noise_db)


def known_persons() -> list[str]:
    """The persons who have had a lesson."""
    paths = sorted(taught_directory().glob("*.json"))
    return [path.stem for path in paths if _NAME.fullmatch(path.stem)]


def person_words(person: str) -> str:
    """Option of a command line for this person, after a space; empty for the usual one."""
    return "" if person == USUAL_PERSON else f" --person {person}"


def _taught(content: object) -> Taught:
    if not isinstance(content, dict) or content.keys() != {
        "pronunciations",
        "level_db",
        "noise_db",
    }:
        raise ValueError("it has other keys")
    words = content["pronunciations"]
    if len(words) > _MOST_WORDS or not all(map(_WORD.fullmatch, words)):
        raise ValueError("it has other words")
    pronunciations = {word: tuple(map(_phones, sounds)) for word, sounds in words.items()}
    if any(len(sounds) > _MOST_SOUNDS for sounds in pronunciations.values()):
        raise ValueError("a word has too many sounds")
    return Taught(pronunciations, _level(content["level_db"]), _level(content["noise_db"]))


def _phones(text: str) -> Phones:
    phones = tuple(text.split())
    if not 0 < len(phones) <= _MOST_PHONES or not all_phones().issuperset(phones):
        raise ValueError(f"{text} is not a pronunciation")
    return phones


def _level(value: object) -> float | None:
    if value is None:
        return None
    if type(value) not in (int, float) or not isfinite(float(str(value))):
        raise ValueError("a level is not a number")
    return float(str(value))
