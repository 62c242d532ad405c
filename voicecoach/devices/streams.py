"""What a speaker and a microphone need of an open stream, without the library behind it."""

from collections.abc import Callable
from typing import Protocol

from voicecoach.sound.clip import Samples

BLOCK_MS = 20
"""The length of a block: long enough for Python, short enough for an answer at once."""


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


Fill = Callable[[Samples, float, bool], None]
"""(out, lead_ms, underflowed): fill `out`, which will be heard `lead_ms` from now."""

Take = Callable[[Samples, float, bool], None]
"""(block, age_ms, overflowed): copy `block`, whose first frame was recorded `age_ms` ago."""

Ended = Callable[[], None]
"""The stream has ended, asked to or not; called from a thread of the library."""

OpenOutput = Callable[[Fill, Ended], Stream]
"""Open an output stream without starting it; raises AudioDeviceError."""

OpenInput = Callable[[Take, Ended], Stream]
"""Open an input stream without starting it; raises AudioDeviceError."""
