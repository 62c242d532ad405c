"""The ladder of doses: each rung a little more than the one below it."""

from itertools import pairwise

from hypothesis import given

from tests.core.random_sessions import ON_BEAT, ON_TIME, exercises
from tests.each import for_each
from tests.examples import examples
from voicecoach.content.loader import load_library
from voicecoach.core.progression.ladder import ladder_of
from voicecoach.core.workout.amounts import amount_of
from voicecoach.core.workout.exercise import Difficulty, Exercise, OpenHold, Reps
from voicecoach.core.workout.load import is_within_cap

EXERCISES = load_library().exercises
CALF_RAISES = EXERCISES["calf-raises"]


@for_each(EXERCISES.values(), name=lambda exercise: exercise.slug)
def test_every_exercise_has_a_ladder_in_both_directions(exercise: Exercise) -> None:
    ladder = ladder_of(exercise)
    assert ladder[0].exercise == exercise
    assert ladder[0].variation is None
    assert ladder.highest >= 6
    assert ladder.lowest <= -1


@for_each(EXERCISES.values(), name=lambda exercise: exercise.slug)
def test_no_rung_has_a_tenth_more_than_the_one_below_it(exercise: Exercise) -> None:
    for below, above in pairwise(ladder_of(exercise).rungs):
        assert below.load <= above.load
        assert is_within_cap(above.load, below.load)


@examples(150, derandomize=True)
@given(exercises(ON_BEAT | ON_TIME))
def test_that_holds_for_any_exercise(exercise: Exercise) -> None:
    for below, above in pairwise(ladder_of(exercise).rungs):
        assert below.load <= above.load
        assert is_within_cap(above.load, below.load)
        assert below != above


def shapes_of(slug: str) -> list[tuple[int, int, float, str | None]]:
    """Sets, amount, tempo and variation of each rung from the usual dose upwards."""
    ladder = ladder_of(EXERCISES[slug])
    return [
        (
            rung.exercise.sets,
            amount_of(rung.exercise.counting),
            rung.tempo,
            rung.variation.name if rung.variation else None,
        )
        for rung in ladder.rungs[ladder.usual :]
    ]


def test_it_adds_reps_then_a_set_then_slows_and_then_takes_up_the_harder_variation() -> None:
    shapes = shapes_of("toe-raises")
    assert shapes[1] == (2, 16, 1.0, None)
    first_set = next(i for i, shape in enumerate(shapes) if shape[0] == 3)
    first_slow = next(i for i, shape in enumerate(shapes) if shape[2] > 1.0)
    first_harder = next(i for i, shape in enumerate(shapes) if shape[3])
    assert 1 < first_set < first_slow < first_harder
    assert shapes[first_harder] == (2, 8, 1.0, "standing")


def test_from_two_legs_to_one_it_goes_by_way_of_lowering_on_one() -> None:
    shapes = shapes_of("calf-raises")
    assert shapes[:4] == [(3, count, 1.0, None) for count in (12, 13, 14, 15)]
    ways = list(dict.fromkeys(way for *_, way in shapes))
    assert ways == [None, "up on two, down on one", "on one leg"]
    for way in ways[1:]:
        first = next(shape for shape in shapes if shape[3] == way)
        assert first == (2, 5, 1.0, way)
    assert shapes[-1] == (3, 12, 1.3, "on one leg")


@for_each(EXERCISES.values(), name=lambda exercise: exercise.slug)
def test_a_heavier_way_begins_with_few(exercise: Exercise) -> None:
    for below, above in pairwise(ladder_of(exercise).rungs):
        if above.load.force > below.load.force >= 100:
            usual = amount_of(exercise.counting)
            assert amount_of(above.exercise.counting) <= max(5, -(-2 * usual // 3))
            assert above.load.work <= below.load.work


def test_a_slower_tempo_makes_each_rep_longer() -> None:
    slow = next(rung for rung in ladder_of(CALF_RAISES).rungs if rung.tempo == 1.3)
    assert isinstance(slow.exercise.counting, Reps)
    assert slow.exercise.counting.rep_ms == 7800


def test_downwards_it_ends_in_the_easier_variation() -> None:
    lowest = ladder_of(CALF_RAISES).rungs[0]
    assert lowest.variation is not None
    assert lowest.variation.difficulty is Difficulty.EASIER
    assert isinstance(lowest.exercise.counting, Reps)
    assert lowest.exercise.counting.count == 6


def test_an_open_hold_keeps_its_cap_and_is_made_harder_by_a_variation() -> None:
    ladder = ladder_of(EXERCISES["barefoot-balance"])
    above = ladder[1]
    assert above.variation is not None
    assert all(
        isinstance(rung.exercise.counting, OpenHold) and rung.exercise.counting.cap_ms <= 60_000
        for rung in ladder.rungs
    )


def test_beyond_its_ends_a_ladder_stays_where_it_is() -> None:
    ladder = ladder_of(CALF_RAISES)
    assert ladder[1000] == ladder[ladder.highest] == ladder.rungs[-1]
    assert ladder[-1000] == ladder[ladder.lowest] == ladder.rungs[0]
