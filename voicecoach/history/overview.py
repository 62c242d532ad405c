"""Whole workouts, to look back at: their time, duration, sets, and how they felt."""

import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from datetime import date, datetime, timedelta, timezone
from functools import cache
from typing import Any, NamedTuple

from voicecoach.core.progression.whole_sets import count_whole_sets
from voicecoach.dataclass import dataclass
from voicecoach.history.active_time import active_ms
from voicecoach.history.resumed import chain_depths
from voicecoach.history.schema import field_of_fact

FEW = 100
"""Up to this number sessions are looked up one by one; for more it is quicker to read whole tables.
"""


@dataclass(frozen=True, slots=True)
class PastWorkout:
    """One workout: a session, with those that continued it."""

    id: str
    """Id of its first session."""
    began: datetime
    """Local time then, with its offset."""
    routine: str
    active_ms: int
    """Duration without pauses, ms."""
    completed: bool | None
    """True: to the end; False: the user ended it early; None: it was broken off."""
    sets: int
    """Whole sets: both sides of one count once."""
    sessions: tuple[int, ...]
    """Their numbers in this database, in order."""

    @property
    def day(self) -> date:
        """Local day on which it began."""
        return self.began.date()


@dataclass(slots=True)
class Content:
    """The sets of a workout, and how they felt."""

    exercises: list[str] = field(default_factory=list)
    """Exercises with at least one set, in the order in which they were done."""
    efforts: dict[str, str] = field(default_factory=dict)
    """Last answer for each exercise, where there was one."""
    pains: dict[str, int | None] = field(default_factory=dict)
    """Worst report for each exercise that hurt; None: without a number."""


@dataclass(frozen=True, slots=True)
class SetDone:
    """A set, or one side or direction of it, with its local times."""

    workout: str
    """Id of its workout."""
    routine: str
    began: datetime
    ended: datetime
    exercise: str
    set_number: int
    side: str | None
    direction: str | None
    measure: str
    amount: float
    target: float
    completed: bool
    open_ended: bool
    variation: str | None
    kilograms: float | None = None
    band: str | None = None


def workouts(database: sqlite3.Connection) -> tuple[PastWorkout, ...]:
    """All workouts in which a set was done, oldest first."""
    query = (
        "SELECT workout, number, id, began_at_ms, utc_offset_s, routine, active_ms, completed "
        "FROM sessions ORDER BY began_at_ms, number"
    )
    sets: dict[int, int] = dict(database.execute(_WHOLE_SETS))
    depths = chain_depths(database)
    parts: dict[int, list[_Session]] = defaultdict(list)
    for workout, number, *row in database.execute(query):
        parts[workout].append(_Session(number, sets.get(number, 0), *row))
    found = []
    for root, sessions in parts.items():
        if len(sessions) > 1:
            sessions.sort(key=lambda one: (one.number != root, depths.get(one.number, 0)))
        found.append(_workout(database, sessions))
    return tuple(sorted((one for one in found if one.sets), key=lambda one: one.began))


def contents(database: sqlite3.Connection, chosen: Sequence[PastWorkout]) -> Mapping[str, Content]:
    """The sets of these workouts, by the ids of the workouts."""
    workout_of = {number: one.id for one in chosen for number in one.sessions}
    found = {one.id: Content() for one in chosen}
    done = _rows(database, workout_of, "session, min(number), exercise", "sets", "exercise")
    for session, _, exercise in sorted(done):
        exercises = found[workout_of[session]].exercises
        if exercise not in exercises:
            exercises.append(exercise)
    felt = _rows(database, workout_of, "session, number, exercise, effort", "efforts", "number")
    for session, _, exercise, effort in felt:
        if effort is not None:
            found[workout_of[session]].efforts[exercise] = effort
    hurt = _rows(database, workout_of, "session, exercise, max(level)", "pains", "exercise")
    for session, exercise, level in hurt:
        pains = found[workout_of[session]].pains
        worst = pains.get(exercise)
        pains[exercise] = level if worst is None else max(worst, level or 0)
    return found


