"""The session's clock and its event queue: the one place where the main loop waits."""

import sys
import time
from collections.abc import Callable
from queue import Empty, SimpleQueue

from voicecoach.core.events import Event, StoodStill

_SLICE_MS = 500
"""Longest single wait: on Windows, Python 3.11 handles Ctrl-C only between waits."""
STANDSTILL_MS = 2000
"""Delay of a slice above which the program has stood still, and was not only late."""
BLOCKED_MS = 10_000
"""The same between two waits: there the loop has worked, and a busy disk may have held it up."""
JUMP_MS = 2000
"""The system's clock was set if it departs by more; time servers correct less by going slower."""


def _awake_or_asleep_ns() -> Callable[[], int]:
    """A monotonic clock that goes on while the machine sleeps, as facts are dated by it.

    It is the same on every system, so that a sleep is noticed like any other standstill. On Linux
    and macOS, Python's own clocks stop during a sleep (clock_gettime(2) and the man page of macOS).
    """
    if sys.platform == "linux":
        return lambda: time.clock_gettime_ns(time.CLOCK_BOOTTIME)
    if sys.platform == "darwin":
        return lambda: time.clock_gettime_ns(time.CLOCK_MONOTONIC)
    # time.monotonic() moves in steps of 16 ms on Windows up to Python 3.12.
    return time.perf_counter_ns


class SessionClock:
    """Monotonic time since its creation, asleep or awake; setting the clock does not change it."""

    def __init__(
        self, read_ns: Callable[[], int] | None = None, *, began_ns: int | None = None
    ) -> None:
        """`read_ns` is a clock in nanoseconds; None: the machine's.

        `began_ns` is the beginning of the clock of another process, to show the same time.
        """
        self._read_ns = read_ns or _awake_or_asleep_ns()
        self.began_ns = self._read_ns() if began_ns is None else began_ns
        """Its beginning on the machine's clock."""

    def elapsed_ms(self) -> float:
        """Time since the creation of the clock, ms, to the microsecond."""
        return (self._read_ns() - self.began_ns) / 1e6


class ClockWatch:
    """Notices that the system's clock was set, by how it departs from the session's clock."""

    def __init__(
        self,
        elapsed_ms: Callable[[], float],
        wall_ms: Callable[[], float] = lambda: time.time() * 1000,
    ) -> None:
        """`elapsed_ms` is the session's clock, `wall_ms` the system's, since 1970, UTC."""
        self._elapsed_ms, self._wall_ms = elapsed_ms, wall_ms
        self._apart_ms = wall_ms() - elapsed_ms()

    def take_jump_ms(self) -> int:
        """Return by how much the clock was set ahead since the last call, ms; negative: back."""
        apart_ms = self._wall_ms() - self._elapsed_ms()
        jump_ms = round(apart_ms - self._apart_ms)
        if abs(jump_ms) < JUMP_MS:
            return 0
        self._apart_ms = apart_ms
        return jump_ms


class QueueInbox:
    """An event queue that any thread may post to; implements the port `Inbox`."""

    def __init__(self, clock: SessionClock) -> None:
        self._clock = clock
        # SimpleQueue.put never blocks, and may be called while the same thread is inside get.
        self._events: SimpleQueue[Event] = SimpleQueue()
        self._ran_ms: float | None = None
        """Last time at which the loop was seen to run; None: it has not begun."""
        self._held: Event | None = None
        """An event that came before a standstill was noticed."""

    def post(self, event: Event) -> None:
        """Append an event; callable from any thread, returns at once."""
        self._events.put(event)

    def now_ms(self) -> int:
        """Time on the session's clock, in whole milliseconds."""
        return int(self._clock.elapsed_ms())

    def wait(self, until_ms: int | None) -> Event | None:
        """Wait for the next event; None once the clock reaches `until_ms` (None: no time limit).

        A queued event is returned even if that time has passed. After a standstill StoodStill
        comes before everything else.
        """
        limit_ms = BLOCKED_MS
        while True:
            if (since_ms := self._stood_still_since(limit_ms)) is not None:
                return StoodStill(int(since_ms))
            limit_ms = _SLICE_MS + STANDSTILL_MS
            if self._held is not None:
                event, self._held = self._held, None
                return event
            left_ms = self._left_ms(until_ms)
            try:
                self._held = self._events.get(timeout=min(max(left_ms, 0), _SLICE_MS) / 1000)
            except Empty:
                if self._left_ms(until_ms) <= 0 and not self._has_stood_still(limit_ms):
                    self._ran_ms = self._clock.elapsed_ms()
                    return None

    def _stood_still_since(self, limit_ms: int) -> float | None:
        """Time since which the loop has stood still for longer than this; None: it has not."""
        since_ms = self._ran_ms if self._has_stood_still(limit_ms) else None
        self._ran_ms = self._clock.elapsed_ms()
        return since_ms

    def _has_stood_still(self, limit_ms: int) -> bool:
        return self._ran_ms is not None and self._clock.elapsed_ms() - self._ran_ms > limit_ms

    def _left_ms(self, until_ms: int | None) -> float:
        return _SLICE_MS if until_ms is None else until_ms - self._clock.elapsed_ms()
