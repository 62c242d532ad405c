"""Finds where the first vowel of a word begins: the moment at which it falls on a beat.

What makes spoken numbers sound evenly spaced is not when their sound begins, but a moment near the
beginning of the vowel, their perceptual centre (Morton, Marcus and Frankish, Psychological Review
83, 1976; Marcus, Perception & Psychophysics 30, 1981). It is found as Cummins and Port did (Journal
of Phonetics 26, 1998, appendix A) after Scott (PhD thesis, University College London, 1993): where
the loudness of the band of the vowels' formants is half way through its first rise.
"""

from dataclasses import replace
from functools import cache

import numpy as np
from numpy.typing import NDArray

from voicecoach.sound.clip import Clip, Samples, frames_of

_LOOKED_AT_MS = 600
"""A first vowel begins in the first half of it, and has its loudest moment in it as well."""
_BAND_HZ = 1000.0
_BANDWIDTH_HZ = 600.0
"""Between the fundamental of a voice and its hisses, with a filter of the first order."""
_SMOOTHED_HZ = 20.0
"""Changes faster than this are no syllables. With 10 Hz, as in the paper, the beat of "six" in
espeak-ng lies in its hiss, 25 ms sooner; 30 Hz makes no difference."""
_LEAST_PEAK = 0.35
"""A vowel is at least so loud, relative to the loudest one: the hiss of "six" has 0.04 to 0.13."""
_LOOKED_AT_EVERY = 8
"""Frames between two values of the smooth loudness: a third of a millisecond at 24 kHz."""
_PADDING_MS = 50
"""Silence after the sound, since the filters work on a circle; they ring for less."""
_RISE_FROM, _RISE_TO = 0.1, 0.9
"""A rise counts between these shares of its height, so that its slow ends do not."""


def with_vowel(clip: Clip) -> Clip:
    """The same clip, which knows where its first vowel begins."""
    return replace(clip, vowel_frame=vowel_frame(clip.samples, clip.rate_hz))


def vowel_frame(samples: Samples, rate_hz: int) -> int:
    """The frame at which the first vowel begins, from samples of shape (frames,); 0 in silence."""
    loudness = _loudness(samples[: frames_of(_LOOKED_AT_MS, rate_hz)], rate_hz)
    if not loudness.max(initial=0.0) > 0:
        return 0
    top = _first_top(loudness)
    foot = _foot(loudness, top)
    rise = loudness[foot : top + 1] - loudness[foot]
    begin, end = (int((rise >= share * rise[-1]).argmax()) for share in (_RISE_FROM, _RISE_TO))
    return (2 * foot + begin + end) * _LOOKED_AT_EVERY // 2


def _loudness(samples: Samples, rate_hz: int) -> NDArray[np.float64]:
    """The smooth amplitude of the vowels' band, without delay, at every eighth frame."""
    size = 1 << (len(samples) + frames_of(_PADDING_MS, rate_hz)).bit_length()
    band, smooth = _filters(size, rate_hz)
    amplitude = np.abs(np.fft.irfft(np.fft.rfft(samples, size) * band, size))
    slow = np.fft.rfft(amplitude)[: len(smooth)] * smooth
    loudness: NDArray[np.float64] = np.fft.irfft(slow, size // _LOOKED_AT_EVERY)
    return loudness[: len(samples) // _LOOKED_AT_EVERY]


@cache
def _filters(size: int, rate_hz: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """What each frequency of a transform of this size is multiplied with: band, then smoothing."""
    hz = np.maximum(np.fft.rfftfreq(size, 1 / rate_hz), 1.0)
    band = 1 / np.sqrt(1 + ((hz**2 - _BAND_HZ**2) / (_BANDWIDTH_HZ * hz)) ** 2)
    smooth = np.exp(-0.5 * np.square(hz[: size // 2 // _LOOKED_AT_EVERY + 1] / _SMOOTHED_HZ))
    return band, smooth


def _first_top(loudness: NDArray[np.float64]) -> int:
    """The first of its local maxima that may be a vowel."""
    rises = np.diff(loudness) > 0
    tops = np.flatnonzero(rises[:-1] & ~rises[1:]) + 1
    loud = tops[loudness[tops] >= _LEAST_PEAK * loudness.max()]
    return int(loud[0]) if len(loud) else int(loudness.argmax())


def _foot(loudness: NDArray[np.float64], top: int) -> int:
    """Where the rise to a local maximum begins."""
    falls = np.flatnonzero(np.diff(loudness[: top + 1]) <= 0)
    return int(falls[-1]) + 1 if len(falls) else 0
