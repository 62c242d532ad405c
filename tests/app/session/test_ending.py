"""Every ordinary way to end a session tidies up, and says what is kept and how to go on."""

import os
import pty
import select
import signal
import subprocess
import sys
import termios
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from scripts.lab.scripted_user import homeless
from tests.app.session.rehearsed import preparation
from voicecoach.app.session.kept import Kept
from voicecoach.core.facts import DeviceChanged, SetEnded
from voicecoach.core.workout.exercise import Measure

LIMIT_S = 60.0
SET = SetEnded("calf-raises", 1, None, None, Measure.REPS, 8, 12, False, False)
COMMAND = [sys.executable, "-m", "voicecoach", "start", "calf-raises"]


def environment(home: Path) -> dict[str, str]:
    return os.environ | homeless(home) | {"TERM": "xterm-256color", "LANG": "C.UTF-8"}


class Window:
    """A terminal with a session in it."""

    def __init__(self, home: Path, *options: str) -> None:
        self.leader, self.follower = pty.openpty()
        self.modes_before = termios.tcgetattr(self.follower)
        self.shown = b""
        self.process = subprocess.Popen(
            [*COMMAND, "--quiet", "--no-listen", *options],
            stdin=self.follower,
            stdout=self.follower,
            stderr=self.follower,
            env=environment(home),
            start_new_session=True,
        )

    def read_until(self, wanted: bytes) -> None:
        deadline_s = time.monotonic() + LIMIT_S
        while wanted not in self.shown and time.monotonic() < deadline_s:
            self._read(0.1)
        assert wanted in self.shown, self.shown[-2000:]

    def _read(self, limit_s: float) -> bool:
        ready, _, _ = select.select([self.leader], [], [], limit_s)
        if ready:
            self.shown += os.read(self.leader, 65536)
        return bool(ready)

    def end(self, number: int) -> int:
        """Send a signal, and return the exit code."""
        self.process.send_signal(number)
        deadline_s = time.monotonic() + LIMIT_S
        while self.process.poll() is None and time.monotonic() < deadline_s:
            self._read(0.1)
        while self._read(0.1):
            pass
        return self.process.wait(1)

    def close(self) -> None:
        self.process.kill()
        self.process.wait(LIMIT_S)
        for descriptor in (self.leader, self.follower):
            os.close(descriptor)


@pytest.fixture
def window(tmp_path: Path) -> Iterator[Window]:
    opened = Window(tmp_path)
    yield opened
    opened.close()


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT])
def test_each_request_to_end_restores_the_terminal_and_says_how_to_go_on(
    window: Window, number: int
) -> None:
    window.read_until(b"Calf raises")
    assert termios.tcgetattr(window.follower) != window.modes_before
    assert window.end(number) == 130
    assert termios.tcgetattr(window.follower) == window.modes_before
    after = window.shown.rpartition(b"\x1b[?1049l")[2].decode()
    assert b"\x1b[?25h" in window.shown
    assert "Traceback" not in after
    told = "was interrupted before anything was done. To begin again: "
    assert after.count(told) == 1
    assert "start calf-raises" in after


@pytest.mark.slow
def test_a_session_whose_window_is_closed_tidies_up(window: Window, tmp_path: Path) -> None:
    window.read_until(b"Calf raises")
    running = tmp_path / "data" / "voicecoach" / "running.json"
    assert running.read_bytes()
    for name in ("leader", "follower"):
        os.close(getattr(window, name))
        setattr(window, name, os.open(os.devnull, os.O_RDWR))
    window.process.send_signal(signal.SIGHUP)
    # Not by a signal: it came to its end by itself.
    assert window.process.wait(LIMIT_S) >= 0
    assert running.read_bytes() == b""


@pytest.mark.slow
def test_ctrl_s_does_not_hold_up_the_session(window: Window) -> None:
    window.read_until(b"Calf raises")
    os.write(window.leader, b"\x13")
    before = len(window.shown)
    window.read_until(b"Calf raises")
    deadline_s = time.monotonic() + LIMIT_S
    while len(window.shown) == before and time.monotonic() < deadline_s:
        window._read(0.1)
    assert len(window.shown) > before
    assert window.end(signal.SIGINT) == 130


@pytest.mark.slow
def test_ctrl_z_gives_the_terminal_back_and_going_on_is_asked_for(window: Window) -> None:
    window.read_until(b"Calf raises")
    raw = termios.tcgetattr(window.follower)
    os.write(window.leader, b"\x1a")
    window.read_until(b"Paused. To go on: fg")
    _, status = os.waitpid(window.process.pid, os.WUNTRACED)
    assert os.WIFSTOPPED(status)
    assert termios.tcgetattr(window.follower) == window.modes_before
    assert window.shown.rstrip().endswith(b"Paused. To go on: fg")
    window.shown = b""
    window.process.send_signal(signal.SIGCONT)
    window.read_until(b"Press Space to carry")
    assert termios.tcgetattr(window.follower) == raw
    assert window.end(signal.SIGINT) == 130
    assert termios.tcgetattr(window.follower) == window.modes_before


def test_the_line_counts_the_sets_that_are_kept() -> None:
    kept = Kept()
    kept.note(0, SET)
    line = kept.line(preparation("start calf-raises"))
    assert line.startswith("Calf raises was interrupted; 1 set is kept. To go on within twelve ")
    assert line.endswith(" start calf-raises")


def test_a_set_of_which_nothing_was_done_does_not_count() -> None:
    kept = Kept()
    kept.note(0, SetEnded("calf-raises", 1, None, None, Measure.REPS, 0, 12, False, False))
    assert "before anything was done" in kept.line(preparation("start calf-raises"))


def test_a_test_begins_again() -> None:
    kept = Kept()
    for _ in range(2):
        kept.note(0, SET)
    line = kept.line(preparation("test calves", resumes=False))
    assert "2 sets are kept. To begin again: " in line
    assert line.endswith(" test calves")


def test_the_line_does_not_promise_what_could_not_be_kept() -> None:
    kept = Kept()
    kept.note(0, SET)
    kept.note(1, DeviceChanged("history", False, "full"))
    assert "could not be kept" in kept.line(preparation("start calf-raises"))
    kept.note(2, DeviceChanged("history", True, ""))
    assert "1 set is kept" in kept.line(preparation("start calf-raises"))


@pytest.mark.slow
def test_a_mistyped_name_prints_one_line_on_a_machine_without_sound(tmp_path: Path) -> None:
    nowhere = {"PULSE_SERVER": "unix:/nonexistent"}
    done = subprocess.run(
        [sys.executable, "-m", "voicecoach", "start", "balanse"],
        env=environment(tmp_path) | nowhere,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=LIMIT_S,
    )
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1, done.stderr
    assert 'did you mean "balance"?' in done.stderr
