"""The figures: an exercise over time, minutes by week, and the days of a month."""

import calendar
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from voicecoach.charts.series import Week, thinned, ticks
from voicecoach.charts.svg import WIDTH, Drawing, element, text, title
from voicecoach.date_text import date_text
from voicecoach.history.trends import Trend, TrendLine

MOST_POINTS = 90
"""Points per line: more would run into each other."""
DOTTED_POINTS = 45
"""Up to this number each point has a dot, with a tooltip of its day and value."""
_LEFT, _RIGHT, _TOP, _BOTTOM = 34.0, 10.0, 20.0, 22.0
_HEIGHT = 170.0
_CELL, _GAP = 18.0, 3.0
_ASIDE = 1.4
"""Half of the distance of two lines that would hide each other."""
_UNITS = {"seconds": "s"}


def exercise_figure(trend: Trend, name: str) -> Drawing:
    """Course of an exercise, a line for each side and variation."""
    days = [day for line in trend.lines for day, _ in line.points]
    highest = max(value for line in trend.lines for _, value in line.points)
    first, last = min(days), max(days)
    marks = ticks(highest)
    frame = _Frame(first, last, marks[-1])
    unit = _UNITS.get(trend.measure, trend.measure)
    what = "longest hold per day" if trend.is_best else f"{trend.measure} per day"
    parts = [*_grid(frame, marks), *_day_labels(frame)]
    parts.append(text(0, 10, f"{what}, s" if trend.is_best else what, "label"))
    for line in trend.lines:
        parts += _line(frame, line, unit, _aside(trend.lines, line))
    if len(trend.lines) > 1:
        parts += _keys(trend.lines)
    summary = f"{what}, {first} to {last}; the most was {highest:g} {unit}"
    return Drawing(name, summary, WIDTH, _HEIGHT, "".join(parts))


