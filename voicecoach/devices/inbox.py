"""The session's clock and its event queue: the one place where the main loop waits."""

import time
from queue import Empty, SimpleQueue

from voicecoach.core.events import Event

_SLICE_MS = 500
"""Longest single wait: on Windows, Python 3.11 handles Ctrl-C only between waits."""


class SessionClock:
    """Monotonic time since its creation."""

    def __init__(self) -> None:
        # time.monotonic() moves in steps of 16 ms on Windows up to Python 3.12.
        self._began_ns = time.perf_counter_ns()

    def elapsed_ms(self) -> float:
        """Time since the creation of the clock, ms, to the microsecond."""
        return (time.perf_counter_ns() - self._began_ns) / 1e6


class QueueInbox:
    """An event queue that any thread may post to; implements the port `Inbox`."""

    def __init__(self, clock: SessionClock) -> None:
        self._clock = clock
        # SimpleQueue.put never blocks, and may be called while the same thread is inside get.
        self._events: SimpleQueue[Event] = SimpleQueue()

    def post(self, event: Event) -> None:
        """Append an event; callable from any thread, returns at once."""
        self._events.put(event)

    def now_ms(self) -> int:
        """Time on the session's clock, in whole milliseconds."""
        return int(self._clock.elapsed_ms())

    def wait(self, until_ms: int | None) -> Event | None:
        """Wait for the next event; None once the clock reaches `until_ms` (None: no time limit).

        A queued event is returned even if that time has passed.
        """
        while True:
            left_ms = self._left_ms(until_ms)
            try:
                return self._events.get(timeout=min(max(left_ms, 0), _SLICE_MS) / 1000)
            except Empty:
                if self._left_ms(until_ms) <= 0:
                    return None

    def _left_ms(self, until_ms: int | None) -> float:
        return _SLICE_MS if until_ms is None else until_ms - self._clock.elapsed_ms()
