"""Reads a stream of samples a few parts per million faster or slower than it is written."""

import numpy as np

from voicecoach.sound.clip import Samples

HALF_WIDTH = 16
"""Frames on each side that an interpolated frame is computed from."""
LAG_FRAMES = HALF_WIDTH + 1
"""Delay between writing and reading the first sample."""
KEPT_FRAMES = 4096
"""Frames kept before the reading position."""
_TAPER = np.kaiser(2 * HALF_WIDTH + 1, 8)[:-1]
_OFFSETS = np.arange(-HALF_WIDTH + 1, HALF_WIDTH + 1)


class DriftReader:
    """A stream of samples, written in blocks of any length and read at a rate of its own."""

    def __init__(self) -> None:
        self._samples: Samples = np.zeros(HALF_WIDTH + LAG_FRAMES, np.float32)
        self._position = float(HALF_WIDTH)
        self.drift_ppm = 0.0
        """Reading rate relative to the writing rate, parts per million above it."""

    def write(self, block: Samples) -> None:
        """Append samples: (frames,) float32 mono."""
        past = max(0, int(self._position) - KEPT_FRAMES)
        self._samples = np.concatenate((self._samples[past:], block))
        self._position -= past

    def lacks(self, frames: int) -> bool:
        """True if the next `frames` samples have not all been written yet."""
        return self._missing(frames) > 0

    def step_back(self, frames: int) -> None:
        """Move the reading position back, by at most KEPT_FRAMES."""
        missing = max(0, HALF_WIDTH + frames - int(self._position))
        self._samples = np.concatenate((np.zeros(missing, np.float32), self._samples))
        self._position += missing - frames

    def read(self, frames: int) -> Samples:
        """The next samples: (frames,) float32 mono; unwritten ones are silence."""
        first = int(self._position)
        stop_position = self._stop(frames)
        if (missing := self._missing(frames)) > 0:
            self._samples = np.concatenate((self._samples, np.zeros(missing, np.float32)))
        needed = self._samples[first - HALF_WIDTH + 1 : first + frames + HALF_WIDTH]
        begin, end = self._position - first, stop_position - first - frames
        self._position = stop_position
        if begin == end == 0 or not needed.any():
            return needed[HALF_WIDTH - 1 : HALF_WIDTH - 1 + frames].copy()
        # Within a block the fraction changes by some hundredths of a frame: linear interpolation
        # between the fractions at its beginning and end is exact to -90 dB.
        share = np.arange(frames, dtype=np.float32) / frames
        late, early = _shifted(needed, begin), _shifted(needed, end)
        return late + share * (early - late)

    def _missing(self, frames: int) -> int:
        return int(self._stop(frames)) + 1 + HALF_WIDTH - len(self._samples)

    def _stop(self, frames: int) -> float:
        return self._position + frames * (1 + self.drift_ppm * 1e-6)


def _shifted(samples: Samples, fraction: float) -> Samples:
    """The samples delayed by minus a fraction of a frame, by a windowed sinc.

    Returns (frames - 2 * HALF_WIDTH + 1,) float32: without both margins.
    """
    taps = np.sinc(_OFFSETS - fraction) * np.interp(
        _OFFSETS - fraction, np.arange(-HALF_WIDTH, HALF_WIDTH), _TAPER, 0, 0
    )
    shifted: Samples = np.correlate(samples, (taps / taps.sum()).astype(np.float32), "valid")
    return shifted
