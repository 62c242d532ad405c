"""A user made of conditions and recordings: runs the coach in a room, and answers it by voice."""

import json
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import soundfile

from scripts.lab.room import RATE_HZ, Recording, Room, Samples, ended
from scripts.lab.waiting import until

Line = dict[str, Any]
"""One line of the session log: at_ms, fact, and the fields of that fact."""

_POLL_S = 0.02
REACTION_S = 0.5
"""Nobody answers sooner; and the word before, which may be heard before its end, must be over."""
SILENCE_S = 0.5
"""A polite user speaks when the coach has been silent for so long..."""
SILENT = 0.01
POLITE_S = 15.0
"""... or when there was no such gap for so long."""


@dataclass(frozen=True, slots=True)
class Patience:
    """Times after which a user no longer waits."""

    unheard_s: float = 5.0
    """After so long without being understood they say a word again..."""
    stuck_s: float = 30.0
    """... and after so long they give up."""
    stalled_s: float = 120.0
    """Longest wait for the moment of the next reply, with all that the coach says until then."""


class Hearer(Protocol):
    """A room in which a user speaks."""

    def say(self, sound: Path | Samples, rate_hz: int) -> None:
        """Say something, and return when it has been said."""
        ...


@dataclass(frozen=True, slots=True, eq=False)
class Reply:
    """Words of the user, said as soon as the log shows what they wait for."""

    when: Callable[[Line], bool]
    sound: Path | Samples
    rate_hz: int = RATE_HZ
    """For samples; a file knows its own."""
    after_s: float = REACTION_S
    """From then to the first sample."""
    intent: str | None = None
    """Intent that must be understood; None: any."""

    def is_understood_by(self, line: Line) -> bool:
        """True if this line of the log shows that the coach understood it."""
        return line["fact"] == "IntentHeard" and self.intent in (None, line["intent"])


@dataclass(frozen=True, slots=True)
class Coach:
    """A running coach."""

    process: subprocess.Popen[bytes]
    log: Path
    output: Path
    """The output, stderr included."""

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

    def wait(self, limit_s: float) -> int:
        """Wait until it has ended, and return its exit code.

        Raises TimeoutError, which says where each of its threads was, when it does not end in time.
        """
        if not self._ends_within(limit_s):
            self.process.send_signal(signal.SIGABRT)  # the fault handler prints every stack
            self._ends_within(limit_s)
            raise TimeoutError(f"it has not ended after {limit_s} s; {self.printed()}")
        return self.process.returncode

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


def after_silence(path: Path, silence_s: float) -> tuple[Samples, int]:
    """A recording behind the silence in which its speaker reacts, and its sample rate."""
    samples, rate_hz = soundfile.read(path, dtype="float32")
    return np.concatenate((np.zeros(round(silence_s * rate_hz), np.float32), samples)), rate_hz


