"""The scripted user follows a log to its end, and knows what it waits for."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from scripts.lab.room import Samples
from scripts.lab.scripted_user import Coach, Patience, Reply, ScriptedUser, is_fact

LIMIT_S = 60.0
_WRITER = """
import sys
with open(sys.argv[1], "w") as log:
    for text in ('{"fact": "A"}\\n{"fact"', ': "B", "n": 1}\\n', '{"fact": "C"}\\n'):
        log.write(text)
        log.flush()
{then}
"""


@contextmanager
def _writer(folder: Path, then: str = "") -> Iterator[Coach]:
    log, output = folder / "log", folder / "output"
    output.write_text("its last words")
    command = [sys.executable, "-c", _WRITER.replace("{then}", then), str(log)]
    with subprocess.Popen(command, stdin=subprocess.PIPE) as process:
        yield Coach(process, log, output)


def test_every_line_is_followed_to_the_last_one(tmp_path: Path) -> None:
    with _writer(tmp_path) as coach:
        facts = [line["fact"] for line in coach.follow(LIMIT_S)]
    assert facts == ["A", "B", "C"]


def test_a_coach_that_does_not_end_is_reported_with_what_came_last(tmp_path: Path) -> None:
    with (
        _writer(tmp_path, then="sys.stdin.read()") as coach,
        pytest.raises(TimeoutError, match="its last words"),
    ):
        list(coach.follow(0.5))


@dataclass
class Listener:
    """Ears in place of a room: they take a word for another until it was said often enough."""

    log: Path
    needed: int
    said: list[Path | Samples] = field(default_factory=list)

    def say(self, sound: Path | Samples, rate_hz: int) -> None:
        self.said.append(sound)
        intent = "resume" if len(self.said) >= self.needed else "skip"
        _write(self.log, {"fact": "IntentHeard", "intent": intent})


def _write(log: Path, line: dict[str, str]) -> None:
    with log.open("a") as file:
        file.write(json.dumps(line) + "\n")


PATIENCE = Patience(unheard_s=0.05, stuck_s=0.5, stalled_s=0.5)
RESUME = Reply(is_fact("Paused"), Path("resume.flac"), after_s=0, intent="resume")


def _conversation(folder: Path, needed: int, *replies: Reply) -> list[Path | Samples]:
    """Clips a user plays to a coach that has paused; raises AssertionError if they get nowhere."""
    log, output = folder / "log", folder / "output"
    output.write_text("its last words")
    _write(log, {"fact": "Paused"})
    listener = Listener(log, needed)
    user = ScriptedUser(listener, patience=PATIENCE)
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as process:
        coach = Coach(process, log, output)
        user.converse(coach, replies, LIMIT_S, kills=is_fact("IntentHeard", intent="resume"))
    return listener.said


def test_a_word_that_is_not_understood_is_said_again(tmp_path: Path) -> None:
    assert _conversation(tmp_path, 3, RESUME) == [RESUME.sound] * 3


def test_a_user_who_is_never_understood_gives_up(tmp_path: Path) -> None:
    with pytest.raises(AssertionError, match=r"stuck at resume\.flac"):
        _conversation(tmp_path, 1000, RESUME)


def test_a_user_whose_moment_never_comes_gives_up(tmp_path: Path) -> None:
    never = Reply(is_fact("Never"), Path("skip.flac"), after_s=0)
    with pytest.raises(AssertionError, match=r"stuck at skip\.flac"):
        _conversation(tmp_path, 1, never)


def test_a_condition_compares_only_the_fields_it_names() -> None:
    line = {"fact": "B", "n": 1, "at_ms": 5}
    assert is_fact("B", n=1)(line)
    assert not is_fact("B", n=2)(line)
    assert not is_fact("A")(line)


def test_a_coach_that_does_not_end_is_ended_and_says_where_it_was(tmp_path: Path) -> None:
    output = tmp_path / "output"
    command = [sys.executable, "-X", "faulthandler", "-c", "input()"]
    with (
        output.open("wb") as file,
        subprocess.Popen(command, stdin=subprocess.PIPE, stderr=file) as process,
        pytest.raises(TimeoutError, match="Fatal Python error: Aborted"),
    ):
        Coach(process, tmp_path / "log", output).wait(1.0)
