"""A routine at another level, or fitted to the time available."""

from collections.abc import Callable
from dataclasses import replace

from voicecoach.core.workout.amounts import scaled
from voicecoach.core.workout.exercise import Difficulty, Exercise
from voicecoach.core.workout.routine import Routine, RoutineItem

PER_LEVEL = 0.25
"""Change of a dose from one level to the next, as a share of it."""
SMALLEST_DOSE = 0.5
"""Smallest share of a dose when there is little time."""
MOST_SETS = 4
"""Largest number of sets of an exercise."""


def at_level(routine: Routine, level: int) -> Routine:
    """The routine at another level, 1 to 3.

    One level up or down changes each dose by a quarter; two levels also select the harder or
    easier variation of each exercise that has one.
    """
    up = level - routine.level
    items = tuple(_leveled(item, up) for item in routine.items) if up else routine.items
    return replace(routine, level=level, items=items)


def _leveled(item: RoutineItem, up: int) -> RoutineItem:
    wanted = Difficulty.HARDER if up > 0 else Difficulty.EASIER
    variation = item.exercise.variation_of(wanted) if abs(up) > 1 else None
    exercise = with_dose(item.exercise, 1 + PER_LEVEL * up)
    return replace(item, exercise=exercise, variation=variation)


def with_dose(exercise: Exercise, share: float) -> Exercise:
    """The exercise with this share of its amount, and the same sets and tempo."""
    return replace(exercise, counting=scaled(exercise.counting, share))


def fit_to(routine: Routine, wanted_ms: int, length_of: Callable[[Routine], int]) -> Routine:
    """The routine with more or less in it, so that its length comes close to `wanted_ms`.

    To shorten it, remove one set at a time from the exercise with the most sets, the last of them
    first; then halve every dose; then drop exercises from the end, except the first. To lengthen
    it, add one set at a time to the exercise with the fewest, up to four, while the time allows.
    """
    shorter = routine
    while length_of(shorter) > wanted_ms:
        less = _less(shorter, routine)
        if less is None:
            return shorter
        shorter = less
    if shorter is not routine:
        return shorter
    longer = routine
    while (more := _more(longer)) and length_of(more) <= wanted_ms:
        longer = more
    return longer


def _less(routine: Routine, full: Routine) -> Routine | None:
    sets = [item.exercise.sets for item in routine.items]
    if max(sets) > 1:
        last = len(sets) - 1 - sets[::-1].index(max(sets))
        return _with_sets(routine, last, max(sets) - 1)
    smaller = _shrunk(routine, full)
    if smaller != routine:
        return smaller
    return replace(routine, items=routine.items[:-1]) if len(routine.items) > 1 else None


def _shrunk(routine: Routine, full: Routine) -> Routine:
    """The routine with every dose at half of that in the full routine."""
    items = tuple(
        replace(
            item,
            exercise=replace(
                item.exercise, counting=scaled(whole.exercise.counting, SMALLEST_DOSE)
            ),
        )
        for item, whole in zip(routine.items, full.items, strict=False)
    )
    return replace(routine, items=items)


def _more(routine: Routine) -> Routine | None:
    sets = [item.exercise.sets for item in routine.items]
    if min(sets) >= MOST_SETS:
        return None
    return _with_sets(routine, sets.index(min(sets)), min(sets) + 1)


def _with_sets(routine: Routine, index: int, sets: int) -> Routine:
    items = list(routine.items)
    items[index] = replace(items[index], exercise=replace(items[index].exercise, sets=sets))
    return replace(routine, items=tuple(items))
