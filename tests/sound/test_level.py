"""Levels in dBFS, and the silence of a microphone without permission."""

import numpy as np
import pytest

from voicecoach.sound.level import SILENCE_DB, ZeroWatch, level_of


def test_full_scale_is_zero_and_a_tenth_is_twenty_below() -> None:
    assert level_of(np.ones(320, dtype=np.float32)) == pytest.approx(0)
    assert level_of(np.full(320, -0.1, dtype=np.float32)) == pytest.approx(-20, abs=1e-4)


@pytest.mark.parametrize("frames", [0, 320])
def test_nothing_has_the_level_of_silence(frames: int) -> None:
    assert level_of(np.zeros(frames, dtype=np.float32)) == SILENCE_DB


def _watched(*blocks: float) -> list[bool]:
    """True for each half second of a value after which the microphone counts as dead."""
    watch = ZeroWatch(16000, limit_ms=2000)
    verdicts = []
    for value in blocks:
        watch.watch(np.full(8000, value, dtype=np.float32))
        verdicts.append(watch.is_dead)
    return verdicts


def test_two_seconds_of_zeros_from_the_beginning_mean_a_dead_microphone() -> None:
    assert _watched(0, 0, 0, 0, 0) == [False, False, False, True, True]


def test_any_sound_revives_it_for_good() -> None:
    assert _watched(0, 0, 0, 0, 1e-4, 0, 0, 0, 0, 0) == [False] * 3 + [True] + [False] * 6


def test_a_quiet_room_is_not_zero() -> None:
    assert not any(_watched(*[1e-6] * 8))
