"""What the user chose: exercises in order, each with its dose."""

from dataclasses import dataclass

from voicecoach.core.phrases import Phrase
from voicecoach.core.workout.exercise import Exercise, Variation


@dataclass(frozen=True, slots=True)
class RoutineItem:
    """An exercise in a routine; its counting, sets and rest already carry the routine's dose."""

    exercise: Exercise
    rest_after_ms: int
    """Rest before the next exercise; unused after the last one."""
    variation: Variation | None = None
    """Another way to do it, for this session; None: the usual one."""
    rung: int = 0
    """How far the dose is above (or, negative, below) the one that the routine gives."""
    tempo: float = 1.0
    """How long a rep lasts compared with the usual."""
    reduced: bool = False
    """Whether less than was due is asked for, because there is little time."""
    news: Phrase | None = None
    """Why the dose has changed; None: it has not."""


@dataclass(frozen=True, slots=True)
class Routine:
    """Exercises in the order in which they are done."""

    slug: str
    name: str
    summary: str
    """One spoken sentence: what this routine is good for."""
    level: int
    """1 (anybody) to 3 (trained)."""
    items: tuple[RoutineItem, ...]
    is_protocol: bool = False
    """Whether its doses are those of a published program, which nothing raises."""


def single(exercise: Exercise) -> Routine:
    """A routine of one exercise."""
    item = RoutineItem(exercise, rest_after_ms=0)
    return Routine(exercise.slug, exercise.name, exercise.benefits[0], level=1, items=(item,))
