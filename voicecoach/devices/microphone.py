"""The microphone: one input stream, and blocks with times for the recognizer."""

import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from queue import Empty, Full, Queue

from voicecoach.core.events import Device, DeviceLost, DeviceRestored, Event
from voicecoach.devices.stream_health import (
    STREAM_BLOCK_MS,
    OpenInput,
    Stream,
    StreamHealth,
    start_or_close,
)
from voicecoach.hearing.signal_format import RATE_HZ
from voicecoach.sound.clip import Samples
from voicecoach.sound.clocks import FrameClock
from voicecoach.sound.level import SILENCE_DB, ZeroWatch, level_of
from voicecoach.sound.resampler import StreamResampler

QUEUE_MS = 2000
"""How far the recognizer may fall behind before sound is dropped."""
ZERO_LIMIT_MS = 2000 if sys.platform == "darwin" else 30_000
"""After so much exact silence from the beginning on, the microphone counts as dead. On macOS that
means a lack of permission; elsewhere it may also be a noise suppressor, before the first word."""
_OBSERVATIONS = 250
"""Five seconds: PulseAudio's times of recording wander by 8 ms, by 25 ms on a busy machine."""
_ONLY_SILENCE = (
    "The microphone gives only silence: it is muted, or this program lacks the permission to "
    "use it. Unmute it, or allow the terminal to use the microphone in the system's settings."
)


@dataclass(frozen=True, slots=True, eq=False)
class HeardBlock:
    """A little sound from the microphone."""

    samples: Samples
    """Shape (frames,), float32 at 16 kHz; the number of frames varies."""
    began_ms: float
    """When the first of them was recorded, on the session's clock."""


@dataclass(frozen=True, slots=True)
class MicrophoneStats:
    """What one opening of the microphone did so far."""

    callbacks: int = 0
    overflows: int = 0
    """Times at which the system lost sound because nobody took it."""
    dropped: int = 0
    """Blocks dropped because the recognizer was too far behind."""


@dataclass(frozen=True, slots=True, eq=False)
class _Captured:
    """A block as the callback hands it over."""

    source: "_Input"
    samples: Samples
    first_frame: int
    began_ms: float
    """As observed, with jitter."""


class _Input:
    """One opening of the microphone: `take` runs in PortAudio's thread."""

    def __init__(
        self,
        elapsed_ms: Callable[[], float],
        health: StreamHealth,
        captured: "Queue[_Captured | None]",
    ) -> None:
        self.health = health
        self.stream: Stream
        self.callbacks = 0
        self.overflows = 0
        self.dropped = 0
        self._elapsed_ms = elapsed_ms
        self._captured = captured
        self._next_frame = 0

    def take(self, block: Samples, age_ms: float, overflowed: bool) -> None:
        """Hand over a copy of a block; nothing gets out of here, whatever happens."""
        try:
            now_ms = self._elapsed_ms()
            self.health.report_callback(now_ms)
            self.callbacks += 1
            self.overflows += overflowed
            first_frame = self._next_frame
            self._next_frame += len(block)
            self._captured.put_nowait(_Captured(self, block.copy(), first_frame, now_ms - age_ms))
        except Full:
            self.dropped += 1
        except Exception as error:
            self.health.report_failure(error)


class _Timekeeper:
    """Brings the blocks of one opening to 16 kHz and tells when each began."""

    def __init__(self, source: _Input, zero_limit_ms: int) -> None:
        self.source = source
        self.zeros = ZeroWatch(RATE_HZ, zero_limit_ms)
        self._clock = FrameClock(source.stream.rate_hz, _OBSERVATIONS)
        self._resampler = StreamResampler(source.stream.rate_hz, RATE_HZ)
        self._behind_frames = 0.0
        """Frames of the device that the resampler has taken in and not yet given out."""

    def heard(self, captured: _Captured) -> HeardBlock:
        self._clock.observe(captured.began_ms, captured.first_frame)
        first_frame = captured.first_frame - self._behind_frames
        samples = self._resampler.process(captured.samples)
        given_frames = len(samples) * self.source.stream.rate_hz / RATE_HZ
        self._behind_frames += len(captured.samples) - given_frames
        return HeardBlock(samples, self._clock.time_of(first_frame))


class PortAudioMicrophone:
    """Records; implements the port `Supervised`.

    `blocks` belongs to the recognizer's thread; everything else may be called from any thread.
    """

    device = Device.MICROPHONE

    def __init__(
        self,
        open_input: OpenInput,
        elapsed_ms: Callable[[], float],
        post: Callable[[Event], None],
        *,
        zero_limit_ms: int = ZERO_LIMIT_MS,
    ) -> None:
        """`elapsed_ms` is the session's clock, `post` hands an event to the inbox."""
        self._open_input = open_input
        self._elapsed_ms = elapsed_ms
        self._post = post
        self._zero_limit_ms = zero_limit_ms
        self._captured: Queue[_Captured | None] = Queue(maxsize=QUEUE_MS // STREAM_BLOCK_MS)
        self._input: _Input | None = None
        self._level_db = SILENCE_DB
        self._gives_only_silence = False

    def blocks(self) -> Iterator[HeardBlock]:
        """Wait for sound and give it, block after block, until `close`.

        A lost device makes a gap, not an end; after it the sound may come from another device.
        """
        timekeeper: _Timekeeper | None = None
        while (captured := self._captured.get()) is not None:
            if timekeeper is None or timekeeper.source is not captured.source:
                timekeeper = _Timekeeper(captured.source, self._zero_limit_ms)
            block = timekeeper.heard(captured)
            self._level_db = level_of(block.samples)
            timekeeper.zeros.watch(block.samples)
            self._report_silence(timekeeper.zeros.is_dead)
            if len(block.samples):
                yield block

    def level_db(self) -> float:
        """How loud the latest block was, in dBFS."""
        return self._level_db

    def stats(self) -> MicrophoneStats:
        """What was done since the last opening."""
        source = self._input
        return (
            MicrophoneStats(source.callbacks, source.overflows, source.dropped)
            if source
            else MicrophoneStats()
        )

    def open(self) -> None:
        """Open the device and start; raises AudioDeviceError."""
        source = _Input(
            self._elapsed_ms, StreamHealth("microphone", self._elapsed_ms()), self._captured
        )
        source.stream = self._open_input(source.take, source.health.report_end)
        start_or_close(source.stream)
        self._input = source

    def release(self) -> None:
        """Give the device back."""
        source, self._input = self._input, None
        if source is not None:
            source.stream.close()
        self._level_db = SILENCE_DB

    def close(self) -> None:
        """End for good: `blocks` comes to its end."""
        self.release()
        while True:
            try:
                self._captured.put_nowait(None)
            except Full:
                with suppress(Empty):
                    self._captured.get_nowait()
            else:
                return

    def trouble(self) -> str | None:
        """Why the open device counts as lost; None: it works."""
        return self._input.health.trouble(self._elapsed_ms()) if self._input else None

    def is_interruptible(self) -> bool:
        """Whether the stream may be closed for a moment: a gap in the hearing is short."""
        return True

    def _report_silence(self, is_dead: bool) -> None:
        """Say once that nothing is heard, and once that something is."""
        if is_dead != self._gives_only_silence:
            self._gives_only_silence = is_dead
            self._post(
                DeviceLost(self.device, _ONLY_SILENCE) if is_dead else DeviceRestored(self.device)
            )
