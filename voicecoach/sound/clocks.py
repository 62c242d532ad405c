"""Maps the frames of a sound card to the session's clock, though the two clocks drift apart."""

from collections import deque
from math import copysign

from voicecoach.sound.clip import milliseconds_of

OBSERVATIONS = 100
"""Number of observations used: two seconds of 20 ms blocks, in which 150 ppm are 0.3 ms."""
TOLERANCE_MS = 60
"""Accepted error of a fixed mapping: unnoticeable, and 400 s of drift at 150 ppm."""
SLEW_MS_PER_S = 0.2
"""Rate at which a larger error is corrected: 0.4 ms in a beat of two seconds."""
STALL_MS = 1000
"""Time between two observations above which the card or the program stood still, unless the frames
went on with it: nothing that was observed before holds any longer."""
JUMP_MS = 250
"""An error above this means that the card stalled or was reopened, and slewing would take long."""


class FrameClock:
    """Maps frames to times, from observations with jitter.

    The rate is taken as exact; the offset is estimated as the mean of the middle half of the latest
    observations. It ignores outliers, and where observations form two groups (as in the first
    seconds of a recording through PulseAudio 16, 45 ms apart) it does not leap between them as a
    median does.
    """

    def __init__(self, rate_hz: int, observations: int = OBSERVATIONS) -> None:
        """More observations make times steadier, but slower to follow a jump of the card."""
        self.rate_hz = rate_hz
        self._offsets: deque[float] = deque(maxlen=observations)
        self._observed_ms = 0.0

    @property
    def is_settled(self) -> bool:
        """True if there are enough observations."""
        return len(self._offsets) == self._offsets.maxlen

    @property
    def offset_frames(self) -> float:
        """Frame at 0 ms, extrapolated; needs an observation."""
        offsets = sorted(self._offsets)
        outside = len(offsets) // 4
        middle = offsets[outside : len(offsets) - outside]
        return sum(middle) / len(middle)

    def observe(self, at_ms: float, frame: int) -> None:
        """Add an observation: this frame passes the converter at this time."""
        offset_frames = frame - at_ms * self.rate_hz / 1000
        stall_frames = STALL_MS * self.rate_hz / 1000
        is_late = self._offsets and at_ms - self._observed_ms > STALL_MS
        if is_late and self._offsets[-1] - offset_frames > stall_frames:
            self._offsets.clear()
        self._offsets.append(offset_frames)
        self._observed_ms = at_ms

    def forget(self) -> None:
        """Discard all observations except the latest."""
        latest = self._offsets[-1]
        self._offsets.clear()
        self._offsets.append(latest)

    def time_of(self, frame: float) -> float:
        """Time of a frame, ms; needs an observation."""
        return (frame - self.offset_frames) * 1000 / self.rate_hz


class BeatClock:
    """Maps times of the session to frames, by a mapping that is fixed while counts are running.

    Counts must keep their tempo in the card's own frames, so the mapping follows the card only
    when it is aligned, in its first two seconds, and, slowly, when its error is large.
    """

    def __init__(self, rate_hz: int) -> None:
        self._card = FrameClock(rate_hz)
        self._frames_per_ms = rate_hz / 1000
        self._offset_frames: float | None = None
        self._followed_ms = 0.0
        self.late_ms = 0.0
        """Time by which everything is heard later than this clock has it, as last observed."""

    def observe(self, at_ms: float, frame: int) -> None:
        """Add an observation: this frame is heard at this time. Once per block, in order."""
        self._card.observe(at_ms, frame)
        if self._offset_frames is None or not self._card.is_settled:
            self._offset_frames = self._card.offset_frames
        else:
            self._follow(at_ms - self._followed_ms, self._offset_frames)
            error_frames = self._offset_frames - self._card.offset_frames
            self.late_ms = error_frames / self._frames_per_ms
        self._followed_ms = at_ms

    def align(self, at_ms: int) -> None:
        """Adopt the card's current offset, with `at_ms` on a whole frame; needs an observation."""
        at_zero = at_ms * self._frames_per_ms
        self._offset_frames = round(self._card.offset_frames + at_zero) - at_zero

    def frame_of(self, at_ms: int) -> int:
        """The frame that is heard at this time. Raises ValueError before the first observation."""
        if self._offset_frames is None:
            raise ValueError("No block was observed yet: call observe() first.")
        return round(self._offset_frames + at_ms * self._frames_per_ms)

    def _follow(self, elapsed_ms: float, offset_frames: float) -> None:
        error_frames = self._card.offset_frames - offset_frames
        error_ms = abs(milliseconds_of(round(error_frames), self._card.rate_hz))
        if error_ms > JUMP_MS:
            self._card.forget()
            self._offset_frames = self._card.offset_frames
        elif error_ms > TOLERANCE_MS:
            slew_ms = min(SLEW_MS_PER_S * elapsed_ms / 1000, error_ms - TOLERANCE_MS)
            slew_frames = slew_ms * self._frames_per_ms
            self._offset_frames = offset_frames + copysign(slew_frames, error_frames)
