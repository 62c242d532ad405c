"""The past as a session needs it: doses, pains, bests, and where to resume."""

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TypeVar, get_args

from voicecoach.core.facts import (
    Choice,
    DoseGiven,
    DoseWished,
    EffortRated,
    ExerciseSkipped,
    Fact,
    MorningAnswered,
    PainReported,
    PhaseEntered,
    PlaceReached,
    SessionStarted,
    SetEnded,
    WordsAsked,
)
from voicecoach.core.progression.past import (
    CLOCK_SKEW_S,
    NO_PAST,
    REMEMBERED_S,
    TRAINED_S,
    Best,
    DoneWorkout,
    Past,
    Pin,
    TimedFact,
    Trained,
    Unfinished,
)
from voicecoach.core.workout.exercise import Measure, Side
from voicecoach.core.workout.schedule import Schedule
from voicecoach.errors import DamagedHistoryError, HistoryError
from voicecoach.history.active_time import active_ms
from voicecoach.history.decisions import Decided, decisions, schedule_of
from voicecoach.history.opening import check, reading, set_aside
from voicecoach.history.reading_facts import SessionFact, read_facts
from voicecoach.history.rescue import left_out_line
from voicecoach.history.salvaging import salvage
from voicecoach.history.schema import CHOSEN
from voicecoach.history.soundness import left_out

LAST_WORKOUTS = 2
"""Number of workouts remembered of an exercise that was last done long ago."""

FactT = TypeVar("FactT")
ResultT = TypeVar("ResultT")

_ABOUT_EXERCISES = (DoseGiven, SetEnded, ExerciseSkipped, EffortRated, DoseWished, WordsAsked)
_FOR_EVER = (
    "sessions.began_at_ms <= ? AND facts.kind = 'PainReported' "
    "AND (facts.session, facts.number) IN (SELECT session, number FROM pains)",
    "sessions.began_at_ms <= ? AND facts.kind = 'MorningAnswered'",
    f"sessions.began_at_ms <= ? AND {CHOSEN}",
)
"""Conditions of the few facts that never expire, each found by a table or an index of its own."""

_STARTS = (
    "sessions.began_at_ms BETWEEN ? AND ? AND facts.number = 0 "
    "AND facts.kind = 'SessionStarted' "
    "AND sessions.workout = sessions.number "
    "AND EXISTS (SELECT 1 FROM sessions AS part JOIN sets ON sets.session = part.number "
    "WHERE part.workout = sessions.number)"
)
"""Condition of the first fact of each workout in which a set was done."""


class StoredHistory:
    """The History port on a file.

    An unreadable history counts as empty; the recorder reports the error. A damaged one is set
    aside, and what is readable of it is taken over.
    """

    def __init__(self, path: Path, now_s: float, *, has_unfinished: bool = True) -> None:
        """`now_s` is the time since 1970, UTC.

        `has_unfinished` is False while the session that is not over is still running.
        """
        self.messages: list[str] = []
        """Messages for the user, a sentence or more each."""
        self._path = path
        self._now_s = now_s
        self._has_unfinished = has_unfinished

    def past(self) -> Past:
        """The past as progression, pain and records need it; `NO_PAST` if it can't be read."""

        def read(database: sqlite3.Connection) -> Past:
            check(self._path, database)
            if missing := left_out(database):
                self.messages.append(left_out_line(self._path, missing))
            return past(database, self._now_s)

        return self._read(read, NO_PAST)

    def unfinished(self) -> Unfinished | None:
        """The session to resume, however old; None: there is none."""
        if not self._has_unfinished:
            return None
        return self._read(lambda database: unfinished(database, self._now_s), None)

    def _read(self, read: Callable[[sqlite3.Connection], ResultT], otherwise: ResultT) -> ResultT:
        try:
            try:
                with reading(self._path) as database:
                    return read(database) if database else otherwise
            except DamagedHistoryError:
                self.messages.append(salvage(set_aside(self._path), self._path))
                with reading(self._path) as database:
                    return read(database) if database else otherwise
        except HistoryError:
            pass
        return otherwise


