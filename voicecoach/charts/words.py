"""The figures of a report in words."""

from collections.abc import Iterator

from voicecoach.charts.report import Report
from voicecoach.core.progression.past import Best
from voicecoach.core.progression.streak import MOST_REST_DAYS
from voicecoach.core.workout.exercise import Measure
from voicecoach.date_text import date_text
from voicecoach.history.trends import Trend


def tiles(report: Report) -> Iterator[tuple[str, str]]:
    """The most important figures, each with its noun."""
    minutes = round(report.active_ms / 60_000)
    hours, rest = divmod(minutes, 60)
    yield f"{len(report.workouts):,}", "workout" if len(report.workouts) == 1 else "workouts"
    yield (f"{hours:,} h {rest:02d} min" if hours else f"{rest} min"), "of work and rest"
    streak, longest = report.streak, report.longest_streak
    forgiven = f"{MOST_REST_DAYS} rest days forgiven"
    days = streak.days if streak else 0
    noun = "workout day" if days == 1 else "workout days"
    yield f"{days:,}", f"{noun} in this streak, {forgiven}"
    if longest and longest != streak:
        yield f"{longest.days:,}", f"in the longest streak, until {date_text(longest.last)}"


def best_text(best: Best, trend: Trend) -> str:
    """The best set: "Best left: 17.2 s", or "Best set: 25 steps" where the days show totals."""
    unit = "s" if best.measure is Measure.SECONDS else best.measure.value
    side = f" {best.side.value}" if best.side else ""
    of_a_set = "" if trend.is_best else " set"
    return f"Best{of_a_set}{side}: {best.amount:g} {unit}"


def last_text(trend: Trend) -> str:
    """The last time: "Last time, on 5 May 2026: right 20 s, left 17.2 s"; totals say so."""
    unit = "s" if trend.measure == "seconds" else trend.measure
    parts = []
    for line in trend.lines:
        day, value = line.points[-1]
        if day == trend.last:
            variant = " ".join(part for part in (line.side, line.variation) if part)
            parts.append(f"{variant} {value:g} {unit}".strip())
    what = "" if trend.is_best else " in all sets"
    return f"Last time, on {date_text(trend.last)}: {', '.join(parts)}{what}"
