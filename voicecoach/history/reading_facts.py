"""Reads facts from the tables, in the order in which they happened."""

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from voicecoach.core.fact_codec import StoredFact, read_back
from voicecoach.core.facts import Fact


@dataclass(frozen=True, slots=True)
class SessionFact:
    """A fact, with its session."""

    session: int
    """Its number in this database."""
    workout: str
    """The id of the first session of its workout."""
    at_s: float
    """Since 1970, UTC."""
    fact: Fact


def told(database: sqlite3.Connection, where: str, *values: object) -> Iterator[SessionFact]:
    """The facts for which a condition on `facts`, `sessions` and `workouts` holds, oldest first.

    Facts that this version does not know are left out.
    """
    query = (
        "SELECT facts.session, workouts.id, sessions.began_at_ms, facts.at_ms, facts.kind, "
        "facts.fields FROM facts "
        "JOIN sessions ON sessions.number = facts.session "
        "JOIN sessions AS workouts ON workouts.number = sessions.workout "
        f"WHERE {where} ORDER BY sessions.began_at_ms, facts.session, facts.number"
    )
    for session, workout, began_at_ms, at_ms, kind, fields in database.execute(query, values):
        fact = read_back(StoredFact(at_ms, kind, json.loads(fields)))
        if fact is not None:
            yield SessionFact(session, workout, (began_at_ms + at_ms) / 1000, fact)
