"""The checks of a spoken sentence find what they look for."""

import numpy as np
import pytest

from scripts.lab.clip_checks import check
from voicecoach.sound.clip import Clip, Samples
from voicecoach.voice.normalization import normalized

RATE_HZ = 24_000
TEXT = "Stand tall."
LENGTH_MS = 1000


def spoken(length_ms: int = LENGTH_MS) -> Samples:
    """A voice that begins and ends softly, in syllables."""
    seconds = np.arange(length_ms * RATE_HZ // 1000) / RATE_HZ
    syllables = np.abs(np.sin(2 * np.pi * 2 * seconds))
    return (0.2 * syllables * np.sin(2 * np.pi * 300 * seconds)).astype(np.float32)


def faults(samples: Samples, text: str = TEXT) -> set[str]:
    raw = Clip(samples, RATE_HZ)
    return set(check(text, raw, normalized(raw), 160).faults)


def test_a_sound_sentence_has_no_fault() -> None:
    assert faults(spoken()) == set()


def test_cut_ends_are_found() -> None:
    whole = spoken()
    assert faults(whole[3000:]) == {"cut at its beginning, dB"}
    assert faults(whole[:-3000]) == {"cut at its end, dB"}


def test_a_click_is_found() -> None:
    clicking = spoken()
    clicking[6000] += 0.5
    assert "click" in faults(clicking)


def test_clipping_is_found() -> None:
    assert "clipped samples" in faults((spoken() * 20).clip(-1, 1))


@pytest.mark.parametrize("length_ms", [200, 3000])
def test_an_odd_length_is_found(length_ms: int) -> None:
    assert "length" in faults(spoken(length_ms))


def test_a_gap_is_found() -> None:
    gap = np.zeros(RATE_HZ * 3 // 2, np.float32)
    assert "gap, ms" in faults(np.concatenate((spoken(), gap, spoken())))


def test_something_heard_before_a_count_is_found() -> None:
    hum = 0.002 * np.sin(2 * np.pi * 200 * np.arange(RATE_HZ // 4) / RATE_HZ)
    before = np.concatenate((hum, np.zeros(RATE_HZ // 10))).astype(np.float32)
    assert "vowel of a count, ms" not in faults(spoken(400), "ten")
    assert "vowel of a count, ms" in faults(np.concatenate((before, spoken(400))), "ten")


def test_a_peak_that_was_fitted_to_full_scale_is_not_clipping() -> None:
    samples = spoken()
    assert "clipped samples" not in faults(samples / np.abs(samples).max())