def weeks_figure(weeks: Sequence[Week]) -> Drawing:
    """Minutes per week, as bars."""
    minutes = [week.active_ms / 60_000 for week in weeks]
    marks = ticks(max(minutes, default=0))
    width = 2 * WIDTH
    step = (width - _LEFT - _RIGHT) / len(weeks)
    frame = _Frame(weeks[0].monday, weeks[-1].monday, marks[-1], width)
    parts = _grid(frame, marks)
    labeled = -(-len(weeks) * 56 // (width - 44))
    for number, (week, value) in enumerate(zip(weeks, minutes, strict=True)):
        x = _LEFT + step * (number + 0.14)
        about = f"Week of {date_text(week.monday)}: {value:.0f} min, {week.workouts} workouts"
        parts.append(
            element(
                "rect",
                title(about),
                x=x,
                y=frame.y(value),
                width=step * 0.72,
                height=frame.y(0) - frame.y(value),
                rx=min(3.0, step / 4),
                class_="both",
            )
        )
        if (len(weeks) - 1 - number) % labeled == 0:
            words = f"{week.monday.day} {week.monday:%b}"
            parts.append(text(x + step * 0.36, _HEIGHT - 6, words, "label middle"))
    total = sum(minutes)
    summary = f"{len(weeks)} weeks, {total:.0f} minutes in all"
    return Drawing("Minutes per week", summary, width, _HEIGHT, "".join(parts))


def month_figure(year: int, month: int, active_ms: Mapping[date, int], today: date) -> Drawing:
    """The days of a month, shaded by minutes; weeks begin on Monday."""
    parts = [text(0, 11, f"{date(year, month, 1):%B %Y}", "value")]
    done = 0
    for row, week in enumerate(calendar.Calendar().monthdatescalendar(year, month)):
        for column, day in enumerate(week):
            if day.month != month or day > today:
                continue
            minutes = active_ms.get(day, 0) / 60_000
            done += minutes > 0
            about = f"{day:%A} {day.day} {day:%B}: "
            about += f"{minutes:.0f} min" if minutes else "no workout"
            parts.append(
                element(
                    "rect",
                    title(about),
                    x=column * (_CELL + _GAP),
                    y=20 + row * (_CELL + _GAP),
                    width=_CELL,
                    height=_CELL,
                    rx=3,
                    class_=_heat(minutes),
                )
            )
            parts.append(
                text(
                    column * (_CELL + _GAP) + _CELL / 2,
                    20 + row * (_CELL + _GAP) + _CELL / 2 + 3.2,
                    str(day.day),
                    f"day on-{_heat(minutes)} middle",
                )
            )
    size = 7 * (_CELL + _GAP) - _GAP
    name = f"{date(year, month, 1):%B %Y}"
    return Drawing(name, f"workouts on {done} days", size, 20 + 6 * (_CELL + _GAP), "".join(parts))


def _heat(minutes: float) -> str:
    if minutes <= 0:
        return "empty"
    return f"heat{1 + sum(minutes >= limit for limit in (8, 16, 30))}"


class _Frame:
    """Coordinates of days and values in a figure."""

    def __init__(self, first: date, last: date, highest: float, width: float = WIDTH) -> None:
        self.first = first
        self.days = max(1, (last - first).days)
        self.highest = highest
        self.width = width

    def x(self, day: date) -> float:
        """Distance from the left edge."""
        share = (day - self.first).days / self.days
        return _LEFT + 6 + share * (self.width - _LEFT - _RIGHT - 12)

    def y(self, value: float) -> float:
        """Distance from the upper edge."""
        return _HEIGHT - _BOTTOM - value / self.highest * (_HEIGHT - _TOP - _BOTTOM)


def _grid(frame: _Frame, marks: Sequence[float]) -> list[str]:
    parts = []
    for mark in marks:
        y = frame.y(mark)
        parts.append(element("line", x1=_LEFT, x2=frame.width - _RIGHT, y1=y, y2=y, class_="grid"))
        parts.append(text(_LEFT - 6, y + 4, f"{mark:g}", "label end"))
    return parts


def _day_labels(frame: _Frame) -> list[str]:
    """First and last day, and one between them if there is room."""
    shares = (0.0, 0.5, 1.0) if frame.days >= 3 else (0.0, 1.0) if frame.days > 1 else (0.0,)
    parts = []
    for share in shares:
        day = frame.first + timedelta(days=round(share * frame.days))
        words = f"{day.day} {day:%b}" if frame.days < 300 else f"{day:%b %Y}"
        place = {0.0: "", 0.5: " middle", 1.0: " end"}[share]
        parts.append(text(frame.x(day), _HEIGHT - 6, words, f"label{place}"))
    return parts


def _keys(lines: Sequence[TrendLine]) -> list[str]:
    """Legend of the sides, at the upper right."""
    sides = list(dict.fromkeys(line.side or "both" for line in lines))
    ends = {side: WIDTH - _RIGHT - 42 * (len(sides) - 1 - n) for n, side in enumerate(sides)}
    return [text(x, 10, side, f"{side} key end") for side, x in ends.items()]


def _aside(lines: Sequence[TrendLine], line: TrendLine) -> float:
    """Units by which a line is drawn higher or lower, because another one has the same values."""
    same = [other for other in lines if set(other.points) & set(line.points)]
    place = next(index for index, other in enumerate(same) if other is line)
    return _ASIDE * (2 * place - (len(same) - 1))


def _line(frame: _Frame, line: TrendLine, unit: str, aside: float) -> list[str]:
    points = thinned(line.points, MOST_POINTS)
    color = line.side or "both"
    places = " ".join(f"{frame.x(day):.1f},{frame.y(value) + aside:.1f}" for day, value in points)
    other = " other" if line.variation else ""
    parts = [element("polyline", points=places, class_=f"{color} line{other}")]
    if len(points) <= DOTTED_POINTS:
        variant = ", ".join(part for part in (line.side, line.variation) if part)
        for day, value in points:
            about = f"{date_text(day)}: {value:g} {unit}{f' ({variant})' if variant else ''}"
            parts.append(
                element(
                    "circle",
                    title(about),
                    cx=frame.x(day),
                    cy=frame.y(value) + aside,
                    r=2.6,
                    class_=color,
                )
            )
    return parts
