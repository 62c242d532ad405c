"""Exports the history: from the database to the content of files."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import Path

from voicecoach.content.loader import load_library
from voicecoach.errors import ContentError, HistoryError
from voicecoach.files import write_named_file
from voicecoach.history.json_archive import exported
from voicecoach.history.opening import reading
from voicecoach.history.overview import Content, PastWorkout, SetDone, contents, sets_done, workouts
from voicecoach.history.streak import streaks
from voicecoach.places import content_directory, history_file


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
    with reading(history_file()) as database:
        sessions = None
        if database and (since or until):
            chosen = [one for one in workouts(database) if _is_between(one.day, since, until)]
            sessions = frozenset(number for one in chosen for number in one.sessions)
        return "".join(exported(database, sessions)).encode()


def chosen_workouts(since: date | None, until: date | None) -> Chosen:
    """Workouts of a period; raises HistoryError if there are none."""
    with reading(history_file()) as database:
        known = workouts(database) if database else ()
        chosen = [one for one in known if _is_between(one.day, since, until)]
        if database is None or not chosen:
            raise HistoryError("There are no workouts to export. To see yours: voicecoach history")
        done = sorted(sets_done(database, chosen), key=_workout_of)
        sets = {key: list(some) for key, some in groupby(done, _workout_of)}
        return Chosen(chosen, sets, contents(database, chosen), _names())


def exporter(kind: str) -> Callable[[Chosen], bytes]:
    """The exporter for this format: csv, fit, ics or text."""
    return {"csv": _csv, "fit": _fit, "ics": _ics, "text": _text}[kind]


def fit_files(chosen: Chosen, folder: Path) -> int:
    """Write each workout to a FIT file of its own; return the number of files."""
    from voicecoach.exports.fit import fit_activity

    for one in chosen.workouts:
        name = f"{one.began:%Y-%m-%dT%H%M%S}-{one.routine}.fit"
        write_named_file(folder / name, fit_activity(one, chosen.done[one.id], chosen.names))
    return len(chosen.workouts)


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


def _workout_of(one: SetDone) -> str:
    return one.workout


def _is_between(day: date, since: date | None, until: date | None) -> bool:
    return (since is None or day >= since) and (until is None or day <= until)


def _names() -> dict[str, str]:
    """Names of the exercises in the library; none if it has errors, which don't stop an export."""
    try:
        library = load_library(content_directory())
    except ContentError:
        return {}
    return {slug: one.name for slug, one in library.exercises.items()}
