"""Level of a block, and detection of a silence that no real microphone gives."""

import numpy as np

from voicecoach.sound.clip import Samples, milliseconds_of

SILENCE_DB = -120.0
"""Level reported for digital silence."""


def level_of(block: Samples) -> float:
    """Root mean square of (frames,) float32 mono, in dBFS: a full-scale square wave has 0."""
    if not len(block):
        return SILENCE_DB
    power = float(np.mean(np.square(block, dtype=np.float64)))
    return max(10 * float(np.log10(power)), SILENCE_DB) if power else SILENCE_DB


class ZeroWatch:
    """Detects a microphone that has given only exact zeros since it was opened.

    macOS does not refuse a program without permission, but gives it zeros (sounddevice 0.5, issue
    267). A real converter is never that quiet; a noise suppressor can be, between words.
    """

    def __init__(self, rate_hz: int, limit_ms: int) -> None:
        self._rate_hz = rate_hz
        self._limit_ms = limit_ms
        self._zero_frames: int | None = 0

    @property
    def is_dead(self) -> bool:
        """True if the limit was reached without a single nonzero sample."""
        return (
            self._zero_frames is not None
            and milliseconds_of(self._zero_frames, self._rate_hz) >= self._limit_ms
        )

    def watch(self, block: Samples) -> None:
        """Take the next block into account: (frames,) float32 mono."""
        if self._zero_frames is not None:
            self._zero_frames = None if block.any() else self._zero_frames + len(block)
