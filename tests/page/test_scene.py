"""The scenes of the page: what they hold, and when they are due."""

import json
from dataclasses import replace

import pytest

from tests.terminal.screen_views import (
    ALL,
    COUNTING,
    GREETING,
    HOLDING,
    LANGUAGE,
    OPEN_HOLD,
    PAUSED,
)
from voicecoach.core.phases import Phase
from voicecoach.core.view import (
    Ahead,
    Big,
    CountProgress,
    Movement,
    MovementPart,
    PausedTime,
    View,
)
from voicecoach.page.scene import Json, Scenes, labels

DELAY_MS, LATE_MS = 200, 30


def scene(view: View, scenes: Scenes | None = None) -> dict[str, Json]:
    scenes = scenes or Scenes(LANGUAGE.vocabulary, LANGUAGE.book)
    return scenes.scene(view, asked_ms=5000, sound_delay_ms=DELAY_MS, late_ms=LATE_MS)


def test_a_count_is_due_when_it_is_heard() -> None:
    assert scene(COUNTING)["due"] == 5000 + DELAY_MS + LATE_MS


@pytest.mark.parametrize("phase", [Phase.PAUSED, Phase.HURTING, Phase.EASING, Phase.CONFIRMING])
def test_a_pause_is_due_at_once_since_the_coach_falls_silent_at_once(phase: Phase) -> None:
    assert scene(replace(COUNTING, phase=phase))["due"] == 5000


@pytest.mark.parametrize(
    ("view", "big"),
    [
        (COUNTING, {"kind": "count", "shown": "7", "total": "12", "share": 7 / 12}),
        (
            replace(COUNTING, big=CountProgress("C", "Z")),
            {"kind": "count", "shown": "C", "total": "Z", "share": 3 / 26},
        ),
        (HOLDING, {"kind": "countdown", "ends": 60_000 + LATE_MS, "lasts": 60_000}),
        (OPEN_HOLD, {"kind": "stopwatch", "began": LATE_MS}),
        (PAUSED, {"kind": "paused", "left": 23_400}),
        (GREETING, None),
    ],
)
def test_the_number_is_there_with_what_it_goes_towards(view: View, big: Json) -> None:
    assert scene(view)["big"] == big


def test_a_movement_is_there_with_the_time_at_which_it_is_heard_to_begin() -> None:
    moving = replace(COUNTING, movement=Movement((MovementPart("up", 2000),), 4000))
    assert scene(moving)["movement"] == {"parts": [["up", 2000]], "began": 4000 + LATE_MS}
    assert scene(COUNTING)["movement"] is None


def test_a_sentence_stays_while_the_coach_counts() -> None:
    scenes = Scenes(LANGUAGE.vocabulary, LANGUAGE.book)
    scene(COUNTING, scenes)
    counted = replace(COUNTING, big=CountProgress("8", "12"), caption="8.", tempo_word="Lower")
    assert scene(counted, scenes)["caption"] == COUNTING.caption
    assert scene(replace(counted, caption="Lower."), scenes)["caption"] == COUNTING.caption
    assert scene(replace(counted, caption="Half way."), scenes)["caption"] == "Half way."


@pytest.mark.parametrize("big", [CountProgress("0", "12"), PausedTime(60_000)])
def test_before_the_work_the_count_in_stands_where_the_count_will(big: Big) -> None:
    scenes = Scenes(LANGUAGE.vocabulary, LANGUAGE.book)
    scene(COUNTING, scenes)
    counted_in = scene(replace(COUNTING, big=big, caption="3"), scenes)
    assert counted_in["big"] == {"kind": "lead", "shown": "3"}
    assert counted_in["caption"] == COUNTING.caption
    paused = replace(PAUSED, big=PausedTime(60_000), caption="3")
    assert scene(paused)["big"] == {"kind": "paused", "left": 60_000}


def test_the_first_count_is_not_taken_for_the_count_in() -> None:
    begun = Movement((MovementPart("", 2000),), 4000)
    first = replace(COUNTING, big=CountProgress("0", "12"), caption="1", movement=begun)
    assert scene(first)["big"] == {"kind": "count", "shown": "0", "total": "12", "share": 0.0}


def test_words_said_before_the_work_are_gone_when_it_begins() -> None:
    scenes = Scenes(LANGUAGE.vocabulary, LANGUAGE.book)
    ready = replace(COUNTING, phase=Phase.READY, big=None, caption="Say ready.")
    assert scene(ready, scenes)["caption"] == "Say ready."
    assert scene(replace(COUNTING, caption="7"), scenes)["caption"] == ""


def test_the_last_seconds_of_a_hold_are_not_captions() -> None:
    scenes = Scenes(LANGUAGE.vocabulary, LANGUAGE.book)
    scene(HOLDING, scenes)
    assert scene(replace(HOLDING, caption="5."), scenes)["caption"] == HOLDING.caption


def test_in_a_break_what_comes_next_stands_where_the_exercise_stood() -> None:
    resting = replace(
        COUNTING, phase=Phase.RESTING, ahead=Ahead("Arch lifts", "Exercise 3 of 4", "", "", True)
    )
    found = scene(resting)
    assert (found["ahead"], found["exercise"], found["next"]) == (True, "Arch lifts", "")
    assert scene(COUNTING)["ahead"] is False


def test_the_summary_grows_sentence_by_sentence() -> None:
    scenes = Scenes(LANGUAGE.vocabulary, LANGUAGE.book)
    assert scene(COUNTING, scenes)["summary"] == []
    for said in ("Well done.", "Well done.", "Four exercises."):
        last = scene(replace(GREETING, phase=Phase.SUMMARY, caption=said), scenes)
    assert last["summary"] == ["Well done.", "Four exercises."]


def test_misunderstood_speech_is_shown_differently_from_commands() -> None:
    assert (scene(COUNTING)["heard"], scene(COUNTING)["missed"]) == ("repeat", False)
    missed = scene(replace(COUNTING, heard="?"))
    assert (missed["heard"], missed["missed"]) == ("", True)


def test_numbers_are_offered_where_the_coach_asks_for_one() -> None:
    assert [phase for phase in Phase if scene(replace(COUNTING, phase=phase))["numbers"]] == [
        Phase.HURTING
    ]
    known = labels(LANGUAGE.book, LANGUAGE.vocabulary, routine="Balance", is_silent=True)
    assert known["silent"] is True
    assert isinstance(known["numbers"], list)


@pytest.mark.parametrize("view", ALL)
def test_every_scene_is_small_and_plain(view: View) -> None:
    assert len(json.dumps(scene(view))) < 4096
