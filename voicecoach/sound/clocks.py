"""Ties the frames of a sound card to the session's clock, though the two clocks drift apart."""

from collections import deque
from math import copysign
from statistics import fmean

from voicecoach.sound.clip import milliseconds_of

OBSERVATIONS = 100
"""How many observations count: two seconds of 20 ms blocks, in which 150 ppm are 0.3 ms."""
TOLERANCE_MS = 60
"""A fixed mapping may be wrong by so much: less than anybody notices, 400 s of drift at 150 ppm."""
SLEW_MS_PER_S = 0.2
"""How fast a mapping that is further off is led back: 0.4 ms in a two second beat."""
JUMP_MS = 250
"""From this error on the card has stalled or was opened anew, and leading back would take long."""


class FrameClock:
    """Which frame passes at which time, from observations that come with jitter.

    The rate is taken as exact; what is estimated is the offset, as the mean of the middle half of
    the latest observations. Wild ones do not move it, and where observations come in two groups
    (through PulseAudio 16 the first seconds of a recording do, 45 ms apart) it does not leap from
    one to the other as a median does.
    """

    def __init__(self, rate_hz: int, observations: int = OBSERVATIONS) -> None:
        """More observations mean steadier times, which follow a jump of the card later."""
        self.rate_hz = rate_hz
        self._offsets: deque[float] = deque(maxlen=observations)

    @property
    def is_settled(self) -> bool:
        """Whether there are enough observations to go by."""
        return len(self._offsets) == self._offsets.maxlen

    @property
    def offset_frames(self) -> float:
        """The frame that passes, or would have passed, at 0 ms; needs an observation."""
        offsets = sorted(self._offsets)
        outside = len(offsets) // 4
        return fmean(offsets[outside : len(offsets) - outside])

    def observe(self, at_ms: float, frame: int) -> None:
        """Note that this frame passed, or will pass, the converter at this time."""
        self._offsets.append(frame - at_ms * self.rate_hz / 1000)

    def forget(self) -> None:
        """Start over from the latest observation."""
        latest = self._offsets[-1]
        self._offsets.clear()
        self._offsets.append(latest)

    def time_of(self, frame: float) -> float:
        """When this frame passes, in ms; needs an observation."""
        return (frame - self.offset_frames) * 1000 / self.rate_hz


class BeatClock:
    """Which frame a time of the session means, fixed while counts are running.

    Counts must keep their tempo in the card's own frames, so the mapping follows the card only
    when it is aligned, in its first two seconds, and, slowly, when it is far off.
    """

    def __init__(self, rate_hz: int) -> None:
        self._card = FrameClock(rate_hz)
        self._frames_per_ms = rate_hz / 1000
        self._offset_frames: float | None = None
        self._followed_ms = 0.0

    def observe(self, at_ms: float, frame: int) -> None:
        """Note when a frame will sound; called once a block, with rising times."""
        self._card.observe(at_ms, frame)
        if self._offset_frames is None or not self._card.is_settled:
            self._offset_frames = self._card.offset_frames
        else:
            self._follow(at_ms - self._followed_ms, self._offset_frames)
        self._followed_ms = at_ms

    def align(self, at_ms: int) -> None:
        """Follow the card anew, so that `at_ms` falls on a whole frame; needs an observation."""
        at_zero = at_ms * self._frames_per_ms
        self._offset_frames = round(self._card.offset_frames + at_zero) - at_zero

    def frame_of(self, at_ms: int) -> int:
        """The frame that sounds at this time; needs an observation."""
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
