"""How loud a block is, and whether it is a silence no real microphone gives."""

import numpy as np

from voicecoach.sound.clip import Samples, milliseconds_of

SILENCE_DB = -120.0
"""What is reported for a block without any sound."""


def level_of(block: Samples) -> float:
    """Root mean square of a block in dBFS, where full scale is a square wave at 0."""
    if not len(block):
        return SILENCE_DB
    power = float(np.mean(np.square(block, dtype=np.float64)))
    return max(10 * float(np.log10(power)), SILENCE_DB) if power else SILENCE_DB


class ZeroWatch:
    """Notices a microphone from which nothing but exact zeros has come since it was opened.

    macOS does not refuse a program without permission, it hands out zeros (sounddevice 0.5,
    issue 267). A real converter is never that quiet; a noise suppressor can be, between words.
    """

    def __init__(self, rate_hz: int, limit_ms: int) -> None:
        self._rate_hz = rate_hz
        self._limit_ms = limit_ms
        self._zero_frames: int | None = 0

    @property
    def is_dead(self) -> bool:
        """Whether the limit was reached without a single sample that is not zero."""
        return (
            self._zero_frames is not None
            and milliseconds_of(self._zero_frames, self._rate_hz) >= self._limit_ms
        )

    def watch(self, block: Samples) -> None:
        """Take the next block into account."""
        if self._zero_frames is not None:
            self._zero_frames = None if block.any() else self._zero_frames + len(block)
