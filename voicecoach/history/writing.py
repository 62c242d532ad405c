"""Writes sessions and facts into the tables; the caller begins and ends the transaction."""

import json
import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence

from voicecoach.core.fact_codec import Plain, StoredFact
from voicecoach.core.phases import WORKING
from voicecoach.dataclass import dataclass
from voicecoach.history.active_time import BETWEEN_SETS

_BETWEEN_SETS = frozenset(phase.value for phase in BETWEEN_SETS)
_WORKING = frozenset(phase.value for phase in WORKING)


@dataclass(frozen=True, slots=True)
class SessionHead:
    """The data of a session that are known when it begins."""

    id: str
    """32 hexadecimal digits, unique among all machines."""
    began_at_ms: int
    """Since 1970, UTC."""
    utc_offset_s: int
    """Offset of the local clock from UTC then."""
    program: str
    """Version of the program."""
    model: str | None
    """Name of the speech model; None: keys alone."""


class SetClock:
    """Finds the beginning of each set: the first time its work was entered, pauses included."""

    def __init__(self) -> None:
        self._began_ms: int | None = None
        self._phase = ""

    def began_ms(self, fact: StoredFact) -> int:
        """Time at which what this fact tells of began; facts must come in their order."""
        match fact.kind:
            case "PhaseEntered":
                self._enter(str(fact.fields.get("phase")), fact.at_ms)
            case "SetEnded":
                began_ms, self._began_ms = self._began_ms, None
                return fact.at_ms if began_ms is None else min(began_ms, fact.at_ms)
        return fact.at_ms

    def _enter(self, phase: str, at_ms: int) -> None:
        if phase in _WORKING:
            # Entered from a pause it continues; entered from work it starts over.
            if self._began_ms is None or self._phase in _WORKING:
                self._began_ms = at_ms
        elif phase in _BETWEEN_SETS:
            self._began_ms = None
        self._phase = phase


def insert_session(database: sqlite3.Connection, head: SessionHead, routine: str) -> int:
    """Add a session unless it is there already, and return its number in this database."""
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
) -> None:
    """Add a fact unless it is there already.

    `number` is its index among the facts of the session; `began_ms` comes from a SetClock.
    """
    row = _row(session, number, fact)
    # Not by `rowcount`: where "I" is not the capital of "i", as in Turkish, CPython (3.11) does not
    # know an INSERT, and leaves it at -1.
    if database.execute(f"{_INSERT_FACT} ON CONFLICT DO NOTHING RETURNING 1", row).fetchall():
        _insert_repeated(database, session, [(number, fact, began_ms)])


def insert_facts(
    database: sqlite3.Connection, session: int, facts: Iterable[tuple[int, StoredFact]]
) -> int:
    """Add the facts of a session that are not there yet, and return their number.

    Each comes with its index among all facts of the session, in order.
    """
    query = "SELECT number FROM facts WHERE session = ?"
    known = {number for (number,) in database.execute(query, (session,))}
    clock = SetClock()
    timed = [(number, fact, clock.began_ms(fact)) for number, fact in facts]
    new = [one for one in timed if one[0] not in known]
    database.executemany(_INSERT_FACT, (_row(session, number, fact) for number, fact, _ in new))
    _insert_repeated(database, session, new)
    return len(new)


def _row(session: int, number: int, fact: StoredFact) -> tuple[int, int, int, str, str]:
    return session, number, fact.at_ms, fact.kind, _encoded(fact.fields)


def _encoded(fields: Mapping[str, Plain]) -> str:
    """The fields as JSON. Most facts of a history have the same content as an earlier one."""
    content = (*fields.items(), *map(type, fields.values()))
    if known := _ENCODED.get(content):
        return known
    text = _ENCODER.encode(fields)
    if not text.isascii():
        # A device may have a name that is not UTF-8: Python's surrogates for it can't be stored.
        text = text.encode("utf-8", "replace").decode("utf-8")
    if len(_ENCODED) < _MOST_ENCODED:
        _ENCODED[content] = text
    return text


