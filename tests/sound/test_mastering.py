"""A file has one loudness, and no peak above its limit, wherever its pieces begin."""

import numpy as np
import pytest

from tests.sound.ebu_meter import measured_dbtp
from voicecoach.sound.clip import Samples
from voicecoach.sound.level import SILENCE_DB
from voicecoach.sound.limiter import limited, limited_in_pieces
from voicecoach.sound.loudness import loudness_lufs
from voicecoach.sound.mastering import FILE_LUFS, PEAK_DBTP, gain_to, mastered

RATE_HZ = 24_000


def bursts(seconds: float, level: float = 0.3) -> Samples:
    """Noise as dull as a voice, which swells and dies away four times a second."""
    frames = round(seconds * RATE_HZ)
    dull = np.hanning(12) / np.sqrt(np.square(np.hanning(12)).sum())
    noise = np.convolve(np.random.default_rng(2).normal(0, level, frames), dull, "same")
    swell = np.sin(2 * np.pi * 2 * np.arange(frames) / RATE_HZ) ** 2
    return np.asarray(noise * swell, dtype=np.float32)


@pytest.mark.parametrize("frames", [601, 1_201, 7_000, 10**6])
def test_pieces_are_limited_as_the_whole_is(frames: int) -> None:
    sound = bursts(1.5)
    pieces = [sound[begin : begin + frames] for begin in range(0, len(sound), frames)]
    joined = np.concatenate(list(limited_in_pieces(pieces, RATE_HZ, 0.5)))
    assert len(joined) == len(sound)
    np.testing.assert_allclose(joined, limited(sound, RATE_HZ, 0.5), atol=2e-3)


def test_no_peak_is_above_the_limit_even_between_the_samples() -> None:
    sound = limited(bursts(1.5), RATE_HZ, 0.5)
    assert measured_dbtp(sound) <= 20 * np.log10(0.5) + 0.1


@pytest.mark.parametrize("turns_a_sample", [0.05, 0.1, 0.25, 0.31, 0.4, 0.46, 0.48])
@pytest.mark.parametrize("phase", [0.0, 0.125, 0.19])
def test_the_peaks_of_a_high_tone_are_limited_between_its_samples(
    turns_a_sample: float, phase: float
) -> None:
    turns = np.arange(6_000) * turns_a_sample + phase
    tone = (np.sin(2 * np.pi * turns) * np.hanning(6_000)).astype(np.float32)
    assert measured_dbtp(limited(tone, RATE_HZ, 0.5)) <= 20 * np.log10(0.5) + 0.1


def test_sound_below_the_limit_stays_unchanged() -> None:
    sound = bursts(1, level=0.01)
    np.testing.assert_array_equal(limited(sound, RATE_HZ, 0.5), sound)


@pytest.mark.parametrize("level", [0.005, 0.05, 0.3])
def test_any_sound_comes_to_the_loudness_of_a_file(level: float) -> None:
    sound = bursts(8, level)
    gain = gain_to(loudness_lufs(sound, RATE_HZ))
    pieces = (sound[begin : begin + RATE_HZ] for begin in range(0, len(sound), RATE_HZ))
    whole = np.concatenate(list(mastered(pieces, RATE_HZ, gain, reserve_db=1)))
    assert loudness_lufs(whole, RATE_HZ) == pytest.approx(FILE_LUFS, abs=0.7)
    assert measured_dbtp(whole) <= PEAK_DBTP - 1 + 0.1


def test_silence_stays_silent() -> None:
    assert gain_to(SILENCE_DB) == 1
    silence = np.zeros(RATE_HZ, np.float32)
    assert not np.concatenate(list(mastered([silence], RATE_HZ, 1.0, reserve_db=0))).any()
    assert next(mastered([], RATE_HZ, 1.0, reserve_db=0)).size == 0
