"""Today's dose made easier or harder on the user's word, in the middle of a session."""

from dataclasses import replace

from voicecoach.core.workout.amounts import amount_of, with_amount
from voicecoach.core.workout.counting import kind_of
from voicecoach.core.workout.exercise import Difficulty
from voicecoach.core.workout.load import is_within_cap, load_of
from voicecoach.core.workout.routine import RoutineItem

EASIER_SHARE = 0.75
"""What is left of the reps or seconds where there is no easier way."""
FEWEST = 2
"""Fewer reps or seconds than this are not asked for: then the exercise is better left out."""


def easier(item: RoutineItem) -> RoutineItem | None:
    """The usual way in place of a harder one, an easier way in place of that, or else less of it.

    None: it can't get any easier.
    """
    exercise, variation = item.exercise, item.variation
    if variation and variation.difficulty is Difficulty.HARDER:
        return replace(item, variation=None)
    way = exercise.variation_of(Difficulty.EASIER)
    if variation is None and way and kind_of(exercise.counting).has_easier_way:
        return replace(item, variation=way)
    amount = amount_of(exercise.counting)
    less = min(amount - 1, round(amount * EASIER_SHARE))
    return _with_amount(item, less) if less >= FEWEST else None


def harder(item: RoutineItem, planned: RoutineItem) -> RoutineItem | None:
    """What was planned in place of something easier, or the harder way with half of the amount.

    A harder way counts double, so that the load stays what it was. Where there is none, there is a
    tenth more of it. None: it has been made harder today.
    """
    if load_of(item.exercise, item.variation) < load_of(planned.exercise, planned.variation):
        return planned
    if item != planned:
        return None
    exercise = item.exercise
    amount = amount_of(exercise.counting)
    way = exercise.variation_of(Difficulty.HARDER)
    if item.variation is None and way and amount // 2 >= FEWEST:
        return replace(_with_amount(item, amount // 2), variation=way)
    more = _with_amount(item, amount + max(1, amount // 10))
    before, after = (load_of(one.exercise, one.variation) for one in (item, more))
    return more if before < after and is_within_cap(after, before) else None


def _with_amount(item: RoutineItem, amount: int) -> RoutineItem:
    counting = with_amount(item.exercise.counting, amount)
    return replace(item, exercise=replace(item.exercise, counting=counting))
