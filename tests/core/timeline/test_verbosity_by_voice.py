"""Less and more talk by voice: it counts from the next line on."""

from dataclasses import replace

import pytest

from tests.core.sample import (
    CALF_RAISES,
    SINGLE_LEG_BALANCE,
    Played,
)
from tests.core.sample import play as play_sample
from voicecoach.core.dialogue.intent import Intent
from voicecoach.core.effects import Rank
from voicecoach.core.facts import IntentHeard
from voicecoach.core.phases import Phase
from voicecoach.core.timeline.delivery import Delivery
from voicecoach.core.verbosity import Verbosity
from voicecoach.core.workout.exercise import Exercise, Instructions

SHORT, MINIMAL = Delivery(Verbosity.SHORT), Delivery(Verbosity.MINIMAL)


def play(*exercises: Exercise, delivery: Delivery = SHORT) -> Played:
    return play_sample(*exercises, delivery=delivery)


def lines_after(played: Played, intent: Intent) -> list[str]:
    """Lines said from this request on, up to the one to say "ready"."""
    already = len(played.said)
    played.want(intent)
    played.until_phase(Phase.READY)
    return played.words()[already:]


TOLD = replace(
    CALF_RAISES, instructions=Instructions(("One.", "Two.", "Three."), ("Short.",), ("Least.",))
)


def announcing(delivery: Delivery) -> Played:
    return play(TOLD, delivery=delivery).until_phase(Phase.ANNOUNCING)


def test_less_talk_counts_from_the_next_line_on() -> None:
    played = announcing(Delivery())
    played.until(played.now_ms + 500)
    assert played.words()[-1] == "Calf raises."
    assert lines_after(played, Intent.LESS_TALK)[:4] == [
        "I'll say less.",
        "Calf raises.",
        "Short.",
        "2 sets of 5.",
    ]
    assert [fact.intent for fact in played.facts if isinstance(fact, IntentHeard)] == ["less-talk"]


def test_less_talk_ends_instructions_that_have_begun() -> None:
    played = announcing(Delivery())
    played.until_said("Two.")
    assert lines_after(played, Intent.LESS_TALK)[:2] == ["I'll say less.", "2 sets of 5."]
    assert "Short." not in played.words()


def test_more_talk_tells_what_is_to_come_in_full() -> None:
    played = announcing(MINIMAL)
    played.until(played.now_ms + 500)
    played.want(Intent.MORE_TALK)
    played.until(played.now_ms + 500)
    said = lines_after(played, Intent.MORE_TALK)
    assert said[:6] == [
        "I'll say a bit more.",
        "Calf raises.",
        "Stand.",
        "One.",
        "Two.",
        "Three.",
    ]


def test_more_talk_after_short_instructions_does_not_go_back_to_longer_ones() -> None:
    played = announcing(MINIMAL)
    played.until_said("2 sets of 5.")
    played.want(Intent.MORE_TALK)
    played.until(played.now_ms + 500)
    assert lines_after(played, Intent.MORE_TALK)[:2] == ["I'll say a bit more.", "2 sets of 5."]
    assert "Stand." not in played.words()


def test_repeat_tells_all_of_it_in_as_many_words_as_are_wanted_now() -> None:
    played = announcing(Delivery())
    played.until_said("Two.")
    played.want(Intent.LESS_TALK)
    played.until(played.now_ms + 1500)
    assert lines_after(played, Intent.REPEAT)[:3] == [
        "Calf raises.",
        "Short.",
        "2 sets of 5.",
    ]


@pytest.mark.parametrize("delivery", [Delivery(), SHORT])
def test_a_talk_goes_on_after_a_pause_with_all_that_was_left_of_it(delivery: Delivery) -> None:
    told = replace(TOLD, instructions=Instructions(("One.", "Two."), ("One.", "Three."), ("X.",)))
    played = play(told, delivery=delivery).until_phase(Phase.ANNOUNCING)
    played.until_said("One.")
    played.press(Intent.PAUSE)
    played.until(played.now_ms + 2000)
    rest = "Two." if delivery == Delivery() else "Three."
    assert lines_after(played, Intent.RESUME)[:3] == ["One.", rest, "2 sets of 5."]


def test_a_dose_that_is_changed_in_a_pause_is_told_as_it_is_now() -> None:
    played = announcing(Delivery())
    played.until_said("Two.")
    played.press(Intent.PAUSE)
    played.until(played.now_ms + 2000)
    played.want(Intent.EASIER)
    played.until(played.now_ms + 8000)
    assert lines_after(played, Intent.RESUME)[:3] == ["Two.", "Three.", "2 sets of 4."]


def test_less_talk_in_a_pause_counts_for_the_rest_of_the_paused_talk() -> None:
    played = announcing(Delivery())
    played.until(played.now_ms + 500)
    played.press(Intent.PAUSE)
    played.until(played.now_ms + 2000)
    played.want(Intent.LESS_TALK)
    played.until(played.now_ms + 3000)
    assert lines_after(played, Intent.RESUME)[:3] == [
        "Calf raises.",
        "Short.",
        "2 sets of 5.",
    ]


def test_a_talk_that_was_made_shorter_goes_on_after_a_pause_where_it_was() -> None:
    played = announcing(Delivery())
    played.until_said("Two.")
    played.want(Intent.LESS_TALK)
    played.until_said("2 sets of 5.")
    played.press(Intent.PAUSE)
    played.until(played.now_ms + 2000)
    assert lines_after(played, Intent.RESUME)[0] == "2 sets of 5."


@pytest.mark.parametrize(
    ("is_less", "calls", "next_set"),
    [(False, ["10 seconds."], ["Hold.", "Last 10 seconds."]), (True, [], ["Hold."])],
)
def test_less_talk_in_a_rest_counts_at_once_and_for_the_set_after_it(
    is_less: bool, calls: list[str], next_set: list[str]
) -> None:
    long_rest = replace(SINGLE_LEG_BALANCE, rest_ms=60_000, sets=2)
    played = play(long_rest, delivery=SHORT).until_phase(Phase.RESTING)
    played.until(played.now_ms + 8000)
    if is_less:
        played.want(Intent.LESS_TALK)
    already = len(played.words(Rank.CALL))
    played.until_phase(Phase.HOLDING)
    assert played.words(Rank.CALL)[already:] == calls
    played.until_phase(Phase.SWITCHING)
    assert played.words(Rank.CALL)[already + len(calls) :] == next_set


@pytest.mark.parametrize(
    ("delivery", "intent", "answer"),
    [
        (Delivery(), Intent.MORE_TALK, "That's all I've got."),
        (MINIMAL, Intent.LESS_TALK, "That's as little as I can say."),
    ],
)
def test_at_the_last_level_it_says_so(delivery: Delivery, intent: Intent, answer: str) -> None:
    assert lines_after(announcing(delivery), intent)[0] == answer


def test_less_talk_is_refused_at_work() -> None:
    played = play(CALF_RAISES).until_phase(Phase.COUNTING)
    played.until(played.now_ms + 4000)
    played.want(Intent.LESS_TALK)
    assert [f.accepted for f in played.facts if isinstance(f, IntentHeard)] == [False]
