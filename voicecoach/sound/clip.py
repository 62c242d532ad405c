"""A piece of sound, and the one place where times become frames."""

from dataclasses import dataclass
from math import ceil

import numpy as np
from numpy.typing import NDArray

Samples = NDArray[np.float32]
"""Mono samples, full scale at -1 and 1."""


def frames_of(duration_ms: float, rate_hz: int) -> int:
    """The number of frames nearest to a duration."""
    return round(duration_ms * rate_hz / 1000)


def milliseconds_of(frames: int, rate_hz: int) -> float:
    """The duration of so many frames."""
    return frames * 1000 / rate_hz


@dataclass(frozen=True, slots=True, eq=False)
class Clip:
    """Mono sound at a rate."""

    samples: Samples
    """Shape (frames,), float32."""
    rate_hz: int
    vowel_frame: int = 0
    """Where its first vowel begins: what lies on its time if it is a count. 0: where it begins."""

    @property
    def duration_ms(self) -> float:
        """How long it sounds."""
        return milliseconds_of(len(self.samples), self.rate_hz)


def lead_ms(clip: Clip) -> int:
    """How long after its beginning its first vowel begins, in whole milliseconds, rounded up."""
    return ceil(milliseconds_of(clip.vowel_frame, clip.rate_hz))
