"""Workouts survive export and import unchanged, and importing twice is the same as once."""

import json
import random
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given

from scripts.lab.mutants import mutant
from scripts.lab.years import fill
from tests.core.test_fact_codec import KINDS, facts
from tests.examples import examples
from tests.history.sessions import BEGAN_AT_MS, WORKOUT, head, record, rows
from voicecoach.core.fact_codec import Plain, StoredFact, kept
from voicecoach.core.facts import Fact, SessionResumed, SessionStarted
from voicecoach.errors import HistoryError
from voicecoach.history.archive_format import SCHEMA, parsed, read_archive, schema_text
from voicecoach.history.decisions import Decided, Decision, decide, store_decision
from voicecoach.history.json_archive import FEWEST_IN_BULK, Imported, exported, import_archive
from voicecoach.history.limits import NUMBERS, flaw_of
from voicecoach.history.opening import open_for_writing, reading, writing
from voicecoach.printable import printable

DAY_MS = 86_400_000
RESUMED: list[tuple[int, Fact]] = [
    (0, SessionStarted("balance")),
    (0, SessionResumed("a" * 32)),
    *WORKOUT[8:],
]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A history with workouts, one of them resumed, facts of the future, and decisions."""
    path = tmp_path / "history.db"
    record(path, of=head("b", BEGAN_AT_MS + DAY_MS))
    record(path, WORKOUT[:6])
    record(path, RESUMED, head("c", BEGAN_AT_MS + 600_000))
    fill(path, date(2026, 5, 20), 5)
    with writing(path) as database:
        database.execute(
            "INSERT INTO facts VALUES (1, ?, 999999, 'PulseFelt', ?)",
            (len(WORKOUT), '{"rate": 61.5, "where": "Hals – links"}'),
        )
        decide(database, Decision(1000, Decided.PIN, "calf-raises", 2))
        decide(database, Decision(2000, Decided.SCHEDULE, "balance", {"days": [0], "at": "07:00"}))
        store_decision(database, 3000, "mood", "balance", ["of", "the", "future"])
    return path


def export_of(path: Path) -> str:
    with reading(path) as database:
        return "".join(exported(database))


def imported(path: Path, text: str) -> Imported:
    with writing(path) as database:
        return import_archive(database, text)


def tables(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Rows of all tables, with sessions by their ids."""
    keyed = "JOIN sessions ON sessions.number = session ORDER BY id, {0}.number"
    found = {
        name: rows(path, f"SELECT id, {name}.* FROM {name} {keyed.format(name)}")
        for name in ("facts", "sets", "pains", "efforts")
    }
    unnumbered = {name: [(row[0], *row[2:]) for row in some] for name, some in found.items()}
    query = (
        "SELECT one.id, one.began_at_ms, one.utc_offset_s, one.routine, one.program, one.model, "
        "one.completed, one.active_ms, one.sets, one.followed, whole.id FROM sessions AS one "
        "JOIN sessions AS whole ON whole.number = one.workout ORDER BY one.id"
    )
    decided = "SELECT at_ms, kind, about, value FROM decisions ORDER BY at_ms"
    return {**unnumbered, "sessions": rows(path, query), "decisions": rows(path, decided)}


def test_an_export_that_is_imported_and_exported_is_the_same(path: Path, tmp_path: Path) -> None:
    text = export_of(path)
    other = tmp_path / "other.db"
    assert imported(other, text) == Imported(sessions=8, known=0, facts=facts_in(text), decisions=3)
    assert export_of(other) == text
    assert tables(other) == tables(path)


def facts_in(text: str) -> int:
    return sum(len(session["facts"]) for session in json.loads(text)["sessions"])


def test_importing_twice_adds_nothing(path: Path) -> None:
    text, before = export_of(path), tables(path)
    assert imported(path, text) == Imported(sessions=0, known=8, facts=0, decisions=0)
    assert tables(path) == before


def test_many_sessions_at_once_leave_every_index_in_its_place(tmp_path: Path) -> None:
    first, there = tmp_path / "first.db", tmp_path / "there.db"
    record(first)
    whole = json.loads(export_of(first))
    (one,) = whole["sessions"]
    many = [{**one, "id": f"{number:032x}"} for number in range(FEWEST_IN_BULK + 1)]
    assert imported(there, json.dumps({**whole, "sessions": many})).sessions == len(many)
    made = "SELECT name, sql FROM sqlite_schema ORDER BY type, name"
    assert rows(there, made) == rows(first, made)
    assert rows(there, "PRAGMA integrity_check") == [("ok",)]
    assert json.loads(export_of(there))["sessions"] == many


def test_derived_tables_are_rebuilt(tmp_path: Path) -> None:
    here, there = tmp_path / "here.db", tmp_path / "there.db"
    record(here, WORKOUT[:6])
    record(here, RESUMED, head("c", BEGAN_AT_MS + 600_000))
    imported(there, export_of(here))
    assert tables(there) == tables(here)


def test_a_session_that_went_on_since_is_completed(tmp_path: Path) -> None:
    early, late, there = (tmp_path / f"{name}.db" for name in ("early", "late", "there"))
    record(early, WORKOUT[:6])
    record(late, WORKOUT)
    imported(there, export_of(early))
    added = imported(there, export_of(late))
    assert (added.sessions, added.facts) == (0, len(WORKOUT) - 6)
    assert tables(there) == tables(late)


