"""The microphone: one input stream, cut into blocks with times for the recognizer."""

import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from queue import Empty, Full, Queue

from voicecoach.core.events import Device, DeviceLost, DeviceRestored, Event
from voicecoach.dataclass import dataclass
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
"""Backlog of the recognizer at which sound is dropped."""
ZERO_LIMIT_MS = 2000 if sys.platform == "darwin" else 30_000
"""Duration of exact zeros from the beginning on after which the microphone counts as dead. On macOS
zeros mean a lack of permission; elsewhere also a noise suppressor, before the first word."""
_OBSERVATIONS = 250
"""Five seconds: PulseAudio's recording times wander by 8 ms, by 25 ms on a busy machine."""
_ONLY_SILENCE = (
    "The microphone gives only silence: it is muted, or this program lacks the permission to "
    "use it. Unmute it, or allow the terminal to use the microphone in the system's settings."
)


@dataclass(frozen=True, slots=True, eq=False)
class MicrophoneBlock:
    """A short piece of sound from the microphone."""

    samples: Samples
    """(frames,) float32 mono, 16 kHz; the number of frames varies."""
    began_ms: float
    """Time of the first sample on the session's clock."""


@dataclass(frozen=True, slots=True)
class MicrophoneStats:
    """Counters of one opening of the microphone."""

    callbacks: int = 0
    overflows: int = 0
    """Blocks before which the system lost sound."""
    dropped: int = 0
    """Blocks dropped because of the recognizer's backlog."""


@dataclass(frozen=True, slots=True, eq=False)
class _CapturedBlock:
    """A block as passed on by the callback."""

    source: "_Input"
    samples: Samples
    first_frame: int
    began_ms: float
    """Time of the first sample as observed, with jitter."""


class _Input:
    """One opening of the microphone: `take` runs in PortAudio's thread."""

    def __init__(
        self,
        elapsed_ms: Callable[[], float],
        health: StreamHealth,
        captured: "Queue[_CapturedBlock | None]",
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
        """Queue a copy of a block, (frames,) float32 mono; never raises."""
        try:
            now_ms = self._elapsed_ms()
            self.health.report_callback(now_ms)
            self.callbacks += 1
            self.overflows += overflowed
            first_frame = self._next_frame
            self._next_frame += len(block)
            self._captured.put_nowait(
                _CapturedBlock(self, block.copy(), first_frame, now_ms - age_ms)
            )
        except Full:
            self.dropped += 1
        except Exception as error:
            self.health.report_failure(error)


class _BlockTimer:
    """Resamples the blocks of one opening to 16 kHz, and smooths their times."""

    def __init__(self, source: _Input, zero_limit_ms: int) -> None:
        self.source = source
        self.zeros = ZeroWatch(RATE_HZ, zero_limit_ms)
        self._clock = FrameClock(source.stream.rate_hz, _OBSERVATIONS)
        self._resampler = StreamResampler(source.stream.rate_hz, RATE_HZ)
        self._pending_frames = 0.0
        """Frames at the device's rate that are inside the resampler."""

    def timed(self, captured: _CapturedBlock) -> MicrophoneBlock:
        self._clock.observe(captured.began_ms, captured.first_frame)
        first_frame = captured.first_frame - self._pending_frames
        samples = self._resampler.process(captured.samples)
        given_frames = len(samples) * self.source.stream.rate_hz / RATE_HZ
        self._pending_frames += len(captured.samples) - given_frames
        return MicrophoneBlock(samples, self._clock.time_of(first_frame))


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
        self._captured: Queue[_CapturedBlock | None] = Queue(maxsize=QUEUE_MS // STREAM_BLOCK_MS)
        self._input: _Input | None = None
        self._level_db = SILENCE_DB
        self._gives_only_silence = False

    def blocks(self) -> Iterator[MicrophoneBlock]:
        """Wait for sound and yield it in blocks, until `close`.

        A lost device makes a gap, not an end; the sound after it may come from another device.
        """
        timer: _BlockTimer | None = None
        while (captured := self._captured.get()) is not None:
            if timer is None or timer.source is not captured.source:
                timer = _BlockTimer(captured.source, self._zero_limit_ms)
            block = timer.timed(captured)
            self._level_db = level_of(block.samples)
            timer.zeros.watch(block.samples)
            self._report_silence(timer.zeros.is_dead)
            if len(block.samples):
                yield block

    def level_db(self) -> float:
        """Level of the latest block, dBFS."""
        return self._level_db

    def stats(self) -> MicrophoneStats:
        """Counters since the last opening."""
        source = self._input
        return (
            MicrophoneStats(source.callbacks, source.overflows, source.dropped)
            if source
            else MicrophoneStats()
        )

    def open(self) -> None:
        """Open the device and start recording; raises AudioDeviceError."""
        source = _Input(
            self._elapsed_ms, StreamHealth("microphone", self._elapsed_ms()), self._captured
        )
        source.stream = self._open_input(source.take, source.health.report_end)
        start_or_close(source.stream)
        self._input = source

    def release(self) -> None:
        """Close the device."""
        source, self._input = self._input, None
        if source is not None:
            source.stream.close()
        self._level_db = SILENCE_DB

    def close(self) -> None:
        """Close for good and end `blocks`."""
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
        """Reason why the open device counts as lost; None: it works."""
        return self._input.health.trouble(self._elapsed_ms()) if self._input else None

    def is_at_work(self) -> bool:
        """True if the open device has given sound."""
        return self._input is not None and self._input.health.is_at_work

    def is_interruptible(self) -> bool:
        """True: the stream may always be closed for a moment, since the gap is short."""
        return True

    def _report_silence(self, is_dead: bool) -> None:
        """Post once that the microphone is silent, and once that it is not any more."""
        if is_dead != self._gives_only_silence:
            self._gives_only_silence = is_dead
            self._post(
                DeviceLost(self.device, _ONLY_SILENCE) if is_dead else DeviceRestored(self.device)
            )
