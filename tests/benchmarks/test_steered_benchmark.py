"""The user of the benchmark of steered sessions: when they speak, and how it is counted."""

import numpy as np
import pytest

from scripts.benchmarks.steered_user import (
    LATE_MS,
    MOST_TRIES,
    PATIENCE_MS,
    UNHEARD_MS,
    Ending,
    Result,
    SentenceUser,
    Turn,
)
from voicecoach.content.loader import load_language
from voicecoach.core.dialogue.intent import Intent
from voicecoach.core.facts import IntentDoubted, IntentHeard, PhaseEntered
from voicecoach.core.phases import Phase
from voicecoach.hearing.signal_format import RATE_HZ
from voicecoach.sound.clip import Samples, frames_of

PAUSE = Turn(Phase.COUNTING, 1000, "can we pause please", Intent.PAUSE)
SENTENCE_MS = 800
BLOCK_MS = 20


def sound_of(text: str) -> Samples:
    return np.full(frames_of(SENTENCE_MS, RATE_HZ), 0.1, np.float32)


def user() -> SentenceUser:
    """A user who waits for the count to pause, which has just begun."""
    listener = SentenceUser(sound_of, [PAUSE], load_language().vocabulary)
    listener.note(0, PhaseEntered("counting", "squats"))
    return listener


def pass_time(listener: SentenceUser, since_ms: int, until_ms: int) -> None:
    for at_ms in range(since_ms, until_ms, BLOCK_MS):
        listener.voice(frames_of(at_ms, RATE_HZ), frames_of(BLOCK_MS, RATE_HZ))


def heard(intent: Intent, began_ms: int = 1000, words: str = "") -> IntentHeard:
    return IntentHeard(intent.value, words or intent.value, "counting", True, began_ms)


def only_result(listener: SentenceUser) -> Result:
    (result,) = listener.outcome.results
    return result


def test_a_sentence_is_said_when_its_phase_has_lasted_long_enough() -> None:
    listener = user()
    pass_time(listener, 0, 1000)
    assert not listener.spoken
    pass_time(listener, 1000, 1100)
    (said,) = listener.spoken
    assert said.began_ms == pytest.approx(1000, abs=BLOCK_MS)


def test_an_understood_sentence_is_said_once() -> None:
    listener = user()
    pass_time(listener, 0, 2000)
    listener.note(2000, heard(Intent.PAUSE))
    pass_time(listener, 2000, 20_000)
    assert len(listener.spoken) == 1
    assert only_result(listener).ending is Ending.AT_ONCE
    assert not listener.outcome.wrong


def test_a_sentence_understood_the_second_time_counts_as_repeated() -> None:
    listener = user()
    pass_time(listener, 0, 8000)
    listener.note(8000, heard(Intent.PAUSE))
    assert len(listener.spoken) == 2
    assert only_result(listener).ending is Ending.REPEATED


def test_a_missed_sentence_is_said_again_and_then_the_key_is_pressed() -> None:
    pressed: list[str] = []
    listener = user()
    listener.press = pressed.append
    pass_time(listener, 0, 60_000)
    begins_ms = [one.began_ms for one in listener.spoken]
    assert len(begins_ms) == MOST_TRIES
    assert begins_ms[1] == pytest.approx(begins_ms[0] + SENTENCE_MS + UNHEARD_MS, abs=BLOCK_MS)
    assert pressed == ["space"]
    listener.note(60_000, heard(Intent.PAUSE, 60_000, "[space]"))
    assert only_result(listener).ending is Ending.NEVER


def test_a_sentence_whose_phase_is_over_is_given_up_without_a_key() -> None:
    pressed: list[str] = []
    listener = user()
    listener.press = pressed.append
    pass_time(listener, 0, 3000)
    listener.note(3000, PhaseEntered("summary", None))
    pass_time(listener, 3000, 20_000)
    assert len(listener.spoken) == 1
    assert not pressed
    assert only_result(listener).ending is Ending.NEVER


def test_a_sentence_understood_after_giving_up_is_late_and_not_wrong() -> None:
    listener = user()
    pass_time(listener, 0, 20_000)
    given_up_ms = only_result(listener).given_up_ms
    assert given_up_ms is not None
    listener.note(given_up_ms + LATE_MS, heard(Intent.PAUSE, given_up_ms))
    assert only_result(listener).ending is Ending.LATE
    assert not listener.outcome.wrong
    assert not listener.outcome.false


def test_a_sentence_whose_phase_never_comes_is_not_said() -> None:
    listener = SentenceUser(sound_of, [PAUSE], load_language().vocabulary)
    pass_time(listener, 0, PATIENCE_MS + 1000)
    assert not listener.spoken
    assert only_result(listener).ending is Ending.NOT_SAID


def test_a_question_of_the_coach_is_confirmed_and_the_yes_is_not_wrong() -> None:
    listener = user()
    pass_time(listener, 0, 2000)
    listener.note(2000, IntentDoubted("pause", "pause", "counting", began_ms=1000, asked=True))
    pass_time(listener, 2000, 4000)
    listener.note(4000, heard(Intent.YES, 3000))
    listener.note(4000, heard(Intent.PAUSE))
    assert [one.text for one in listener.utterances] == [PAUSE.text, "yes"]
    assert only_result(listener).ending is Ending.ASKED
    assert not listener.outcome.wrong


def test_a_question_about_something_else_is_denied() -> None:
    listener = user()
    pass_time(listener, 0, 2000)
    listener.note(2000, IntentDoubted("skip", "skip", "counting", began_ms=1000, asked=True))
    pass_time(listener, 2000, 4000)
    listener.note(4000, heard(Intent.NO, 3000))
    assert [one.text for one in listener.utterances] == [PAUSE.text, "no"]
    assert not listener.outcome.wrong
    assert not listener.outcome.results


def test_a_command_while_the_user_is_silent_is_false_and_another_than_theirs_is_wrong() -> None:
    listener = user()
    listener.note(500, heard(Intent.SKIP, 200))
    pass_time(listener, 500, 2000)
    listener.note(2000, heard(Intent.NEXT, 1500))
    pass_time(listener, 2000, 5000)
    listener.note(5000, heard(Intent.REPEAT, 4500))
    assert listener.outcome.false == ["skip", "repeat"]
    assert listener.outcome.wrong == ["next"]
