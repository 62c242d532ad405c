"""Loudness and true peak, by the values that the recommendation demands."""

import numpy as np
import pytest

from tests.sound.ebu_meter import measured_dbtp, measured_lufs
from voicecoach.sound.clip import Samples
from voicecoach.sound.level import SILENCE_DB
from voicecoach.sound.loudness import LoudnessMeter, loudness_lufs, true_peak


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


ONE_CHANNEL_DB = -3.01
"""Signals of EBU Tech 3341 are in two channels, whose powers are added."""
EBU_CASES = [
    ([(-23.0, 20)], -23.0),
    ([(-33.0, 20)], -33.0),
    ([(-36.0, 10), (-23.0, 60), (-36.0, 10)], -23.0),
    ([(-72.0, 10), (-36.0, 10), (-23.0, 60), (-36.0, 10), (-72.0, 10)], -23.0),
    ([(-26.0, 20), (-20.0, 20.1), (-26.0, 20)], -23.0),
]
"""Cases 1 to 5: levels with their seconds, and the loudness to be shown, within 0.1 LU."""


@pytest.mark.slow
@pytest.mark.parametrize("rate_hz", [24_000, 48_000])
@pytest.mark.parametrize(("levels", "expected"), EBU_CASES)
def test_the_signals_of_the_ebu_have_their_loudness(
    levels: list[tuple[float, float]], expected: float, rate_hz: int
) -> None:
    signal = np.concatenate([sine(1000, length, rate_hz, db) for db, length in levels])
    assert loudness_lufs(signal, rate_hz) == pytest.approx(expected + ONE_CHANNEL_DB, abs=0.1)


@pytest.mark.parametrize("phase", [0.0, 45.0, 60.0, 67.5])
def test_the_signals_of_the_ebu_have_their_true_peak(phase: float) -> None:
    turns = np.arange(48_000) / 4 + phase / 360
    samples = (0.5 * np.sin(2 * np.pi * turns)).astype(np.float32)
    samples *= np.minimum(1, np.minimum(np.arange(48_000), np.arange(48_000)[::-1]) / 4800)
    assert -6.4 <= 20 * np.log10(true_peak(samples)) <= -5.8


@pytest.mark.slow
def test_two_ways_to_measure_agree() -> None:
    noise = np.random.default_rng(0).normal(0, 0.1, 24_000 * 20)
    dull = np.convolve(noise, np.hanning(12) / 6, "same").astype(np.float32)
    swelling = dull * np.linspace(0.01, 1, len(noise), dtype=np.float32)
    here, there = loudness_lufs(swelling, 24_000), measured_lufs(swelling, 24_000)
    assert here == pytest.approx(there, abs=0.05)
    assert 20 * np.log10(true_peak(swelling)) == pytest.approx(measured_dbtp(swelling), abs=0.1)


def test_pieces_of_any_length_measure_as_the_whole() -> None:
    sound = np.random.default_rng(1).normal(0, 0.1, 24_000 * 70).astype(np.float32)
    meter = LoudnessMeter(24_000)
    for begin in range(0, len(sound), 12_345):
        meter.add(sound[begin : begin + 12_345])
    assert meter.lufs() == pytest.approx(loudness_lufs(sound, 24_000), abs=0.001)


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
