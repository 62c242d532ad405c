"""Log of what the loudspeaker really played: the reference of the echo cancellation."""

from collections import deque

import numpy as np

from voicecoach.dataclass import dataclass
from voicecoach.devices.stream_health import STREAM_BLOCK_MS
from voicecoach.hearing.signal_format import LOST_SOUND_MS, RATE_HZ
from voicecoach.sound.clip import Samples, frames_of, milliseconds_of
from voicecoach.sound.resampler import StreamResampler

KEPT_MS = 3000
"""Duration of sound that is kept until it is taken."""
AHEAD_MS = 60
"""Sound is given out this long before its time: times of sound cards are off by up to 25 ms, and a
reference that comes after its echo is useless."""


@dataclass(frozen=True, slots=True, eq=False)
class _LoggedBlock:
    samples: Samples
    rate_hz: int
    heard_ms: float


class PlaybackLog:
    """A queue from the callback of the loudspeaker to the thread of the ears; none waits."""

    def __init__(self, late_ms: float = 0.0) -> None:
        """`late_ms` is the known delay of the sound behind its reported time."""
        self._late_ms = late_ms
        # Appending to a deque and taking from it need no lock (CPython), and a full one forgets.
        self._blocks: deque[_LoggedBlock] = deque(maxlen=KEPT_MS // STREAM_BLOCK_MS)
        self._resampler = StreamResampler(RATE_HZ, RATE_HZ)
        self._rate_hz = RATE_HZ
        self._until_ms = float("-inf")
        self._taken_until_ms: float | None = None
        """Time up to which sound was taken; None: the next sound may begin at any time."""

    def put(self, block: Samples, rate_hz: int, heard_ms: float) -> None:
        """Keep a copy of a block, (frames,) float32 mono, whose first frame is heard at `heard_ms`.

        Called by the loudspeaker's callback; never blocks.
        """
        self._blocks.append(_LoggedBlock(block.copy(), rate_hz, heard_ms))

    def take(self, began_ms: float, until_ms: float) -> Samples:
        """The reference for this time of a recording: (frames,) float32 mono, 16 kHz.

        Consecutive calls return one stream without gaps, in pieces of any length. Without a
        loudspeaker it is silent.
        """
        began_ms, until_ms = began_ms - self._late_ms, until_ms - self._late_ms
        if abs(began_ms - self._until_ms) > LOST_SOUND_MS:
            self._skip_to(began_ms)
        self._until_ms = until_ms
        pieces = [self._converted(block) for block in self._due(until_ms + AHEAD_MS)]
        if pieces:
            return np.concatenate(pieces)
        if self._blocks:
            return np.zeros(0, np.float32)
        self._taken_until_ms = until_ms
        return np.zeros(frames_of(until_ms - began_ms, RATE_HZ), np.float32)

    def _skip_to(self, at_ms: float) -> None:
        self._taken_until_ms = None
        for block in self._due(at_ms):
            if block.heard_ms + milliseconds_of(len(block.samples), block.rate_hz) > at_ms:
                self._blocks.appendleft(block)
                return

    def _due(self, at_ms: float) -> list[_LoggedBlock]:
        due = []
        while self._blocks and self._blocks[0].heard_ms < at_ms:
            due.append(self._blocks.popleft())
        return due

    def _converted(self, block: _LoggedBlock) -> Samples:
        if block.rate_hz != self._rate_hz:
            self._rate_hz = block.rate_hz
            self._resampler = StreamResampler(block.rate_hz, RATE_HZ)
        samples = self._resampler.process(block.samples)
        gap_ms = 0.0 if self._taken_until_ms is None else block.heard_ms - self._taken_until_ms
        self._taken_until_ms = block.heard_ms + milliseconds_of(len(block.samples), block.rate_hz)
        if gap_ms <= LOST_SOUND_MS:
            return samples
        return np.concatenate((np.zeros(frames_of(gap_ms, RATE_HZ), np.float32), samples))
