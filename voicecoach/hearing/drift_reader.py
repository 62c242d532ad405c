"""Reads a stream a few parts per million faster or slower than it was written."""

import numpy as np

from voicecoach.sound.clip import Samples

HALF_WIDTH = 16
"""How many frames of both sides an interpolated one is made of."""
LAG_FRAMES = HALF_WIDTH + 1
"""How much later than written the first sample is read."""
KEPT_FRAMES = 4096
"""What is kept behind the place of reading before it is thrown away."""
_TAPER = np.kaiser(2 * HALF_WIDTH + 1, 8)[:-1]
_PLACES = np.arange(-HALF_WIDTH + 1, HALF_WIDTH + 1)


class DriftReader:
    """A stream of samples that is written in blocks of any length and read at its own pace."""

    def __init__(self) -> None:
        self._samples: Samples = np.zeros(HALF_WIDTH + LAG_FRAMES, np.float32)
        self._place = float(HALF_WIDTH)
        self.drift_ppm = 0.0
        """How much faster than written it is read, in parts per million."""

    def write(self, block: Samples) -> None:
        """Append samples."""
        past = max(0, int(self._place) - KEPT_FRAMES)
        self._samples = np.concatenate((self._samples[past:], block))
        self._place -= past

    def lacks(self, frames: int) -> bool:
        """Whether the next so many have not all been written yet."""
        return self._lacking(frames) > 0

    def step_back(self, frames: int) -> None:
        """Read the latest so many again, at most KEPT_FRAMES."""
        missing = max(0, HALF_WIDTH + frames - int(self._place))
        self._samples = np.concatenate((np.zeros(missing, np.float32), self._samples))
        self._place += missing - frames

    def read(self, frames: int) -> Samples:
        """The next samples, shape (frames,); what has not been written yet is silence."""
        first = int(self._place)
        stop_place = self._stop(frames)
        if (lacking := self._lacking(frames)) > 0:
            self._samples = np.concatenate((self._samples, np.zeros(lacking, np.float32)))
        needed = self._samples[first - HALF_WIDTH + 1 : first + frames + HALF_WIDTH]
        begin, end = self._place - first, stop_place - first - frames
        self._place = stop_place
        if begin == end == 0 or not needed.any():
            return needed[HALF_WIDTH - 1 : HALF_WIDTH - 1 + frames].copy()
        # Within a block the fraction moves by some hundredths of a frame: going over in a straight
        # line from the one at its beginning to the one at its end is exact to -90 dB.
        share = np.arange(frames, dtype=np.float32) / frames
        late, early = _shifted(needed, begin), _shifted(needed, end)
        return late + share * (early - late)

    def _lacking(self, frames: int) -> int:
        return int(self._stop(frames)) + 1 + HALF_WIDTH - len(self._samples)

    def _stop(self, frames: int) -> float:
        return self._place + frames * (1 + self.drift_ppm * 1e-6)


def _shifted(samples: Samples, fraction: float) -> Samples:
    """The samples a fraction of a frame further on, by a windowed sinc, without both margins."""
    taps = np.sinc(_PLACES - fraction) * np.interp(
        _PLACES - fraction, np.arange(-HALF_WIDTH, HALF_WIDTH), _TAPER, 0, 0
    )
    shifted: Samples = np.correlate(samples, (taps / taps.sum()).astype(np.float32), "valid")
    return shifted
