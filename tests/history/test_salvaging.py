"""What can still be read of a damaged history is taken over, and the damaged file stays."""

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from scripts.lab.years import fill
from tests.history.sessions import head, record, rows
from voicecoach.history.decisions import Decided, Decision, decide
from voicecoach.history.opening import writing
from voicecoach.history.past_sessions import StoredHistory

NOW_S = 1_795_600_000.0
"""In November 2026."""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A history of thirty workouts and a decision, in one file."""
    path = tmp_path / "history.db"
    fill(path, date(2026, 11, 20), 30)
    with writing(path) as database:
        decide(database, Decision(1000, Decided.PIN, "calf-raises", 2))
    with closing(sqlite3.connect(path)) as checkpoint:
        checkpoint.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return path


def spoil(path: Path, table: str) -> bytes:
    """Overwrite a page in the middle of this table with rubbish; the spoiled file's content."""
    with closing(sqlite3.connect(path)) as database:
        query = "SELECT pageno FROM dbstat WHERE name = ? AND pagetype = 'leaf' ORDER BY pageno"
        try:
            pages = [page for (page,) in database.execute(query, (table,))]
        except sqlite3.OperationalError:
            pytest.skip("this SQLite does not tell which page is whose")
        (size,) = database.execute("PRAGMA page_size").fetchone()
    with path.open("r+b") as file:
        file.seek((pages[len(pages) // 2] - 1) * size)
        file.write(b"\xff" * size)
    return path.read_bytes()


@pytest.mark.parametrize("table", ["facts", "sets_by_exercise"])
def test_most_of_a_damaged_history_is_taken_over(path: Path, table: str) -> None:
    spoiled = spoil(path, table)
    history = StoredHistory(path, NOW_S)
    known = history.past()
    (message,) = history.messages
    assert "30 of its sessions could be taken over" in message
    assert path.with_name("history-damaged-1.db").read_bytes() == spoiled
    assert rows(path, "PRAGMA integrity_check") == [("ok",)]
    assert known.pins["calf-raises"].rung == 2
    assert len(known.sets) > 25 * 21


def test_a_damaged_index_costs_nothing(path: Path) -> None:
    before = rows(
        path,
        "SELECT id, at_ms, kind, fields FROM facts JOIN sessions "
        "ON sessions.number = session ORDER BY 1, facts.number",
    )
    spoil(path, "sets_by_exercise")
    StoredHistory(path, NOW_S).past()
    after = rows(
        path,
        "SELECT id, at_ms, kind, fields FROM facts JOIN sessions "
        "ON sessions.number = session ORDER BY 1, facts.number",
    )
    assert after == before


def test_a_file_that_is_no_database_gives_nothing(path: Path) -> None:
    path.write_bytes(b"rubbish" * 1000)
    history = StoredHistory(path, NOW_S)
    history.past()
    (message,) = history.messages
    assert "nothing of it is readable" in message


def test_a_session_that_finds_the_damage_takes_over_when_it_is_over(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[100:4096] = b"\xff" * 3996
    path.write_bytes(content)
    recorder = record(path, of=head("b"))
    (message,) = recorder.messages
    assert "set aside as history-damaged-1.db" in message
    assert ("b" * 32,) in rows(path, "SELECT id FROM sessions")
