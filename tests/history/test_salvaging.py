"""The readable part of a damaged history is taken over, and the damaged file stays."""

import random
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from scripts.lab.years import fill
from tests.history.damage import LAST, change, truncate
from tests.history.sessions import head, record, rows
from voicecoach.history.decisions import Decided, Decision, decide
from voicecoach.history.opening import set_aside, writing
from voicecoach.history.past_sessions import StoredHistory
from voicecoach.history.salvaging import salvage

pytestmark = pytest.mark.slow

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


def test_a_file_that_is_not_a_database_gives_nothing(path: Path) -> None:
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


def sessions_in(path: Path) -> int:
    (found,) = rows(path, "SELECT count(*) FROM sessions")
    assert isinstance(found[0], int)
    return found[0]


@pytest.mark.parametrize(
    "statement",
    [
        f"UPDATE sessions SET program = NULL WHERE number = {LAST}",
        f"UPDATE sessions SET began_at_ms = 'abc' WHERE number = {LAST}",
        f"UPDATE sessions SET began_at_ms = NULL WHERE number = {LAST}",
        f"UPDATE sessions SET id = NULL WHERE number = {LAST}",
    ],
)
def test_a_session_that_can_not_be_read_costs_no_other(path: Path, statement: str) -> None:
    change(path, statement)
    history = StoredHistory(path, NOW_S)
    history.past()
    (message,) = history.messages
    assert "29 of its sessions could be taken over, and 1 session could not" in message
    assert sessions_in(path) == 29


def test_a_set_whose_fact_is_damaged_is_taken_from_the_table_that_repeats_it(path: Path) -> None:
    query = "SELECT session, number, exercise, side, amount, completed FROM sets ORDER BY 1, 2"
    before = rows(path, query)
    change(path, "UPDATE facts SET fields = NULL WHERE kind = 'SetEnded'")
    history = StoredHistory(path, NOW_S)
    known = history.past()
    assert "30 of its sessions could be taken over." in history.messages[0]
    assert rows(path, query) == before
    assert len(known.sets) == len(before)


@pytest.mark.parametrize("value", ["at_ms = NULL", "kind = NULL"])
def test_a_fact_that_can_not_be_read_costs_no_other(path: Path, value: str) -> None:
    ((before,),) = rows(path, "SELECT count(*) FROM facts")
    change(path, f"UPDATE facts SET {value} WHERE session = {LAST} AND number = 7")
    history = StoredHistory(path, NOW_S)
    history.past()
    (message,) = history.messages
    assert "30 of its sessions could be taken over" in message
    assert isinstance(before, int)
    assert rows(path, "SELECT count(*) FROM facts") == [(before - 1,)]


@pytest.mark.parametrize("share", [0.95, 0.7])
def test_a_truncated_history_is_taken_over_as_far_as_it_goes(path: Path, share: float) -> None:
    truncate(path, share)
    history = StoredHistory(path, NOW_S)
    history.past()
    (message,) = history.messages
    ((facts,),) = rows(path, "SELECT count(*) FROM facts")
    assert f"{sessions_in(path)} of its sessions could be taken over" in message
    assert isinstance(facts, int)
    assert facts > share * 0.8 * 30 * 100


def test_rows_that_can_not_be_written_are_not_reported_as_saved(path: Path) -> None:
    spoil(path, "sets_by_exercise")
    aside = set_aside(path)
    path.mkdir()
    assert "nothing could be taken over (Can't write the history" in salvage(aside, path)


def test_page_after_page_of_rubbish_is_passed_over(path: Path) -> None:
    content = bytearray(path.read_bytes())
    chance = random.Random(5)
    for _ in range(10):
        page = chance.randrange(1, len(content) // 4096)
        content[page * 4096 : (page + 1) * 4096] = chance.randbytes(4096)
    path.write_bytes(content)
    history = StoredHistory(path, NOW_S)
    history.past()
    assert len(history.messages) == 1
    assert rows(path, "PRAGMA integrity_check") == [("ok",)]