def _insert_repeated(
    database: sqlite3.Connection, session: int, facts: Sequence[tuple[int, StoredFact, int]]
) -> None:
    """Add these facts to the tables that repeat them."""
    sets = [one for one in facts if one[1].kind == "SetEnded"]
    if sets:
        _insert_sets(database, session, sets)
    for number, fact, _ in facts:
        if insert := _REPEATED.get(fact.kind):
            insert(database, session, number, fact)


def _insert_sets(
    database: sqlite3.Connection, session: int, facts: Sequence[tuple[int, StoredFact, int]]
) -> None:
    columns = ("session", "number", "began_ms", "ended_ms", *SET_FIELDS)
    rows = (
        (session, number, began_ms, fact.at_ms, *(fact.fields.get(name) for name in SET_FIELDS))
        for number, fact, began_ms in facts
    )
    database.executemany(_insertion("sets", columns), rows)
    database.execute("UPDATE sessions SET sets = sets + ? WHERE number = ?", (len(facts), session))


def _insert_pain(database: sqlite3.Connection, session: int, number: int, fact: StoredFact) -> None:
    if fact.fields.get("corrects"):
        before = "SELECT max(number) FROM pains WHERE session = ?"
        database.execute(
            f"DELETE FROM pains WHERE session = ? AND number = ({before})", (session, session)
        )
    _insert_answer(database, "pains", session, number, fact, ("exercise", "level", "side"))


def _insert_effort(
    database: sqlite3.Connection, session: int, number: int, fact: StoredFact
) -> None:
    _insert_answer(database, "efforts", session, number, fact, ("exercise", "effort"))


def _end_session(
    database: sqlite3.Connection, session: int, _number: int, fact: StoredFact
) -> None:
    database.execute(
        "UPDATE sessions SET completed = ?, active_ms = ? WHERE number = ?",
        (fact.fields.get("completed"), fact.fields.get("active_ms"), session),
    )


def _resume(database: sqlite3.Connection, session: int, number: int, fact: StoredFact) -> None:
    database.execute(
        "UPDATE sessions SET workout = coalesce("
        "(SELECT workout FROM sessions WHERE id = ?), workout) WHERE number = ?",
        (fact.fields.get("session"), session),
    )
    _mark_followed(database, session, number, fact)


def _mark_followed(
    database: sqlite3.Connection, _session: int, _number: int, fact: StoredFact
) -> None:
    database.execute("UPDATE sessions SET followed = 1 WHERE id = ?", (fact.fields.get("session"),))


def _insert_answer(
    database: sqlite3.Connection,
    table: str,
    session: int,
    number: int,
    fact: StoredFact,
    names: Sequence[str],
) -> None:
    columns = ("session", "number", "at_ms", *names)
    values = (session, number, fact.at_ms, *(fact.fields.get(name) for name in names))
    database.execute(_insertion(table, columns), values)


def _insertion(table: str, columns: Sequence[str]) -> str:
    marks = ", ".join("?" * len(columns))
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})"


SET_FIELDS = (
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
_INSERT_FACT = "INSERT INTO facts VALUES (?, ?, ?, ?, ?)"
_ENCODER = json.JSONEncoder(ensure_ascii=False)
_MOST_ENCODED = 1 << 14
_ENCODED: dict[tuple[object, ...], str] = {}
"""JSON of fields by their items and types (1 equals True)."""
_Insert = Callable[[sqlite3.Connection, int, int, StoredFact], None]
_REPEATED: Mapping[str, _Insert] = {
    "PainReported": _insert_pain,
    "EffortRated": _insert_effort,
    "SessionResumed": _resume,
    "ResumeDeclined": _mark_followed,
    "SessionEnded": _end_session,
}
"""Facts other than sets that are repeated in a table of their own, by their kind."""
