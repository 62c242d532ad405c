"""The exercises that a name in a text can mean."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Self

from voicecoach.core.workout.exercise import Exercise
from voicecoach.dataclass import dataclass

_SOURCE = Path(__file__).with_name("names.toml")
_ES = ("ches", "shes", "sses", "xes")


@dataclass(frozen=True, slots=True)
class Names:
    """Names of exercises, in the form that `key` gives them."""

    exercises: Mapping[str, Exercise]
    """The exercise with a file that each name means."""
    joined: frozenset[str]
    holds: Sequence[str]
    paces: frozenset[str]

    @classmethod
    def of(cls, exercises: Mapping[str, Exercise]) -> Self:
        """The names of these exercises (by slug), with the other names that people use."""
        data = _data()
        aliases = {
            key(alias): exercises[slug]
            for slug, others in data["aliases"].items()
            if slug in exercises
            for alias in others
        }
        own = {key(name): one for slug, one in exercises.items() for name in (slug, one.name)}
        return cls(
            aliases | own,
            joined=frozenset(map(key, data["joined"]["names"])),
            holds=tuple(data["holds"]["words"]),
            paces=frozenset(data["paces"]["words"]),
        )

    def exercise(self, name: str) -> Exercise | None:
        """The exercise that the name means; None: none that has a file."""
        return self.exercises.get(key(name))

    def is_one(self, name: str) -> bool:
        """True if the name is known as that of one exercise."""
        return key(name) in self.exercises or key(name) in self.joined

    def is_held(self, name: str) -> bool:
        """True if an exercise of this name is held rather than repeated."""
        words = _words(name)
        return any(_singular(word) in words for word in self.holds)


def key(name: str) -> str:
    """The name without case, spaces, hyphens and plurals: "pushup" for "Push-ups"."""
    return "".join(_words(name))


def _words(name: str) -> list[str]:
    letters = re.sub(r"[^\w\s-]|_", "", name.lower())
    return [_singular(word) for word in re.split(r"[\s-]+", letters) if word]


def _singular(word: str) -> str:
    if word.endswith(_ES):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


@cache
def _data() -> Mapping[str, Any]:
    return tomllib.loads(_SOURCE.read_text(encoding="utf-8"))
