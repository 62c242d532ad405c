"""The perceptual centre of a word: the onset of its first vowel."""

import numpy as np
import pytest

from voicecoach.sound.clip import Clip, Samples, lead_ms
from voicecoach.sound.resampler import with_rate
from voicecoach.voice.normalization import normalized
from voicecoach.voice.vowel import vowel_frame, with_vowel

RATE_HZ = 24_000


def silence(length_ms: int) -> Samples:
    return np.zeros(length_ms * RATE_HZ // 1000, np.float32)


def faded(samples: Samples, length_ms: int = 8) -> Samples:
    rise = np.linspace(0, 1, length_ms * RATE_HZ // 1000, dtype=np.float32)
    samples = samples.copy()
    samples[: len(rise)] *= rise
    samples[-len(rise) :] *= rise[::-1]
    return samples


def hiss(length_ms: int, amplitude: float = 0.08) -> Samples:
    """A fricative: noise above 4 kHz."""
    noise = np.random.default_rng(1).normal(0, 1, length_ms * RATE_HZ // 1000)
    spectrum = np.fft.rfft(noise)
    spectrum[np.fft.rfftfreq(len(noise), 1 / RATE_HZ) < 4000] = 0
    return faded((np.fft.irfft(spectrum, len(noise)) * amplitude).astype(np.float32))


def voiced(length_ms: int, pitch_hz: float = 110, hum: bool = False) -> Samples:
    """A vowel with formants at 600 and 1200 Hz, or the hum of a nasal below 300 Hz."""
    seconds = np.arange(length_ms * RATE_HZ // 1000) / RATE_HZ
    sound = np.zeros(len(seconds))
    for harmonic in range(1, 30):
        hz = harmonic * pitch_hz
        formants = 1 / (1 + ((hz - 600) / 120) ** 2) + 1 / (1 + ((hz - 1200) / 150) ** 2)
        gain = float(hz < 300) if hum else formants
        sound += gain * np.sin(2 * np.pi * hz * seconds)
    return faded((0.1 * sound).astype(np.float32))


VOWEL = voiced(250)


def onset_ms(*pieces: Samples) -> float:
    return vowel_frame(np.concatenate(pieces), RATE_HZ) * 1000 / RATE_HZ


@pytest.mark.parametrize("consonant_ms", [30, 80, 150, 220])
def test_a_hiss_before_the_vowel_does_not_count(consonant_ms: int) -> None:
    assert onset_ms(hiss(consonant_ms), VOWEL) == pytest.approx(consonant_ms, abs=12)


def test_the_hum_of_a_nasal_before_it_does_not_count() -> None:
    assert onset_ms(voiced(90, hum=True), VOWEL) == pytest.approx(90, abs=12)


def test_a_burst_and_a_pause_before_it_do_not_count() -> None:
    assert onset_ms(hiss(15, 0.3), silence(40), VOWEL) == pytest.approx(55, abs=12)


def test_a_word_that_begins_with_its_vowel_has_its_beat_at_once() -> None:
    assert onset_ms(silence(10), VOWEL) == pytest.approx(10, abs=12)


@pytest.mark.parametrize("pitch_hz", [85, 130, 220])
def test_the_pitch_makes_no_difference(pitch_hz: float) -> None:
    assert onset_ms(hiss(120), voiced(250, pitch_hz)) == pytest.approx(120, abs=12)


def test_of_several_syllables_the_first_counts_even_if_others_are_louder() -> None:
    word = hiss(100), 0.5 * VOWEL, hiss(60), VOWEL
    assert onset_ms(*word) == pytest.approx(100, abs=12)


@pytest.mark.parametrize("gain", [0.01, 1.0, 3.0])
def test_the_loudness_makes_no_difference(gain: float) -> None:
    word = np.concatenate((hiss(100), VOWEL))
    assert vowel_frame(word * np.float32(gain), RATE_HZ) == vowel_frame(word, RATE_HZ)


@pytest.mark.parametrize("frames", [0, 1, 7, 500])
def test_silence_has_none(frames: int) -> None:
    assert vowel_frame(np.zeros(frames, np.float32), RATE_HZ) == 0


@pytest.mark.parametrize("frames", [1, 5, 9, 40])
def test_the_shortest_sounds_have_it_within_them(frames: int) -> None:
    assert 0 <= vowel_frame(np.ones(frames, np.float32), RATE_HZ) <= frames


def test_a_clip_at_another_rate_has_it_at_the_same_time() -> None:
    clip = with_vowel(Clip(np.concatenate((hiss(100), VOWEL)), RATE_HZ))
    assert lead_ms(with_rate(clip, 48_000)) == lead_ms(clip)
    assert with_rate(clip, 48_000).vowel_frame == 2 * clip.vowel_frame


def test_a_finished_sentence_has_it_after_its_silence_is_cut() -> None:
    clip = Clip(np.concatenate((silence(400), hiss(100), VOWEL, silence(300))), RATE_HZ)
    assert lead_ms(normalized(clip)) == pytest.approx(110, abs=15)
