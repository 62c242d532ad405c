"""Decisions of the user outside of a session: doses pinned, exercises put back, a schedule."""

import json
import sqlite3
from collections.abc import Iterator
from datetime import time
from enum import Enum

from voicecoach.core.workout.schedule import Schedule
from voicecoach.dataclass import dataclass
from voicecoach.history.limits import LONGEST_TEXT, NUMBERS
from voicecoach.history.soundness import cleaned, stored_value


class Decided(Enum):
    """Kind of a decision."""

    PIN = "pin"
    """The dose of an exercise stays; its value is the rung of the ladder."""
    UNPIN = "unpin"
    PUT_BACK = "put-back"
    """An exercise that was taken out after pain comes back."""
    UNDO = "undo"
    """Takes back choices of sessions: all of an exercise, the verbosity, or the volume."""
    SCHEDULE = "schedule"
    """The days and the time of a routine; null: it is no longer scheduled."""


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
    """Store a decision unless it is there already."""
    store_decision(database, decision.at_ms, decision.kind.value, decision.about, decision.value)


def store_decision(
    database: sqlite3.Connection, at_ms: int, kind: str, about: str, value: object
) -> bool:
    """Store a decision of a kind that may be unknown here; True if it was not there yet."""
    added = database.execute(
        "INSERT INTO decisions (at_ms, kind, about, value) VALUES (?, ?, ?, ?) "
        "ON CONFLICT DO NOTHING RETURNING 1",  # `insert_fact` tells why not by `rowcount`
        (at_ms, kind, about, json.dumps(value, ensure_ascii=False, sort_keys=True)),
    )
    return bool(added.fetchall())


def decisions(database: sqlite3.Connection) -> Iterator[Decision]:
    """All decisions, oldest first, without those that this version can't make sense of."""
    known = {kind.value: kind for kind in Decided}
    query = "SELECT at_ms, kind, about, value FROM decisions ORDER BY at_ms, number"
    for at_ms, kind, about, text in database.execute(query):
        value = stored_value(text)
        if kind in known and flaw_of_value(kind, value) is None:
            yield Decision(at_ms, known[kind], about, value)


def flaw_of_value(kind: str, value: object) -> str | None:
    """Fault in the value of a decision, for an error message; None: it is sound."""
    try:
        written = json.dumps(value, allow_nan=False)
        is_printable = cleaned(value) == value
    except (ValueError, RecursionError):
        return "is not plain JSON"
    if len(written) > LONGEST_TEXT:
        return "is too long"
    if not is_printable:
        return "has a control character"
    low, high = NUMBERS["rung"]
    match kind:
        case Decided.PIN.value if type(value) is not int or not low <= value <= high:
            return f"must be a rung of the ladder, {low} to {high}"
        case Decided.SCHEDULE.value if value is not None and schedule_of("", value) is None:
            return 'must be null or like {"days": [0, 2], "at": "07:00"}'
    return None


def schedule_of(routine: str, value: object) -> Schedule | None:
    """The schedule of a routine in the value of a decision; None: it has none."""
    match value:
        case {"days": [_, *_] as days, "at": str(at)} if all(
            type(day) is int and 0 <= day <= 6 for day in days
        ):
            try:
                return Schedule(
                    routine, tuple(sorted(set(days))), time.fromisoformat(at).replace(tzinfo=None)
                )
            except ValueError:
                return None
    return None
