"""The level threshold for the user's voice."""

import numpy as np
import pytest

from tests.hearing.synthetic_room import RATE_HZ, hiss, seconds, talk
from voicecoach.hearing.echo_gate import EchoGate, GateSettings
from voicecoach.hearing.speech_activity import NO_THRESHOLD_DB, SpeechActivity
from voicecoach.sound.clip import Samples
from voicecoach.sound.level import level_of

BLOCK = 160
SILENCE = np.zeros(BLOCK, np.float32)


def thresholds_db(gate: EchoGate, cleaned: Samples, reference: Samples) -> list[float]:
    return [
        gate.threshold_db(cleaned[first : first + BLOCK], reference[first : first + BLOCK])
        for first in range(0, len(cleaned), BLOCK)
    ]


def test_at_first_anybody_may_be_the_user() -> None:
    assert EchoGate().threshold_db(SILENCE, SILENCE) == NO_THRESHOLD_DB


def test_while_the_coach_speaks_little_residual_echo_exceeds_the_threshold() -> None:
    coach = talk(6)
    residual = 0.05 * coach
    thresholds = thresholds_db(EchoGate(), residual, coach)
    levels = [level_of(residual[first : first + BLOCK]) for first in range(0, len(residual), BLOCK)]
    pairs = [pair for pair in zip(levels, thresholds, strict=True) if pair[1] != NO_THRESHOLD_DB]
    assert len(pairs) > 400
    assert all(level < bar for level, bar in pairs)


def test_a_better_canceller_lowers_the_bar() -> None:
    coach = talk(4)
    poor = np.median(thresholds_db(EchoGate(), 0.5 * coach, coach)[200:])
    good = np.median(thresholds_db(EchoGate(), 0.05 * coach, coach)[200:])
    assert poor - good > 15


def test_the_distance_added_while_it_learns_is_gone_afterwards() -> None:
    settings = GateSettings()
    coach = np.full(RATE_HZ * (settings.learning_ms + 1000) // 1000, 0.1, np.float32)
    threshold_db = thresholds_db(EchoGate(settings), 0.01 * coach, coach)[-1]
    assert threshold_db == pytest.approx(level_of(0.01 * coach) + settings.over_residual_db, 0.01)


def test_the_threshold_falls_when_the_coach_is_silent() -> None:
    gate = EchoGate()
    coach = talk(2)
    thresholds_db(gate, coach, coach)
    assert thresholds_db(gate, hiss(0.6), np.zeros(RATE_HZ * 6 // 10, np.float32))[-1] < -50


def test_talk_below_the_threshold_is_not_speech_and_a_word_above_it_is() -> None:
    signal = talk(6, level_db=-46) + hiss(6)
    signal[3 * RATE_HZ : 3 * RATE_HZ + 8000] += seconds(talk(6, seed=4, level_db=-20), 1, 1.5)
    activity = SpeechActivity()
    activity.feed(signal, 0, threshold_db=-32)
    (word,) = activity.segments
    assert 2900 < word.began_ms < 3300
    assert word.ended_ms is not None
    assert 3300 < word.ended_ms < 3700
