"""A user made of conditions and recordings: runs the coach in a room, and answers it by voice."""

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from scripts.lab.room import RATE_HZ, Room, Samples, ended

Line = dict[str, Any]
"""One line of the session log: at_ms, fact, and the fields of that fact."""

_POLL_S = 0.02
UNHEARD_S = 5.0
"""After so long without any sign a person says a word again."""
REACTION_S = 0.5
"""Nobody answers sooner; and the word before, which may be heard before its end, must be over."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What the user says as soon as the log shows what they wait for."""

    when: Callable[[Line], bool]
    sound: Path | Samples
    rate_hz: int = RATE_HZ
    """For samples; a file knows its own."""
    after_s: float = REACTION_S
    """From then to the first sample."""


@dataclass(frozen=True, slots=True)
class Coach:
    """A running coach."""

    process: subprocess.Popen[bytes]
    log: Path
    output: Path
    """What it printed, stderr included."""

    def follow(self, timeout_s: float) -> Iterator[Line]:
        """The lines of its session log as they come, until it has ended.

        Raises TimeoutError, which says what came last, when it does not end in time.
        """
        for lines in self.watch(timeout_s):
            yield from lines

    def watch(self, timeout_s: float) -> Iterator[list[Line]]:
        """As `follow`, but what has come since the last look, again and again: often nothing."""
        deadline_s = time.monotonic() + timeout_s
        position = 0
        last: Line = {}
        running = True
        while running:
            # Asked before reading, so that the last lines of a coach that has ended are read too.
            running = not self._ends_within(_POLL_S)
            lines, position = _lines_from(self.log, position)
            last = lines[-1] if lines else last
            yield lines
            if time.monotonic() > deadline_s:
                raise TimeoutError(f"after {timeout_s} s it runs on: {last}; {self.printed()}")

    def printed(self) -> str:
        """All it has printed so far."""
        return self.output.read_text(encoding="utf-8", errors="replace")

    def _ends_within(self, wait_s: float) -> bool:
        try:
            self.process.wait(wait_s)
        except subprocess.TimeoutExpired:
            return False
        return True


def homeless(folder: Path) -> dict[str, str]:
    """Variables that keep a coach's settings, clips and history in this folder.

    Compiled modules are kept as on a user's machine, whatever the developer's environment says.
    """
    names = {"XDG_CONFIG_HOME": "config", "XDG_CACHE_HOME": "cache", "XDG_DATA_HOME": "data"}
    own = {name: str(folder / part) for name, part in names.items()}
    return {"HOME": str(folder), "PYTHONDONTWRITEBYTECODE": ""} | own


@contextmanager
def coach_in(room: Room, folder: Path, *arguments: str, name: str = "session") -> Iterator[Coach]:
    """Run `voicecoach start ARGUMENTS` in a room, with all its files in a folder of its own.

    Its log and its output there have this name, for a folder in which several run in turn.
    """
    log, output = folder / f"{name}.jsonl", folder / f"{name}.txt"
    command = [sys.executable, "-m", "voicecoach", "start", *arguments, "--log", str(log)]
    with output.open("wb") as file:
        process = subprocess.Popen(
            command,
            env=room.environment | homeless(folder),
            stdin=subprocess.DEVNULL,
            stdout=file,
            stderr=subprocess.STDOUT,
        )
    with ended(process):
        yield Coach(process, log, output)


def converse(
    coach: Coach, room: Room, replies: Sequence[Reply], timeout_s: float, *, yes: Path | None = None
) -> list[Line]:
    """Give each reply when its turn and its condition have come; return the whole log.

    `yes` is what they say whenever the coach is not sure and asks; where it does not ask, they say
    the same again, and once more when nothing at all has come of it for a while.
    Raises AssertionError when the coach has ended before all was said.
    """
    last = Reply(lambda _: True, np.zeros(0, np.float32))
    waiting = list(replies)
    lines: list[Line] = []
    again_at_s = float("inf")
    for line in coach.follow(timeout_s):
        lines.append(line)
        if line["fact"] in ("IntentHeard", "IntentDoubted"):
            again_at_s = float("inf")
        elif time.monotonic() > again_at_s:
            again_at_s = float("inf")
            room.say(last.sound, last.rate_hz)
        if yes and line["fact"] == "IntentDoubted":
            room.say(yes if line["asked"] else last.sound, last.rate_hz)
        if waiting and waiting[0].when(line):
            last = waiting.pop(0)
            time.sleep(last.after_s)
            room.say(last.sound, last.rate_hz)
            again_at_s = time.monotonic() + UNHEARD_S
    assert not waiting, f"ended with {len(waiting)} replies unsaid: {coach.printed()}"
    return lines


def is_fact(fact: str, **fields: object) -> Callable[[Line], bool]:
    """The condition that a line is this fact, with these values in its fields."""
    wanted = {"fact": fact, **fields}
    return lambda line: wanted.items() <= line.items()


def _lines_from(log: Path, position: int) -> tuple[list[Line], int]:
    """The complete lines after a position in bytes, and the position after them."""
    if not log.exists():
        return [], position
    with log.open("rb") as file:
        file.seek(position)
        text = file.read()
    complete = text[: text.rfind(b"\n") + 1]
    return [json.loads(line) for line in complete.splitlines()], position + len(complete)