def test_parts_of_a_workout_find_each_other_in_any_order(path: Path, tmp_path: Path) -> None:
    whole = json.loads(export_of(path))
    there = tmp_path / "there.db"
    for session in reversed(whole["sessions"]):
        imported(there, json.dumps({**whole, "sessions": [session]}))
    (root,) = rows(
        there,
        "SELECT whole.id FROM sessions AS one JOIN sessions AS whole ON whole.number = one.workout "
        f"WHERE one.id = '{'c' * 32}'",
    )
    assert root == ("a" * 32,)


def test_the_published_schema_is_current() -> None:
    assert SCHEMA.read_text(encoding="utf-8") == schema_text()


def test_an_export_fits_the_published_schema(path: Path) -> None:
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    assert list(validator.iter_errors(json.loads(export_of(path)))) == []


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_the_schema_knows_the_fields_of_every_fact(kind: type) -> None:
    validator = jsonschema.Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))

    @examples(5)
    @given(facts(kind))
    def check(fact: Fact) -> None:
        one = kept(0, fact)
        fields = {name: in_range(name, value) for name, value in one.fields.items()}
        assert flaw_of(StoredFact(0, one.kind, fields)) is None
        assert validator.is_valid(archive_of(one.kind, fields))
        wrong = {name: {"nested": True} for name in one.fields}
        assert not validator.is_valid(archive_of(one.kind, wrong))

    check()


def in_range(name: str, value: Plain) -> Plain:
    """The nearest value that a field of this name may have."""
    if isinstance(value, str):
        return printable(value)
    if value is None or isinstance(value, bool):
        return value
    low, high = NUMBERS.get(name, NUMBERS["began_ms"])
    return type(value)(max(low, min(high, value)))


def archive_of(kind: str, fields: object) -> dict[str, object]:
    """An archive with one fact."""
    session = {
        "id": "0" * 32,
        "began_at_ms": 0,
        "utc_offset_s": 0,
        "routine": "balance",
        "program": "0.1",
        "model": None,
        "facts": [{"at_ms": 0, "kind": kind, "fields": fields}],
    }
    whole = {"format": "voicecoach-history", "version": 1, "decisions": []}
    return {**whole, "sessions": [session]}


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda whole: "no json", "Not valid JSON"),
        (lambda whole: [1, 2], "not a voicecoach history"),
        (lambda whole: {**whole, "format": "other"}, "not a voicecoach history"),
        (lambda whole: {**whole, "version": 2}, "newer voicecoach"),
        (lambda whole: {**whole, "sessions": [{}]}, r"sessions\[0\].id: Field required"),
        (lambda whole: {**whole, "decisions": 5}, "decisions: Input should be"),
    ],
)
def test_a_file_that_is_not_sound_is_explained_and_nothing_is_imported(
    path: Path, tmp_path: Path, change: object, message: str
) -> None:
    assert callable(change)
    wrong = change(json.loads(export_of(path)))
    there = tmp_path / "there.db"
    with pytest.raises(HistoryError, match=message):
        imported(there, wrong if isinstance(wrong, str) else json.dumps(wrong))
    assert rows(there, "SELECT count(*) FROM sessions") == [(0,)]


def test_a_fact_that_makes_no_sense_is_named(path: Path, tmp_path: Path) -> None:
    whole = json.loads(export_of(path))
    entry = next(one for one in whole["sessions"] if one["id"] == "b" * 32)
    entry["facts"][5]["fields"]["side"] = "middle"
    with pytest.raises(HistoryError, match=f"session {'b' * 32}, fact 5: .* a SetEnded"):
        imported(tmp_path / "there.db", json.dumps(whole))


def test_an_empty_history_is_exported_too(tmp_path: Path) -> None:
    open_for_writing(tmp_path / "empty.db", 1).close()
    text = export_of(tmp_path / "empty.db")
    assert json.loads(text) == json.loads("".join(exported(None)))
    assert json.loads(text)["sessions"] == []


def test_the_database_keeps_its_references(path: Path) -> None:
    with closing(sqlite3.connect(path)) as database:
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []


@pytest.mark.slow
def test_facts_are_refused_alike_with_and_without_a_model_of_each(path: Path) -> None:
    whole = json.loads(export_of(path))
    refused = 0
    for seed in range(300):
        content = mutant(whole, random.Random(seed))
        with_models, without = outcome(content, parsed_facts), outcome(content, read_facts_of)
        assert with_models == without
        refused += isinstance(without, str)
    assert 50 < refused < 300


def parsed_facts(content: bytes) -> list[list[StoredFact]]:
    return [[fact.stored for fact in one.facts] for one in parsed(content).sessions]


def read_facts_of(content: bytes) -> list[list[StoredFact]]:
    return [list(facts) for facts in read_archive(content).facts]


def outcome(content: bytes, read: Callable[[bytes], list[list[StoredFact]]]) -> object:
    """Facts that are read, or the message of the error."""
    try:
        return read(content)
    except HistoryError as error:
        return str(error)
