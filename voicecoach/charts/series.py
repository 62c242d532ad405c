"""Series for charts: minutes per week, thinned points, and axis ticks."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from voicecoach.dataclass import dataclass
from voicecoach.history.trends import Point

WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Week:
    """Workouts from a Monday to a Sunday."""

    monday: date
    active_ms: int
    workouts: int


def monday_of(day: date) -> date:
    """The Monday of its week."""
    return day - timedelta(days=day.weekday())


def weeks_until(
    today: date, workouts: Iterable[tuple[date, int]], *, least: int = 1, most: int
) -> tuple[Week, ...]:
    """The weeks from the first workout to this one, also those without any.

    Workouts are given as day and duration in ms. There are at least `least` weeks and at most
    `most`.
    """
    active: dict[date, int] = {}
    count: dict[date, int] = {}
    for day, active_ms in workouts:
        monday = monday_of(day)
        active[monday] = active.get(monday, 0) + active_ms
        count[monday] = count.get(monday, 0) + 1
    this = monday_of(today)
    first = min(min(active, default=this), this - (least - 1) * WEEK)
    first = max(first, this - (most - 1) * WEEK)
    mondays = [first + number * WEEK for number in range((this - first) // WEEK + 1)]
    return tuple(Week(day, active.get(day, 0), count.get(day, 0)) for day in mondays)


def thinned(points: Sequence[Point], most: int) -> tuple[Point, ...]:
    """At most `most` points: the highest one of each of as many equal periods, oldest first."""
    if len(points) <= most:
        return tuple(points)
    first, last = points[0][0], points[-1][0]
    days = (last - first).days + 1
    highest: dict[int, Point] = {}
    for point in points:
        bucket = (point[0] - first).days * most // days
        if bucket not in highest or point[1] > highest[bucket][1]:
            highest[bucket] = point
    return tuple(highest.values())


def ticks(highest: float, count: int = 4) -> tuple[float, ...]:
    """About `count` round numbers from 0 to the first one not below `highest`."""
    if highest <= 0:
        return (0.0, 1.0)
    step = next(step for step in _round_steps() if step * count >= highest)
    steps = -int(-highest // step)
    return tuple(step * number for number in range(steps + 1))


def _round_steps() -> Iterable[float]:
    """1, 2, 5, 10, 20, 50 and so on."""
    size = 1.0
    while True:
        for digit in (1, 2, 5):
            yield digit * size
        size *= 10
