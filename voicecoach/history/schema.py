"""The tables of the history, and the migrations from every earlier version.

A fact is stored whole in `facts`; the other tables repeat what is queried often, and can be rebuilt
from it. So a new fact needs no new table, and a new table can be filled from old facts.
"""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from voicecoach.history.transaction import transaction

APPLICATION_ID = 0x564F4943
"""SQLite's mark of the program that a file belongs to: "VOIC" in ASCII."""


def field_of_fact(name: str) -> str:
    """SQL for a field of a fact; NULL where the disk has changed its JSON."""
    return f"CASE WHEN json_valid(fields) THEN json_extract(fields, '$.{name}') END"


LINK_WORKOUTS = f"""
WITH RECURSIVE
  link (child, parent) AS (
    SELECT facts.session, sessions.number
    FROM facts JOIN sessions ON sessions.id = {field_of_fact("session")}
    WHERE facts.kind = 'SessionResumed'),
  chain (number, workout) AS (
    SELECT number, number FROM sessions WHERE number NOT IN (SELECT child FROM link)
    UNION SELECT link.child, chain.workout FROM link JOIN chain ON link.parent = chain.number)
UPDATE sessions SET
  workout = coalesce((SELECT workout FROM chain WHERE chain.number = sessions.number), number),
  followed = id IN (
    SELECT {field_of_fact("session")} FROM facts
    WHERE kind IN ('SessionResumed', 'ResumeDeclined'));
"""
"""Links resumed sessions to their workouts, in whatever order they were added."""

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

_SECOND = f"""
ALTER TABLE sessions ADD COLUMN workout INTEGER;  -- the first session of the same workout
ALTER TABLE sessions ADD COLUMN followed INTEGER NOT NULL DEFAULT 0;  -- resumed, or declined
ALTER TABLE sessions ADD COLUMN sets INTEGER NOT NULL DEFAULT 0;  -- rows in the table of that name
UPDATE sessions SET sets = (SELECT count(*) FROM sets WHERE sets.session = sessions.number);
CREATE INDEX sessions_by_workout ON sessions (workout);
ALTER TABLE sets ADD COLUMN variation TEXT;
UPDATE sets SET variation = (
  SELECT {field_of_fact("variation")} FROM facts
  WHERE facts.session = sets.session AND facts.number = sets.number);
DROP INDEX sets_by_exercise;
CREATE INDEX sets_by_exercise ON sets (exercise, side, measure, variation, amount);
CREATE INDEX exercises_of_sessions ON sets (session, exercise);
CREATE TABLE pains (
  session INTEGER NOT NULL,
  number INTEGER NOT NULL,            -- of its fact
  at_ms INTEGER NOT NULL,             -- since the session began
  exercise TEXT NOT NULL,
  level INTEGER,                      -- 0 to 10; NULL: no number was given
  side TEXT,
  PRIMARY KEY (session, number),
  FOREIGN KEY (session, number) REFERENCES facts ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE TABLE efforts (
  session INTEGER NOT NULL,
  number INTEGER NOT NULL,            -- of its fact
  at_ms INTEGER NOT NULL,             -- since the session began
  exercise TEXT NOT NULL,
  effort TEXT,                        -- NULL: asked, and not answered
  PRIMARY KEY (session, number),
  FOREIGN KEY (session, number) REFERENCES facts ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
INSERT INTO pains
  SELECT session, number, at_ms,
    {field_of_fact("exercise")}, {field_of_fact("level")}, {field_of_fact("side")}
  FROM facts WHERE kind = 'PainReported' AND json_valid(fields);
INSERT INTO efforts
  SELECT session, number, at_ms, {field_of_fact("exercise")}, {field_of_fact("effort")}
  FROM facts WHERE kind = 'EffortRated' AND json_valid(fields);
CREATE INDEX answered_mornings ON facts (kind) WHERE kind = 'MorningAnswered';
CREATE INDEX follow_ups ON facts (kind) WHERE kind IN ('SessionResumed', 'ResumeDeclined');
{LINK_WORKOUTS}
CREATE TABLE decisions (
  number INTEGER PRIMARY KEY,
  at_ms INTEGER NOT NULL,             -- since 1970, UTC
  kind TEXT NOT NULL,                 -- what the user decided outside of a session, such as 'pin'
  about TEXT NOT NULL,                -- an exercise or a routine
  value TEXT NOT NULL,                -- JSON
  UNIQUE (at_ms, kind, about)
) STRICT;
"""

CHOSEN = "facts.kind IN ('TalkTurned', 'TempoTurned', 'VolumeTurned', 'VariationChosen')"
"""Condition of the facts that hold beyond their session; the index of its name finds them."""

_THIRD = f"""
CREATE INDEX chosen ON facts (kind) WHERE {CHOSEN.removeprefix("facts.")};
"""

Migration = Callable[[sqlite3.Connection], None]


def _statements(script: str) -> Migration:
    """A migration of these statements; executescript() would commit the open transaction."""

    def run(database: sqlite3.Connection) -> None:
        statement = ""
        for line in script.splitlines(keepends=True):
            statement += line
            if sqlite3.complete_statement(statement):
                database.execute(statement)
                statement = ""

    return run


MIGRATIONS: Sequence[Migration] = (
    _statements(_FIRST),
    _statements(_SECOND),
    _statements(_THIRD),
)
"""The n-th migrates version n to n + 1; an empty file is version 0."""

VERSION = len(MIGRATIONS)


def migrate(database: sqlite3.Connection) -> None:
    """Migrate an open database to this version, in one transaction; leave a current one untouched.

    Two programs may do so at once: the second finds nothing left to do. Raises sqlite3.Error.
    """
    if version_of(database) >= VERSION:
        return
    with transaction(database):
        for step in MIGRATIONS[version_of(database) :]:
            step(database)
        database.execute(f"PRAGMA user_version = {VERSION}")
        database.execute(f"PRAGMA application_id = {APPLICATION_ID}")


def version_of(database: sqlite3.Connection) -> int:
    """Version of the tables in this database."""
    (version,) = database.execute("PRAGMA user_version").fetchone()
    return int(version)


@contextmanager
def indexes_made_afterwards(database: sqlite3.Connection) -> Iterator[None]:
    """Drop the indexes of facts and sets for the time of a `with`, within a transaction.

    To keep them up to date takes a third of the time of writing many facts.
    """
    query = (
        "SELECT name, sql FROM sqlite_schema "
        "WHERE type = 'index' AND sql IS NOT NULL AND tbl_name IN ('facts', 'sets')"
    )
    indexes = database.execute(query).fetchall()
    for name, _ in indexes:
        database.execute(f'DROP INDEX "{name}"')
    yield
    for _, definition in indexes:
        database.execute(definition)