def sets_done(
    database: sqlite3.Connection, chosen: Sequence[PastWorkout] | None = None
) -> Iterator[SetDone]:
    """The sets of these workouts, or of all, in the order in which they were done."""
    if chosen is None:
        chosen = workouts(database)
    workout_of = {number: one for one in chosen for number in one.sessions}
    query = (
        "SELECT sets.session, began_at_ms, utc_offset_s, began_ms, ended_ms, exercise, set_number, "
        "side, direction, measure, amount, target, sets.completed, open_ended, variation, "
        f"{field_of_fact('kilograms')}, {field_of_fact('band')} "
        "FROM sets JOIN sessions ON sessions.number = sets.session "
        "JOIN facts ON facts.session = sets.session AND facts.number = sets.number "
        f"WHERE sets.session IN ({', '.join(map(str, workout_of))}) "
        "ORDER BY began_at_ms, sets.session, sets.number"
    )
    rows: Iterable[tuple[Any, ...]] = database.execute(query)
    if chain_depths(database):
        place = {number: index for index, number in enumerate(workout_of)}
        rows = sorted(rows, key=lambda row: place[row[0]])
    for session, at_ms, utc_offset_s, began_ms, ended_ms, *values in rows:
        workout = workout_of[session]
        began = wall_time(at_ms + min(began_ms, ended_ms), utc_offset_s)
        ended = wall_time(at_ms + ended_ms, utc_offset_s)
        *what, completed, open_ended, variation, kilograms, band = values
        what += [bool(completed), bool(open_ended), variation, kilograms, band]
        yield SetDone(workout.id, workout.routine, began, ended, *what)


def session_number(database: sqlite3.Connection, session: str) -> int | None:
    """Number of the session of this id; None: there is none."""
    row = database.execute("SELECT number FROM sessions WHERE id = ?", (session,)).fetchone()
    return row[0] if row else None


def wall_time(at_ms: int, utc_offset_s: int) -> datetime:
    """Local time of a moment since 1970, UTC, with its offset."""
    return datetime.fromtimestamp(at_ms / 1000, _zone(utc_offset_s))


@cache
def _zone(utc_offset_s: int) -> timezone:
    return timezone(timedelta(seconds=utc_offset_s))


_WHOLE_SETS = """
SELECT session, sum(exercise IS NOT exercise_before OR set_number IS NOT set_number_before
                    OR (side IS side_before AND direction IS direction_before))
FROM (SELECT session, exercise, set_number, side, direction,
             lag(exercise) OVER parts AS exercise_before,
             lag(set_number) OVER parts AS set_number_before,
             lag(side) OVER parts AS side_before, lag(direction) OVER parts AS direction_before
      FROM sets WINDOW parts AS (PARTITION BY session ORDER BY number))
GROUP BY session
"""
"""The number of each session with its `count_whole_sets`, of all sessions in one go."""


@dataclass(frozen=True, slots=True)
class _Session:
    number: int
    sets: int
    id: str
    began_at_ms: int
    utc_offset_s: int
    routine: str
    active_ms: int | None
    completed: int | None


class _SetPart(NamedTuple):
    exercise: str
    set_number: int
    side: str | None
    direction: str | None


def _workout(database: sqlite3.Connection, sessions: Sequence[_Session]) -> PastWorkout:
    """A workout of these sessions, in order; the last one's time includes those before it."""
    first, last = sessions[0], sessions[-1]
    active = last.active_ms
    if active is None:
        active = sum(_estimated_ms(database, one.number) for one in sessions)
    return PastWorkout(
        id=first.id,
        began=wall_time(first.began_at_ms, first.utc_offset_s),
        routine=first.routine,
        active_ms=active,
        completed=None if last.completed is None else bool(last.completed),
        sets=first.sets if len(sessions) == 1 else _whole_sets(database, sessions),
        sessions=tuple(one.number for one in sessions),
    )


def _whole_sets(database: sqlite3.Connection, sessions: Sequence[_Session]) -> int:
    """Whole sets of a workout that broke off, perhaps between both sides of one."""
    query = (
        "SELECT exercise, set_number, side, direction FROM sets WHERE session = ? ORDER BY number"
    )
    return count_whole_sets(
        _SetPart(*row) for one in sessions for row in database.execute(query, (one.number,))
    )


def _rows(
    database: sqlite3.Connection, sessions: Collection[int], columns: str, table: str, key: str
) -> list[tuple[Any, ...]]:
    """One row of these columns for each session and key; the first column is the session."""
    query = f"SELECT {columns} FROM {table}"
    order = f"GROUP BY session, {key} ORDER BY session, {key}"
    if len(sessions) > FEW:
        return [row for row in database.execute(f"{query} {order}") if row[0] in sessions]
    marks = ", ".join("?" * len(sessions))
    query = f"{query} WHERE session IN ({marks}) {order}"
    return database.execute(query, tuple(sessions)).fetchall()


def _estimated_ms(database: sqlite3.Connection, session: int) -> int:
    """Duration of a session that did not end, from its facts."""
    entered = database.execute(
        "SELECT at_ms, json_extract(fields, '$.phase') FROM facts "
        "WHERE session = ? AND kind = 'PhaseEntered' ORDER BY number",
        (session,),
    )
    query = "SELECT max(at_ms) FROM facts WHERE session = ?"
    (ended_ms,) = database.execute(query, (session,)).fetchone()
    return active_ms(entered, ended_ms)
