"""The session's clock and its events: the one place where the main loop waits."""

import time
from queue import Empty, SimpleQueue

from voicecoach.core.events import Event

_SLICE_MS = 500
"""The longest single wait: on Windows, Python 3.11 answers Ctrl-C only between waits."""


class SessionClock:
    """Milliseconds since it was made; it never steps back."""

    def __init__(self) -> None:
        # time.monotonic() moves in steps of 16 ms on Windows up to Python 3.12.
        self._began_ns = time.perf_counter_ns()

    def elapsed_ms(self) -> float:
        """The time now, to the microsecond."""
        return (time.perf_counter_ns() - self._began_ns) / 1e6


class QueueInbox:
    """An inbox that any thread may post to; implements the port `Inbox`."""

    def __init__(self, clock: SessionClock) -> None:
        self._clock = clock
        # SimpleQueue.put never blocks, and may be called while the same thread is inside get.
        self._events: SimpleQueue[Event] = SimpleQueue()

    def post(self, event: Event) -> None:
        """Hand over an event; from any thread, returns at once."""
        self._events.put(event)

    def now_ms(self) -> int:
        """The session's clock, in whole milliseconds."""
        return int(self._clock.elapsed_ms())

    def wait(self, until_ms: int | None) -> Event | None:
        """The next event, or None once the clock reaches `until_ms` (None: wait for an event).

        An event that is there already is returned even when the time is over.
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
