"""The list of workouts as text, by month; formatted by hand, because years must print fast."""

import shutil
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from textwrap import wrap

import click

from voicecoach.cli.pages.width import WIDEST
from voicecoach.core.progression.streak import current, longest, streaks
from voicecoach.core.workout.conduct import resistance_text
from voicecoach.date_text import date_text
from voicecoach.exports.amounts import amount_text, count_text, time_text
from voicecoach.history.overview import (
    Content,
    PastWorkout,
    SetDone,
    contents,
    session_number,
    sets_done,
)
from voicecoach.program import program


def no_workouts() -> str:
    """Text of a page without any workouts."""
    return f"No workouts yet. Start one: {program()} start balance"


_ENDED = {True: "", False: "ended early", None: "interrupted"}
_INDENT = " " * 17


def history_lines(
    database: sqlite3.Connection,
    known: Sequence[PastWorkout],
    chosen: Sequence[PastWorkout],
    shown: Sequence[PastWorkout],
    *,
    today: date,
    with_sets: bool,
    running: str = "",
) -> Iterator[str]:
    """Lines of the page.

    `known` are all workouts, `chosen` those the user asked for, `shown` those to print. `running`
    is the id of the session in progress, if there is one.
    """
    if not known:
        yield no_workouts()
        return
    if not chosen:
        first, last = known[0].day, known[-1].day
        yield f"No workouts in that period. Yours are from {first} to {last}."
        return
    columns = min(shutil.get_terminal_size().columns, WIDEST)
    content = contents(database, shown)
    sets = _sets_of(database, shown) if with_sets else {}
    totals = {month: list(some) for month, some in groupby(chosen, _month)}
    width = max(len(one.routine) for one in shown)
    in_progress = session_number(database, running) if running else None
    for month, some in groupby(reversed(shown), _month):
        yield _month_line(month, totals[month])
        for one in some:
            yield _workout_line(one, width, is_running=in_progress in one.sessions)
            yield from _content_lines(content[one.id], columns)
            yield from _set_lines(sets.get(one.id, ()), columns)
        yield ""
    if len(shown) < len(chosen):
        earlier = count_text(len(chosen) - len(shown), "earlier workout")
        yield f"{earlier}: {program()} history --all"
    yield _total_line(known)
    yield from _wrapped(streak_line(known, today), columns)


def streak_line(known: Sequence[PastWorkout], today: date) -> str:
    """The current streak, or the longest one if none is running."""
    found = streaks(one.day for one in known)
    now, most = current(found, today), longest(found)
    if now is None:
        return f"Longest streak so far: {count_text(most.days, 'workout day')}." if most else ""
    best = "" if now == most or most is None else f" Your longest: {most.days}."
    until = "today" if now.lasts_until == today else f"{now.lasts_until:%A}"
    return (
        f"Streak: {count_text(now.days, 'workout day')} since {date_text(now.first)}, "
        "rest days forgiven; "
        f"a workout by {until} keeps it going.{best}"
    )


def _month(one: PastWorkout) -> tuple[int, int]:
    return one.day.year, one.day.month


def _month_line(month: tuple[int, int], whole: Sequence[PastWorkout]) -> str:
    name = click.style(f"{date(*month, 1):%B %Y}", bold=True)
    time = time_text(sum(one.active_ms for one in whole))
    aside = click.style(f"{count_text(len(whole), 'workout')}, {time}", dim=True)
    return f"{name}  {aside}"


def _workout_line(one: PastWorkout, width: int, *, is_running: bool) -> str:
    ended = "running" if is_running else _ENDED[one.completed]
    line = (
        f"  {one.began:%a} {one.day.day:2}  {one.began:%H:%M}  {one.routine:{width}}  "
        f"{time_text(one.active_ms):>6}  {count_text(one.sets, 'set'):>7}"
    )
    return f"{line}  {ended}" if ended else line


def _content_lines(content: Content, columns: int) -> Iterator[str]:
    if content.pains:
        reports = (
            name if level is None else f"{name} {level} of 10"
            for name, level in content.pains.items()
        )
        yield from _wrapped(f"hurt: {', '.join(reports)}", columns, _INDENT)
    for effort in ("hard", "easy"):
        if names := [name for name, felt in content.efforts.items() if felt == effort]:
            for line in _wrapped(f"{effort}: {', '.join(names)}", columns, _INDENT):
                yield click.style(line, dim=True)


def _wrapped(text: str, columns: int, indent: str = "") -> list[str]:
    # Wrapping is slow, and nearly all of thousands of lines fit as they are.
    if len(indent) + len(text) <= columns:
        return [indent + text]
    return wrap(text, columns, initial_indent=indent, subsequent_indent=f"{indent}  ")


def _sets_of(
    database: sqlite3.Connection, shown: Sequence[PastWorkout]
) -> Mapping[str, Sequence[SetDone]]:
    done = sorted(sets_done(database, shown), key=lambda one: one.workout)
    return {key: list(some) for key, some in groupby(done, lambda one: one.workout)}


def _set_lines(done: Sequence[SetDone], columns: int) -> Iterator[str]:
    for one in done:
        against = resistance_text(one.kilograms, one.band)
        parts = (one.side, one.direction, one.variation, against)
        which = " ".join(part for part in parts if part)
        name = " ".join(part for part in (one.exercise, str(one.set_number), which) if part)
        yield from _wrapped(f"{name}: {amount_text(one)}", columns, _INDENT)


def _total_line(known: Sequence[PastWorkout]) -> str:
    time = time_text(sum(one.active_ms for one in known))
    return f"Total: {count_text(len(known), 'workout')}, {time}, since {date_text(known[0].day)}."
