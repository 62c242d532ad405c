"""Every earlier version of the history is brought up to date, and nothing in it is lost."""

import re
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.history.sessions import WORKOUT, head, record, rows
from voicecoach.errors import HistoryError
from voicecoach.history.opening import open_for_writing, reading
from voicecoach.history.reading_facts import read_facts
from voicecoach.history.schema import VERSION, migrate

STORED = sorted((Path(__file__).parent.parent / "data" / "history").glob("version-*.db"))
"""A history as each version wrote it: a workout, and another one that was broken off and resumed.
"""


def opened(path: Path) -> None:
    open_for_writing(path, 1.0).close()


@pytest.fixture(params=STORED, ids=lambda path: path.stem)
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A history of an earlier version, to be written to."""
    copy = tmp_path / "history.db"
    shutil.copyfile(request.param, copy)
    return copy


def shape(path: Path) -> list[tuple[object, ...]]:
    """Tables, columns and indexes, whatever the order in which they were made."""
    names = rows(path, "SELECT type, name FROM sqlite_schema WHERE name NOT LIKE 'sqlite%'")
    columns = [
        (name, *column)
        for kind, name in names
        if kind == "table"
        for column in rows(path, f"SELECT name, type, pk FROM pragma_table_info('{name}')")
    ]
    return sorted(names) + sorted(columns, key=str)


def test_there_is_a_stored_history_of_every_earlier_version() -> None:
    assert [path.stem for path in STORED] == [f"version-{n}" for n in range(1, VERSION)]


def test_an_old_history_gets_the_shape_of_a_new_one(old: Path, tmp_path: Path) -> None:
    opened(old)
    opened(tmp_path / "new.db")
    assert rows(old, "PRAGMA user_version") == [(VERSION,)]
    assert shape(old) == shape(tmp_path / "new.db")


def test_the_facts_of_an_old_history_stay_as_they_are(old: Path) -> None:
    before = rows(old, "SELECT * FROM facts")
    opened(old)
    assert rows(old, "SELECT * FROM facts") == before
    assert rows(old, "PRAGMA integrity_check") == [("ok",)]
    assert rows(old, "PRAGMA foreign_key_check") == []


def test_new_tables_are_filled_from_old_facts(old: Path) -> None:
    opened(old)
    assert rows(old, "SELECT session, at_ms, exercise, level, side FROM pains") == [
        (1, 69_460, "calf-raises", 4, None)
    ]
    assert rows(old, "SELECT session, exercise, effort FROM efforts") == [
        (1, "calf-raises", "hard"),
        (3, "calf-raises", None),
    ]
    query = "SELECT number, workout, followed FROM sessions"
    assert rows(old, query) == [(1, 1, 0), (2, 2, 1), (3, 2, 0)]


def test_an_old_history_is_what_the_same_facts_make_today(old: Path, tmp_path: Path) -> None:
    """Migrating and recording anew lead to the same sets and facts."""
    opened(old)
    record(tmp_path / "new.db")
    query = "SELECT * FROM sets WHERE session = 1 AND number < 5"
    assert rows(old, query) == rows(tmp_path / "new.db", query)
    assert first_facts(old) == first_facts(tmp_path / "new.db")


def first_facts(path: Path) -> list[object]:
    """The first facts as they are read: what an old one lacks has its default."""
    with closing(sqlite3.connect(path)) as database:
        return [one.fact for one in read_facts(database, "facts.session = 1 AND facts.number < 5")]


def test_a_session_goes_on_in_an_old_history(old: Path) -> None:
    recorder = record(old, of=head("d"))
    assert recorder.messages == []
    assert rows(old, "SELECT count(*) FROM facts WHERE session = 4") == [(len(WORKOUT),)]


def test_an_old_history_that_cannot_be_written_is_left_alone(old: Path) -> None:
    (version,) = rows(old, "PRAGMA user_version")
    address = f"{old.as_uri()}?immutable=1"
    with (
        closing(sqlite3.connect(address, uri=True, isolation_level=None)) as database,
        pytest.raises(sqlite3.OperationalError, match="readonly"),
    ):
        migrate(database)
    assert rows(old, "PRAGMA user_version") == [version]


def test_a_migration_that_fails_changes_nothing(old: Path) -> None:
    """A table that the last migration makes is there already."""
    (version,) = rows(old, "PRAGMA user_version")
    with closing(sqlite3.connect(old)) as database:
        database.execute("CREATE TABLE chosen (in_the_way)")
        database.commit()
    before = shape(old)
    with pytest.raises(HistoryError, match="already"):
        opened(old)
    assert rows(old, "PRAGMA user_version") == [version]
    assert shape(old) == before


def test_a_history_of_another_program_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "history.db"
    with closing(sqlite3.connect(path)) as database:
        database.execute("CREATE TABLE bookmarks (address)")
        database.commit()
    with pytest.raises(HistoryError, match=re.escape("belongs to another program")):
        opened(path)
    assert rows(path, "SELECT name FROM sqlite_schema") == [("bookmarks",)]


def test_without_a_history_nothing_is_made(tmp_path: Path) -> None:
    with reading(tmp_path / "data" / "history.db") as database:
        assert database is None
    assert list(tmp_path.iterdir()) == []
