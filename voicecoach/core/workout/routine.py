"""A routine: exercises in order, each with its dose."""

from dataclasses import dataclass

from voicecoach.core.phrases import Phrase
from voicecoach.core.workout.exercise import Exercise, Variation


@dataclass(frozen=True, slots=True)
class RoutineItem:
    """An exercise in a routine; its counting, sets and rest already have the routine's dose."""

    exercise: Exercise
    rest_after_ms: int
    """Rest before the next exercise, ms; unused after the last one."""
    variation: Variation | None = None
    """Variation for this session; None: the exercise itself."""
    rung: int = 0
    """Number of rungs above (or, if negative, below) the dose in the routine."""
    tempo: float = 1.0
    """Factor on the duration of a rep."""
    reduced: bool = False
    """True if the dose is less than what was due, because there is little time."""
    news: Phrase | None = None
    """Sentence that explains the change of the dose; None: it has not changed."""


@dataclass(frozen=True, slots=True)
class Routine:
    """Exercises in the order in which they are done, with their doses."""

    slug: str
    name: str
    summary: str
    """One spoken sentence about its purpose."""
    level: int
    """1 (anybody) to 3 (trained)."""
    items: tuple[RoutineItem, ...]
    is_protocol: bool = False
    """True if its doses are those of a published program, which progression never raises."""


def single(exercise: Exercise) -> Routine:
    """A routine of one exercise."""
    item = RoutineItem(exercise, rest_after_ms=0)
    return Routine(exercise.slug, exercise.name, exercise.benefits[0], level=1, items=(item,))
