"""Writes sessions and facts into the tables; the caller begins and ends the transaction."""

import json
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from voicecoach.core.fact_codec import Plain, StoredFact
from voicecoach.core.phases import WORKING
from voicecoach.history.active_time import BETWEEN_SETS

_BETWEEN_SETS = frozenset(phase.value for phase in BETWEEN_SETS)
_WORKING = frozenset(phase.value for phase in WORKING)


@dataclass(frozen=True, slots=True)
class SessionHead:
    """What is known of a session when it begins."""

    id: str
    """32 hexadecimal digits; no other session has the same."""
    began_at_ms: int
    """Since 1970, UTC."""
    utc_offset_s: int
    """What the clock on the wall was ahead of UTC then."""
    program: str
    """The version of the program."""
    model: str | None
    """The speech model; None: it listened to keys alone."""


class SetClock:
    """Finds when each set began: where its work was entered first, pauses included."""

    def __init__(self) -> None:
        self._began_ms: int | None = None
        self._phase = ""

    def began_ms(self, fact: StoredFact) -> int:
        """When what this fact tells began; facts must come in their order."""
        match fact.kind:
            case "PhaseEntered":
                self._enter(str(fact.fields.get("phase")), fact.at_ms)
            case "SetEnded":
                began_ms, self._began_ms = self._began_ms, None
                return fact.at_ms if began_ms is None else began_ms
        return fact.at_ms

    def _enter(self, phase: str, at_ms: int) -> None:
        if phase in _WORKING:
            # From a pause it goes on; from work it is begun again.
            if self._began_ms is None or self._phase in _WORKING:
                self._began_ms = at_ms
        elif phase in _BETWEEN_SETS:
            self._began_ms = None
        self._phase = phase


def insert_session(database: sqlite3.Connection, head: SessionHead, routine: str) -> int:
    """Add a session, unless it is there already; its number in this database."""
    database.execute(
        "INSERT INTO sessions (id, began_at_ms, utc_offset_s, routine, program, model) "
        "VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING",
        (head.id, head.began_at_ms, head.utc_offset_s, routine, head.program, head.model),
    )
    (number,) = database.execute("SELECT number FROM sessions WHERE id = ?", (head.id,)).fetchone()
    database.execute(
        "UPDATE sessions SET workout = number WHERE number = ? AND workout IS NULL", (number,)
    )
    return int(number)


def insert_fact(
    database: sqlite3.Connection, session: int, number: int, fact: StoredFact, began_ms: int
) -> bool:
    """Add a fact, unless it is there already; whether it was new.

    `number` is its place among the facts of the session, from 0; `began_ms` comes from a SetClock.
    """
    added = database.execute(
        "INSERT INTO facts VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
        (session, number, fact.at_ms, fact.kind, json.dumps(fact.fields, ensure_ascii=False)),
    )
    if not added.rowcount:
        return False
    if insert := _REPEATED.get(fact.kind):
        insert(database, session, number, fact, began_ms)
    return True


def _insert_set(
    database: sqlite3.Connection, session: int, number: int, fact: StoredFact, began_ms: int
) -> None:
    times: Mapping[str, Plain] = {"began_ms": began_ms, "ended_ms": fact.at_ms}
    _repeat(database, "sets", session, number, {**times, **_values(fact, _SET_FIELDS)})
    database.execute("UPDATE sessions SET sets = sets + 1 WHERE number = ?", (session,))


def _insert_pain(
    database: sqlite3.Connection, session: int, number: int, fact: StoredFact, _began_ms: int
) -> None:
    if fact.fields.get("corrects"):
        before = "SELECT max(number) FROM pains WHERE session = ?"
        database.execute(
            f"DELETE FROM pains WHERE session = ? AND number = ({before})", (session, session)
        )
    values = _values(fact, ("exercise", "level", "side"))
    _repeat(database, "pains", session, number, {"at_ms": fact.at_ms, **values})


def _insert_effort(
    database: sqlite3.Connection, session: int, number: int, fact: StoredFact, _began_ms: int
) -> None:
    values = _values(fact, ("exercise", "effort"))
    _repeat(database, "efforts", session, number, {"at_ms": fact.at_ms, **values})


def _end_session(
    database: sqlite3.Connection, session: int, _number: int, fact: StoredFact, _began_ms: int
) -> None:
    database.execute(
        "UPDATE sessions SET completed = ?, active_ms = ? WHERE number = ?",
        (fact.fields.get("completed"), fact.fields.get("active_ms"), session),
    )


def _go_on(
    database: sqlite3.Connection, session: int, number: int, fact: StoredFact, began_ms: int
) -> None:
    database.execute(
        "UPDATE sessions SET workout = coalesce("
        "(SELECT workout FROM sessions WHERE id = ?), workout) WHERE number = ?",
        (fact.fields.get("session"), session),
    )
    _put_away(database, session, number, fact, began_ms)


def _put_away(
    database: sqlite3.Connection, _session: int, _number: int, fact: StoredFact, _began_ms: int
) -> None:
    database.execute("UPDATE sessions SET followed = 1 WHERE id = ?", (fact.fields.get("session"),))


def _values(fact: StoredFact, names: Sequence[str]) -> Mapping[str, Plain]:
    return {name: fact.fields.get(name) for name in names}


def _repeat(
    database: sqlite3.Connection,
    table: str,
    session: int,
    number: int,
    values: Mapping[str, Plain],
) -> None:
    columns: Mapping[str, Plain] = {"session": session, "number": number, **values}
    marks = ", ".join("?" * len(columns))
    database.execute(
        f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})", tuple(columns.values())
    )


_SET_FIELDS = (
    "exercise",
    "set_number",
    "side",
    "direction",
    "measure",
    "amount",
    "target",
    "completed",
    "open_ended",
    "variation",
)
_Insert = Callable[[sqlite3.Connection, int, int, StoredFact, int], None]
_REPEATED: Mapping[str, _Insert] = {
    "SetEnded": _insert_set,
    "PainReported": _insert_pain,
    "EffortRated": _insert_effort,
    "SessionResumed": _go_on,
    "ResumeDeclined": _put_away,
    "SessionEnded": _end_session,
}
"""What is repeated in a table of its own, by the kind of fact."""
