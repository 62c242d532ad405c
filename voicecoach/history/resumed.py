"""The order of sessions that continue each other: that of the chain, whatever the clock said."""

import sqlite3
from collections.abc import Mapping

_LINKS = """
SELECT child.number, parent.number, child.began_at_ms < parent.began_at_ms
FROM facts
JOIN sessions AS child ON child.number = facts.session
JOIN sessions AS parent ON parent.id = json_extract(facts.fields, '$.session')
WHERE facts.kind = 'SessionResumed' AND facts.kind IN ('SessionResumed', 'ResumeDeclined')
"""
"""The second condition is that of the index of these facts, without which SQLite reads them all."""


def chain_depths(database: sqlite3.Connection) -> Mapping[int, int]:
    """Number of sessions before each resumed one in its workout, by its number in this database.

    Empty if no clock was set back between two sessions of a workout: then their times tell the
    order, which is far quicker.
    """
    rows = database.execute(_LINKS).fetchall()
    if not any(is_back for _, _, is_back in rows):
        return {}
    parents = {child: parent for child, parent, _ in rows}
    return {child: _depth(child, parents) for child in parents}


def _depth(session: int, parents: Mapping[int, int]) -> int:
    seen = {session}
    while (session := parents.get(session, session)) not in seen:
        seen.add(session)
    return len(seen) - 1
