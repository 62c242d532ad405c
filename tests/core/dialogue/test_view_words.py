from dataclasses import replace

import pytest

from tests.terminal.screen_views import COUNTING, LANGUAGE, RESTING, VOCABULARY
from voicecoach.core.dialogue.view_words import keys_for, progress, shown_big, state_word
from voicecoach.core.view import Big, Countdown, CountProgress, PausedTime, Stopwatch
from voicecoach.terminal.big_letters import can_draw, columns_at, draw, rows_at


@pytest.mark.parametrize(
    ("big", "now_ms", "shown"),
    [
        (CountProgress("7", "12"), 0, "7"),
        (Countdown(90_000, 90_000), 0, "1:30"),
        (Countdown(90_000, 90_000), 30_000, "1:00"),
        (Countdown(90_000, 90_000), 30_001, "1:00"),
        (Countdown(90_000, 90_000), 31_000, "59"),
        (Countdown(90_000, 90_000), 85_000, "5"),
        (Countdown(90_000, 90_000), 85_999, "5"),
        (Countdown(90_000, 90_000), 86_000, "4"),
        (Countdown(90_000, 90_000), 95_000, "0"),
        (Stopwatch(1000), 0, "0"),
        (Stopwatch(1000), 1999, "0"),
        (Stopwatch(1000), 2000, "1"),
        (Stopwatch(0), 61_000, "1:01"),
        (PausedTime(23_400), 99_000, "24"),
    ],
)
def test_a_number_is_short_and_agrees_with_what_is_said(big: Big, now_ms: int, shown: str) -> None:
    assert shown_big(big, now_ms) == shown


@pytest.mark.parametrize(
    ("big", "share"),
    [
        (CountProgress("3", "12"), 0.25),
        (CountProgress("0", "12"), 0.0),
        (CountProgress("14", "12"), 1.0),
        (CountProgress("M", "Z"), 0.5),
        (CountProgress("0", "Z"), 0.0),
        (CountProgress("?", "many"), None),
        (Countdown(40_000, 40_000), 0.25),
        (Countdown(0, 0), None),
        (Stopwatch(0), None),
        (PausedTime(1000), None),
        (None, None),
    ],
)
def test_progress_is_known_where_there_is_a_total(big: Big | None, share: float | None) -> None:
    assert progress(big, 10_000) == share


def test_the_part_of_the_rep_is_worth_more_than_the_phase() -> None:
    assert state_word(COUNTING, LANGUAGE.book) == "down"
    assert state_word(RESTING, LANGUAGE.book) == "rest"
    assert state_word(replace(RESTING, tempo_word="breathe"), LANGUAGE.book) == "breathe"


def test_a_key_is_named_for_what_it_would_do() -> None:
    assert keys_for(("next", "ready"), VOCABULARY) == (("n", "next"), ("space", "ready"))
    assert keys_for(("ready", "pause"), VOCABULARY) == (("enter", "ready"), ("space", "pause"))
    assert keys_for(("louder", "nonsense"), VOCABULARY) == ()


@pytest.mark.parametrize("scale", [1, 2, 3, 4, 5])
def test_every_drawing_has_the_promised_size(scale: int) -> None:
    for text in (*"0123456789:ABCDEFGHIJKLMNOPQRSTUVWXYZ", "1:30"):
        drawn = draw(text, scale)
        assert len(drawn) == rows_at(scale)
        assert {len(row) for row in drawn} == {columns_at(scale, text)}


@pytest.mark.parametrize("scale", [1, 2, 3])
def test_no_two_drawings_look_alike(scale: int) -> None:
    texts = "0123456789:ABCDEFGHIJKLMNPQRSTUVWXYZ"
    alike = {draw(text, scale) for text in texts}
    assert len(alike) == len(texts)


def test_small_letters_are_drawn_like_capitals_and_others_refused() -> None:
    assert draw("m", 2) == draw("M", 2)
    assert can_draw("1:30")
    assert not can_draw("é")
    assert not can_draw("")
