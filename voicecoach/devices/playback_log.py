"""What the loudspeaker really played, for whoever wants to take it out of a recording."""

from collections import deque
from dataclasses import dataclass

import numpy as np

from voicecoach.devices.stream_health import STREAM_BLOCK_MS
from voicecoach.hearing.signal_format import LOST_SOUND_MS, RATE_HZ
from voicecoach.sound.clip import Samples, frames_of, milliseconds_of
from voicecoach.sound.resampler import StreamResampler

KEPT_MS = 3000
"""What nobody has taken after so long is forgotten."""
AHEAD_MS = 60
"""It is handed out so much before it should be heard: times of sound cards are off by up to 25 ms,
and what comes after its echo is of no use."""


@dataclass(frozen=True, slots=True, eq=False)
class _Played:
    samples: Samples
    rate_hz: int
    heard_ms: float


class PlaybackLog:
    """A queue from the callback of the loudspeaker to the thread of the ears; none waits."""

    def __init__(self, late_ms: float = 0.0) -> None:
        """`late_ms` is how much later than its time the sound is heard, as far as is known."""
        self._late_ms = late_ms
        # Appending to a deque and taking from it need no lock (CPython), and a full one forgets.
        self._blocks: deque[_Played] = deque(maxlen=KEPT_MS // STREAM_BLOCK_MS)
        self._resampler = StreamResampler(RATE_HZ, RATE_HZ)
        self._rate_hz = RATE_HZ
        self._until_ms = float("-inf")
        self._given_ms: float | None = None
        """Up to when the loudspeaker's sound was handed out; None: from any time on."""

    def put(self, block: Samples, rate_hz: int, heard_ms: float) -> None:
        """Keep a copy of a block whose first frame will be heard at `heard_ms`."""
        self._blocks.append(_Played(block.copy(), rate_hz, heard_ms))

    def take(self, began_ms: float, until_ms: float) -> Samples:
        """What belongs to this time of a recording, and has not been taken: float32 at 16 kHz.

        Following calls give one stream without gaps, in pieces of any length. While there is no
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
        self._given_ms = until_ms
        return np.zeros(frames_of(until_ms - began_ms, RATE_HZ), np.float32)

    def _skip_to(self, at_ms: float) -> None:
        self._given_ms = None
        for block in self._due(at_ms):
            if block.heard_ms + milliseconds_of(len(block.samples), block.rate_hz) > at_ms:
                self._blocks.appendleft(block)
                return

    def _due(self, at_ms: float) -> list[_Played]:
        due = []
        while self._blocks and self._blocks[0].heard_ms < at_ms:
            due.append(self._blocks.popleft())
        return due

    def _converted(self, block: _Played) -> Samples:
        if block.rate_hz != self._rate_hz:
            self._rate_hz = block.rate_hz
            self._resampler = StreamResampler(block.rate_hz, RATE_HZ)
        samples = self._resampler.process(block.samples)
        gap_ms = 0.0 if self._given_ms is None else block.heard_ms - self._given_ms
        self._given_ms = block.heard_ms + milliseconds_of(len(block.samples), block.rate_hz)
        if gap_ms <= LOST_SOUND_MS:
            return samples
        return np.concatenate((np.zeros(frames_of(gap_ms, RATE_HZ), np.float32), samples))
