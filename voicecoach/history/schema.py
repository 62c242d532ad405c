"""The tables of the history, and the way from every earlier version to this one.

A fact is kept whole in `facts`; the other tables repeat what is asked for often, and can be made
from it again. So a new fact needs no new table, and a new table can be filled from old facts.
"""

import sqlite3
from collections.abc import Callable, Sequence

APPLICATION_ID = 0x564F4943
"""SQLite's mark for the program that a file belongs to: "VOIC" in ASCII."""

_FIRST = """
CREATE TABLE sessions (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,            -- 32 hexadecimal digits, the same on every machine
  began_at_ms INTEGER NOT NULL,       -- since 1970, UTC
  utc_offset_s INTEGER NOT NULL,      -- of the clock on the wall, at that moment
  routine TEXT NOT NULL,
  program TEXT NOT NULL,              -- the version that wrote it
  model TEXT,                         -- the speech model; NULL: it listened to keys alone
  completed INTEGER,                  -- NULL: it was broken off
  active_ms INTEGER                   -- pauses left out; NULL: it was broken off
) STRICT;
CREATE INDEX sessions_by_time ON sessions (began_at_ms);
CREATE TABLE facts (
  session INTEGER NOT NULL REFERENCES sessions ON DELETE CASCADE,
  number INTEGER NOT NULL,            -- from 0, in the order in which they happened
  at_ms INTEGER NOT NULL,             -- since the session began
  kind TEXT NOT NULL,
  fields TEXT NOT NULL,               -- JSON
  PRIMARY KEY (session, number)
) STRICT, WITHOUT ROWID;
CREATE TABLE sets (
  session INTEGER NOT NULL,
  number INTEGER NOT NULL,            -- of its fact
  began_ms INTEGER NOT NULL,          -- since the session began
  ended_ms INTEGER NOT NULL,
  exercise TEXT NOT NULL,
  set_number INTEGER NOT NULL,
  side TEXT,
  direction TEXT,
  measure TEXT NOT NULL,
  amount REAL NOT NULL,
  target REAL NOT NULL,
  completed INTEGER NOT NULL,
  open_ended INTEGER NOT NULL,
  PRIMARY KEY (session, number),
  FOREIGN KEY (session, number) REFERENCES facts ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX sets_by_exercise ON sets (exercise);
"""

Migration = Callable[[sqlite3.Connection], None]


def _statements(script: str) -> Migration:
    """A migration of statements; not executescript(), which would commit what is under way."""

    def run(database: sqlite3.Connection) -> None:
        statement = ""
        for line in script.splitlines(keepends=True):
            statement += line
            if sqlite3.complete_statement(statement):
                database.execute(statement)
                statement = ""

    return run


MIGRATIONS: Sequence[Migration] = (_statements(_FIRST),)
"""The n-th makes version n + 1 of version n; an empty file is version 0."""

VERSION = len(MIGRATIONS)


def migrate(database: sqlite3.Connection) -> None:
    """Bring an open database to this version, in one transaction; a current one stays untouched.

    Two programs may do so at once: the second one finds that nothing is left to do.
    """
    if version_of(database) >= VERSION:
        return
    database.execute("BEGIN IMMEDIATE")
    try:
        for step in MIGRATIONS[version_of(database) :]:
            step(database)
        database.execute(f"PRAGMA user_version = {VERSION}")
        database.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        database.execute("COMMIT")
    except BaseException:
        if database.in_transaction:
            database.execute("ROLLBACK")
        raise


def version_of(database: sqlite3.Connection) -> int:
    """The version of the tables in this database."""
    (version,) = database.execute("PRAGMA user_version").fetchone()
    return int(version)
