"""The level of the coach's voice at the microphone."""

import numpy as np
import pytest

from voicecoach.hearing.coach_level import FIRST_MS, WINDOW_MS, CoachLevel
from voicecoach.hearing.signal_format import BLOCK_FRAMES, BLOCK_MS
from voicecoach.sound.clip import Samples

SILENCE = np.zeros(BLOCK_FRAMES, np.float32)


def block(level_db: float) -> Samples:
    return np.full(BLOCK_FRAMES, 10 ** (level_db / 20), np.float32)


def after(level: CoachLevel, microphone: Samples, reference: Samples, ms: int) -> float | None:
    found = None
    for _ in range(ms // BLOCK_MS):
        found = level.follow(microphone, reference)
    return found


def test_the_level_is_unknown_until_the_coach_has_spoken() -> None:
    level = CoachLevel()
    assert after(level, block(-20), SILENCE, 2000) is None
    assert after(level, block(-20), block(-30), FIRST_MS - BLOCK_MS) is None
    assert after(level, block(-20), block(-30), BLOCK_MS) == pytest.approx(-20)


def test_it_is_that_of_the_loud_moments_and_stays_when_the_coach_is_silent() -> None:
    level = CoachLevel()
    for _ in range(10):
        after(level, block(-40), block(-50), 80)
        after(level, block(-20), block(-30), 20)
    assert after(level, block(-10), SILENCE, 1000) == pytest.approx(-20)


def test_it_follows_a_coach_that_is_turned_down() -> None:
    level = CoachLevel()
    after(level, block(-20), block(-30), WINDOW_MS)
    assert after(level, block(-32), block(-42), WINDOW_MS) == pytest.approx(-32)
