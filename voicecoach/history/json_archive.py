"""The whole history as JSON and back: what is exported and imported again is the same.

An archive holds sessions with all their facts, and the user's decisions; what other tables repeat
is made anew.
"""

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from voicecoach.history.archive_format import FORMAT, FORMAT_VERSION
from voicecoach.history.decisions import keep_decision
from voicecoach.history.schema import LINK_WORKOUTS
from voicecoach.history.writing import SessionHead, SetClock, insert_fact, insert_session


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import has added."""

    sessions: int
    """New ones."""
    known: int
    """Sessions that were there already."""
    facts: int
    decisions: int


def exported(
    database: sqlite3.Connection | None, sessions: Collection[int] | None = None
) -> Iterator[str]:
    """The archive in pieces of text, a session a line.

    `sessions` are the numbers of those to export; None: all of them, and the decisions too.
    """
    yield f'{{"format": "{FORMAT}", "version": {FORMAT_VERSION}, "sessions": ['
    if database:
        yield from _lines(_sessions(database, sessions))
    yield '\n], "decisions": ['
    if database and sessions is None:
        yield from _lines(_decisions(database))
    yield "\n]}\n"


def import_archive(database: sqlite3.Connection, text: str | bytes) -> Imported:
    """Add what is not there yet; the caller begins and ends the transaction.

    Raises HistoryError that says what is wrong with the archive.
    """
    from voicecoach.history.archive_format import parsed

    archive = parsed(text)
    (before,) = database.execute("SELECT count(*) FROM sessions").fetchone()
    facts = 0
    for one in archive.sessions:
        head = SessionHead(one.id, one.began_at_ms, one.utc_offset_s, one.program, one.model)
        session = insert_session(database, head, one.routine)
        clock = SetClock()
        for number, entry in enumerate(one.facts):
            fact = entry.kept
            facts += insert_fact(database, session, number, fact, clock.began_ms(fact))
    database.execute(LINK_WORKOUTS)
    decided = sum(
        keep_decision(database, one.at_ms, one.kind, one.about, one.value)
        for one in archive.decisions
    )
    (after,) = database.execute("SELECT count(*) FROM sessions").fetchone()
    return Imported(after - before, len(archive.sessions) - (after - before), facts, decided)


def _sessions(
    database: sqlite3.Connection, chosen: Collection[int] | None
) -> Iterator[dict[str, object]]:
    """In an order that does not depend on that of writing."""
    query = (
        "SELECT number, id, began_at_ms, utc_offset_s, routine, program, model FROM sessions "
        "ORDER BY began_at_ms, id"
    )
    names = ("id", "began_at_ms", "utc_offset_s", "routine", "program", "model")
    for number, *values in database.execute(query).fetchall():
        if chosen is None or number in chosen:
            facts = [
                {"at_ms": at_ms, "kind": kind, "fields": json.loads(fields)}
                for at_ms, kind, fields in database.execute(
                    "SELECT at_ms, kind, fields FROM facts WHERE session = ? ORDER BY number",
                    (number,),
                )
            ]
            yield {**dict(zip(names, values, strict=True)), "facts": facts}


def _decisions(database: sqlite3.Connection) -> Iterator[dict[str, object]]:
    query = "SELECT at_ms, kind, about, value FROM decisions ORDER BY at_ms, kind, about"
    for at_ms, kind, about, value in database.execute(query):
        yield {"at_ms": at_ms, "kind": kind, "about": about, "value": json.loads(value)}


def _lines(entries: Iterable[dict[str, object]]) -> Iterator[str]:
    before = "\n"
    for entry in entries:
        yield before + json.dumps(entry, ensure_ascii=False)
        before = ",\n"
