"""Loudness and true peak, by the values that the recommendation demands."""

import numpy as np
import pytest

from voicecoach.sound.clip import Samples
from voicecoach.sound.level import SILENCE_DB
from voicecoach.sound.loudness import loudness_lufs, true_peak


def sine(hz: float, seconds: float, rate_hz: int, level_db: float = 0.0) -> Samples:
    phase = 2 * np.pi * hz * np.arange(round(seconds * rate_hz)) / rate_hz
    return (10 ** (level_db / 20) * np.sin(phase)).astype(np.float32)


@pytest.mark.parametrize("rate_hz", [16_000, 22_050, 24_000, 44_100, 48_000])
def test_a_full_sine_of_997_hz_in_one_channel_has_minus_3_lufs(rate_hz: int) -> None:
    assert loudness_lufs(sine(997, 3, rate_hz), rate_hz) == pytest.approx(-3.01, abs=0.02)


@pytest.mark.parametrize("level_db", [-60.0, -23.0, -6.0])
def test_loudness_follows_the_level(level_db: float) -> None:
    quieter = loudness_lufs(sine(997, 3, 48_000, level_db), 48_000)
    assert quieter == pytest.approx(level_db - 3.01, abs=0.02)


@pytest.mark.parametrize(("hz", "gain_db"), [(30.0, -9), (100.0, -1.1), (500.0, 0), (4000.0, 3.3)])
def test_low_sounds_count_less_and_high_ones_more(hz: float, gain_db: float) -> None:
    usual = loudness_lufs(sine(997, 3, 48_000), 48_000)
    assert loudness_lufs(sine(hz, 3, 48_000), 48_000) - usual == pytest.approx(gain_db, abs=1.2)


def test_pauses_do_not_count() -> None:
    spoken = sine(997, 4, 24_000, -20)
    pause = np.zeros(240_000, np.float32)
    faint = sine(997, 4, 24_000, -45)
    whole = np.concatenate((spoken, pause, faint))
    assert loudness_lufs(whole, 24_000) == pytest.approx(-23.01, abs=0.3)


def test_a_long_sound_is_measured_in_pieces_as_a_short_one() -> None:
    assert loudness_lufs(sine(997, 65, 8_000), 8_000) == pytest.approx(-3.01, abs=0.02)


@pytest.mark.parametrize("frames", [0, 1, 100, 48_000])
def test_silence_has_no_loudness(frames: int) -> None:
    assert loudness_lufs(np.zeros(frames, np.float32), 48_000) == SILENCE_DB
    assert true_peak(np.zeros(frames, np.float32)) == 0


def test_a_true_peak_lies_between_the_samples() -> None:
    # A quarter of the rate, sampled 45 degrees off its peaks: no sample is above 0.71.
    phase = np.pi / 2 * np.arange(4_000) + np.pi / 4
    samples = np.sin(phase).astype(np.float32) * np.hanning(4_000).astype(np.float32)
    assert np.abs(samples).max() == pytest.approx(0.707, abs=0.01)
    assert true_peak(samples) == pytest.approx(1, abs=0.01)
