import io
import os
import signal
import subprocess
import sys
import termios
import threading
from collections.abc import Iterator
from queue import SimpleQueue
from typing import TextIO

import pytest

from voicecoach.core.events import Event, Pressed
from voicecoach.terminal.keyboard import Keyboard

DEADLINE_S = 60


class Terminal:
    """A pseudo-terminal: the test types on one end, the keyboard reads the other."""

    def __init__(self) -> None:
        self._leader, follower = os.openpty()
        self.follower: TextIO = open(follower, closefd=True)  # noqa: SIM115
        self.posted: SimpleQueue[Event] = SimpleQueue()

    def type(self, keys: bytes) -> None:
        os.write(self._leader, keys)

    def hang_up(self) -> None:
        if self._leader >= 0:
            os.close(self._leader)
            self._leader = -1

    def next_key(self) -> str:
        event = self.posted.get(timeout=DEADLINE_S)
        assert isinstance(event, Pressed)
        return event.key

    def modes(self) -> list[object]:
        return termios.tcgetattr(self.follower)

    def keyboard(self) -> Keyboard:
        return Keyboard(self.posted.put, self.follower)


@pytest.fixture
def terminal() -> Iterator[Terminal]:
    opened = Terminal()
    yield opened
    opened.hang_up()
    opened.follower.close()


def test_keys_arrive_one_by_one_without_enter(terminal: Terminal) -> None:
    with terminal.keyboard():
        terminal.type(b"N \x1b[C")
        assert [terminal.next_key() for _ in range(3)] == ["n", "space", "right"]
        terminal.type(b"\r")
        assert terminal.next_key() == "enter"


def test_keys_typed_before_do_not_answer(terminal: Terminal) -> None:
    terminal.type(b"\r\rx\r")
    with terminal.keyboard():
        terminal.type(b"n")
        assert terminal.next_key() == "n"


def test_a_lone_escape_arrives_too(terminal: Terminal) -> None:
    with terminal.keyboard():
        terminal.type(b"\x1b")
        assert terminal.next_key() == "escape"


def test_keys_are_unseen_and_interrupts_and_output_stay_as_they_were(terminal: Terminal) -> None:
    _, output_before, _, local_before, *_ = terminal.modes()
    with terminal.keyboard():
        _, output, _, local, _, _, controls = terminal.modes()
    assert isinstance(local, int)
    assert isinstance(local_before, int)
    assert isinstance(controls, list)
    assert output == output_before
    assert local == local_before & ~(termios.ECHO | termios.ICANON)
    assert local & termios.ISIG
    assert controls[termios.VINTR] == b"\x03"
    assert controls[termios.VSUSP] == b"\0"


def test_the_terminal_is_as_before_after_an_error(terminal: Terminal) -> None:
    def fail_while_reading() -> None:
        with terminal.keyboard():
            assert terminal.modes() != before
            raise RuntimeError

    before = terminal.modes()
    with pytest.raises(RuntimeError):
        fail_while_reading()
    assert terminal.modes() == before


def test_the_thread_ends_with_the_keyboard(terminal: Terminal) -> None:
    with terminal.keyboard():
        assert "keyboard" in [thread.name for thread in threading.enumerate()]
    assert "keyboard" not in [thread.name for thread in threading.enumerate()]


def test_a_terminal_that_goes_away_ends_the_reading_quietly(terminal: Terminal) -> None:
    reading = terminal.keyboard()
    reading.__enter__()
    (thread,) = [thread for thread in threading.enumerate() if thread.name == "keyboard"]
    terminal.hang_up()
    thread.join(timeout=DEADLINE_S)
    assert not thread.is_alive()
    reading.__exit__()


def test_without_a_terminal_it_does_nothing() -> None:
    posted: SimpleQueue[Event] = SimpleQueue()
    closed = io.StringIO("n")
    closed.close()
    for source in (io.StringIO("n"), closed):
        with Keyboard(posted.put, source):
            assert "keyboard" not in [thread.name for thread in threading.enumerate()]
    assert posted.empty()


PROGRAM = """
import os, signal, sys
from voicecoach.terminal.keyboard import Keyboard

def leave(number, frame):
    raise SystemExit(number)

signal.signal(signal.SIGTERM, leave)
# Whoever runs the tests behind a shell has it ignored, and hands that on.
signal.signal(signal.SIGINT, signal.default_int_handler)
with Keyboard(lambda event: print(event.key, flush=True)):
    print("reading", flush=True)
    while True:
        signal.pause()
"""


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_gives_the_terminal_back(terminal: Terminal, number: signal.Signals) -> None:
    before = terminal.modes()
    process = subprocess.Popen(
        [sys.executable, "-c", PROGRAM],
        stdin=terminal.follower,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert process.stdout is not None
    with process, process.stdout as output:
        assert output.readline() == "reading\n"
        terminal.type(b"k")
        assert output.readline() == "k\n"
        assert terminal.modes() != before
        process.send_signal(number)
        process.wait(timeout=DEADLINE_S)
    assert terminal.modes() == before
