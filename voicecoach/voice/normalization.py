"""Makes rendered sentences alike: short margins of silence, and one loudness."""

import numpy as np
from numpy.typing import NDArray

from voicecoach.sound.clip import Clip, Samples, frames_of
from voicecoach.voice.vowel import with_vowel

SPEECH_LEVEL_DB = -20.0
"""Root mean square of the speech parts, in dBFS."""
PEAK = 0.95
"""Largest amplitude of a sample."""
LEAD_MARGIN_MS = 10
TAIL_MARGIN_MS = 30
"""Silence left around the sound, always the same, so that counts begin evenly."""

_EDGE_WINDOW_MS = 5
_EDGE_DB = -50.0
"""Sound begins and ends above this level, relative to the loudest window. In espeak-ng 1.51 that is
the last nonzero sample: 46 words, "five", "half", "breath" and "1" to "30" among them, all keep
their last consonant."""
_SPEECH_WINDOW_MS = 20
_SPEECH_DB = -15.0
"""Level of speech relative to the loudest window: vowels and voiced consonants, without pauses and
fricatives."""


def normalized(clip: Clip) -> Clip:
    """A rendered sentence as a session plays it: trimmed, loudness-normalized, vowel located."""
    return with_vowel(loudness_normalized(trimmed(clip)))


def trimmed(clip: Clip) -> Clip:
    """The clip with a short margin in place of the silence at its ends; empty if all silent."""
    window = frames_of(_EDGE_WINDOW_MS, clip.rate_hz)
    power = _power(clip.samples, window)
    loudest = power.max(initial=0.0)
    if loudest == 0:
        return Clip(clip.samples[:0], clip.rate_hz)
    loud = np.flatnonzero(power > loudest * _power_ratio(_EDGE_DB))
    lead = frames_of(LEAD_MARGIN_MS, clip.rate_hz)
    tail = frames_of(TAIL_MARGIN_MS, clip.rate_hz)
    begin, end = int(loud[0]) * window, (int(loud[-1]) + 1) * window
    padded = np.pad(clip.samples, (lead, tail + window))
    return Clip(padded[begin : lead + end + tail], clip.rate_hz)


def loudness_normalized(clip: Clip) -> Clip:
    """The clip at the common loudness; quieter only if a peak would exceed `PEAK`."""
    power = _power(clip.samples, frames_of(_SPEECH_WINDOW_MS, clip.rate_hz))
    loudest = power.max(initial=0.0)
    if loudest == 0:
        return clip
    speech = power[power > loudest * _power_ratio(_SPEECH_DB)].mean()
    gain = min(
        np.sqrt(_power_ratio(SPEECH_LEVEL_DB) / speech),
        PEAK / np.abs(clip.samples).max(),
    )
    return Clip((clip.samples * gain).astype(np.float32), clip.rate_hz)


def _power(samples: Samples, window_frames: int) -> NDArray[np.float64]:
    """Mean square of each window: (windows,) float64; the last window is zero-padded."""
    windows = -(-len(samples) // window_frames)
    padded = np.zeros(windows * window_frames)
    padded[: len(samples)] = samples
    power: NDArray[np.float64] = np.square(padded).reshape(windows, window_frames).mean(axis=1)
    return power


def _power_ratio(level_db: float) -> float:
    return float(10 ** (level_db / 10))
