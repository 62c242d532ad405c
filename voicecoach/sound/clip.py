"""A piece of sound, and the conversion between times and frames."""

from math import ceil

import numpy as np
from numpy.typing import NDArray

from voicecoach.dataclass import dataclass

Samples = NDArray[np.float32]
"""(frames,) float32 mono, full scale at -1 and 1."""


def frames_of(duration_ms: float, rate_hz: int) -> int:
    """Duration in frames, rounded."""
    return round(duration_ms * rate_hz / 1000)


def milliseconds_of(frames: int, rate_hz: int) -> float:
    """Duration of a number of frames, ms."""
    return frames * 1000 / rate_hz


@dataclass(frozen=True, slots=True, eq=False)
class Clip:
    """Mono sound with its sample rate."""

    samples: Samples
    """(frames,) float32 mono."""
    rate_hz: int
    vowel_frame: int = 0
    """Onset of the first vowel, which is what falls on the beat in a count; 0: the beginning."""

    @property
    def duration_ms(self) -> float:
        """Duration, ms."""
        return milliseconds_of(len(self.samples), self.rate_hz)


def lead_ms(clip: Clip) -> int:
    """Time from the beginning to the first vowel, in whole milliseconds, rounded up."""
    return ceil(milliseconds_of(clip.vowel_frame, clip.rate_hz))
