"""The beginning of a session: the last time, the streak, or a warm welcome back."""

from collections.abc import Callable, Iterator
from datetime import date

from voicecoach.core.phrases import Phrase, phrase
from voicecoach.core.progression.past import Past
from voicecoach.core.progression.streak import MOST_REST_DAYS, current, streaks

WEEK_DAYS = 7
LEAST_WEEKS = 2
"""Weeks from which on a streak is told."""


def streak_told(past: Past, *, now_s: float, day_of: Callable[[float], int]) -> Iterator[Phrase]:
    """Regularity of the training, in at most one sentence.

    `day_of` gives the ordinal of the user's day of a time (s since 1970, UTC), as `date` has it.
    """
    today = day_of(now_s)
    days = _days(past, today, day_of)
    if not days or today - days[-1] > MOST_REST_DAYS + 1:
        return
    monday = today - date.fromordinal(today).weekday()
    this_week = len({*(day for day in days if day >= monday), today})
    streak = current(streaks(map(date.fromordinal, days)), date.fromordinal(today))
    weeks = (today - streak.first.toordinal()) // WEEK_DAYS if streak else 0
    if this_week > 1:
        yield phrase("opening.this-week", n=this_week)
    elif weeks >= LEAST_WEEKS:
        yield phrase("opening.weeks", n=weeks)


def days_off_told(past: Past, *, now_s: float, day_of: Callable[[float], int]) -> Iterator[Phrase]:
    """A welcome back after more days without a workout than belong to a streak."""
    today = day_of(now_s)
    days = _days(past, today, day_of)
    if days and (missed := today - days[-1]) > MOST_REST_DAYS + 1:
        yield phrase("opening.back", n=missed)


def _days(past: Past, today: int, day_of: Callable[[float], int]) -> list[int]:
    return sorted({day for one in past.workouts if (day := day_of(one.at_s)) <= today})


def last_workout_told(
    routine: str, past: Past, *, now_s: float, day_of: Callable[[float], int]
) -> Iterator[Phrase]:
    """Day and length of the last time that the routine was completed; empty: today, or never.

    `routine` is its slug.
    """
    done = [one for one in past.workouts if one.routine == routine and one.completed]
    days = day_of(now_s) - day_of(done[-1].at_s) if done else 0
    if done and days > 0 and (active_ms := done[-1].active_ms):
        time = (phrase("summary.minutes", n=max(1, round(active_ms / 60_000))),)
        yield phrase("opening.last", n=days, time=time)
