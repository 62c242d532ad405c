"""Makes rendered sentences alike: no silence around them, and one loudness."""

import numpy as np
from numpy.typing import NDArray

from voicecoach.sound.clip import Clip, Samples, frames_of
from voicecoach.voice.vowel import with_vowel

SPEECH_LEVEL_DB = -20.0
"""Root mean square of the speech parts, in dBFS."""
PEAK = 0.95
"""No sample is louder than this."""
LEAD_MS = 10
TAIL_MS = 30
"""What is left around the sound, always the same, so that counts begin evenly."""

_EDGE_WINDOW_MS = 5
_EDGE_DB = -50.0
"""Relative to the loudest window. In espeak-ng 1.51 it falls on the last sample that is not zero:
46 words, "five", "half", "breath", "1" to "30" among them, all keep their last consonant."""
_SPEECH_WINDOW_MS = 20
_SPEECH_DB = -15.0
"""Relative to the loudest window: vowels and voiced consonants, no pauses and no hisses."""


def finished(clip: Clip) -> Clip:
    """A rendered sentence as a session sounds it: trimmed, leveled, and its first vowel found."""
    return with_vowel(leveled(trimmed(clip)))


def trimmed(clip: Clip) -> Clip:
    """The clip with a short margin in place of the silence at its ends; empty if all is silence."""
    window = frames_of(_EDGE_WINDOW_MS, clip.rate_hz)
    power = _power(clip.samples, window)
    loudest = power.max(initial=0.0)
    if loudest == 0:
        return Clip(clip.samples[:0], clip.rate_hz)
    loud = np.flatnonzero(power > loudest * _power_ratio(_EDGE_DB))
    lead = frames_of(LEAD_MS, clip.rate_hz)
    tail = frames_of(TAIL_MS, clip.rate_hz)
    begin, end = int(loud[0]) * window, (int(loud[-1]) + 1) * window
    padded = np.pad(clip.samples, (lead, tail + window))
    return Clip(padded[begin : lead + end + tail], clip.rate_hz)


def leveled(clip: Clip) -> Clip:
    """The clip at the loudness that all clips have; quieter only where a peak would be too high."""
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
    """The mean square of each window, shape (windows,); the last is filled up with silence."""
    windows = -(-len(samples) // window_frames)
    padded = np.zeros(windows * window_frames)
    padded[: len(samples)] = samples
    power: NDArray[np.float64] = np.square(padded).reshape(windows, window_frames).mean(axis=1)
    return power


def _power_ratio(level_db: float) -> float:
    return float(10 ** (level_db / 10))