def past(database: sqlite3.Connection, now_s: float) -> Past:
    """All that the core needs of what was done until `now_s`, as `Past` says."""
    since_ms, until_ms = round((now_s - REMEMBERED_S) * 1000), _latest_ms(now_s)
    recent = read_facts(
        database,
        f"{_kinds(_ABOUT_EXERCISES)} AND sessions.began_at_ms BETWEEN ? AND ?",
        *_names(_ABOUT_EXERCISES),
        since_ms,
        until_ms,
    )
    known = [*_long_ago(database, since_ms), *recent]
    for_ever = [one for condition in _FOR_EVER for one in read_facts(database, condition, until_ms)]
    pins, put_back, undone = _decided(database)
    return Past(
        doses=_of(known, DoseGiven),
        sets=_of(known, SetEnded),
        skips=_of(known, ExerciseSkipped),
        efforts=_of(known, EffortRated),
        wishes=_of(known, DoseWished),
        asked=_of(known, WordsAsked),
        pains=_of(for_ever, PainReported),
        mornings=_of(for_ever, MorningAnswered),
        schedules=_schedules(database),
        workouts=_workouts(database, until_ms),
        choices=_of(for_ever, get_args(Choice)),
        bests=bests(database),
        pins=pins,
        undone_s=undone,
        put_back_s=put_back,
        trained=trained(database, now_s),
    )


def trained(database: sqlite3.Connection, now_s: float) -> tuple[Trained, ...]:
    """The workouts of the last year in which a set was done, oldest first."""
    since_ms, until_ms = round((now_s - TRAINED_S) * 1000), _latest_ms(now_s)
    starts = read_facts(database, _STARTS, since_ms, until_ms)
    return tuple(
        Trained(one.fact.routine, one.workout, one.at_s, one.fact.side)
        for one in starts
        if isinstance(one.fact, SessionStarted)
    )


def _workouts(database: sqlite3.Connection, until_ms: int) -> tuple[DoneWorkout, ...]:
    # Facts after a resumed session have the time and the routine of the whole workout.
    rows = database.execute(
        "SELECT min(began_at_ms) AS began, routine, max(active_ms), max(completed) FROM sessions "
        "WHERE workout IN (SELECT workout FROM sessions WHERE EXISTS "
        "(SELECT 1 FROM sets WHERE sets.session = sessions.number)) AND began_at_ms <= ? "
        "GROUP BY workout ORDER BY began",
        (until_ms,),
    )
    return tuple(
        DoneWorkout(began_ms / 1000, routine, active_ms, bool(completed))
        for began_ms, routine, active_ms, completed in rows
    )


def bests(database: sqlite3.Connection) -> tuple[Best, ...]:
    """The best set of each exercise, side and measure, done in the usual way.

    Of several equally good ones it is the first.
    """
    most = database.execute(
        "SELECT exercise, side, measure, max(amount) FROM sets WHERE variation IS NULL "
        "GROUP BY exercise, side, measure"
    ).fetchall()
    first = (
        "SELECT min(began_at_ms + ended_ms) FROM sets JOIN sessions ON sessions.number = session "
        "WHERE exercise = ? AND side IS ? AND measure = ? AND variation IS NULL AND amount = ?"
    )
    found = []
    for row in most:
        (at_ms,) = database.execute(first, row).fetchone()
        exercise, side, measure, amount = row
        if at_ms is not None:
            which = Side(side) if side else None
            found.append(Best(exercise, which, Measure(measure), amount, at_ms / 1000))
    return tuple(found)


