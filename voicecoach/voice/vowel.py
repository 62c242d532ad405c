"""Locates the onset of the first vowel of a word: the moment that is perceived as on the beat.

Spoken numbers sound evenly spaced if their perceptual centres (P-centres) are, which lie near the
onset of the vowel, not where the sound begins (Morton, Marcus and Frankish, Psychological Review
83, 1976; Marcus, Perception & Psychophysics 30, 1981). The P-centre is located as by Cummins and
Port (Journal of Phonetics 26, 1998, appendix A) after Scott (PhD thesis, University College London,
1993): where the loudness in the band of the vowels' formants is half way through its first rise.
"""

from dataclasses import replace
from functools import cache

import numpy as np
from numpy.typing import NDArray

from voicecoach.sound.clip import Clip, Samples, frames_of

_LOOKED_AT_MS = 600
"""Part of a word that is analysed: the first vowel begins in its first half, and peaks in it."""
_BAND_HZ = 1000.0
_BANDWIDTH_HZ = 600.0
"""Between the fundamental of a voice and its fricatives, with a first-order filter."""
_SMOOTHED_HZ = 20.0
"""Syllables do not change faster than this. With 10 Hz, as in the paper, the P-centre of "six" in
espeak-ng lies in its fricative, 25 ms earlier; 30 Hz makes no difference."""
_LEAST_PEAK = 0.27
"""Lowest peak of a vowel relative to the highest peak: the first of "85" has 0.32 in the natural
voice, and the fricative of "six" 0.04 to 0.13."""
_LOOKED_AT_EVERY = 8
"""Frames between two values of the smoothed loudness: a third of a millisecond at 24 kHz."""
_PADDING_MS = 50
"""Silence after the sound, since the filters are circular; they ring for less than this."""
_RISE_FROM, _RISE_TO = 0.1, 0.9
"""Shares of its height between which a rise is measured, so that its slow ends do not count."""


def with_vowel(clip: Clip) -> Clip:
    """The same clip with `vowel_frame` set."""
    return replace(clip, vowel_frame=vowel_frame(clip.samples, clip.rate_hz))


def vowel_frame(samples: Samples, rate_hz: int) -> int:
    """Frame of the onset of the first vowel, 0 in silence; `samples`: (frames,) float32 mono."""
    loudness = _loudness(samples[: frames_of(_LOOKED_AT_MS, rate_hz)], rate_hz)
    if not loudness.max(initial=0.0) > 0:
        return 0
    top = _first_top(loudness)
    foot = _foot(loudness, top)
    rise = loudness[foot : top + 1] - loudness[foot]
    begin, end = (int((rise >= share * rise[-1]).argmax()) for share in (_RISE_FROM, _RISE_TO))
    return (2 * foot + begin + end) * _LOOKED_AT_EVERY // 2


def _loudness(samples: Samples, rate_hz: int) -> NDArray[np.float64]:
    """Smoothed amplitude of the vowels' band, without delay: (frames // 8,) float64."""
    size = 1 << (len(samples) + frames_of(_PADDING_MS, rate_hz)).bit_length()
    band, smooth = _filters(size, rate_hz)
    amplitude = np.abs(np.fft.irfft(np.fft.rfft(samples, size) * band, size))
    slow = np.fft.rfft(amplitude)[: len(smooth)] * smooth
    loudness: NDArray[np.float64] = np.fft.irfft(slow, size // _LOOKED_AT_EVERY)
    return loudness[: len(samples) // _LOOKED_AT_EVERY]


@cache
def _filters(size: int, rate_hz: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Gains of the band-pass and the smoothing filter in a transform of this size, float64.

    Shapes (size // 2 + 1,) and (size // 16 + 1,).
    """
    hz = np.maximum(np.fft.rfftfreq(size, 1 / rate_hz), 1.0)
    band = 1 / np.sqrt(1 + ((hz**2 - _BAND_HZ**2) / (_BANDWIDTH_HZ * hz)) ** 2)
    smooth = np.exp(-0.5 * np.square(hz[: size // 2 // _LOOKED_AT_EVERY + 1] / _SMOOTHED_HZ))
    return band, smooth


def _first_top(loudness: NDArray[np.float64]) -> int:
    """Index of the first local maximum that may be a vowel; `loudness`: (values,)."""
    rises = np.diff(loudness) > 0
    tops = np.flatnonzero(rises[:-1] & ~rises[1:]) + 1
    loud = tops[loudness[tops] >= _LEAST_PEAK * loudness.max()]
    return int(loud[0]) if len(loud) else int(loudness.argmax())


def _foot(loudness: NDArray[np.float64], top: int) -> int:
    """Index at which the rise to a local maximum begins; `loudness`: (values,)."""
    falls = np.flatnonzero(np.diff(loudness[: top + 1]) <= 0)
    return int(falls[-1]) + 1 if len(falls) else 0
