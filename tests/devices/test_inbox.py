"""Short waits for events in real time, with the real queue."""

import threading

import pytest

from voicecoach.core.events import Pressed, StoodStill
from voicecoach.devices.inbox import ClockWatch, QueueInbox, SessionClock

NIGHT_MS = 8 * 3_600_000


@pytest.fixture
def inbox() -> QueueInbox:
    return QueueInbox(SessionClock())


def test_events_come_out_in_order(inbox: QueueInbox) -> None:
    inbox.post(Pressed("a"))
    inbox.post(Pressed("b"))
    assert [inbox.wait(None), inbox.wait(None)] == [Pressed("a"), Pressed("b")]


def test_a_wait_ends_when_its_time_is_reached_and_not_before(inbox: QueueInbox) -> None:
    until_ms = inbox.now_ms() + 20
    assert inbox.wait(until_ms) is None
    assert until_ms <= inbox.now_ms()


def test_an_event_that_is_there_comes_even_when_the_time_is_over(inbox: QueueInbox) -> None:
    inbox.post(Pressed("a"))
    assert inbox.wait(-1) == Pressed("a")
    assert inbox.wait(-1) is None


def test_another_thread_ends_a_wait_without_end(inbox: QueueInbox) -> None:
    poster = threading.Thread(target=inbox.post, args=(Pressed("x"),))
    poster.start()
    assert inbox.wait(None) == Pressed("x")
    poster.join()


def test_a_wait_without_end_outlasts_its_slices(inbox: QueueInbox) -> None:
    poster = threading.Timer(0.55, inbox.post, args=(Pressed("x"),))
    poster.start()
    assert inbox.wait(None) == Pressed("x")
    assert inbox.now_ms() >= 540
    poster.join()


def test_the_clock_never_steps_back() -> None:
    clock = SessionClock()
    times = [clock.elapsed_ms() for _ in range(1000)]
    assert times == sorted(times)
    assert times[0] >= 0


class SleepyClock:
    """A machine's clock, moved by hand."""

    def __init__(self) -> None:
        self.now_ns = 5_000_000_000

    def sleep(self, duration_s: float) -> None:
        self.now_ns += int(duration_s * 1e9)


@pytest.mark.parametrize("set_ms", [-3_300_000, 56 * 365 * 86_400_000])
def test_a_clock_that_is_set_is_noticed_once_and_a_corrected_or_sleeping_one_is_not(
    set_ms: int,
) -> None:
    elapsed_ms, wall_ms = 100.0, 5_000.0
    watch = ClockWatch(lambda: elapsed_ms, lambda: wall_ms)
    elapsed_ms, wall_ms = elapsed_ms + NIGHT_MS, wall_ms + NIGHT_MS
    assert watch.take_jump_ms() == 0
    wall_ms += 1500
    assert watch.take_jump_ms() == 0
    wall_ms += set_ms
    assert watch.take_jump_ms() == 1500 + set_ms
    assert watch.take_jump_ms() == 0


@pytest.mark.parametrize("asleep_s", [10.1, 40, 8 * 3600])
def test_a_standstill_is_told_once_before_what_came_meanwhile(asleep_s: float) -> None:
    machine = SleepyClock()
    inbox = QueueInbox(SessionClock(lambda: machine.now_ns))
    machine.sleep(0.1)
    assert inbox.wait(-1) is None
    inbox.post(Pressed("a"))
    machine.sleep(asleep_s)
    assert inbox.wait(None) == StoodStill(100)
    assert inbox.wait(None) == Pressed("a")
    assert inbox.wait(-1) is None


def test_a_loop_that_is_only_late_has_not_stood_still() -> None:
    machine = SleepyClock()
    inbox = QueueInbox(SessionClock(lambda: machine.now_ns))
    machine.sleep(30)  # a session takes a while to begin
    assert inbox.wait(-1) is None
    machine.sleep(9.9)  # and its disk may be busy
    assert inbox.wait(-1) is None


@pytest.mark.parametrize(("asleep_s", "told"), [(2.4, Pressed("a")), (2.6, StoodStill(0))])
def test_a_standstill_in_the_middle_of_a_wait_is_told_sooner(
    asleep_s: float, told: Pressed | StoodStill
) -> None:
    readings_s = iter([0, 0, 0, *[asleep_s] * 9])
    inbox = QueueInbox(SessionClock(lambda: int(next(readings_s) * 1e9)))
    inbox.post(Pressed("a"))
    assert inbox.wait(20_000) == told
