"""Whether a stream still delivers: what its callbacks report, and what is concluded from it."""

from collections.abc import Callable
from typing import Protocol

from voicecoach.sound.clip import Samples

STREAM_BLOCK_MS = 20
"""The length of a block: long enough for Python, short enough for an answer at once."""
Fill = Callable[[Samples, float, bool], None]
"""(out, lead_ms, underflowed): fill `out`, which will be heard `lead_ms` from now."""
Take = Callable[[Samples, float, bool], None]
"""(block, age_ms, overflowed): copy `block`, whose first frame was recorded `age_ms` ago."""
Ended = Callable[[], None]
"""The stream has ended, asked to or not; called from a thread of the library."""


class Stream(Protocol):
    """A mono stream on a device."""

    @property
    def device_name(self) -> str:
        """What the system calls the device."""
        ...

    @property
    def rate_hz(self) -> int:
        """The rate at which it runs."""
        ...

    @property
    def latency_ms(self) -> float:
        """What the library expects between the program and the air."""
        ...

    def start(self) -> None:
        """Let the callbacks begin; raises AudioDeviceError."""
        ...

    def close(self) -> None:
        """Stop at once and give the device back; it may be called twice."""
        ...


OpenOutput = Callable[[Fill, Ended], Stream]
"""Open an output stream without starting it; raises AudioDeviceError."""
OpenInput = Callable[[Take, Ended], Stream]
"""Open an input stream without starting it; raises AudioDeviceError."""

NO_CALLBACK_MS = 3000
"""An idle PulseAudio sink can hold back a first stream for 2 s; no working stream is silent so
long."""


class StreamHealth:
    """One opening of one device. The callbacks report; the supervisor asks."""

    def __init__(self, what: str, opened_ms: float) -> None:
        """`what` is the device as the user calls it, such as "loudspeaker"."""
        self._what = what
        self._last_callback_ms = opened_ms
        self._failure = ""
        self._has_ended = False

    def report_callback(self, now_ms: float) -> None:
        """A block was delivered."""
        self._last_callback_ms = now_ms

    def report_failure(self, error: Exception) -> None:
        """A callback could not do its work."""
        self._failure = f"{type(error).__name__}: {error}"

    def report_end(self) -> None:
        """The library has ended the stream; called from a thread of the library."""
        self._has_ended = True

    def trouble(self, now_ms: float) -> str | None:
        """Why the device counts as lost, in a sentence for the screen; None: it works."""
        if self._failure:
            return f"The {self._what} failed ({self._failure}). It is opened again."
        if self._has_ended:
            return f"The {self._what} is gone. Plug it in again, or go on without it."
        if now_ms - self._last_callback_ms > NO_CALLBACK_MS:
            return f"The {self._what} has stopped. Check that the system still has it."
        return None


def start_or_close(stream: Stream) -> None:
    """Start a stream; give its device back if that fails (raises AudioDeviceError)."""
    try:
        stream.start()
    except BaseException:
        stream.close()
        raise
