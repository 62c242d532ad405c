"""Checks of a spoken sentence that need no ears: ends, clicks, clipping, length and level."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from voicecoach.sound.clip import Clip, Samples, frames_of, lead_ms, milliseconds_of
from voicecoach.sound.loudness import loudness_lufs, true_peak
from voicecoach.voice.hibari_engine import is_counted
from voicecoach.voice.speech_length import estimated_length_ms

_END_MS = 1
_CUT_DB = -35.0
"""A sound that is louder than this at its very end, relative to its loudest part, was cut off."""
_SLOPE_MS = 5
_CLICK = 20.0
"""A step between two samples so many times the usual one around it is a click."""
_LEAST_STEP = 0.05
_LONGEST_GAP_MS = 1000
LOUDNESS_LUFS = (-19.0, -14.5)
"""Range for a sentence. Sessions have -16 to -18, which single words are further from."""
TRUE_PEAK = 10 ** (-1 / 20)
_LATEST_VOWEL_MS = 220
"""In a count; "7" and "3" have theirs after 160 ms, and "spread" after its three consonants has it
after 215. Later, something is heard before the word."""
LENGTH_SHARE = (0.6, 1.6)
"""Range of a length relative to its estimate; letters are estimated as the words they spell."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A sentence and what is wrong with its sound."""

    text: str
    length_ms: float
    share: float
    """Its length relative to the estimate."""
    loudness_lufs: float
    true_peak: float
    faults: Mapping[str, float]


def check(text: str, raw: Clip, clip: Clip, words_per_minute: int) -> Checked:
    """Check a sentence as the engine gave it, and as a session plays it."""
    estimate_ms = estimated_length_ms(text, words_per_minute)
    share = clip.duration_ms / estimate_ms if estimate_ms and len(text) > 1 else 1.0
    loudness, peak = loudness_lufs(clip.samples, clip.rate_hz), true_peak(clip.samples)
    found = {
        "cut at its beginning, dB": _end_db(raw.samples, raw.rate_hz),
        "cut at its end, dB": _end_db(raw.samples[::-1], raw.rate_hz),
        "click": _click(raw.samples, raw.rate_hz),
        "clipped samples": _clipped(raw.samples),
        "true peak": peak,
        "length": share,
        "loudness, LUFS": loudness,
        "gap, ms": _longest_gap_ms(clip.samples, clip.rate_hz),
        "vowel of a count, ms": lead_ms(clip) if is_counted(text) else 0,
    }
    allowed = {
        "cut at its beginning, dB": (-np.inf, _CUT_DB),
        "cut at its end, dB": (-np.inf, _CUT_DB),
        "click": (0, _CLICK),
        "clipped samples": (0, 0),
        "true peak": (0, TRUE_PEAK),
        "length": LENGTH_SHARE,
        "loudness, LUFS": LOUDNESS_LUFS,
        "gap, ms": (0, _LONGEST_GAP_MS),
        "vowel of a count, ms": (0, _LATEST_VOWEL_MS),
    }
    faults = {
        name: round(value, 2)
        for name, value in found.items()
        if not allowed[name][0] <= value <= allowed[name][1]
    }
    return Checked(text, clip.duration_ms, share, loudness, peak, faults)


def _clipped(samples: Samples) -> float:
    """Samples at full scale behind another one: a single one is a peak that was fitted to it."""
    is_full = np.abs(samples) > 0.999
    return float(np.count_nonzero(is_full[1:] & is_full[:-1]))


def _end_db(samples: Samples, rate_hz: int) -> float:
    """Level of the first milliseconds relative to the loudest window of the sentence."""
    window = frames_of(_END_MS, rate_hz)
    whole = samples[: len(samples) // window * window].astype(np.float64)
    power = np.square(whole).reshape(-1, window).mean(axis=1)
    loudest = power.max(initial=0.0)
    return float(10 * np.log10(max(power[0], 1e-12) / loudest)) if loudest > 0 else -120.0


def _click(samples: Samples, rate_hz: int) -> float:
    """The largest step between samples, relative to the mean step just before and after it."""
    steps = np.abs(np.diff(samples.astype(np.float64)))
    around = frames_of(_SLOPE_MS, rate_hz)
    if len(steps) <= 2 * around:
        return 0.0
    # Clearly audible steps only: between two silent samples any step is a large one.
    near = np.convolve(steps, np.ones(2 * around) / (2 * around), "same")
    audible = steps > _LEAST_STEP
    return float((steps[audible] / near[audible]).max(initial=0.0))


def _longest_gap_ms(samples: Samples, rate_hz: int) -> float:
    loud = np.flatnonzero(np.abs(samples) > 0.01)
    gaps = np.diff(loud)
    return milliseconds_of(int(gaps.max(initial=0)), rate_hz)
