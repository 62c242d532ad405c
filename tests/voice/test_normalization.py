"""Trimming and loudness normalization of sentences, and estimates of their duration."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from voicecoach.sound.clip import Clip
from voicecoach.sound.loudness import loudness_lufs, true_peak
from voicecoach.voice.normalization import (
    LEAD_MARGIN_MS,
    PEAK,
    SPEECH_LEVEL_LUFS,
    TAIL_MARGIN_MS,
    loudness_normalized,
    trimmed,
)
from voicecoach.voice.speech_length import estimated_length_ms

RATE_HZ = 20000  # one millisecond is 20 frames


def sine(length_ms: int, amplitude: float) -> np.ndarray:
    return amplitude * np.sin(np.arange(length_ms * 20) * 2 * np.pi * 400 / RATE_HZ)


def clip_of(*parts: np.ndarray) -> Clip:
    return Clip(np.concatenate(parts).astype(np.float32), RATE_HZ)


def silence(length_ms: int) -> np.ndarray:
    return np.zeros(length_ms * 20)


def rms(samples: np.ndarray) -> float:
    return float(np.sqrt(np.mean(np.square(samples))))


def test_silence_at_both_ends_becomes_a_margin() -> None:
    clip = trimmed(clip_of(silence(300), sine(500, 0.5), silence(400)))
    assert clip.duration_ms == LEAD_MARGIN_MS + 500 + TAIL_MARGIN_MS
    assert clip.rate_hz == RATE_HZ


def test_sound_begins_equally_late_with_or_without_silence_before_it() -> None:
    abrupt = trimmed(clip_of(sine(500, 0.5)))
    padded = trimmed(clip_of(silence(300), sine(500, 0.5), silence(300)))
    np.testing.assert_array_equal(abrupt.samples, padded.samples)


def test_a_pause_inside_a_sentence_stays() -> None:
    clip = trimmed(clip_of(sine(100, 0.5), silence(700), sine(100, 0.5)))
    assert clip.duration_ms == LEAD_MARGIN_MS + 900 + TAIL_MARGIN_MS


def test_a_soft_consonant_at_the_end_stays_whole() -> None:
    hiss = np.random.default_rng(1).normal(0, 0.004, 150 * 20)  # 39 dB below the vowel
    clip = trimmed(clip_of(silence(50), sine(300, 0.5), hiss, silence(300)))
    assert clip.duration_ms == LEAD_MARGIN_MS + 450 + TAIL_MARGIN_MS


def test_faint_noise_around_the_words_goes() -> None:
    noise = np.random.default_rng(1).normal(0, 0.0003, 400 * 20)
    clip = trimmed(clip_of(noise, sine(300, 0.5), noise))
    assert clip.duration_ms == LEAD_MARGIN_MS + 300 + TAIL_MARGIN_MS


@pytest.mark.parametrize("frames", [0, 1, 5000])
def test_nothing_but_silence_becomes_empty(frames: int) -> None:
    clip = trimmed(Clip(np.zeros(frames, dtype=np.float32), RATE_HZ))
    assert len(clip.samples) == 0
    assert len(loudness_normalized(clip).samples) == 0


@pytest.mark.parametrize("amplitude", [0.01, 0.2, 0.99])
def test_loud_and_soft_voices_come_out_alike(amplitude: float) -> None:
    samples = loudness_normalized(clip_of(sine(400, amplitude))).samples
    assert loudness_lufs(samples, RATE_HZ) == pytest.approx(SPEECH_LEVEL_LUFS, abs=0.1)


def test_pauses_and_soft_parts_do_not_make_a_sentence_louder() -> None:
    spoken = sine(400, 0.2)
    plain = loudness_normalized(clip_of(spoken))
    broken = loudness_normalized(clip_of(spoken, silence(800), sine(200, 0.01)))
    np.testing.assert_allclose(broken.samples[: len(spoken)], plain.samples, atol=2e-3)


def test_a_peak_is_lowered_and_what_is_around_it_stays() -> None:
    spoken = sine(600, 0.1)
    peaked = spoken.copy()
    peaked[6000:6010] = 0.9
    plain, lowered = loudness_normalized(clip_of(spoken)), loudness_normalized(clip_of(peaked))
    assert true_peak(lowered.samples) == pytest.approx(PEAK, rel=0.03)
    assert lowered.samples.dtype == np.float32
    far = np.r_[0:5900, 6110:12000]
    change_db = 20 * np.log10(rms(lowered.samples[far]) / rms(plain.samples[far]))
    assert change_db == pytest.approx(0, abs=1.5)


@given(st.integers(0, 4000), st.floats(0.01, 1.0), st.integers(1, 40))
def test_no_sentence_has_a_true_peak_above_the_limit(at: int, amplitude: float, width: int) -> None:
    samples = sine(300, 0.05)
    samples[at : at + width] += amplitude
    assert true_peak(loudness_normalized(clip_of(samples)).samples) <= 10 ** (-1 / 20)


@given(st.integers(0, 3000), st.integers(1, 3000), st.integers(0, 3000), st.floats(0.001, 1))
def test_trimming_keeps_every_sample_that_is_as_loud_as_the_rest(
    before: int, within: int, after: int, amplitude: float
) -> None:
    clip = trimmed(Clip(np.pad(np.full(within, amplitude, np.float32), (before, after)), RATE_HZ))
    assert np.count_nonzero(clip.samples) == within


# Measured lengths of espeak-ng 1.51 (American English), trimmed, without the margins.
@pytest.mark.parametrize(
    ("text", "length_ms"),
    [
        ("6", 464),
        ("15", 559),
        ("27", 913),
        ("Feel the arch rise, while your toes stay long and flat.", 3722),
        ("Walk a straight line, the heel right in front of the toes of the other foot.", 4066),
        ("Your longest hold shows from week to week how your balance grows.", 3801),
    ],
)
def test_estimates_are_near_measured_durations(text: str, length_ms: int) -> None:
    assert estimated_length_ms(text, 160) == pytest.approx(length_ms, rel=0.25)


def test_estimates_follow_the_rate() -> None:
    slow, fast = (estimated_length_ms("Lower your heels slowly.", rate) for rate in (100, 200))
    assert slow == pytest.approx(2 * fast, abs=1)


def test_digits_take_as_long_as_their_words() -> None:
    for digits, words in [("7", "seven"), ("45", "forty five"), ("60", "sixty"), ("0", "zero")]:
        assert estimated_length_ms(digits, 160) == estimated_length_ms(words, 160)


@pytest.mark.parametrize("text", ["", "  ", "...", "?!"])
def test_nothing_to_say_takes_no_time(text: str) -> None:
    assert estimated_length_ms(text, 160) == 0


@given(st.text(), st.integers(80, 400))
def test_any_text_has_an_estimate(text: str, words_per_minute: int) -> None:
    assert estimated_length_ms(text, words_per_minute) >= 0
