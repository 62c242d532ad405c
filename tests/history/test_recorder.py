"""A session is kept fact by fact, whatever the disk does."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.history.sessions import BEGAN_AT_MS, HOLD, WORKOUT, SessionFact, head, record, rows
from voicecoach.core.events import Device, DeviceLost, DeviceRestored
from voicecoach.core.fact_codec import plain_fields
from voicecoach.core.facts import Fact, PhaseEntered, SessionStarted
from voicecoach.history.opening import open_for_writing
from voicecoach.history.recorder import HistoryRecorder
from voicecoach.history.schema import VERSION


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A history that does not exist yet, in a folder that does not either."""
    return tmp_path / "data" / "history.db"


def facts_in(path: Path) -> list[tuple[object, ...]]:
    return rows(path, "SELECT number, at_ms, kind FROM facts ORDER BY session, number")


def test_every_fact_is_there_when_the_call_returns(path: Path) -> None:
    recorder = HistoryRecorder(path, head(), SessionFact())
    for number, (at_ms, fact) in enumerate(WORKOUT):
        recorder.note(at_ms, fact)
        assert facts_in(path)[-1] == (number, at_ms - 40, type(fact).__name__)
    recorder.close()


def test_a_session_knows_its_time_its_versions_and_its_end(path: Path) -> None:
    record(path)
    query = "SELECT id, began_at_ms, utc_offset_s, routine, program, model, completed, active_ms"
    assert rows(path, f"{query} FROM sessions") == [
        ("a" * 32, BEGAN_AT_MS, 7200, "balance", "0.1", "en-commands", 1, 106_200)
    ]


def test_a_set_is_kept_with_its_side_and_its_beginning_and_pauses_in_between(path: Path) -> None:
    record(path)
    query = "SELECT exercise, side, measure, amount, target, completed, open_ended"
    assert rows(path, f"{query}, began_ms, ended_ms FROM sets") == [
        ("calf-raises", None, "reps", 10.0, 12.0, 0, 0, 9_000, 69_000),
        ("barefoot-balance", "left", "seconds", 17.2, 60.0, 1, 1, 99_000, 116_200),
    ]


def test_a_fact_is_kept_whole(path: Path) -> None:
    record(path)
    (text,) = rows(path, "SELECT fields FROM facts WHERE number = 8")[0]
    assert json.loads(str(text)) == plain_fields(HOLD)


def test_the_files_are_for_the_user_alone(path: Path) -> None:
    recorder = HistoryRecorder(path, head(), SessionFact())
    recorder.note(0, SessionStarted("balance"))
    modes = {part.name: part.stat().st_mode & 0o777 for part in path.parent.iterdir()}
    recorder.close()
    assert modes == {"history.db": 0o600, "history.db-wal": 0o600, "history.db-shm": 0o600}
    assert path.parent.stat().st_mode & 0o777 == 0o700


def test_a_file_that_others_could_read_is_closed_to_them(path: Path) -> None:
    record(path)
    path.chmod(0o644)
    record(path, of=head("b"))
    assert path.stat().st_mode & 0o777 == 0o600


def test_two_sessions_at_once_are_both_kept(path: Path) -> None:
    one, other = (HistoryRecorder(path, head(key), SessionFact()) for key in "ab")
    for at_ms, fact in WORKOUT:
        one.note(at_ms, fact)
        other.note(at_ms, fact)
    one.close()
    other.close()
    counts = "SELECT count(*) FROM facts GROUP BY session"
    assert rows(path, counts) == [(len(WORKOUT),), (len(WORKOUT),)]
    assert rows(path, "PRAGMA integrity_check") == [("ok",)]


def test_facts_delayed_by_another_program_are_kept_later(path: Path) -> None:
    told = SessionFact()
    recorder = HistoryRecorder(path, head(), told)
    recorder.note(*WORKOUT[0])
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        recorder.note(*WORKOUT[5])
        recorder.note(*WORKOUT[6])
        assert len(facts_in(path)) == 1
    (lost,) = told.events
    assert isinstance(lost, DeviceLost)
    assert lost.device is Device.HISTORY
    assert "locked" in lost.reason
    recorder.note(*WORKOUT[8])
    assert len(facts_in(path)) == 4
    assert told.events[1:] == [DeviceRestored(Device.HISTORY)]
    recorder.close()
    assert recorder.messages == []


def test_facts_waiting_at_the_end_are_kept_when_the_session_closes(path: Path) -> None:
    recorder = HistoryRecorder(path, head(), SessionFact())
    recorder.note(*WORKOUT[0])
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        recorder.note(*WORKOUT[5])
    recorder.close()
    assert len(facts_in(path)) == 2
    assert recorder.messages == []


def test_a_clock_that_is_set_is_kept_and_changes_no_time(path: Path) -> None:
    jumps = iter([0, 0, -3_300_000, *[0] * len(WORKOUT)])
    recorder = HistoryRecorder(path, head(), SessionFact(), take_jump_ms=lambda: next(jumps))
    for at_ms, fact in WORKOUT:
        recorder.note(at_ms, fact)
    recorder.close()
    without = path.with_name("without.db")
    record(without)
    query = "SELECT at_ms, kind FROM facts WHERE kind != 'ClockSet' ORDER BY number"
    assert rows(path, query) == rows(without, query)
    query = "SELECT began_ms, ended_ms, amount FROM sets ORDER BY number"
    assert rows(path, query) == rows(without, query)
    kept = "SELECT number, at_ms, json_extract(fields, '$.ahead_ms') FROM facts"
    assert rows(path, f"{kept} WHERE kind = 'ClockSet'") == [(2, 9000, -3_300_000)]


