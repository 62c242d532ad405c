"""Streaks of days with a workout, which forgive rest days."""

from collections.abc import Iterable
from datetime import date, timedelta

from voicecoach.dataclass import dataclass

MOST_REST_DAYS = 3
"""Days without a workout that do not break a streak: two workouts a week, evenly spread, keep one
up. General strength is trained on 2 to 3 days a week (ACSM 2009)."""


@dataclass(frozen=True, slots=True)
class Streak:
    """Consecutive days with a workout, at most `MOST_REST_DAYS` apart."""

    first: date
    last: date
    days: int
    """Number of days with a workout."""

    @property
    def lasts_until(self) -> date:
        """Last day on which a workout continues it."""
        return self.last + timedelta(days=MOST_REST_DAYS + 1)


def streaks(days: Iterable[date]) -> tuple[Streak, ...]:
    """All streaks of these days, oldest first; days may repeat, and come in any order."""
    found: list[Streak] = []
    for day in sorted(set(days)):
        if found and day <= found[-1].lasts_until:
            found[-1] = Streak(found[-1].first, day, found[-1].days + 1)
        else:
            found.append(Streak(day, day, 1))
    return tuple(found)


def current(found: tuple[Streak, ...], today: date) -> Streak | None:
    """The streak that a workout today would continue; None: it would begin a new one.

    A streak may begin tomorrow, after a flight west over midnight; a later one is of a wrong clock.
    """
    begun = [one for one in found if one.first <= today + timedelta(days=1)]
    return begun[-1] if begun and today <= begun[-1].lasts_until else None


def longest(found: tuple[Streak, ...]) -> Streak | None:
    """The streak with the most days; the latest of equal ones."""
    return max(found, key=lambda one: (one.days, one.last), default=None)
