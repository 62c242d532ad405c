"""How long somebody has kept at it: a streak of workouts that forgives rest days."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

MOST_REST_DAYS = 3
"""So many days without a workout do not break a streak: two a week, evenly spread, keep one up.
General strength is trained on 2 to 3 days a week (ACSM 2009)."""


@dataclass(frozen=True, slots=True)
class Streak:
    """Days with a workout that follow each other with no more than `MOST_REST_DAYS` between."""

    first: date
    last: date
    days: int
    """With a workout."""

    @property
    def lasts_until(self) -> date:
        """The last day on which a workout goes on with it."""
        return self.last + timedelta(days=MOST_REST_DAYS + 1)


def streaks(days: Iterable[date]) -> tuple[Streak, ...]:
    """All streaks of these days, oldest first; a day may come several times, in any order."""
    found: list[Streak] = []
    for day in sorted(set(days)):
        if found and day <= found[-1].lasts_until:
            found[-1] = Streak(found[-1].first, day, found[-1].days + 1)
        else:
            found.append(Streak(day, day, 1))
    return tuple(found)


def current(found: tuple[Streak, ...], today: date) -> Streak | None:
    """The streak that a workout today would go on with; None: it would begin a new one."""
    return found[-1] if found and today <= found[-1].lasts_until else None


def longest(found: tuple[Streak, ...]) -> Streak | None:
    """The one with the most days; of equal ones the latest."""
    return max(found, key=lambda one: (one.days, one.last), default=None)
