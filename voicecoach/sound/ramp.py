"""A gain that moves to its target in a straight line, so that a change never clicks."""

import numpy as np

from voicecoach.sound.clip import Samples


def amplitude_of(level_db: float) -> float:
    """The factor that stands for so many decibels."""
    return float(10 ** (level_db / 20))


class Ramp:
    """A factor for a stream of blocks; it begins at 1."""

    def __init__(self, ramp_frames: int) -> None:
        """Every move to a new target takes `ramp_frames` frames."""
        self._ramp_frames = ramp_frames
        self._now = 1.0
        self._target = 1.0
        self._frames_left = 0

    def move_to(self, factor: float, ramp_frames: int | None = None) -> None:
        """Begin to move, from wherever it is now; another number of frames counts for this once."""
        self._target = factor
        self._frames_left = self._ramp_frames if ramp_frames is None else ramp_frames

    def apply_to(self, block: Samples) -> None:
        """Multiply the next block, in place."""
        moving = min(self._frames_left, len(block))
        if moving:
            step = (self._target - self._now) / self._frames_left
            block[:moving] *= self._now + step * np.arange(1, moving + 1, dtype=np.float32)
            self._frames_left -= moving
            self._now = self._target if not self._frames_left else self._now + step * moving
        if self._now != 1.0:
            block[moving:] *= self._now
