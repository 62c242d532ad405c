"""A weight rises once the most of the reps are done, a little at a time, and falls when needed."""

from dataclasses import replace
from itertools import pairwise

from tests.core.sample import LANGUAGE, exercise
from voicecoach.core.progression.ladder import gain, ladder_of
from voicecoach.core.timeline.announcing import dose_lines
from voicecoach.core.workout.amounts import amount_of
from voicecoach.core.workout.conduct import Resistance
from voicecoach.core.workout.exercise import Reps, TempoPhase
from voicecoach.core.workout.load import MOST_PERCENT

TEMPO = (TempoPhase("up", 2000),)
ROWS = replace(exercise("rows", Reps(10, TEMPO), sets=3), resistance=Resistance(kilograms=8))
LADDER = ladder_of(ROWS)


def doses(first: int, last: int) -> list[tuple[int, float | None]]:
    """Reps and kilograms of these rungs."""
    rungs = [LADDER[number].exercise for number in range(first, last + 1)]
    return [(amount_of(one.counting), one.resistance.kilograms) for one in rungs]


def test_the_weight_rises_after_the_reps() -> None:
    assert doses(0, 4) == [(10, 8), (11, 8), (12, 8), (11, 9), (12, 9)]
    assert gain(LADDER[2], LADDER[3]) == "weight"


def test_no_rung_is_much_more_work_than_the_one_below() -> None:
    loads = [rung.load.work for rung in LADDER.rungs]
    for below, above in pairwise(loads):
        assert below < above
        assert 100 * above <= MOST_PERCENT * below


def test_a_weight_stays_between_half_and_double_of_the_usual_one() -> None:
    weights = {rung.exercise.resistance.kilograms for rung in LADDER.rungs}
    assert max(one for one in weights if one) == 16
    assert min(one for one in weights if one) == 4


def test_without_a_weight_none_comes_in() -> None:
    rungs = ladder_of(replace(ROWS, resistance=Resistance(band="red"))).rungs
    assert {rung.exercise.resistance for rung in rungs} == {Resistance(band="red")}


def test_the_weight_and_the_band_are_told_after_the_dose() -> None:
    both = replace(ROWS, resistance=Resistance(7.5, "red"))
    told = [LANGUAGE.book.sentence(line.phrase) for line in dose_lines(both)]
    assert told == ["3 sets of 10.", "With 7.5 kilograms.", "With the red band."]
