"""While a session runs, every command says that it runs, and none that it was interrupted."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.command import runner_in
from tests.history.sessions import WORKOUT, head, record
from voicecoach.app.session.running_now import RunningSession, announced, running_session
from voicecoach.core.facts import PlaceReached
from voicecoach.history.past_sessions import StoredHistory

BALANCE = RunningSession("balance", "one", os.getpid(), "2026-11-28T19:04:00+01:00")
HOLD = """
import sys
from pathlib import Path
from voicecoach.core.facts import PlaceReached
from voicecoach.history.past_sessions import StoredHistory
from voicecoach.app.session.running_now import RunningSession, announced
with announced(Path(sys.argv[1]), RunningSession("balance", "one", 7, "2026-11-28T19:04:00+01:00")):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_session_is_told_of_while_it_runs_and_no_longer(tmp_path: Path) -> None:
    path = tmp_path / "data" / "running.json"
    assert running_session(path) is None
    with announced(path, BALANCE):
        assert running_session(path) == BALANCE
    assert running_session(path) is None


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL])
def test_a_session_that_was_killed_does_not_run(tmp_path: Path, number: int) -> None:
    path = tmp_path / "running.json"
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, path], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"held\n"
        told = running_session(path)
        assert told is not None
        assert told.process == 7
        process.send_signal(number)
        process.wait()
        assert path.read_bytes()
        assert running_session(path) is None


def test_a_file_of_a_dead_process_whose_number_lives_on_is_seen_through(tmp_path: Path) -> None:
    path = tmp_path / "running.json"
    path.write_text(
        f'{{"routine": "balance", "session": "one", "process": {os.getpid()}, '
        '"began": "2026-11-28T19:04:00+01:00"}',
        encoding="utf-8",
    )
    assert running_session(path) is None
    with announced(path, BALANCE):
        assert running_session(path) == BALANCE


@pytest.mark.parametrize("content", ["", "{", "[]", '{"pid": 1}'])
def test_a_file_that_can_not_be_understood_tells_nothing(tmp_path: Path, content: str) -> None:
    path = tmp_path / "running.json"
    with announced(path, BALANCE):
        path.write_text(content, encoding="utf-8")
        assert running_session(path) is None


def test_a_place_that_can_not_be_written_stops_no_session(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("in the way", encoding="utf-8")
    with announced(tmp_path / "data" / "running.json", BALANCE):
        assert running_session(tmp_path / "data" / "running.json") is None


def test_of_two_sessions_at_once_the_first_is_told_of(tmp_path: Path) -> None:
    path = tmp_path / "running.json"
    with announced(path, BALANCE):
        with announced(path, RunningSession("quick", "two", 8, BALANCE.began)):
            assert running_session(path) == BALANCE
        assert running_session(path) == BALANCE


@pytest.mark.parametrize("command", ["history", "today"])
def test_pages_say_that_a_session_runs(tmp_path: Path, command: str) -> None:
    run = runner_in(tmp_path)
    with announced(tmp_path / "data" / "voicecoach" / "running.json", BALANCE):
        output = run(command).output
    assert output.splitlines()[0] == (
        f"Now: balance is running since 19:04 (process {os.getpid()})."
    )
    assert "Now:" not in run(command).output


def test_the_workout_that_runs_is_not_said_to_be_interrupted(tmp_path: Path) -> None:
    data = tmp_path / "data" / "voicecoach"
    for key, began_at_ms in [("a", 1_780_000_000_000), ("b", 1_780_100_000_000)]:
        record(data / "history.db", WORKOUT[:-1], head(key, began_at_ms))
    with announced(data / "running.json", RunningSession("balance", "b" * 32, 7, BALANCE.began)):
        latest, earlier = [
            line for line in runner_in(tmp_path)("history").output.splitlines() if " sets" in line
        ][:2]
        told = json.loads(runner_in(tmp_path)("history", "--json").output)
    assert [(one["completed"], one["running"]) for one in told] == [(None, False), (None, True)]
    assert latest.endswith("running")
    assert earlier.endswith("interrupted")


def test_a_session_that_runs_is_not_offered_to_be_resumed(tmp_path: Path) -> None:
    path = tmp_path / "history.db"
    began_s = 1_780_000_000
    record(path, [*WORKOUT[:-1], (116_240, PlaceReached(0, "calf-raises", 2, None, None))], head())
    later_s = began_s + 600.0
    assert StoredHistory(path, later_s).unfinished() is not None
    assert StoredHistory(path, later_s, has_unfinished=False).unfinished() is None
