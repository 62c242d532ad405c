"""The page of `voicecoach` without a command."""

from collections.abc import Iterator
from datetime import datetime
from itertools import islice

from voicecoach.cli.pages.history import streak_line
from voicecoach.cli.pages.today import (
    Today,
    days_to_wait,
    done_text,
    named,
    rest_day_text,
    today_at,
    unfinished_text,
)
from voicecoach.program import program

MOST_LINES = 5
"""Limit to the lines about the day: all in all, the page has ten."""


def home_lines(now: datetime) -> Iterator[str]:
    """At most ten lines: the day, and the one command to begin with.

    Raises HistoryError and ContentError.
    """
    today = today_at(now)
    if not today.known:
        yield "An offline workout coach: it speaks, counts on the beat, and listens."
    yield from islice(_day_lines(today), MOST_LINES)
    yield ""
    yield from _next_lines(today)
    yield ""
    yield f"All routines: {program()} list. All commands: {program()} --help"


def _day_lines(today: Today) -> Iterator[str]:
    if today.running:
        yield f"Now: {today.running.line()}"
    if today.left:
        yield unfinished_text(today.left)
    yield from map(done_text, today.done)
    for schedule in today.due:
        yield f"Due at {schedule.at:%H:%M}: {schedule.routine}."
    for routine in today.under_way:
        days = days_to_wait(routine, today.planner)
        yield rest_day_text(routine, days) if days else f"Due: {named(routine)}."
    if today.known:
        yield streak_line(today.known, today.day)


def _next_lines(today: Today) -> Iterator[str]:
    if slug := today.next_routine:
        routine = today.planner.routine(slug)
        yield f"{program()} start {slug}"
        yield f"  {today.schedules.minutes(routine)} min. {routine.summary}"
    elif today.done:
        yield "You're done for today. Your progress:"
        yield f"{program()} progress"
    elif not today.running:
        yield "Nothing is due today. What comes next:"
        yield f"{program()} plan"
