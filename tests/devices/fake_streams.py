"""Fake sound devices: a test moves their time and removes them."""

import numpy as np

from voicecoach.devices.stream_health import Ended, Fill, Take
from voicecoach.errors import AudioDeviceError
from voicecoach.sound.clip import Samples


class FakeClock:
    """The session's clock, moved by hand."""

    def __init__(self) -> None:
        self.now_ms = 1000.0

    def elapsed_ms(self) -> float:
        return self.now_ms


class FakeStream:
    """A stream driven by the test."""

    def __init__(self, rate_hz: int, latency_ms: float, *, can_start: bool = True) -> None:
        self.device_name = "fake"
        self.rate_hz = rate_hz
        self.latency_ms = latency_ms
        self.is_started = False
        self.is_closed = False
        self._can_start = can_start

    def start(self) -> None:
        if not self._can_start:
            raise AudioDeviceError("It does not start.")
        self.is_started = True

    def close(self) -> None:
        self.is_closed = True


class FakeLoudspeaker:
    """Opens output streams, unless the device is missing."""

    def __init__(self, clock: FakeClock, rate_hz: int = 48000, latency_ms: float = 80) -> None:
        self.is_missing = False
        self.can_start = True
        self.rate_hz = rate_hz
        self.lead_ms = 100.0
        self.streams: list[FakeStream] = []
        self._latency_ms = latency_ms
        self._clock = clock

    def open(self, fill: Fill, ended: Ended) -> FakeStream:
        if self.is_missing:
            raise AudioDeviceError("There is no loudspeaker.")
        self.fill, self.end = fill, ended
        self.streams.append(FakeStream(self.rate_hz, self._latency_ms, can_start=self.can_start))
        return self.streams[-1]

    def pull(self, blocks: int, *, underflowed: bool = False) -> Samples:
        """The next rendered blocks of 20 ms: (frames,) float32 mono."""
        out = np.full(blocks * self.rate_hz // 50, 9, dtype=np.float32)
        for block in np.split(out, blocks):
            self.fill(block, self.lead_ms, underflowed)
            self._clock.now_ms += 20
        return out


class FakeMicrophone:
    """Opens input streams, unless the device is missing."""

    def __init__(self, clock: FakeClock, rate_hz: int = 16000) -> None:
        self.is_missing = False
        self.rate_hz = rate_hz
        self.streams: list[FakeStream] = []
        self._clock = clock

    def open(self, take: Take, ended: Ended) -> FakeStream:
        if self.is_missing:
            raise AudioDeviceError("There is no microphone.")
        self.take, self.end = take, ended
        self.streams.append(FakeStream(self.rate_hz, 80))
        return self.streams[-1]

    def push(self, sound: Samples, *, overflowed: bool = False) -> None:
        """Record this in blocks of 20 ms, each passed on 30 ms after it began."""
        for block in np.split(sound, len(sound) * 50 // self.rate_hz):
            self._clock.now_ms += 20
            self.take(block, 30.0, overflowed)
            # PortAudio uses the same memory again for the next block.
            block[:] = 9
