"""Finds when a known clip sounds in a recording, to a fraction of a frame."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Samples = NDArray[np.float32]

_BLOCK_FRAMES = 1 << 18


@dataclass(frozen=True, slots=True)
class Onset:
    """One place in a recording where the clip begins."""

    frame: float
    """Counted from the recording's first frame, which is 0."""
    likeness: float
    """1: the clip at some loudness and nothing else; 0: nothing like it."""


def onsets_of(clip: Samples, recording: Samples, *, likeness: float = 0.7) -> list[Onset]:
    """Every place where the recording is at least so like the clip, in order.

    Both have the same rate. The loudness does not matter. Of places nearer to each other than half
    the clip's length, the best one counts.
    """
    if len(recording) < len(clip):
        return []
    curve = _likeness_curve(clip.astype(np.float64), recording.astype(np.float64))
    onsets: list[Onset] = []
    for frame in _peaks(curve, likeness, reach=len(clip) // 2):
        onsets.append(Onset(frame + _vertex(curve, frame), float(curve[frame])))
    return onsets


def first_sound(recording: Samples, *, above: float = 0.003) -> int | None:
    """The first frame louder than this share of full scale (0.003 is -50 dB), if there is one."""
    loud = np.abs(recording) > above
    return int(loud.argmax()) if loud.any() else None


def _likeness_curve(
    clip: NDArray[np.float64], recording: NDArray[np.float64]
) -> NDArray[np.float64]:
    """The normalized cross-correlation, for each frame at which the whole clip still fits."""
    places = len(recording) - len(clip) + 1
    energy = np.concatenate(([0.0], np.cumsum(recording**2)))
    # In near silence the quotient would be noise: count it as silence at -100 dB.
    silence = len(clip) * 1e-10
    loudness = np.sqrt(np.maximum(energy[len(clip) :] - energy[:places], silence))
    likeness: NDArray[np.float64] = _correlation(clip, recording)
    likeness /= loudness * np.sqrt(clip @ clip)
    return likeness


def _correlation(clip: NDArray[np.float64], recording: NDArray[np.float64]) -> NDArray[np.float64]:
    """Cross-correlation by blocks of the Fourier transform (overlap-save)."""
    size = max(_BLOCK_FRAMES, 1 << (2 * len(clip)).bit_length())
    spectrum = np.fft.rfft(clip, size).conj()
    step = size - len(clip) + 1
    places = len(recording) - len(clip) + 1
    parts = [
        np.fft.irfft(np.fft.rfft(recording[start : start + size], size) * spectrum, size)[:step]
        for start in range(0, places, step)
    ]
    return np.concatenate(parts)[:places]


def _peaks(curve: NDArray[np.float64], least: float, *, reach: int) -> list[int]:
    """The frames of the highest points above `least`, each alone within `reach`."""
    high = np.flatnonzero(curve >= least)
    kept: list[int] = []
    for group in np.split(high, np.flatnonzero(np.diff(high) > max(reach, 1)) + 1):
        if len(group):
            kept.extend(_highest_apart(curve, group, reach))
    return kept


def _highest_apart(curve: NDArray[np.float64], group: NDArray[np.intp], reach: int) -> list[int]:
    kept: list[int] = []
    while len(group):
        best = int(group[curve[group].argmax()])
        kept.append(best)
        group = group[np.abs(group - best) > reach]
    return sorted(kept)


def _vertex(curve: NDArray[np.float64], frame: int) -> float:
    """Distance from the highest frame to the top of the parabola through it and its neighbors."""
    if not 0 < frame < len(curve) - 1:
        return 0.0
    before, at, after = curve[frame - 1 : frame + 2]
    bend = before - 2 * at + after
    return 0.0 if bend == 0 else float((before - after) / (2 * bend))
