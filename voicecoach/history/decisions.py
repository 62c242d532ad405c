"""What the user decided outside of a session: doses pinned, exercises put back, a schedule."""

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum


class Decided(Enum):
    """What was decided."""

    PIN = "pin"
    """A dose of an exercise stays; its value is the rung of the ladder."""
    UNPIN = "unpin"
    PUT_BACK = "put-back"
    """An exercise that pain took out comes back."""
    SCHEDULE = "schedule"
    """When a routine is done; its value has the days and the time. No days: not any more."""


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision; later ones on the same matter replace it."""

    at_ms: int
    """Since 1970, UTC."""
    kind: Decided
    about: str
    """The slug of an exercise or routine."""
    value: object
    """Anything JSON can hold."""


def decide(database: sqlite3.Connection, decision: Decision) -> None:
    """Keep a decision, unless it is there already."""
    keep_decision(database, decision.at_ms, decision.kind.value, decision.about, decision.value)


def keep_decision(
    database: sqlite3.Connection, at_ms: int, kind: str, about: str, value: object
) -> bool:
    """Keep a decision of a kind that may be unknown here; whether it was not there yet."""
    added = database.execute(
        "INSERT INTO decisions (at_ms, kind, about, value) VALUES (?, ?, ?, ?) "
        "ON CONFLICT DO NOTHING",
        (at_ms, kind, about, json.dumps(value, ensure_ascii=False, sort_keys=True)),
    )
    return bool(added.rowcount)


def decisions(database: sqlite3.Connection) -> Iterator[Decision]:
    """All of them, oldest first; kinds that this version does not know are left out."""
    known = {kind.value: kind for kind in Decided}
    query = "SELECT at_ms, kind, about, value FROM decisions ORDER BY at_ms, number"
    for at_ms, kind, about, value in database.execute(query):
        if kind in known:
            yield Decision(at_ms, known[kind], about, json.loads(value))
