"""Course of each exercise from day to day."""

import sqlite3
from collections import defaultdict
from collections.abc import Mapping
from datetime import date

from voicecoach.dataclass import dataclass

Point = tuple[date, float]


@dataclass(frozen=True, slots=True)
class TrendLine:
    """An exercise on one side and in one variation, day by day."""

    side: str | None
    variation: str | None
    """None: the usual one."""
    points: tuple[Point, ...]
    """Oldest first."""


@dataclass(frozen=True, slots=True)
class Trend:
    """Course of one exercise."""

    exercise: str
    measure: str
    is_best: bool
    """True if each point is the longest hold of its day; False: the total of its day."""
    lines: tuple[TrendLine, ...]
    last: date


def trends(
    database: sqlite3.Connection, *, since: date | None = None, until: date | None = None
) -> tuple[Trend, ...]:
    """All exercises done in this period, the latest first; one per measure of an exercise."""
    found: dict[tuple[str, str], dict[tuple[str | None, str | None], list[Row]]]
    found = defaultdict(lambda: defaultdict(list))
    query = (
        "SELECT exercise, measure, side, variation, "
        "date(began_at_ms / 1000 + utc_offset_s, 'unixepoch') AS day, "
        "max(amount), sum(amount), max(open_ended) "
        "FROM sets JOIN sessions ON sessions.number = sets.session "
        "WHERE day BETWEEN ? AND ? "
        "GROUP BY exercise, measure, side, variation, day ORDER BY day"
    )
    days = ((since or date.min).isoformat(), (until or date.max).isoformat())
    for exercise, measure, side, variation, day, most, total, is_open in database.execute(
        query, days
    ):
        row = Row(date.fromisoformat(day), most, total, bool(is_open))
        found[exercise, measure][side, variation].append(row)
    whole = [_trend(exercise, measure, rows) for (exercise, measure), rows in found.items()]
    return tuple(sorted(whole, key=lambda one: (-one.last.toordinal(), one.exercise)))


@dataclass(frozen=True, slots=True)
class Row:
    """One day of an exercise, on one side and in one variation."""

    day: date
    most: float
    total: float
    is_open: bool


def _trend(
    exercise: str, measure: str, rows: Mapping[tuple[str | None, str | None], list[Row]]
) -> Trend:
    everything = [row for some in rows.values() for row in some]
    is_best = any(row.is_open for row in everything)
    # The usual variation first, then right before left, as they are done.
    order = sorted(rows, key=lambda key: (key[1] is not None, key[1] or "", key[0] != "right"))
    lines = tuple(
        TrendLine(
            side,
            variation,
            tuple((row.day, row.most if is_best else row.total) for row in rows[side, variation]),
        )
        for side, variation in order
    )
    return Trend(exercise, measure, is_best, lines, max(row.day for row in everything))
