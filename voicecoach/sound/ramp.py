"""A gain that moves linearly to its target, so that changes do not click."""

import numpy as np

from voicecoach.sound.clip import Samples


def amplitude_of(level_db: float) -> float:
    """Amplitude factor of a level in decibels."""
    return float(10 ** (level_db / 20))


class Ramp:
    """A gain for a stream of blocks, initially 1."""

    def __init__(self, ramp_frames: int) -> None:
        """Each move to a new target takes `ramp_frames` frames."""
        self._ramp_frames = ramp_frames
        self._now = 1.0
        self._target = 1.0
        self._frames_left = 0

    def move_to(self, factor: float, ramp_frames: int | None = None) -> None:
        """Start to move from the current gain; `ramp_frames` overrides the default once."""
        self._target = factor
        self._frames_left = self._ramp_frames if ramp_frames is None else ramp_frames

    def apply_to(self, block: Samples) -> None:
        """Multiply the next block, (frames,) float32 mono, in place."""
        moving = min(self._frames_left, len(block))
        if moving:
            step = (self._target - self._now) / self._frames_left
            block[:moving] *= self._now + step * np.arange(1, moving + 1, dtype=np.float32)
            self._frames_left -= moving
            self._now = self._target if not self._frames_left else self._now + step * moving
        if self._now != 1.0:
            block[moving:] *= self._now
