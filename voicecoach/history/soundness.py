"""Shields readers from damaged rows: they see the tables without what they could not read.

A history may hold more than this version would write: bytes that the disk changed, or what an
earlier version took in. Views in place of the tables leave such rows out, so that no page needs to
expect them; `left_out` says how many there are.
"""

import json
import sqlite3
from collections.abc import Iterable, Mapping

from voicecoach.core.facts import Effort
from voicecoach.core.progression.past import REMEMBERED_S
from voicecoach.dataclass import dataclass
from voicecoach.history.limits import (
    FIRST_MS,
    LAST_MS,
    LONGEST_NAME,
    MEASURES,
    MOST_AMOUNT,
    MOST_MS,
    MOST_OFFSET_S,
    MOST_SETS,
    NUMBERS,
    SIDES,
)
from voicecoach.printable import printable


def _text(column: str) -> str:
    return f"typeof({column}) = 'text' AND length({column}) BETWEEN 1 AND {LONGEST_NAME}"


def _one_of(column: str, values: tuple[str, ...]) -> str:
    return f"({column} IS NULL OR {column} IN ({', '.join(map(repr, values))}))"


def _within(column: str, low: float, high: float, *, optional: bool = False) -> str:
    # Texts and blobs are above all numbers (sqlite.org/datatype3.html), so they are outside, too.
    number = f"{column} BETWEEN {low} AND {high}"
    return f"({column} IS NULL OR {number})" if optional else f"({number})"


_CONDITIONS: Mapping[str, str] = {
    "sessions": " AND ".join(
        (
            "typeof(id) = 'text' AND length(id) = 32 AND id NOT GLOB '*[^0-9a-f]*'",
            _within("began_at_ms", FIRST_MS, LAST_MS),
            _within("utc_offset_s", -MOST_OFFSET_S, MOST_OFFSET_S),
            f"typeof(routine) = 'text' AND length(routine) <= {LONGEST_NAME}",
            "typeof(program) = 'text'",
            "(completed IS NULL OR completed IN (0, 1))",
            _within("active_ms", 0, MOST_MS, optional=True),
            _within("sets", 0, 2**31),
        )
    ),
    "sets": " AND ".join(
        (
            _text("exercise"),
            _within("began_ms", 0, MOST_MS),
            _within("ended_ms", 0, MOST_MS),
            _within("set_number", 1, MOST_SETS),
            _one_of("side", SIDES),
            f"measure IN ({', '.join(map(repr, MEASURES))})",
            _within("amount", 0, MOST_AMOUNT),
            _within("target", 0, MOST_AMOUNT),
            "completed IN (0, 1) AND open_ended IN (0, 1)",
        )
    ),
    "pains": " AND ".join((_text("exercise"), _within("level", *NUMBERS["level"], optional=True))),
    "efforts": " AND ".join((_text("exercise"), _one_of("effort", tuple(e.value for e in Effort)))),
    "decisions": " AND ".join(
        (_within("at_ms", FIRST_MS, LAST_MS), _text("kind"), _text("about"), "json_valid(value)")
    ),
    "facts": " AND ".join(
        (_within("number", 0, 2**62), _within("at_ms", 0, MOST_MS), "typeof(kind) = 'text'")
    ),
}
"""Condition for each row of a table."""
RECENT_MS = round(REMEMBERED_S * 1000)
_OBJECT = (
    "CASE WHEN json_valid(fields) THEN CASE json_type(fields) WHEN 'object' THEN fields END END"
)
"""The fields of a fact; NULL where they are not a JSON object, so that json_extract can't fail."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Number of rows of a history that can't be read."""

    sessions: int = 0
    details: int = 0
    """Sets, answers, facts and decisions."""

    def __bool__(self) -> bool:
        return bool(self.sessions or self.details)


def shield(database: sqlite3.Connection) -> None:
    """Let this connection see sound rows and printable text alone; it can't write any more.

    A table gets a view in its place only where it has unsound rows: a view costs the covering
    indexes. Facts are too many to look at all of them; they always have one.
    """
    found = {
        table: _count(database, f"main.{table} WHERE ({condition}) IS NOT TRUE")
        for table, condition in _CONDITIONS.items()
        if table != "facts"
    }
    facts = unsound_facts(database, RECENT_MS)
    _shield(database, ["facts", *(table for table, count in found.items() if count)])
    if facts or any(found.values()):
        sessions = found.pop("sessions")
        details = sum(found.values()) + facts
        database.execute(f"CREATE TEMP TABLE left_out AS SELECT {sessions}, {details}")


def shield_all(database: sqlite3.Connection) -> None:
    """The same without looking first, for a file whose pages may not all be readable."""
    _shield(database, _CONDITIONS)


def left_out(database: sqlite3.Connection) -> LeftOut:
    """Rows that the shield of this connection leaves out, with facts of the last weeks alone."""
    known = "SELECT count(*) FROM temp.sqlite_schema WHERE name = 'left_out'"
    if not database.execute(known).fetchone()[0]:
        return LeftOut()
    return LeftOut(*database.execute("SELECT * FROM temp.left_out").fetchone())


def unsound_facts(database: sqlite3.Connection, within_ms: int = LAST_MS) -> int:
    """Number of facts that can't be read, in sessions this long before the last one, or in all."""
    since = f"(SELECT max(began_at_ms) FROM main.sessions) - {within_ms}"
    return _count(
        database,
        f"main.facts WHERE session IN (SELECT number FROM main.sessions WHERE began_at_ms >= "
        f"{since}) AND ({_CONDITIONS['facts']} AND {_OBJECT} IS NOT NULL) IS NOT TRUE",
    )


def _shield(database: sqlite3.Connection, tables: Iterable[str]) -> None:
    database.text_factory = _stored_text
    for table in tables:
        columns = "*"
        if table == "facts":
            columns = f"session, number, at_ms, kind, {_OBJECT} AS fields"
        database.execute(
            f"CREATE TEMP VIEW {table} AS SELECT {columns} FROM main.{table} "
            f"WHERE {_CONDITIONS[table]}"
        )


def plain_object(text: str | None) -> dict[str, object] | None:
    """The JSON object in this text, with printable texts; None: it is not one."""
    value = stored_value(text)
    return value if isinstance(value, dict) else None


def stored_value(text: str | None) -> object:
    """The JSON value in this text, its texts printable; None also for what is not JSON."""
    try:
        return cleaned(json.loads(text or "null"))
    except (ValueError, RecursionError):
        return None


def cleaned(value: object) -> object:
    """A JSON value with its texts made printable."""
    match value:
        case str():
            return value if value.isprintable() else printable(value)
        case list():
            return [cleaned(one) for one in value]
        case dict():
            return {printable(name): cleaned(one) for name, one in value.items()}
    return value


def _count(database: sqlite3.Connection, rows: str) -> int:
    (count,) = database.execute(f"SELECT count(*) FROM {rows}").fetchone()
    return int(count)


def _stored_text(content: bytes) -> str:
    """Text as a page may show it, whatever bytes there are."""
    text = content.decode("utf-8", "replace")
    return text if text.isprintable() else printable(text)
