"""A copy on read-only media is read whole: also what was only in the write-ahead log."""

import os
from pathlib import Path

import pytest

from tests.history.sessions import BEGAN_AT_MS, WORKOUT, SessionFact, head, record
from tests.history.unprivileged import read_only
from voicecoach.history.opening import reading
from voicecoach.history.overview import workouts
from voicecoach.history.past_sessions import StoredHistory
from voicecoach.history.recorder import HistoryRecorder

DAY_MS = 86_400_000
pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no such rights")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A history with one workout."""
    record(tmp_path / "history.db", WORKOUT)
    return tmp_path / "history.db"


def days(path: Path) -> list[int]:
    with reading(path) as database:
        assert database is not None
        return [one.day.day for one in workouts(database)]


def test_the_folder_of_these_tests_can_not_be_written_to(path: Path) -> None:
    with read_only(path.parent, path.name) as folder, pytest.raises(PermissionError):
        (folder / "new").touch()


def test_a_read_only_folder_can_be_read(path: Path) -> None:
    with read_only(path.parent, path.name) as folder:
        assert days(folder / path.name) == [28]
        assert StoredHistory(folder / path.name, BEGAN_AT_MS / 1000 + 3600).past().sets


def test_a_workout_in_the_log_of_a_killed_session_is_read_too(path: Path) -> None:
    recorder = HistoryRecorder(path, head("c", BEGAN_AT_MS + 3 * DAY_MS), SessionFact())
    for at_ms, fact in WORKOUT:
        recorder.note(at_ms, fact)
    # Copied before the session ends, as if it had been killed; without its shared memory.
    with read_only(path.parent, path.name, f"{path.name}-wal") as folder:
        assert days(folder / path.name) == [28, 31]
    recorder.close()


def test_rows_of_an_older_version_are_read_too() -> None:
    old = Path(__file__).parent.parent / "data" / "history" / "version-1.db"
    with read_only(old.parent, old.name) as folder:
        assert days(folder / old.name)
        assert (folder / old.name).read_bytes() == old.read_bytes()
