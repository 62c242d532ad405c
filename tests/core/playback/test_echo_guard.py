"""The coach's own words are recognized by what was said when."""

import pytest

from voicecoach.core.playback.echo_guard import (
    AFTER_END_MS,
    AROUND_MS,
    EARLY_MS,
    LATE_MS,
    REMEMBERED,
    EchoGuard,
)

SENTENCE = "Say stop, next or back."
BEGAN_MS = 10_000
LENGTH_MS = 2300


def guard() -> EchoGuard:
    speaking = EchoGuard()
    speaking.spoke(SENTENCE, began_ms=BEGAN_MS, length_ms=LENGTH_MS)
    return speaking


@pytest.mark.parametrize(
    ("heard", "began_ms", "ended_ms", "is_echo"),
    [
        ("stop", 10_400, 10_900, True),
        ("back", 11_800, 12_300, True),
        ("back", 10_100, 10_500, False),
        ("stop", 11_900, 12_300, False),
        ("pause", 10_400, 10_900, False),
        ("stop next", 10_400, 11_400, True),
        ("next stop", 10_400, 11_400, False),
        ("stop", 9000, 9500, False),
        ("stop", 10_800 + LATE_MS, 11_700, True),
        ("back", BEGAN_MS + LENGTH_MS + AFTER_END_MS, 13_500, True),
        ("back", BEGAN_MS + LENGTH_MS + AFTER_END_MS + 1, 13_500, False),
    ],
)
def test_words_are_an_echo_only_where_they_were_said(
    heard: str, began_ms: int, ended_ms: int, is_echo: bool
) -> None:
    assert guard().is_echo(heard, began_ms=began_ms, ended_ms=ended_ms) is is_echo


def test_words_that_were_hushed_before_their_turn_are_not_an_echo() -> None:
    hushed = guard()
    hushed.hushed(BEGAN_MS + 800)
    assert not hushed.is_echo("back", began_ms=11_800, ended_ms=12_300)
    assert hushed.is_echo("stop", began_ms=10_400, ended_ms=10_900)


def test_an_answer_after_a_hush_is_not_an_echo() -> None:
    hushed = guard()
    hushed.hushed(BEGAN_MS + 800)
    answered_ms = BEGAN_MS + 800 + AFTER_END_MS
    assert hushed.is_echo("stop", began_ms=answered_ms, ended_ms=answered_ms + 400)
    assert not hushed.is_echo("stop", began_ms=answered_ms + 1, ended_ms=answered_ms + 400)


def test_a_part_of_a_word_is_not_an_echo() -> None:
    speaking = EchoGuard()
    speaking.spoke("Unstoppable.", began_ms=0, length_ms=1000)
    assert not speaking.is_echo("stop", began_ms=300, ended_ms=600)


def test_words_are_compared_without_marks_and_capitals() -> None:
    speaking = EchoGuard()
    speaking.spoke("WHAT'S next?", began_ms=0, length_ms=1000)
    assert speaking.is_echo("what's next", began_ms=EARLY_MS, ended_ms=900)


def test_short_words_take_their_time_too() -> None:
    speaking = EchoGuard()
    speaking.spoke("A, B, C, D, next.", began_ms=0, length_ms=10_000)
    assert speaking.is_echo("next", began_ms=6500, ended_ms=9500)
    assert not speaking.is_echo("next", began_ms=2000, ended_ms=3000)


def test_old_sentences_are_forgotten() -> None:
    speaking = guard()
    for _ in range(REMEMBERED):
        speaking.spoke("Hold.", began_ms=BEGAN_MS, length_ms=500)
    assert not speaking.is_echo("stop", began_ms=10_400, ended_ms=10_900)


def test_the_time_in_which_it_was_silent_leaves_out_its_sentences_and_their_reverberation() -> None:
    guard = EchoGuard()
    guard.spoke("One.", began_ms=1000, length_ms=400)
    guard.spoke("Two.", began_ms=3000, length_ms=400)
    assert guard.alone_ms(0, 1000) == 1000
    assert guard.alone_ms(0, 5000) == 5000 - 2 * (400 + AROUND_MS)
    assert guard.alone_ms(1100, 1300) == 0
    guard.hushed(3100)
    assert guard.alone_ms(3000, 4000) == 1000 - 100 - AROUND_MS
