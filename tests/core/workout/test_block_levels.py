"""Routines with blocks at another level, and fitted to the time."""

from dataclasses import replace

from tests.core.sample import exercise
from voicecoach.core.workout.amounts import amount_of, set_ms
from voicecoach.core.workout.block import Block, BlockKind, InRounds, OnTheClock
from voicecoach.core.workout.exercise import Hold, Reps, TempoPhase, Timed
from voicecoach.core.workout.levels import at_level, fit_to
from voicecoach.core.workout.routine import Routine, RoutineItem

SQUATS = exercise("squats", Reps(8, (TempoPhase("down", 3000),)))
PLANK = exercise("plank", Hold(20_000))
BURPEES = exercise("burpees", Timed(20_000, ()))


def block_of(
    *items: RoutineItem, kind: BlockKind, sets: int = 3, number: int = 0
) -> tuple[RoutineItem, ...]:
    """These items as a block."""
    block = Block(number, kind)
    return tuple(
        replace(item, block=block, exercise=replace(item.exercise, sets=sets, keeps_sets=True))
        for item in items
    )


def routine(*items: RoutineItem) -> Routine:
    """These items in order."""
    return Routine("sample", "the sample", "A sample.", 2, items)


def length_of(routine: Routine) -> int:
    """The work alone, with ten seconds between."""
    return sum(
        one.exercise.sets * (set_ms(one.exercise.counting) + 10_000) for one in routine.items
    )


ROUNDS = routine(*block_of(RoutineItem(SQUATS, 0), RoutineItem(PLANK, 0), kind=InRounds(0)))
CLOCK = routine(*block_of(RoutineItem(BURPEES, 0, period_ms=30_000), kind=OnTheClock(0), sets=8))


def test_with_less_time_a_whole_round_goes() -> None:
    fitted = fit_to(ROUNDS, 140_000, length_of)
    assert [item.exercise.sets for item in fitted.items] == [2, 2]


def test_with_more_time_a_whole_round_comes() -> None:
    fitted = fit_to(ROUNDS, 262_000, length_of)
    assert [item.exercise.sets for item in fitted.items] == [4, 4]


def test_a_ladder_gets_no_round_more() -> None:
    ladder, plank = ROUNDS.items
    ladders = replace(ROUNDS, items=(replace(ladder, counts=(8, 6, 4)), plank))
    fitted = fit_to(ladders, 400_000, length_of)
    assert [item.exercise.sets for item in fitted.items] == [3, 3]


def test_another_level_changes_the_doses_of_a_circuit_and_not_its_rounds() -> None:
    items = at_level(ROUNDS, 3).items
    assert [item.exercise.sets for item in items] == [3, 3]
    assert [amount_of(item.exercise.counting) for item in items] == [10, 25]


def test_a_clock_goes_on_as_it_is_at_any_level() -> None:
    assert [at_level(CLOCK, level).items for level in (1, 2, 3)] == [CLOCK.items] * 3


def test_with_less_time_a_clock_has_fewer_rounds_and_the_same_times() -> None:
    (item,) = fit_to(CLOCK, 130_000, length_of).items
    assert item.exercise.counting == Timed(20_000, ())
    assert item.exercise.sets == 4
