"""What the user chose: exercises in order, each with its dose."""

from dataclasses import dataclass

from voicecoach.core.exercise import Exercise, Variation


@dataclass(frozen=True, slots=True)
class RoutineItem:
    """An exercise in a routine; its counting, sets and rest already carry the routine's dose."""

    exercise: Exercise
    rest_after_ms: int
    """Rest before the next exercise; unused after the last one."""
    variation: Variation | None = None
    """Another way to do it, for this session; None: the usual one."""


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


def single(exercise: Exercise) -> Routine:
    """A routine of one exercise."""
    item = RoutineItem(exercise, rest_after_ms=0)
    return Routine(exercise.slug, exercise.name, exercise.benefits[0], level=1, items=(item,))
