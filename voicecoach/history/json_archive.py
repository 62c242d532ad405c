"""The whole history as JSON and back, unchanged.

An archive holds sessions with all their facts, and the user's decisions; what other tables repeat
is rebuilt. Salvage reads and writes histories by the same functions.
"""

import gc
import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from dataclasses import field

from voicecoach.dataclass import dataclass
from voicecoach.history.archive_format import FORMAT, FORMAT_VERSION, read_archive
from voicecoach.history.decisions import store_decision
from voicecoach.history.schema import LINK_WORKOUTS, indexes_made_afterwards
from voicecoach.history.stored_rows import (
    DECISION_COLUMNS,
    FACT_COLUMNS,
    SESSION_COLUMNS,
    stored_decisions,
    stored_facts,
    stored_sessions,
)
from voicecoach.history.writing import SessionHead, insert_facts, insert_session

FEWEST_IN_BULK = 100
"""From more sessions on, indexes are made after the import."""


@dataclass(frozen=True, slots=True)
class Imported:
    """Numbers of records that an import has added."""

    sessions: int
    """New ones."""
    known: int
    """Sessions that were there already."""
    facts: int
    decisions: int
    familiar: Mapping[str, int] = field(default_factory=dict)
    """Topics that the user has heard of, for the caller to remember."""


def exported(
    database: sqlite3.Connection | None,
    sessions: Collection[int] | None = None,
    *,
    familiar: Mapping[str, int] | None = None,
) -> Iterator[str]:
    """The archive in pieces of text, one session per line, without what can't be read.

    `sessions` are the numbers of those to export; None: all of them, with the decisions and the
    topics that the user is familiar with.
    """
    yield f'{{"format": "{FORMAT}", "version": {FORMAT_VERSION}, "sessions": ['
    if database:
        yield from _lines(_session_entries(database, sessions))
    yield '\n], "decisions": ['
    if database and sessions is None:
        yield from _lines(_decision_entries(database))
    known = familiar if familiar and sessions is None else {}
    yield f'\n], "familiar": {json.dumps(known, ensure_ascii=False)}}}\n' if known else "\n]}\n"


def import_archive(database: sqlite3.Connection, content: str | bytes) -> Imported:
    """Add what is not there yet; the caller begins and ends the transaction.

    Raises HistoryError that says what is wrong with the archive.
    """
    with _without_garbage_collection():
        return _import_archive(database, content)


@contextmanager
def _without_garbage_collection() -> Iterator[None]:
    """Collect none among a million objects that stay: it takes longer than all else."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _import_archive(database: sqlite3.Connection, content: str | bytes) -> Imported:
    archive = read_archive(content)
    (before,) = database.execute("SELECT count(*) FROM sessions").fetchone()
    facts = 0
    is_bulk = len(archive.facts) > max(before, FEWEST_IN_BULK)
    with indexes_made_afterwards(database) if is_bulk else nullcontext():
        for one, stored in zip(archive.whole.sessions, archive.facts, strict=True):
            head = SessionHead(one.id, one.began_at_ms, one.utc_offset_s, one.program, one.model)
            session = insert_session(database, head, one.routine)
            facts += insert_facts(database, session, enumerate(stored))
    database.execute(LINK_WORKOUTS)
    decided = sum(
        store_decision(database, one.at_ms, one.kind, one.about, one.value)
        for one in archive.whole.decisions
    )
    (after,) = database.execute("SELECT count(*) FROM sessions").fetchone()
    known = len(archive.facts) - (after - before)
    return Imported(after - before, known, facts, decided, archive.whole.familiar)


def _session_entries(
    database: sqlite3.Connection, chosen: Collection[int] | None
) -> Iterator[dict[str, object]]:
    """Entries in an order that does not depend on that of writing."""
    query = f"SELECT {SESSION_COLUMNS} FROM sessions ORDER BY began_at_ms, id"
    of_session = f"SELECT {FACT_COLUMNS} FROM facts WHERE session = ? ORDER BY number"
    for one in stored_sessions(database.execute(query).fetchall()):
        if chosen is None or one.number in chosen:
            rows = database.execute(of_session, (one.number,))
            yield {
                "id": one.head.id,
                "began_at_ms": one.head.began_at_ms,
                "utc_offset_s": one.head.utc_offset_s,
                "routine": one.routine,
                "program": one.head.program,
                "model": one.head.model,
                "facts": [
                    {"at_ms": fact.at_ms, "kind": fact.kind, "fields": fact.fields}
                    for _, fact in stored_facts(database, one.number, rows)
                ],
            }


def _decision_entries(database: sqlite3.Connection) -> Iterator[dict[str, object]]:
    query = f"SELECT {DECISION_COLUMNS} FROM decisions ORDER BY at_ms, kind, about"
    for one in stored_decisions(database.execute(query)):
        yield {"at_ms": one.at_ms, "kind": one.kind, "about": one.about, "value": one.value}


def _lines(entries: Iterable[dict[str, object]]) -> Iterator[str]:
    before = "\n"
    for entry in entries:
        yield before + json.dumps(entry, ensure_ascii=False)
        before = ",\n"
