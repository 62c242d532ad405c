"""Pictures as dots, for a terminal."""

from collections.abc import Iterable

from voicecoach.drawings.shape import BOX, Point, Shape, outline

Dots = list[list[bool]]
"""Rows from the top, each from the left; True: there is ink."""

_THINNEST = 1.15
"""Narrowest stroke in dots."""


def dots(shapes: Iterable[Shape], size: int) -> Dots:
    """The shapes as a square of `size` times `size` dots."""
    found = [[False] * size for _ in range(size)]
    for shape in shapes:
        _draw(found, shape, size / BOX)
    return found


def _draw(canvas: Dots, shape: Shape, zoom: float) -> None:
    points = [(x * zoom - 0.5, y * zoom - 0.5) for x, y in outline(shape)]
    radius = max(shape.width * zoom, _THINNEST) / 2
    for start, end in zip(points, points[1:] or points, strict=False):
        _stroke(canvas, start, end, radius)
    if shape.is_filled:
        _fill(canvas, points)


def _stroke(canvas: Dots, start: Point, end: Point, radius: float) -> None:
    size = len(canvas)
    left, right = sorted((start[0], end[0]))
    top, bottom = sorted((start[1], end[1]))
    dx, dy = end[0] - start[0], end[1] - start[1]
    squared = dx * dx + dy * dy
    for row in range(max(0, int(top - radius)), min(size, int(bottom + radius) + 2)):
        for column in range(max(0, int(left - radius)), min(size, int(right + radius) + 2)):
            px, py = column - start[0], row - start[1]
            along = min(1.0, max(0.0, (px * dx + py * dy) / squared)) if squared else 0.0
            if (px - along * dx) ** 2 + (py - along * dy) ** 2 <= radius * radius:
                canvas[row][column] = True


def _fill(canvas: Dots, points: list[Point]) -> None:
    size = len(canvas)
    for row in range(size):
        crossings = sorted(
            a[0] + (row - a[1]) * (b[0] - a[0]) / (b[1] - a[1])
            for a, b in zip(points, [*points[1:], points[0]], strict=True)
            if (a[1] <= row) != (b[1] <= row)
        )
        for left, right in zip(crossings[::2], crossings[1::2], strict=True):
            for column in range(max(0, round(left)), min(size, round(right) + 1)):
                canvas[row][column] = True
