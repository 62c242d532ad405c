"""All exercises and routines, by name."""

from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

from voicecoach.core.workout.exercise import Exercise
from voicecoach.core.workout.routine import Routine, single
from voicecoach.dataclass import dataclass
from voicecoach.errors import ContentError
from voicecoach.program import program
from voicecoach.suggestions import did_you_mean

ItemT = TypeVar("ItemT")
LeaveOut = Callable[[ContentError], None]
"""Takes the error of a file of the user's own that is left out."""


@dataclass(frozen=True, slots=True)
class Library:
    """All exercises and routines, by slug."""

    exercises: Mapping[str, Exercise]
    routines: Mapping[str, Routine]

    def exercise(self, slug: str) -> Exercise:
        """The exercise of this slug; raises ContentError with a suggestion."""
        return _look_up("exercise", slug, self.exercises)

    def routine(self, slug: str) -> Routine:
        """The routine of this slug; raises ContentError with a suggestion."""
        return _look_up("routine", slug, self.routines)

    def workout(self, slug: str) -> Routine | Exercise:
        """The routine of this slug, or else the exercise; raises ContentError with a suggestion."""
        known: dict[str, Routine | Exercise] = {**self.exercises, **self.routines}
        return _look_up("routine or exercise", slug, known)

    def as_routine(self, slug: str) -> Routine:
        """The routine or exercise of this slug, an exercise as a routine of its own.

        Raises ContentError with a suggestion.
        """
        workout = self.workout(slug)
        return single(workout) if isinstance(workout, Exercise) else workout


def _look_up(kind: str, name: str, items: Mapping[str, ItemT]) -> ItemT:
    """The item of this slug, written in any case and with spaces as well."""
    slug = "-".join(name.lower().replace("_", " ").replace("-", " ").split())
    if name in items:
        return items[name]
    if slug in items:
        return items[slug]
    raise unknown_name(kind, slug, items)


def unknown_name(kind: str, name: str, known: Iterable[str]) -> ContentError:
    """The error for a name that no exercise or routine has."""
    hint = did_you_mean(name, known) or "."
    return ContentError(f'There is no {kind} "{name}"{hint} To see all of them: {program()} list')