def command_in(
    room: Room, folder: Path, *words: str, environ: Mapping[str, str] | None = None
) -> subprocess.Popen[str]:
    """Start `voicecoach WORDS` in a room, with all its files in a folder of its own.

    Its standard output and standard error can be read.
    """
    return subprocess.Popen(
        [sys.executable, "-m", "voicecoach", *words],
        env=room.environment | homeless(folder) | dict(environ or {}),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@contextmanager
def coach_in(
    room: Room,
    folder: Path,
    *arguments: str,
    name: str = "session",
    environ: Mapping[str, str] | None = None,
) -> Iterator[Coach]:
    """Run `voicecoach start ARGUMENTS` in a room, with all its files in a folder of its own.

    Its log and its output there have this name, for a folder in which several run in turn. A page
    is served and not opened.
    """
    log, output = folder / f"{name}.jsonl", folder / f"{name}.txt"
    command = [sys.executable, "-m", "voicecoach", "start", *arguments, "--log", str(log)]
    with output.open("wb") as file:
        process = subprocess.Popen(
            command,
            env=room.environment
            | homeless(folder)
            | {"PYTHONFAULTHANDLER": "1", "BROWSER": "true"}
            | dict(environ or {}),
            stdin=subprocess.DEVNULL,
            stdout=file,
            stderr=subprocess.STDOUT,
        )
    with ended(process):
        yield Coach(process, log, output)


@dataclass(frozen=True, slots=True)
class ScriptedUser:
    """Somebody who speaks in a room, and says it again when they are not understood."""

    room: Hearer
    yes: Path | None = None
    """Their answer when the coach is not sure and asks; None: they say the same again."""
    no: Path | None = None
    """The same, when the coach has understood something else; None: they say yes all the same."""
    loudspeaker: Recording | None = None
    """Sound in which they listen for a gap before they speak; None: they talk over the coach."""
    patience: Patience = Patience()

    def converse(
        self,
        coach: Coach,
        replies: Sequence[Reply],
        timeout_s: float,
        *,
        kills: Callable[[Line], bool] = lambda _: False,
    ) -> list[Line]:
        """Give each reply when its turn and its condition have come; return the whole log.

        When all was understood, the coach is killed at the line that `kills` names, if there is
        one. Raises AssertionError when the script gets nowhere: the coach has ended before all was
        said and understood, or the user's patience has.
        """
        waiting = list(replies)
        said: _Said | None = None
        moved_s = time.monotonic()
        whole: list[Line] = []
        for lines in coach.watch(timeout_s):
            for line in lines:
                whole.append(line)
                if said and line["fact"] == "IntentDoubted":
                    self._say(self._answer(said.reply, line))
                    said.wait_again(self.patience)
                if said and said.reply.is_understood_by(line):
                    said, moved_s = None, time.monotonic()
                if not said and waiting and waiting[0].when(line):
                    said = _Said(waiting.pop(0))
                    time.sleep(said.reply.after_s)
                    self._say(said.reply)
                    said.wait_again(self.patience)
                elif not said and not waiting and kills(line):
                    coach.process.kill()
            now_s = time.monotonic()
            if said and now_s > said.again_at_s:
                assert now_s < said.since_s + self.patience.stuck_s, _stuck(
                    said.reply, whole, coach
                )
                self._say(said.reply)
                said.wait_again(self.patience)
            if not said and waiting:
                assert now_s < moved_s + self.patience.stalled_s, _stuck(waiting[0], whole, coach)
        left = ([said.reply] if said else []) + waiting
        assert not left, _stuck(left[0], whole, coach)
        return whole

    def _answer(self, reply: Reply, doubted: Line) -> Reply:
        """Reply to a coach that is not sure what it has heard."""
        is_right = reply.intent in (None, doubted["intent"])
        answer = self.yes if is_right or not self.no else self.no
        return replace(reply, sound=answer) if answer and doubted["asked"] else reply

    def _say(self, reply: Reply) -> None:
        if self.loudspeaker:
            _wait_for_gap(self.loudspeaker)
        self.room.say(reply.sound, reply.rate_hz)


@dataclass(slots=True)
class _Said:
    """A reply that has been said, and is not yet understood."""

    reply: Reply
    since_s: float = field(default_factory=time.monotonic)
    again_at_s: float = float("inf")

    def wait_again(self, patience: Patience) -> None:
        """Say it again in a while."""
        self.again_at_s = time.monotonic() + patience.unheard_s


def _wait_for_gap(loudspeaker: Recording) -> None:
    """Wait until the coach is silent, but not for ever."""
    latest_frames = round(SILENCE_S * RATE_HZ)
    with suppress(TimeoutError):
        until(
            lambda: np.abs(loudspeaker.samples[-latest_frames:]).max() < SILENT,
            POLITE_S,
        )


def _stuck(reply: Reply, log: Sequence[Line], coach: Coach) -> str:
    sound = reply.sound.name if isinstance(reply.sound, Path) else "a sound"
    latest = "\n".join(json.dumps(line) for line in log[-10:])
    return f"stuck at {sound} ({reply.intent}) after\n{latest}\n{coach.printed()}"


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
