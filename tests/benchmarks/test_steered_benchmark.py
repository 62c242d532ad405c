"""The user of the benchmark of steered sessions: when they speak, and how it is counted."""

import numpy as np
import pytest

from scripts.benchmarks.steered import (
    MOST_TRIES,
    PATIENCE_MS,
    UNHEARD_MS,
    Result,
    SentenceUser,
    Turn,
)
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
    listener = SentenceUser(sound_of, [PAUSE])
    listener.note(0, PhaseEntered("counting", "squats"))
    return listener


def pass_time(listener: SentenceUser, since_ms: int, until_ms: int) -> None:
    for at_ms in range(since_ms, until_ms, BLOCK_MS):
        listener.voice(frames_of(at_ms, RATE_HZ), frames_of(BLOCK_MS, RATE_HZ))


def heard(intent: Intent) -> IntentHeard:
    return IntentHeard(intent.value, intent.value, "counting", accepted=True, began_ms=0)


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


def test_what_is_understood_is_said_once() -> None:
    listener = user()
    pass_time(listener, 0, 2000)
    listener.note(2000, heard(Intent.PAUSE))
    pass_time(listener, 2000, 20_000)
    assert len(listener.spoken) == 1
    assert only_result(listener).heard_at_try == 1
    assert not listener.outcome.wrong


def test_what_is_not_understood_is_said_again_but_not_for_ever() -> None:
    listener = user()
    pass_time(listener, 0, 60_000)
    begins_ms = [one.began_ms for one in listener.spoken]
    assert len(begins_ms) == MOST_TRIES
    assert begins_ms[1] == pytest.approx(begins_ms[0] + SENTENCE_MS + UNHEARD_MS, abs=BLOCK_MS)
    assert only_result(listener).heard_at_try is None


def test_a_sentence_whose_phase_never_comes_is_not_said() -> None:
    listener = SentenceUser(sound_of, [PAUSE])
    pass_time(listener, 0, PATIENCE_MS + 1000)
    assert not listener.spoken
    assert only_result(listener).tries == 0


def test_what_the_coach_asks_about_is_confirmed_and_the_yes_is_not_wrong() -> None:
    listener = user()
    pass_time(listener, 0, 2000)
    listener.note(2000, IntentDoubted("pause", "pause", "counting", began_ms=1000, asked=True))
    pass_time(listener, 2000, 4000)
    listener.note(4000, heard(Intent.YES))
    listener.note(4000, heard(Intent.PAUSE))
    assert len(listener.spoken) == 2
    assert only_result(listener).asked
    assert not listener.outcome.wrong


def test_a_command_that_nobody_gave_is_wrong() -> None:
    listener = user()
    listener.note(500, heard(Intent.SKIP))
    pass_time(listener, 500, 2000)
    listener.note(2000, heard(Intent.NEXT))
    assert listener.outcome.wrong == ["skip", "next"]
