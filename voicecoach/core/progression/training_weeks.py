"""The week of a routine with stages that is due, from the days on which it was done.

Training counts, not the calendar. A day between two workouts counts as long as they are no more
than twice their usual interval apart; a longer gap does not count as training. After two weeks
without the routine it goes back by as many days as the gap was longer, since the tissue loses
what it had gained.
"""

from collections.abc import Callable, Sequence
from itertools import pairwise

from voicecoach.core.progression.past import Past, Trained
from voicecoach.core.progression.rules import BREAK_DAYS
from voicecoach.core.workout.exercise import Side
from voicecoach.core.workout.routine import Routine

WEEK_DAYS = 7
DayOf = Callable[[float], int]
"""The user's day of a time (s since 1970, UTC), as a number that grows by one at midnight."""


def week_of(days: Sequence[int], today: int, *, every_days: int | None = None, weeks: int) -> int:
    """The week of training that a workout today belongs to, from 1 to `weeks` + 1.

    `days` are those of the workouts before, in order; `every_days` is the usual interval.
    """
    most = 2 * every_days if every_days else WEEK_DAYS
    trained = 0
    for before, after in pairwise([*days, today]):
        gap = after - before
        trained += min(max(gap, 0), most) if gap <= BREAK_DAYS else BREAK_DAYS - gap
        trained = min(max(trained, 0), weeks * WEEK_DAYS)
    return trained // WEEK_DAYS + 1


def due(routine: Routine, past: Past, *, now_s: float, day_of: DayOf) -> Routine:
    """The routine in the week that is due now."""
    days = [day_of(one.at_s) for one in trained_before(routine, past)]
    week = week_of(days, day_of(now_s), every_days=routine.every_days, weeks=routine.weeks)
    return routine.in_week(week)


def trained_before(routine: Routine, past: Past, *, but: str | None = None) -> tuple[Trained, ...]:
    """The workouts of this routine so far, except the one with the key `but`."""
    return tuple(one for one in past.trained if one.routine == routine.slug and one.workout != but)


def days_since(
    routine: Routine, past: Past, *, now_s: float, day_of: DayOf, but: str | None = None
) -> int | None:
    """Days since its last workout, except the one with the key `but`; None: there was none."""
    before = trained_before(routine, past, but=but)
    return max(0, day_of(now_s) - day_of(before[-1].at_s)) if before else None


def remembered_side(routine: Routine, past: Past) -> Side | None:
    """The only side that its last workout was for; None: both.

    A complaint on one side lasts as long as its stages; any other routine begins with both again.
    """
    before = trained_before(routine, past) if routine.stages else ()
    return before[-1].side if before else None