def unfinished(database: sqlite3.Connection, now_s: float) -> Unfinished | None:
    """The latest session that has a place and neither ended, nor was resumed, nor declined.

    Those that a wrong clock has dated after `now_s`, in seconds since 1970, UTC, are not offered.
    """
    row = database.execute(
        "SELECT number, id, workout FROM sessions WHERE completed IS NULL AND NOT followed "
        "AND EXISTS (SELECT 1 FROM facts "
        "WHERE facts.session = sessions.number AND kind = 'PlaceReached') "
        "AND began_at_ms <= ? ORDER BY began_at_ms DESC LIMIT 1",
        (_latest_ms(now_s),),
    ).fetchone()
    if row is None:
        return None
    number, key, workout = row
    whole = read_facts(database, "sessions.workout = ?", workout)
    starts = [one.fact for one in whole if isinstance(one.fact, SessionStarted)]
    places = [
        one.fact for one in whole if one.session == number and isinstance(one.fact, PlaceReached)
    ]
    if not starts or not places:
        return None
    return Unfinished(
        session=key,
        left_s=max(one.at_s for one in whole if one.session == number),
        started=starts[0],
        place=places[-1],
        done=tuple(one.fact for one in whole if isinstance(one.fact, SetEnded)),
        active_ms=_active_ms(whole),
        doses=tuple(one.fact for one in whole if isinstance(one.fact, DoseGiven)),
        pains=tuple(one.fact for one in whole if isinstance(one.fact, PainReported)),
    )


def _active_ms(whole: Sequence[SessionFact]) -> int:
    """Duration of all sessions of a workout together."""
    total = 0
    for session in dict.fromkeys(one.session for one in whole):
        own = [one for one in whole if one.session == session]
        entered = [
            (round(one.at_s * 1000), one.fact.phase)
            for one in own
            if isinstance(one.fact, PhaseEntered)
        ]
        total += active_ms(entered, round(own[-1].at_s * 1000))
    return total


def _long_ago(database: sqlite3.Connection, before_ms: int) -> list[SessionFact]:
    """The last workouts of exercises that were not done since this moment."""
    found: list[SessionFact] = []
    done_since = (
        "SELECT exercise FROM sets WHERE session IN "
        "(SELECT number FROM sessions WHERE began_at_ms >= ?)"
    )
    query = f"SELECT DISTINCT exercise FROM sets EXCEPT {done_since}"
    for (exercise,) in database.execute(query, (before_ms,)).fetchall():
        found += read_facts(
            database,
            f"{_kinds(_ABOUT_EXERCISES)} AND json_extract(facts.fields, '$.exercise') = ? "
            "AND sessions.workout IN (SELECT workout FROM sets "
            "JOIN sessions ON sessions.number = session WHERE exercise = ? "
            f"GROUP BY workout ORDER BY max(began_at_ms) DESC LIMIT {LAST_WORKOUTS})",
            *_names(_ABOUT_EXERCISES),
            exercise,
            exercise,
        )
    return sorted(found, key=lambda one: one.at_s)


def _decided(
    database: sqlite3.Connection,
) -> tuple[dict[str, Pin], dict[str, float], dict[str, float]]:
    pins: dict[str, Pin] = {}
    put_back: dict[str, float] = {}
    undone: dict[str, float] = {}
    for one in decisions(database):
        at_s = one.at_ms / 1000
        match one.kind:
            case Decided.PIN if isinstance(one.value, int):
                pins[one.about] = Pin(one.value, at_s)
            case Decided.UNPIN:
                pins.pop(one.about, None)
            case Decided.PUT_BACK:
                put_back[one.about] = at_s
            case Decided.UNDO:
                undone[one.about] = at_s
    return pins, put_back, undone


def _schedules(database: sqlite3.Connection) -> tuple[Schedule, ...]:
    found: dict[str, Schedule | None] = {
        one.about: schedule_of(one.about, one.value)
        for one in decisions(database)
        if one.kind is Decided.SCHEDULE
    }
    return tuple(schedule for schedule in found.values() if schedule)


def _latest_ms(now_s: float) -> int:
    """Beginning of the latest session that counts as done: a clock may have been set back since."""
    return round((now_s + CLOCK_SKEW_S) * 1000)


def _of(
    known: Iterable[SessionFact], kind: type[FactT] | tuple[type[FactT], ...]
) -> tuple[TimedFact[FactT], ...]:
    return tuple(
        TimedFact(one.at_s, one.workout, one.fact) for one in known if isinstance(one.fact, kind)
    )


def _kinds(kinds: Sequence[type[Fact]]) -> str:
    return f"facts.kind IN ({', '.join('?' * len(kinds))})"


def _names(kinds: Sequence[type[Fact]]) -> list[str]:
    return [kind.__name__ for kind in kinds]
