"""Sessions, facts and decisions as they stand in the tables, without those that are not sound.

Exports, salvage and sessions all read by these, within the ranges that imports are held to.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import Any

from voicecoach.core.fact_codec import StoredFact
from voicecoach.dataclass import dataclass
from voicecoach.history.decisions import flaw_of_value
from voicecoach.history.limits import flaw_of
from voicecoach.history.soundness import plain_object, stored_value
from voicecoach.history.writing import SET_FIELDS, SessionHead

SESSION_COLUMNS = "number, id, began_at_ms, utc_offset_s, routine, program, model"
FACT_COLUMNS = "number, at_ms, kind, fields"
DECISION_COLUMNS = "at_ms, kind, about, value"


@dataclass(frozen=True, slots=True)
class StoredSession:
    """A session as it stands in the tables, without its facts."""

    number: int
    head: SessionHead
    routine: str


@dataclass(frozen=True, slots=True)
class StoredDecision:
    """A decision of any kind, known to this version or not."""

    at_ms: int
    kind: str
    about: str
    value: object


def stored_sessions(rows: Iterable[tuple[Any, ...]]) -> Iterator[StoredSession]:
    """Sessions from rows of `SESSION_COLUMNS`."""
    for number, key, began_at_ms, utc_offset_s, routine, program, model in rows:
        head = SessionHead(key, began_at_ms, utc_offset_s, program, model)
        yield StoredSession(number, head, routine)


def stored_facts(
    database: sqlite3.Connection, session: int, rows: Iterable[tuple[Any, ...]]
) -> Iterator[tuple[int, StoredFact]]:
    """The sound facts of a session from rows of `FACT_COLUMNS`, each with its index.

    A set whose fact is damaged is read from the table that repeats it.
    """
    for number, at_ms, kind, text in rows:
        fields = plain_object(text)
        if fields is None and kind == "SetEnded":
            fields = _repeated_set(database, session, number)
        if fields is not None:
            fact = StoredFact(at_ms, kind, fields)  # type: ignore[arg-type]  # flaw_of checks it
            if flaw_of(fact) is None:
                yield number, fact


def stored_decisions(rows: Iterable[tuple[Any, ...]]) -> Iterator[StoredDecision]:
    """The sound decisions of rows of `DECISION_COLUMNS`."""
    for at_ms, kind, about, text in rows:
        value = stored_value(text)
        if flaw_of_value(kind, value) is None:
            yield StoredDecision(at_ms, kind, about, value)


def _repeated_set(
    database: sqlite3.Connection, session: int, number: int
) -> dict[str, object] | None:
    query = f"SELECT {', '.join(SET_FIELDS)} FROM sets WHERE session = ? AND number = ?"
    row = None
    with suppress(sqlite3.Error):
        row = database.execute(query, (session, number)).fetchone()
    if row is None:
        return None
    fields: dict[str, object] = dict(zip(SET_FIELDS, row, strict=True))
    return fields | {name: bool(fields[name]) for name in ("completed", "open_ended")}
