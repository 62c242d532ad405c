"""Lowers the peaks of a sound, also those between its samples, without a click."""

from collections.abc import Iterable, Iterator

import numpy as np
from numpy.typing import NDArray

from voicecoach.sound.clip import Samples, frames_of
from voicecoach.sound.loudness import between

_LIMITED_MS = 4
"""Time in which the limiter becomes active, and inactive again: less than a period of the voice."""
_MOST_ROUNDS = 3
"""A changing gain raises what is between the samples a little, so it is looked at again."""
_NEAR_ENOUGH = 1.005
_SAFE_SHARE = 0.5
"""Sound whose samples are all so far below the limit has no peak between them that reaches it."""
_MARGIN_MS = 50
"""More than the distance at which one sample has an effect on the gain of another."""


def limited(samples: Samples | NDArray[np.float64], rate_hz: int, peak: float) -> Samples:
    """The sound with its true peaks lowered to an amplitude, smoothly; (frames,) mono."""
    for _ in range(_MOST_ROUNDS):
        if np.abs(samples).max(initial=0.0) <= _SAFE_SHARE * peak:
            break
        peaks = _peaks(samples)
        if peaks.max(initial=0.0) <= _NEAR_ENOUGH * peak:
            break
        samples = samples * _smooth_gain(np.minimum(1.0, peak / np.maximum(peaks, peak)), rate_hz)
    return samples.astype(np.float32)


def _peaks(samples: Samples | NDArray[np.float64]) -> NDArray[np.float64]:
    """Largest amplitude from each sample to the next: (frames,) float64."""
    peaks = np.abs(samples, dtype=np.float64)
    for place in between(samples):
        np.maximum(peaks, np.abs(place), out=peaks)
    return peaks


def _smooth_gain(wanted: NDArray[np.float64], rate_hz: int) -> NDArray[np.float64]:
    """A gain without steps that is nowhere above the wanted one: (frames,) float64."""
    half = frames_of(_LIMITED_MS, rate_hz) // 2
    padded = np.pad(wanted, 2 * half, constant_values=1.0)
    lowest_near_by = _lowest_of_each(padded, 2 * half + 1)
    smooth = np.hanning(2 * half + 3)[1:-1]
    gain: NDArray[np.float64] = np.convolve(lowest_near_by, smooth / smooth.sum(), "valid")
    return gain


def _lowest_of_each(values: NDArray[np.float64], width: int) -> NDArray[np.float64]:
    """The lowest of each so many values in a row: (values - width + 1,) float64."""
    lowest, of = values, 1
    while 2 * of <= width:
        lowest, of = np.minimum(lowest[:-of], lowest[of:]), 2 * of
    others = width - of
    return np.minimum(lowest[:-others], lowest[others:]) if others else lowest


def limited_in_pieces(pieces: Iterable[Samples], rate_hz: int, peak: float) -> Iterator[Samples]:
    """The pieces of one long sound, limited as if they were whole; (frames,) float32 mono each."""
    margin = frames_of(_MARGIN_MS, rate_hz)
    held: Samples = np.zeros(0, np.float32)
    done = 0
    """Frames at the beginning of `held` that are only there for those after them."""
    for piece in pieces:
        held = np.concatenate((held, piece))
        if len(held) - done <= margin:
            continue
        yield limited(held, rate_hz, peak)[done : len(held) - margin]
        begin = max(0, len(held) - 2 * margin)
        done, held = len(held) - margin - begin, held[begin:]
    yield limited(held, rate_hz, peak)[done:]
