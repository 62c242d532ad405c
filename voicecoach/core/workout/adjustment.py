"""Today's dose made easier or harder in the middle of a session, when the user asks for it."""

from dataclasses import replace

from voicecoach.core.workout.amounts import amount_of, with_amount
from voicecoach.core.workout.counting import kind_of
from voicecoach.core.workout.exercise import Difficulty
from voicecoach.core.workout.load import is_within_cap, load_of
from voicecoach.core.workout.routine import RoutineItem

EASIER_SHARE = 0.75
"""Share of the reps or seconds that remains if there is no easier variation."""
FEWEST = 2
"""Smallest number of reps or seconds; below it the exercise is better skipped."""


def easier(item: RoutineItem) -> RoutineItem | None:
    """The exercise itself instead of a harder variation, then an easier variation, then less of it.

    None: it can't get any easier.
    """
    exercise, variation = item.exercise, item.variation
    if variation and variation.difficulty is Difficulty.HARDER:
        return replace(item, variation=None)
    other = exercise.variation_of(Difficulty.EASIER)
    if variation is None and other and kind_of(exercise.counting).prefers_easier_variation:
        return replace(item, variation=other)
    amount = amount_of(exercise.counting)
    less = min(amount - 1, round(amount * EASIER_SHARE))
    return _with_amount(item, less) if less >= FEWEST else None


def harder(item: RoutineItem, planned: RoutineItem) -> RoutineItem | None:
    """The planned dose instead of an easier one, or the harder variation with half of the amount.

    A harder variation counts double, so the load stays the same. Without one, a tenth is added.
    None: it has already been made harder today.
    """
    if load_of(item.exercise, item.variation) < load_of(planned.exercise, planned.variation):
        return planned
    if item != planned:
        return None
    exercise = item.exercise
    amount = amount_of(exercise.counting)
    other = exercise.variation_of(Difficulty.HARDER)
    if item.variation is None and other and amount // 2 >= FEWEST:
        return replace(_with_amount(item, amount // 2), variation=other)
    more = _with_amount(item, amount + max(1, amount // 10))
    before, after = (load_of(one.exercise, one.variation) for one in (item, more))
    return more if before < after and is_within_cap(after, before) else None


def _with_amount(item: RoutineItem, amount: int) -> RoutineItem:
    counting = with_amount(item.exercise.counting, amount)
    return replace(item, exercise=replace(item.exercise, counting=counting))
