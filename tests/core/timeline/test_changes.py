"""Time to do what was said: after a line, and to change the side, the direction or the rig."""

from dataclasses import replace
from itertools import pairwise

import pytest

from tests.core.sample import CALF_RAISES, SLOW_TEMPO, exercise, play, routine
from voicecoach.content.loader import load_library
from voicecoach.core.effects import Rank
from voicecoach.core.phases import Phase
from voicecoach.core.timeline.compiler import compile_steps
from voicecoach.core.timeline.pauses import Pause
from voicecoach.core.timeline.steps import LEAD_IN_MS, Break, Step, Work
from voicecoach.core.workout.exercise import Exercise, Reps, Side, Sides

BAND = replace(
    exercise("band", Reps(3, SLOW_TEMPO), sets=2, sides=Sides.EACH, directions=("in", "out")),
    change_ms=12_000,
    rig_ms=25_000,
)


def steps_of(one: Exercise) -> tuple[Step, ...]:
    return compile_steps(routine(one), ready_wait_ms=20_000)


def turns_of(one: Exercise) -> list[tuple[int, str | None, Side | None]]:
    works = [step.place for step in steps_of(one) if isinstance(step, Work)]
    return [(place.set_number, place.direction, place.side) for place in works]


def breaks_of(one: Exercise) -> list[int]:
    return [step.duration_ms for step in steps_of(one) if isinstance(step, Break)]


def test_both_sides_are_done_before_the_rig_changes() -> None:
    in_a_set = [
        ("in", Side.RIGHT),
        ("in", Side.LEFT),
        ("out", Side.RIGHT),
        ("out", Side.LEFT),
    ]
    assert turns_of(BAND) == [(number, *turn) for number in (1, 2) for turn in in_a_set]


def test_without_a_rig_both_directions_are_done_before_the_side_changes() -> None:
    assert [turn[1:] for turn in turns_of(replace(BAND, rig_ms=None))][:4] == [
        ("in", Side.RIGHT),
        ("out", Side.RIGHT),
        ("in", Side.LEFT),
        ("out", Side.LEFT),
    ]


def test_each_change_has_the_time_that_it_takes() -> None:
    between_sets_ms = 25_000  # the band is tied anew, which takes longer than the rest
    assert breaks_of(BAND) == [12_000, 25_000, 12_000, between_sets_ms, 12_000, 25_000, 12_000]


def test_a_rest_that_is_longer_than_the_change_stays_as_long() -> None:
    rested = replace(BAND, rest_ms=60_000)
    assert breaks_of(rested)[3] == 60_000 - LEAD_IN_MS


def test_a_change_of_rig_names_the_side_and_the_direction() -> None:
    played = play(BAND)
    for _ in range(2):
        played.until_phase(Phase.SWITCHING).until_phase(Phase.COUNTING)
    told = ["Switch feet. Right foot.", "Now out.", "10 seconds."]
    assert played.words(Rank.TALK)[-2:] == told[:2]
    assert played.words()[-4:-1] == told


@pytest.mark.parametrize(
    ("words", "least"), [("Stand.", Pause.MOVE), ("Move slowly.", Pause.FOLLOW)]
)
def test_there_is_time_to_follow_a_line(words: str, least: Pause) -> None:
    played = play(CALF_RAISES).until_phase(Phase.READY)
    (pause,) = (
        then_ms - at_ms - played.voice_length(said)
        for (at_ms, said, _), (then_ms, _, _) in pairwise(played.said)
        if said == words
    )
    assert pause >= least.ms > Pause.SENTENCE.ms


def test_the_band_is_tied_again_once_in_a_set() -> None:
    band = load_library().exercises["band-flex-point"]
    directions = [direction for number, direction, _ in turns_of(band) if number == 1]
    assert sum(one != other for one, other in pairwise(directions)) == 1


def test_a_change_to_make_before_the_next_side_is_said() -> None:
    spilled = replace(BAND, directions=(), rig_ms=None, change="Tip everything out again.")
    played = play(spilled).until_phase(Phase.SUMMARY)
    words = [text for _, text, _ in played.said]
    assert words.count("Tip everything out again.") == 3
    assert words.index("Tip everything out again.") > words.index("Switch feet. Left foot.")


@pytest.mark.parametrize(("only_side", "times"), [(None, 3), (Side.RIGHT, 0)])
def test_the_other_side_is_prepared_only_where_there_is_one(
    only_side: Side | None, times: int
) -> None:
    rolling = "Roll over to your other side."
    lying = replace(BAND, directions=(), rig_ms=None, side_change=rolling, only_side=only_side)
    assert lying.sets == 2
    played = play(lying).until_phase(Phase.SUMMARY)
    assert [text for _, text, _ in played.said].count(rolling) == times
