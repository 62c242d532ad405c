"""Whole workouts, to look back at: when, how long, how much, and how it felt."""

import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone
from functools import cache
from typing import Any

from voicecoach.history.active_time import active_ms

FEW = 100
"""So many sessions are looked up one by one; for more it is quicker to read whole tables."""


@dataclass(frozen=True, slots=True)
class PastWorkout:
    """One workout: a session, with those that went on with it."""

    id: str
    """Of its first session."""
    began: datetime
    """By the clock on the wall then."""
    routine: str
    active_ms: int
    """Pauses left out."""
    completed: bool | None
    """True: to the end; False: the user ended it early; None: it was broken off."""
    sets: int
    sessions: tuple[int, ...]
    """Their numbers in this database."""

    @property
    def day(self) -> date:
        """The day on which it began."""
        return self.began.date()


@dataclass(slots=True)
class Content:
    """What was done in a workout, and how it felt."""

    exercises: list[str] = field(default_factory=list)
    """With at least one set, in the order in which they were done."""
    efforts: dict[str, str] = field(default_factory=dict)
    """The last answer for each exercise, where there was one."""
    pains: dict[str, int | None] = field(default_factory=dict)
    """The worst report for each exercise that hurt; None: without a number."""


@dataclass(frozen=True, slots=True)
class SetDone:
    """A set, or one side or direction of it, with its times by the clock on the wall."""

    workout: str
    """The id of the first session of its workout."""
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


def workouts(database: sqlite3.Connection) -> tuple[PastWorkout, ...]:
    """All workouts in which a set was done, oldest first."""
    parts: dict[int, list[_Session]] = defaultdict(list)
    for row in database.execute(
        "SELECT workout, number, id, began_at_ms, utc_offset_s, routine, active_ms, completed, "
        "sets FROM sessions ORDER BY began_at_ms, number"
    ):
        parts[row[0]].append(_Session(*row[1:]))
    whole = (_workout(database, sessions) for sessions in parts.values())
    return tuple(one for one in whole if one.sets)


def contents(database: sqlite3.Connection, chosen: Sequence[PastWorkout]) -> Mapping[str, Content]:
    """What was done in these workouts, by their ids."""
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
    database: sqlite3.Connection,
    *,
    exercise: str | None = None,
    chosen: Sequence[PastWorkout] | None = None,
) -> Iterator[SetDone]:
    """The sets in the order in which they were done: all, of an exercise, or of some workouts."""
    conditions, values = ["true"], list[object]()
    if exercise:
        conditions.append("exercise = ?")
        values.append(exercise)
    if chosen is not None:
        numbers = [number for one in chosen for number in one.sessions]
        conditions.append(f"sets.session IN ({', '.join(map(str, numbers))})")
    query = (
        "SELECT workouts.id, workouts.routine, sessions.began_at_ms, sessions.utc_offset_s, "
        "sets.began_ms, sets.ended_ms, exercise, set_number, side, direction, measure, amount, "
        "target, sets.completed, open_ended, variation FROM sets "
        "JOIN sessions ON sessions.number = sets.session "
        "JOIN sessions AS workouts ON workouts.number = sessions.workout "
        f"WHERE {' AND '.join(conditions)} "
        "ORDER BY sessions.began_at_ms, sets.session, sets.number"
    )
    for row in database.execute(query, values):
        key, routine, at_ms, utc_offset_s, began_ms, ended_ms, *told = row
        began = wall_time(at_ms + began_ms, utc_offset_s)
        ended = wall_time(at_ms + ended_ms, utc_offset_s)
        *what, completed, open_ended, variation = told
        told = [*what, bool(completed), bool(open_ended), variation]
        yield SetDone(key, routine, began, ended, *told)


def wall_time(at_ms: int, utc_offset_s: int) -> datetime:
    """A moment since 1970, UTC, as the clock on the wall showed it, with its offset."""
    return datetime.fromtimestamp(at_ms / 1000, _zone(utc_offset_s))


@cache
def _zone(utc_offset_s: int) -> timezone:
    return timezone(timedelta(seconds=utc_offset_s))


@dataclass(frozen=True, slots=True)
class _Session:
    number: int
    id: str
    began_at_ms: int
    utc_offset_s: int
    routine: str
    active_ms: int | None
    completed: int | None
    sets: int


def _workout(database: sqlite3.Connection, sessions: Sequence[_Session]) -> PastWorkout:
    """A session that was resumed and ended counts the time of those before it."""
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
        sets=sum(one.sets for one in sessions),
        sessions=tuple(one.number for one in sessions),
    )


def _rows(
    database: sqlite3.Connection, sessions: Collection[int], columns: str, table: str, key: str
) -> list[tuple[Any, ...]]:
    """These columns, the first of which is the session, one row for each session and key."""
    query = f"SELECT {columns} FROM {table}"
    order = f"GROUP BY session, {key} ORDER BY session, {key}"
    if len(sessions) > FEW:
        return [row for row in database.execute(f"{query} {order}") if row[0] in sessions]
    marks = ", ".join("?" * len(sessions))
    query = f"{query} WHERE session IN ({marks}) {order}"
    return database.execute(query, tuple(sessions)).fetchall()


def _estimated_ms(database: sqlite3.Connection, session: int) -> int:
    """How long a session that did not end took, as its facts tell."""
    entered = database.execute(
        "SELECT at_ms, json_extract(fields, '$.phase') FROM facts "
        "WHERE session = ? AND kind = 'PhaseEntered' ORDER BY number",
        (session,),
    )
    query = "SELECT max(at_ms) FROM facts WHERE session = ?"
    (ended_ms,) = database.execute(query, (session,)).fetchone()
    return active_ms(entered, ended_ms)
