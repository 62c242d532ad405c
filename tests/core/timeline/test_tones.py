"""Counts in tones instead of numbers."""

from itertools import pairwise

import pytest

from tests.core.sample import (
    BAREFOOT_BALANCE,
    CALF_RAISE_TEMPO,
    CALF_RAISES,
    HEEL_TO_TOE_WALK,
    LEAD_IN_MS,
    Played,
    exercise,
    play,
)
from voicecoach.core.dialogue.intent import Intent
from voicecoach.core.effects import Rank
from voicecoach.core.phases import Phase
from voicecoach.core.timeline.delivery import Delivery
from voicecoach.core.view import CountProgress
from voicecoach.core.workout.exercise import Exercise, Letters, Reps, Steps

BEEPS = Delivery(beeps=True)


def beeps_of(sample: Exercise, *, speed: float = 1.0) -> tuple[Played, list[tuple[int, str]]]:
    played = play(sample, delivery=BEEPS, speed=speed).until_phase(Phase.COUNTING)
    begins_ms = played.now_ms + LEAD_IN_MS
    played.until_phase(Phase.SUMMARY)
    return played, [(at - begins_ms, one) for at, one in played.earcons if one.startswith("beep")]


def test_counts_become_tones_at_the_same_times() -> None:
    played, beeps = beeps_of(HEEL_TO_TOE_WALK)
    assert played.words(Rank.COUNT) == []
    times_ms = [at_ms for at_ms, _ in beeps]
    intervals_ms = [after - before for before, after in pairwise(times_ms)]
    assert times_ms[:4] == [-3000, -2000, -1000, 1500]
    assert intervals_ms[3:] == [*[1500] * 4, 5500, *[1500] * 4]


@pytest.mark.parametrize(("count", "marked"), [(8, {8}), (10, {10}), (23, {10, 20, 23})])
def test_every_tenth_and_the_last_tone_differ(count: int, marked: set[int]) -> None:
    _, beeps = beeps_of(exercise("walk", Steps(count, 1500, None)))
    names = [name for _, name in beeps[3:]]
    assert {n for n, name in enumerate(names, start=1) if name == "beep-mark"} == marked
    assert len(names) == count
    assert {name for _, name in beeps[:3]} == {"beep"}


def test_of_letters_only_the_last_differs() -> None:
    _, beeps = beeps_of(exercise("alphabet", Letters("a", "l", 2000)))
    assert [name for _, name in beeps[3:]] == [*["beep"] * 11, "beep-mark"]


def test_the_last_seconds_of_a_hold_are_tones_and_its_calls_are_words() -> None:
    played = play(BAREFOOT_BALANCE, delivery=BEEPS).until_phase(Phase.SWITCHING)
    assert [name for _, name in played.earcons if name.startswith("beep")] == ["beep"] * 8
    assert "10 seconds." in played.words(Rank.CALL)


def test_the_screen_still_counts() -> None:
    played = play(HEEL_TO_TOE_WALK, delivery=BEEPS).until_phase(Phase.COUNTING)
    played.until(played.now_ms + LEAD_IN_MS + 4500)
    big = played.view.big
    assert isinstance(big, CountProgress)
    assert big.done == "3"


def test_tones_go_on_after_a_change_of_speed_and_after_two_more() -> None:
    many = exercise("rep", Reps(9, CALF_RAISE_TEMPO))
    played = play(many, delivery=BEEPS).until_phase(Phase.COUNTING)
    played.until(played.now_ms + LEAD_IN_MS + 7000)
    played.want(Intent.FASTER)
    played.want(Intent.MORE)
    played.until_phase(Phase.SUMMARY)
    names = [name for _, name in played.earcons if name.startswith("beep")][3:]
    assert len(names) == 11
    assert [n for n, name in enumerate(names, start=1) if name == "beep-mark"] == [10, 11]
    assert played.words(Rank.COUNT) == []


def test_nothing_is_counted_before_the_next_exercise_is_announced() -> None:
    played = play(CALF_RAISES, HEEL_TO_TOE_WALK, delivery=BEEPS)
    played.until_phase(Phase.RATING)
    already = len(played.earcons)
    played.until_phase(Phase.ANNOUNCING)
    assert played.earcons[already:] == []
