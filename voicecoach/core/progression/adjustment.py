"""Today's dose made easier or harder in the middle of a session, when the user asks for it."""

from dataclasses import replace

from voicecoach.core.progression.ladder import ladder_of
from voicecoach.core.workout.amounts import amount_of, with_amount
from voicecoach.core.workout.counting import kind_of
from voicecoach.core.workout.exercise import Exercise
from voicecoach.core.workout.load import is_within_cap, load_of
from voicecoach.core.workout.routine import RoutineItem
from voicecoach.core.workout.variations import way_below

EASIER_SHARE = 0.75
"""Share of the reps or seconds that remains if there is no easier way."""
FEWEST = 2
"""Smallest number of reps or seconds; below it the exercise is better skipped."""


def easier(item: RoutineItem) -> RoutineItem | None:
    """The next easier way of the exercise, or, if there is none, less of it.

    None: it can't get any easier.
    """
    exercise = item.exercise
    below = way_below(exercise)
    if below and (exercise.variation or kind_of(exercise.counting).prefers_easier_variation):
        sets = min(below.sets, exercise.sets)
        tempo = item.tempo if _keeps_counting(exercise, below) else 1.0
        return replace(item, exercise=replace(below, sets=sets), tempo=tempo)
    amount = amount_of(exercise.counting)
    less = min(amount - 1, round(amount * EASIER_SHARE))
    return _with_amount(item, less) if less >= FEWEST else None


def harder(
    item: RoutineItem, planned: RoutineItem, *, is_protocol: bool = False
) -> RoutineItem | None:
    """The planned dose instead of an easier one, or else the next step of the ladder.

    An exercise that is planned in an easier way, since the user chose it, is done as it is due.
    That is the step that the plan would take the next time. A dose that is not one of the ladder,
    since it is fitted to the time, gets a tenth more. None: it has already been made harder today,
    that would be too much, or nothing raises the doses of a protocol.
    """
    if load_of(item.exercise) < load_of(planned.exercise):
        return planned
    if item == planned and item.due:
        return replace(item, exercise=item.due, due=None)
    if item != planned or is_protocol:
        return None
    usual = item.usual or item.exercise
    ladder = ladder_of(usual)
    if item.exercise == ladder[item.rung].exercise:
        rung = ladder[item.rung + 1]
        is_more = load_of(item.exercise) < rung.load
        number = item.rung + 1
        raised = replace(item, exercise=rung.exercise, usual=usual, tempo=rung.tempo, rung=number)
        return raised if is_more else None
    amount = amount_of(item.exercise.counting)
    more = _with_amount(item, amount + max(1, amount // 10))
    before, after = load_of(item.exercise), load_of(more.exercise)
    return more if before < after and is_within_cap(after, before) else None


def _keeps_counting(exercise: Exercise, below: Exercise) -> bool:
    """True if the easier way goes on with the counting that the exercise has now."""
    amount = amount_of(exercise.counting)
    return with_amount(below.counting, amount) == exercise.counting


def _with_amount(item: RoutineItem, amount: int) -> RoutineItem:
    counting = with_amount(item.exercise.counting, amount)
    return replace(item, exercise=replace(item.exercise, counting=counting))