def test_a_folder_that_cannot_be_made_is_explained_and_the_session_goes_on(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    told = SessionFact()
    recorder = HistoryRecorder(tmp_path / "file" / "history.db", head(), told)
    for at_ms, fact in WORKOUT:
        recorder.note(at_ms, fact)
    recorder.close()
    (lost,) = told.events
    assert isinstance(lost, DeviceLost)
    assert "Can't write the history" in lost.reason
    assert recorder.messages == [], "it was told once"


def test_late_losses_are_told_after_the_session(
    path: Path,
) -> None:
    told = SessionFact()
    recorder = HistoryRecorder(path, head(), told)
    for at_ms, fact in WORKOUT[:-1]:
        recorder.note(at_ms, fact)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("DROP TABLE facts")
    recorder.note(*WORKOUT[-1])
    recorder.close()
    assert told.events == []
    (message,) = recorder.messages
    assert "no such table" in message


def test_a_folder_that_comes_back_gets_the_whole_session(tmp_path: Path) -> None:
    obstacle, told = tmp_path / "data", SessionFact()
    obstacle.write_text("in the way")
    recorder = HistoryRecorder(obstacle / "history.db", head(), told)
    for at_ms, fact in WORKOUT[:7]:
        recorder.note(at_ms, fact)
    obstacle.unlink()
    recorder.note(70_000, PhaseEntered("resting", None))
    assert not obstacle.exists(), "a mere trace is not worth another attempt"
    recorder.note(*WORKOUT[8])
    assert len(facts_in(obstacle / "history.db")) == 9
    assert told.events[1:] == [DeviceRestored(Device.HISTORY)]
    recorder.close()


def test_a_newer_history_is_left_alone(path: Path) -> None:
    record(path)
    with closing(sqlite3.connect(path)) as database:
        database.execute(f"PRAGMA user_version = {VERSION + 1}")
        database.commit()
    before = path.read_bytes()
    told = SessionFact()
    HistoryRecorder(path, head("b"), told).close()
    (lost,) = told.events
    assert isinstance(lost, DeviceLost)
    assert "newer voicecoach" in lost.reason
    assert "Update voicecoach" in lost.reason
    assert path.read_bytes() == before


def test_a_damaged_history_is_set_aside_and_a_new_one_begins(path: Path) -> None:
    record(path)
    path.write_bytes(b"no database at all" * 1000)
    recorder = record(path, of=head("b"))
    (message,) = recorder.messages
    aside = path.with_name("history-damaged-1.db")
    assert aside.name in message
    assert aside.read_bytes() == b"no database at all" * 1000
    assert rows(path, "SELECT id FROM sessions") == [("b" * 32,)]


def test_damage_in_the_middle_of_a_session_costs_nothing_of_it(path: Path) -> None:
    record(path)
    recorder = HistoryRecorder(path, head("b"), SessionFact())
    for at_ms, fact in WORKOUT[:6]:
        recorder.note(at_ms, fact)
    spoil_the_tables(path)
    for at_ms, fact in WORKOUT[6:]:
        recorder.note(at_ms, fact)
    recorder.close()
    assert ("b" * 32,) in rows(path, "SELECT id FROM sessions")
    own = "SELECT count(*) FROM facts JOIN sessions ON sessions.number = session WHERE id = '{}'"
    assert rows(path, own.format("b" * 32)) == [(len(WORKOUT),)]
    assert path.with_name("history-damaged-1.db").exists()


def spoil_the_tables(path: Path) -> None:
    """Make rubbish of all pages but the first, as a failing disk would."""
    with closing(sqlite3.connect(path)) as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        (size,) = database.execute("PRAGMA page_size").fetchone()
    with path.open("r+b") as file:
        file.seek(size)
        file.write(b"\xff" * (path.stat().st_size - size))


def test_a_second_damaged_history_does_not_replace_the_first(path: Path) -> None:
    for content in (b"first" * 100, b"second" * 100):
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)
        record(path)
    names = [f"history-damaged-{number}.db" for number in (1, 2)]
    assert [path.with_name(name).read_bytes()[:5] for name in names] == [b"first", b"secon"]


def test_nothing_that_was_said_is_kept(path: Path) -> None:
    recorder = HistoryRecorder(path, head(), SessionFact())
    recorder.note(0, SessionStarted("balance"))
    recorder.sounded(100, "Welcome.", None)
    recorder.close()
    assert len(facts_in(path)) == 1


def test_a_disk_that_fills_up_is_explained_and_nothing_before_it_is_lost(path: Path) -> None:
    told, opened = SessionFact(), []

    def open_on_a_full_disk(path: Path, patience_s: float) -> sqlite3.Connection:
        opened.append(open_for_writing(path, patience_s))
        opened[-1].execute("PRAGMA max_page_count = 1")
        return opened[-1]

    recorder = HistoryRecorder(path, head(), told, open_history=open_on_a_full_disk)
    facts: list[Fact] = [
        SessionStarted("balance"),
        *(PhaseEntered("counting", "x" * 500) for _ in range(50)),
    ]
    for fact in facts:
        recorder.note(1000, fact)
    (lost,) = told.events
    assert isinstance(lost, DeviceLost)
    assert "full" in lost.reason
    kept = len(facts_in(path))
    assert 0 < kept < len(facts)
    opened[-1].execute("PRAGMA max_page_count = 1000")
    recorder.note(2000, HOLD)
    assert len(facts_in(path)) == len(facts) + 1
    assert told.events[1:] == [DeviceRestored(Device.HISTORY)]
    recorder.close()
