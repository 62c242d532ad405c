"""Damages a history as a disk, a wrong clock or an earlier version may have."""

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

LAST = "(SELECT max(number) FROM sessions)"
ROWS: Mapping[str, str] = {
    "a fact that is not JSON": f"UPDATE facts SET fields = replace(fields, '\"', '#') "
    f"WHERE session = {LAST} AND kind = 'SetEnded'",
    "a fact that is a list": f"UPDATE facts SET fields = '[1]' WHERE session = {LAST}",
    "a fact that is nested": f"UPDATE facts SET fields = '{{\"side\": [[]]}}' "
    f"WHERE session = {LAST}",
    "a fact that is not UTF-8": "UPDATE facts SET fields = CAST(x'7b22ff' AS TEXT) "
    f"WHERE session = {LAST}",
    "a kind that is not UTF-8": f"UPDATE facts SET kind = CAST(x'ff' AS TEXT) "
    f"WHERE session = {LAST}",
    "a fact long after its session": f"UPDATE facts SET at_ms = 1e17 WHERE session = {LAST}",
    "a session in microseconds": "UPDATE sessions SET began_at_ms = began_at_ms * 1000 "
    f"WHERE number = {LAST}",
    "a session before 1970": f"UPDATE sessions SET began_at_ms = -1 WHERE number = {LAST}",
    "an offset of a day": f"UPDATE sessions SET utc_offset_s = 86400 WHERE number = {LAST}",
    "a duration below zero": f"UPDATE sessions SET active_ms = -1 WHERE number = {LAST}",
    "a duration of ages": f"UPDATE sessions SET active_ms = 1 << 62 WHERE number = {LAST}",
    "an id that is none": f"UPDATE sessions SET id = 'x' WHERE number = {LAST}",
    "an endless set": f"UPDATE sets SET amount = 9e999 WHERE session = {LAST}",
    "a set below zero": f"UPDATE sets SET amount = -5 WHERE session = {LAST}",
    "a third side": f"UPDATE sets SET side = 'middle' WHERE session = {LAST}",
    "an unknown measure": f"UPDATE sets SET measure = 'miles' WHERE session = {LAST}",
    "a set of no exercise": f"UPDATE sets SET exercise = '' WHERE session = {LAST}",
    "an unknown effort": f"UPDATE efforts SET effort = 'meh' WHERE session = {LAST}",
    "a schedule at 25": "INSERT INTO decisions VALUES "
    "(900, 9, 'schedule', 'balance', '{\"days\": [0], \"at\": \"25:00\"}')",
    "a schedule without days": "INSERT INTO decisions VALUES "
    "(900, 9, 'schedule', 'balance', '{\"days\": [], \"at\": \"07:00\"}')",
    "a decision that is not JSON": "INSERT INTO decisions VALUES "
    "(900, 9, 'schedule', 'balance', '{')",
    "a NULL for the program": f"UPDATE sessions SET program = NULL WHERE number = {LAST}",
    "a NULL for the time": f"UPDATE sessions SET began_at_ms = NULL WHERE number = {LAST}",
    "a NULL for a set": f"UPDATE sets SET exercise = NULL WHERE session = {LAST}",
    "a NULL for the fields": f"UPDATE facts SET fields = NULL WHERE session = {LAST}",
    "a text for the time": f"UPDATE sessions SET began_at_ms = 'abc' WHERE number = {LAST}",
}
"""Kinds of damage, each with the statement that does it."""


def change(path: Path, statement: str) -> None:
    """Change rows of a history, past the constraints of its tables."""
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        schema = database.execute("SELECT sql, rowid FROM sqlite_schema").fetchall()
        _set_schema(database, "replace(replace(sql, 'NOT NULL', ''), 'STRICT', '')")
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        database.execute("PRAGMA foreign_keys = OFF")
        database.execute(statement)
        database.execute("PRAGMA writable_schema = ON")
        database.executemany("UPDATE sqlite_schema SET sql = ? WHERE rowid = ?", schema)
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _set_schema(database: sqlite3.Connection, expression: str) -> None:
    database.execute("PRAGMA writable_schema = ON")
    # ") STRICT, WITHOUT ROWID" must not become ") , WITHOUT ROWID".
    database.execute(
        "UPDATE sqlite_schema SET sql = replace(sql, 'STRICT, WITHOUT', 'WITHOUT') "
        "WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
    )
    database.execute(
        f"UPDATE sqlite_schema SET sql = {expression} "
        "WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
    )


def truncate(path: Path, share: float) -> None:
    """Cut the end of the file off."""
    with path.open("r+b") as file:
        file.truncate(round(path.stat().st_size * share))
