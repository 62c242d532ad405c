"""The real sound chain over PortAudio, in a virtual room: tempo, hearing, loss and return."""

import os
import signal
import socket
import struct
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import numpy as np
import pytest

from scripts.lab.onsets import first_sound, onsets_of
from scripts.lab.room import RATE_HZ, Room
from tests.devices.sound_chain import TEMPO_MS
from voicecoach.core.effects import Earcon
from voicecoach.sound.earcons import earcon_clip

COUNTS = 6

LIMIT_S = 120
"""Longest that a chain may run."""


class Chain:
    """The program `sound_chain`, and its output."""

    def __init__(self, stdout: IO[str], stdin: IO[str]) -> None:
        self._stdout = stdout
        self._stdin = stdin

    def told(self, wanted: str) -> str:
        """Wait for the next line that begins with these words; fails if there is none."""
        for line in self._stdout:
            if line.startswith(wanted):
                return line.strip()
        pytest.fail(f"The sound chain ended without telling {wanted!r}.")

    def end(self) -> None:
        """Ask it to end."""
        self._stdin.close()


@contextmanager
def _chain(room: Room, counts: int, file: str = os.devnull) -> Iterator[Chain]:
    command = [sys.executable, "-m", "tests.devices.sound_chain", str(counts), file]
    with subprocess.Popen(
        command,
        env=room.environment,
        cwd=Path(__file__).parents[2],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None
        chain = Chain(process.stdout, process.stdin)
        # A chain that says nothing more must not hold up the tests for good.
        watchdog = threading.Timer(LIMIT_S, process.kill)
        watchdog.start()
        try:
            yield chain
        finally:
            chain.end()
            errors = process.stderr.read()
            watchdog.cancel()
    assert process.returncode == 0, errors
    assert errors == ""


def test_counts_are_given_to_the_loudspeaker_at_their_tempo_and_it_sounds(
    room: Room, tmp_path: Path
) -> None:
    file = tmp_path / "given.f32"
    with room.record() as recording, _chain(room, COUNTS, str(file)) as chain:
        chain.told("counted")
        chain.end()
        rate_hz = int(chain.told("stats").split()[1])
    # Compare what was given, not what sounded: a machine that stalls cuts sound off anywhere.
    given = np.frombuffer(file.read_bytes(), dtype=np.float32)
    clip = earcon_clip(Earcon.HEARD, rate_hz).samples
    frames = [onset.frame for onset in onsets_of(clip, given)]
    assert np.diff(frames) == pytest.approx([TEMPO_MS * rate_hz / 1000] * (COUNTS - 1), abs=1)
    assert first_sound(recording.samples) is not None


def test_a_sound_in_the_room_is_recorded_with_its_time(room: Room) -> None:
    beep = np.zeros(RATE_HZ, dtype=np.float32)
    tone = 0.5 * np.sin(np.arange(RATE_HZ // 10) * 0.05)
    beep[RATE_HZ // 2 :][: len(tone)] = tone
    beep[: len(tone)] = tone
    with _chain(room, counts=0) as chain:
        chain.told("counted")
        room.say(beep)
        chain.end()
        times_ms = []
        while (line := chain.told("")) and not line.startswith("stats"):
            times_ms.append(int(line.split()[1]))
    first, second = times_ms[0], next(t for t in times_ms if t > times_ms[0] + 300)
    assert second - first == pytest.approx(500, abs=40)


def test_a_sound_server_that_dies_is_lost_and_comes_back(room: Room) -> None:
    with _chain(room, counts=1) as chain:
        chain.told("counted")
        server = Path("/proc") / str(_server_of(room))
        with _started_again(room, server, chain):
            assert {chain.told("DeviceRestored"), chain.told("DeviceRestored")} == {
                "DeviceRestored speaker",
                "DeviceRestored microphone",
            }
            chain.end()
            chain.told("stats")


def test_without_a_sound_server_the_program_goes_on(room: Room) -> None:
    os.kill(_server_of(room), signal.SIGKILL)
    with _chain(room, counts=0) as chain:
        chain.told("began")
        chain.told("counted")


def _server_of(room: Room) -> int:
    """Process id of a room's server."""
    with socket.socket(socket.AF_UNIX) as door:
        door.connect(_socket_of(room))
        pid, _, _ = struct.unpack("3i", door.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, 12))
    return int(pid)


def _socket_of(room: Room) -> str:
    return room.environment["PULSE_SERVER"].removeprefix("unix:")


@contextmanager
def _started_again(room: Room, server: Path, chain: Chain) -> Iterator[None]:
    """Kill the server and, once the chain has lost its devices, start another one."""
    command = server.joinpath("cmdline").read_bytes().rstrip(b"\0").split(b"\0")
    entries = server.joinpath("environ").read_bytes().rstrip(b"\0").split(b"\0")
    environment = dict(entry.split(b"=", 1) for entry in entries)
    os.kill(int(server.name), signal.SIGKILL)
    assert {chain.told("DeviceLost"), chain.told("DeviceLost")} == {
        "DeviceLost speaker",
        "DeviceLost microphone",
    }
    Path(_socket_of(room)).unlink()
    with subprocess.Popen(command, env=environment) as process:
        try:
            yield
        finally:
            process.terminate()
