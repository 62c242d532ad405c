"""Shortens speech without changing its pitch.

WSOLA (Verhelst and Roelands, ICASSP 1993): overlapping pieces are taken from the sound at a wider
distance and added at a narrower one, each from the position where it best continues the last one.
"""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from voicecoach.sound.clip import Clip, Samples, frames_of

_PIECE_MS = 24
"""Length of a piece: two periods of the lowest voice (83 Hz)."""
_REACH_MS = 6
"""Search range around the position of a piece: half a period of that voice to both sides."""


def shortened(clip: Clip, within_ms: int | None) -> Clip:
    """The clip, shortened to `within_ms` if it is longer; None: unchanged."""
    if within_ms is None:
        return clip
    frames = frames_of(within_ms, clip.rate_hz)
    if len(clip.samples) <= frames:
        return clip
    share = frames / len(clip.samples)
    return replace(
        clip,
        samples=_compressed(clip.samples, frames, clip.rate_hz),
        vowel_frame=round(clip.vowel_frame * share),
    )


def _compressed(samples: Samples, frames: int, rate_hz: int) -> Samples:
    """The sound in fewer frames: (frames,) float32 mono."""
    hop = frames_of(_PIECE_MS / 2, rate_hz)
    reach = frames_of(_REACH_MS, rate_hz)
    # With half a piece of silence before and after, overlapping windows add up to one everywhere.
    padded = np.pad(samples, (hop + reach, 3 * hop + 2 * reach)).astype(np.float64)
    window = np.hanning(2 * hop + 1)[:-1]
    pieces = frames // hop + 2
    out = np.zeros((pieces + 1) * hop)
    stretch = len(samples) / frames
    continued = reach
    for piece in range(pieces):
        wanted = min(reach + round(piece * hop * stretch), len(padded) - 3 * hop - reach)
        begin = wanted if piece == 0 else _most_alike(padded, continued, wanted, reach, 2 * hop)
        out[piece * hop : (piece + 2) * hop] += window * padded[begin : begin + 2 * hop]
        continued = min(begin + hop, len(padded) - 2 * hop)
    return out[hop : hop + frames].astype(np.float32)


def _most_alike(
    sound: NDArray[np.float64], continued: int, wanted: int, reach: int, length: int
) -> int:
    """Position near `wanted` at which the sound best matches the natural continuation.

    `sound`: (frames,) float64 mono.
    """
    model = sound[continued : continued + length]
    around = sound[wanted - reach : wanted + reach + length]
    likeness = np.correlate(around, model, "valid")
    power = np.cumsum(np.square(np.concatenate(([0.0], around))))
    power = power[length:] - power[:-length]
    return wanted - reach + int((likeness / np.sqrt(power + 1e-9)).argmax())
