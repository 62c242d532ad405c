"""The page of the progress: charts in the terminal."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from rich.text import Text

from voicecoach.charts.braille import bar, line_chart, sparkline
from voicecoach.charts.report import Report
from voicecoach.charts.series import monday_of, thinned
from voicecoach.charts.words import best_text, last_text
from voicecoach.cli.pages.page import Page, faint, name
from voicecoach.date_text import date_text, short_date_text
from voicecoach.exports.amounts import count_text, time_text
from voicecoach.history.trends import Trend
from voicecoach.program import program

WEEKS = 12
_ROWS = 8
_SPARKS = 12
_HEAT = "·░▒▓█"
_DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")


def print_report(report: Report, exercise: str | None) -> None:
    """Print the charts of one exercise, or an overview of all."""
    page = Page()
    if exercise:
        for trend in report.trends:
            _print_trend(page, report, trend)
    else:
        _print_overview(page, report)


def _print_trend(page: Page, report: Report, trend: Trend) -> None:
    unit = "seconds" if trend.measure == "seconds" else trend.measure
    page.title(report.name(trend.exercise), trend.exercise)
    page.text(
        f"Longest hold per day, in {unit}" if trend.is_best else f"{unit.capitalize()} per day"
    )
    for line in trend.lines:
        page.gap()
        way = ", ".join(part for part in (line.side, line.variation) if part)
        if way:
            page.heading(way)
        for row in line_chart(line.points, columns=page.width, rows=_ROWS):
            page.verbatim(row)
    page.gap()
    for best in report.bests_of(trend.exercise):
        page.text(f"{best_text(best, trend)}, on {_day(best.at_s)}")
    page.text(last_text(trend))


def _print_overview(page: Page, report: Report) -> None:
    count = count_text(len(report.workouts), "workout")
    page.title("Progress", f"since {date_text(report.first)}")
    page.text(f"{count}, {time_text(report.active_ms)}; {_streak(report)}")
    page.gap()
    page.heading("Minutes per week")
    weeks = report.weeks[-WEEKS:]
    most = max(week.active_ms for week in weeks) or 1
    room = page.width - 32
    for week in weeks:
        minutes = f"{week.active_ms / 60_000:.0f} min"
        filled = bar(week.active_ms / most, room)
        label = f"  {week.monday.day:2} {week.monday:%b}  {minutes:>7}  "
        page.verbatim(label, Text(filled, style="green"))
    page.gap()
    page.heading("Calendar")
    for line in _calendar(report):
        page.verbatim(line)
    page.gap()
    page.heading("Exercises")
    page.columns(
        [
            (name(trend.exercise), *_in_short(report, trend, is_narrow=page.is_narrow))
            for trend in report.trends
        ],
        widest=1,
    )
    page.gap()
    page.text(
        f"One in full: {program()} progress EXERCISE. For a browser: --html FILE", style="dim"
    )


def _streak(report: Report) -> str:
    if streak := report.streak:
        return f"a streak of {count_text(streak.days, 'workout day')}, rest days forgiven"
    longest = report.longest_streak
    return f"the longest streak was {count_text(longest.days, 'workout day')}" if longest else ""


def _calendar(report: Report) -> Iterator[str]:
    """One row per day of the week, one column per week."""
    active = report.active_by_day
    this = monday_of(report.today)
    mondays = [this - timedelta(weeks=number) for number in range(2 * WEEKS - 1, -1, -1)]
    most = max((active.get(day, 0) for day in active), default=0) or 1
    for number, label in enumerate(_DAYS):
        days = [monday + timedelta(days=number) for monday in mondays]
        marks = [
            " " if day > report.today else _HEAT[-(-active.get(day, 0) * 4 // most)] for day in days
        ]
        yield f"  {label}  {' '.join(marks)}".rstrip()


def _in_short(report: Report, trend: Trend, *, is_narrow: bool) -> Iterator[str | Text]:
    bests = report.bests_of(trend.exercise)
    texts = (best_text(best, trend).removeprefix("Best").removeprefix(" set") for best in bests)
    yield "; ".join(text.lstrip(" :") for text in texts)
    if not is_narrow:
        points = [value for _, value in thinned(trend.lines[0].points, _SPARKS)]
        yield Text(sparkline(points), style="green")
    yield faint(short_date_text(trend.last))


def _day(at_s: float) -> str:
    return date_text(datetime.fromtimestamp(at_s).astimezone())
