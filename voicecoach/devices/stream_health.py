"""Detects lost devices from the reports of a stream's callbacks."""

from collections.abc import Callable
from typing import Protocol

from voicecoach.sound.clip import Samples

STREAM_BLOCK_MS = 20
"""Length of a block: long enough for Python, short enough for an immediate reaction."""
Fill = Callable[[Samples, float, bool], None]
"""(out, lead_ms, underflowed): fill `out`, (frames,) float32 mono, heard `lead_ms` from now."""
Take = Callable[[Samples, float, bool], None]
"""(block, age_ms, overflowed): copy `block`, (frames,) float32 mono, recorded `age_ms` ago."""
Ended = Callable[[], None]
"""Called from a thread of the library when the stream has ended, on request or not."""


class Stream(Protocol):
    """A mono stream on a device."""

    @property
    def device_name(self) -> str:
        """The system's name of the device."""
        ...

    @property
    def rate_hz(self) -> int:
        """Sample rate of the stream."""
        ...

    @property
    def latency_ms(self) -> float:
        """Latency as reported by the library, ms."""
        ...

    def start(self) -> None:
        """Start the callbacks; raises AudioDeviceError."""
        ...

    def close(self) -> None:
        """Stop at once and release the device; may be called twice."""
        ...


OpenOutput = Callable[[Fill, Ended], Stream]
"""Open an output stream without starting it; raises AudioDeviceError."""
OpenInput = Callable[[Take, Ended], Stream]
"""Open an input stream without starting it; raises AudioDeviceError."""

NO_CALLBACK_MS = 3000
"""Time without a callback after which a stream counts as stopped; an idle PulseAudio sink may delay
the first one by 2 s."""


PROVEN_MS = 100
"""Time between the first callback and one that proves that the device is at work: the first ones
come at once, to fill a buffer, even where nothing takes the sound out of it."""
NOT_WATCHED_MS = 2000
"""Time between two looks after which the program stood still, and the stream with it."""


class StreamHealth:
    """State of one opening of a device, reported by callbacks and read by the supervisor."""

    def __init__(self, what: str, opened_ms: float) -> None:
        """`what` is the device as the user calls it, such as "loudspeaker"."""
        self._what = what
        self._first_callback_ms: float | None = None
        self._last_callback_ms = opened_ms
        self._excused_ms = opened_ms
        """Time from which the absence of callbacks counts."""
        self._looked_ms: float | None = None
        self._failure = ""
        self._has_ended = False

    def report_callback(self, now_ms: float) -> None:
        """Note that a block was delivered."""
        if self._first_callback_ms is None:
            self._first_callback_ms = now_ms
        self._last_callback_ms = now_ms

    @property
    def is_at_work(self) -> bool:
        """True if the device has taken or given sound since it was opened."""
        first_ms = self._first_callback_ms
        return first_ms is not None and self._last_callback_ms - first_ms >= PROVEN_MS

    def report_failure(self, error: Exception) -> None:
        """Note that a callback failed."""
        self._failure = f"{type(error).__name__}: {error}"

    def report_end(self) -> None:
        """Note that the stream has ended; called from a thread of the library."""
        self._has_ended = True

    def trouble(self, now_ms: float) -> str | None:
        """Reason why the device counts as lost, a sentence for the screen; None: it works.

        After a standstill of the program a stream has time to go on.
        """
        if self._looked_ms is not None and now_ms - self._looked_ms > NOT_WATCHED_MS:
            self._excused_ms = now_ms
        self._looked_ms = now_ms
        if self._failure:
            return f"The {self._what} failed ({self._failure}). It is being reopened."
        if self._has_ended:
            return f"The {self._what} is gone. Plug it in again, or go on without it."
        if now_ms - max(self._last_callback_ms, self._excused_ms) > NO_CALLBACK_MS:
            return f"The {self._what} has stopped. Check that the system still has it."
        return None


def start_or_close(stream: Stream) -> None:
    """Start a stream; close it if that fails. Raises AudioDeviceError."""
    try:
        stream.start()
    except BaseException:
        stream.close()
        raise
