"""Reads facts from the tables, in the order in which they happened."""

import sqlite3

from voicecoach.core.fact_codec import read_back
from voicecoach.core.facts import Fact
from voicecoach.dataclass import dataclass
from voicecoach.history.resumed import chain_depths
from voicecoach.history.stored_rows import stored_facts


@dataclass(frozen=True, slots=True)
class SessionFact:
    """A fact, with its session."""

    session: int
    """Its number in this database."""
    workout: str
    """Id of the first session of its workout."""
    at_s: float
    """Since 1970, UTC."""
    fact: Fact


def read_facts(database: sqlite3.Connection, where: str, *values: object) -> list[SessionFact]:
    """The facts for which a condition on `facts` and `sessions` holds, oldest first.

    Facts of a workout are in the order of its sessions, even if a clock was set back between them.
    Facts that are not sound, or unknown to this version, are left out.
    """
    query = (
        "SELECT facts.session, coalesce(workouts.id, sessions.id), sessions.began_at_ms, "
        "coalesce(workouts.began_at_ms, sessions.began_at_ms), facts.number, facts.at_ms, "
        "facts.kind, facts.fields FROM facts "
        "JOIN sessions ON sessions.number = facts.session "
        "LEFT JOIN sessions AS workouts ON workouts.number = sessions.workout "
        f"WHERE {where} ORDER BY sessions.began_at_ms, facts.session, facts.number"
    )
    rows = database.execute(query, values).fetchall()
    if depths := chain_depths(database):
        rows.sort(key=lambda row: (row[3], row[1], depths.get(row[0], 0)))
    found = []
    for session, workout, began_at_ms, _, *row in rows:
        for _, stored in stored_facts(database, session, [tuple(row)]):
            fact = read_back(stored)
            if fact is not None:
                at_s = (began_at_ms + stored.at_ms) / 1000
                found.append(SessionFact(session, workout, at_s, fact))
    return found
