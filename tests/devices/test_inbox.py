"""Short waits for events in real time, with the real queue."""

import threading

import pytest

from voicecoach.core.events import Pressed
from voicecoach.devices.inbox import QueueInbox, SessionClock


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
