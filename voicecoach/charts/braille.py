"""Charts for a terminal: lines of braille dots, bars, and small marks."""

from collections.abc import Sequence
from datetime import date

from voicecoach.charts.series import thinned, ticks
from voicecoach.history.trends import Point

_DOTS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
"""Dots of a braille character, by row and column (Unicode, from U+2800)."""
_EIGHTHS = "▁▂▃▄▅▆▇█"
_BAR = " ▏▎▍▌▋▊▉█"


def line_chart(points: Sequence[Point], *, columns: int, rows: int) -> list[str]:
    """Line chart of these points, oldest first, with axes: `columns` wide, `rows` + 2 high."""
    marks = ticks(max(value for _, value in points), rows // 2)
    gutter = max(len(f"{mark:g}") for mark in marks) + 1
    width, height = 2 * (columns - gutter - 1), 4 * rows
    first, last = points[0][0], points[-1][0]
    days = max(1, (last - first).days)
    places = [
        (
            round((day - first).days / days * (width - 1)),
            round((1 - value / marks[-1]) * (height - 1)),
        )
        for day, value in thinned(points, width // 2)
    ]
    dots = [[False] * width for _ in range(height)]
    for start, end in zip(places, places[1:] or places, strict=False):
        for x, y in _between(start, end):
            dots[y][x] = True
    labels = {round((1 - mark / marks[-1]) * (rows - 1)): f"{mark:g}" for mark in marks}
    lines = [f"{labels.get(row, ''):>{gutter}}│{cells}" for row, cells in enumerate(braille(dots))]
    return [*lines, " " * gutter + "└" + "─" * (width // 2), _days(first, last, gutter, columns)]


def braille(dots: Sequence[Sequence[bool]]) -> list[str]:
    """Rows of dots as braille, each character two dots wide and four high."""
    return [
        "".join(
            chr(
                0x2800
                + sum(
                    _DOTS[y][x]
                    for y, line in enumerate(dots[top : top + 4])
                    for x, dot in enumerate(line[left : left + 2])
                    if dot
                )
            )
            for left in range(0, len(dots[0]), 2)
        )
        for top in range(0, len(dots), 4)
    ]


def bar(share: float, columns: int) -> str:
    """Bar over this share, 0 to 1, of the columns."""
    eighths = round(max(0.0, min(1.0, share)) * columns * 8)
    whole, rest = divmod(eighths, 8)
    return ("█" * whole + (_BAR[rest] if rest else "")).rstrip()


def sparkline(values: Sequence[float]) -> str:
    """One character per value, scaled from 0 to the highest."""
    highest = max(values, default=0) or 1
    return "".join(_EIGHTHS[min(7, round(value / highest * 7))] for value in values)


def _between(start: tuple[int, int], end: tuple[int, int]) -> list[tuple[int, int]]:
    """Dots of a straight line, both ends included."""
    steps = max(abs(end[0] - start[0]), abs(end[1] - start[1]), 1)
    return [
        (
            start[0] + round((end[0] - start[0]) * step / steps),
            start[1] + round((end[1] - start[1]) * step / steps),
        )
        for step in range(steps + 1)
    ]


def _days(first: date, last: date, gutter: int, columns: int) -> str:
    left, right = f"{first.day} {first:%b %Y}", f"{last.day} {last:%b %Y}"
    if first == last:
        return " " * (gutter + 1) + left
    return " " * (gutter + 1) + left + right.rjust(columns - gutter - 1 - len(left))
