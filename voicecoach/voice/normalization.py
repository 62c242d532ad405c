"""Makes rendered sentences alike: short margins of silence, and one loudness.

A session is to have -16 to -18 LUFS, as podcasts have, with a true peak of at most -1 dBTP.
"""

import numpy as np
from numpy.typing import NDArray

from voicecoach.sound.clip import Clip, Samples, frames_of
from voicecoach.sound.limiter import limited
from voicecoach.sound.loudness import k_weighted, lufs_of
from voicecoach.voice.vowel import with_vowel

SPEECH_LEVEL_LUFS = -15.2
"""Loudness of the speech parts. A sentence with its pauses is 1.6 LU softer, a session 2."""
PEAK = 0.84
"""Largest amplitude, -1.5 dBTP. At this loudness half of all sentences have peaks above it, by up
to 5 dB: they are limited, for to be softer by as much would be heard."""
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
    """The clip at the common loudness, with peaks up to `PEAK`."""
    weighted = k_weighted(clip.samples, clip.rate_hz)
    power = _power(weighted, frames_of(_SPEECH_WINDOW_MS, clip.rate_hz))
    loudest = power.max(initial=0.0)
    if loudest == 0:
        return clip
    speech = float(power[power > loudest * _power_ratio(_SPEECH_DB)].mean())
    gain = np.sqrt(_power_ratio(SPEECH_LEVEL_LUFS - lufs_of(speech)))
    return Clip(limited(clip.samples * gain, clip.rate_hz, PEAK), clip.rate_hz)


def _power(samples: Samples | NDArray[np.float64], window_frames: int) -> NDArray[np.float64]:
    """Mean square of each window: (windows,) float64; the last window is zero-padded."""
    windows = -(-len(samples) // window_frames)
    padded = np.zeros(windows * window_frames)
    padded[: len(samples)] = samples
    power: NDArray[np.float64] = np.square(padded).reshape(windows, window_frames).mean(axis=1)
    return power


def _power_ratio(level_db: float) -> float:
    return float(10 ** (level_db / 10))
