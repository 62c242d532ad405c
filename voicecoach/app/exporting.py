"""Exports the history: from the database to the content of files."""

import re
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from itertools import groupby
from pathlib import Path

from voicecoach.app.own_content import usable_library
from voicecoach.app.session.familiarity import familiar_topics
from voicecoach.app.stored import from_history
from voicecoach.app.telling import tell
from voicecoach.core.progression.streak import streaks
from voicecoach.dataclass import dataclass
from voicecoach.errors import HistoryError
from voicecoach.files import write_named_file
from voicecoach.history.json_archive import exported
from voicecoach.history.overview import Content, PastWorkout, SetDone, contents, sets_done, workouts
from voicecoach.places import familiarity_file
from voicecoach.program import program

LONGEST_NAME_PART = 60
"""Characters of a routine in the name of a file."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """The workouts to export, with their sets."""

    workouts: Sequence[PastWorkout]
    """Oldest first; at least one."""
    done: Mapping[str, Sequence[SetDone]]
    """Sets by workout id."""
    contents: Mapping[str, Content]
    names: Mapping[str, str]
    """Names of exercises, by slug."""

    @property
    def last(self) -> PastWorkout:
        """The latest workout."""
        return self.workouts[-1]


def archive(since: date | None, until: date | None) -> bytes:
    """The whole history, or the sessions of a period, as JSON."""
    familiar = None if since or until else familiar_topics(familiarity_file())

    def export(database: sqlite3.Connection) -> bytes:
        sessions = None
        if since or until:
            chosen = [one for one in workouts(database) if _is_between(one.day, since, until)]
            sessions = frozenset(number for one in chosen for number in one.sessions)
        return "".join(exported(database, sessions, familiar=familiar)).encode()

    return from_history(export) or "".join(exported(None, familiar=familiar)).encode()


def chosen_workouts(since: date | None, until: date | None) -> Chosen:
    """Workouts of a period; raises HistoryError if there are none."""

    def choose(database: sqlite3.Connection) -> Chosen:
        chosen = [one for one in workouts(database) if _is_between(one.day, since, until)]
        done = sorted(sets_done(database, chosen), key=_workout_of)
        sets = {key: list(some) for key, some in groupby(done, _workout_of)}
        # Of a damaged workout there may be no set that can be read.
        chosen = [one for one in chosen if one.id in sets]
        return Chosen(chosen, sets, contents(database, chosen), _names())

    chosen = from_history(choose)
    if chosen is None or not chosen.workouts:
        raise HistoryError(f"There are no workouts to export. To see yours: {program()} history")
    return chosen


def exporter(kind: str) -> Callable[[Chosen], bytes]:
    """The exporter for this format: csv, fit, ics or text."""
    return {"csv": _csv, "fit": _fit, "ics": _ics, "text": _text}[kind]


def fit_files(chosen: Chosen, folder: Path) -> int:
    """Write each workout to a FIT file of its own; return the number of files."""
    from voicecoach.exports.fit import fit_activity

    written: set[str] = set()
    for one in chosen.workouts:
        try:
            content = fit_activity(one, chosen.done[one.id], chosen.names)
        except HistoryError as error:
            tell(str(error))
            continue
        name = f"{one.began:%Y-%m-%dT%H%M%S}-{_part_of_name(one.routine)}"
        if name in written:
            name = f"{name}-{one.id}"
        written.add(name)
        write_named_file(folder / f"{name}.fit", content)
    return len(written)


def _csv(chosen: Chosen) -> bytes:
    from voicecoach.exports.csv import csv_table

    done = (one for workout in chosen.workouts for one in chosen.done[workout.id])
    return csv_table(done, chosen.contents).encode()


def _fit(chosen: Chosen) -> bytes:
    from voicecoach.exports.fit import fit_activity

    return fit_activity(chosen.last, chosen.done[chosen.last.id], chosen.names)


def _ics(chosen: Chosen) -> bytes:
    from voicecoach.exports.ical import done_calendar

    return done_calendar(chosen.workouts, chosen.done, chosen.contents, chosen.names)


def _text(chosen: Chosen) -> bytes:
    from voicecoach.exports.text import summary_text

    last = chosen.last
    found = streaks(one.day for one in chosen.workouts)
    done, content = chosen.done[last.id], chosen.contents[last.id]
    return summary_text(last, done, content, chosen.names, found[-1]).encode()


def _part_of_name(text: str) -> str:
    """The text as a part of a file name: an imported routine may be called "../x"."""
    return re.sub(r"[^\w-]+", "-", text)[:LONGEST_NAME_PART] or "workout"


def _workout_of(one: SetDone) -> str:
    return one.workout


def _is_between(day: date, since: date | None, until: date | None) -> bool:
    return (since is None or day >= since) and (until is None or day <= until)


def _names() -> dict[str, str]:
    """Names of the exercises, by slug."""
    return {slug: one.name for slug, one in usable_library().exercises.items()}
