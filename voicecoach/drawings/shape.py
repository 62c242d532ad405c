"""The strokes that every picture consists of."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from enum import Enum
from math import atan2, cos, degrees, hypot, radians, sin, sqrt

from voicecoach.dataclass import dataclass

Point = tuple[float, float]

BOX = 100.0
"""Width and height of every picture, in its own units."""


class Tone(Enum):
    """Emphasis of a stroke; a style sheet may give each its own color."""

    FAR = "far"
    """The limbs on the far side of the body."""
    PROP = "prop"
    """The floor, a chair, and all else that is not a body."""
    NEAR = "near"
    """The body."""
    DETAIL = "detail"
    """A thin line within the body, such as a toenail."""
    ACCENT = "accent"
    """A working part, such as a muscle of the exercise at hand."""
    MOVE = "move"
    """An arrow that shows a movement."""


@dataclass(frozen=True, slots=True)
class Shape:
    """One stroke, with round ends and joints."""

    points: tuple[Point, ...]
    """At least one; a single point is a dot as wide as the stroke."""
    width: float
    tone: Tone = Tone.NEAR
    is_smooth: bool = False
    """True: a curve through the points; False: straight lines."""
    is_closed: bool = False
    is_filled: bool = False

    def moved(self, move: "Move") -> "Shape":
        """The shape in another place and size."""
        points = tuple(move.of(point) for point in self.points)
        return replace(self, points=points, width=self.width * move.stroke)


@dataclass(frozen=True, slots=True)
class Move:
    """A change of place, size and direction; mirrored before it is turned."""

    at: Point = (0.0, 0.0)
    """Place of the origin afterwards."""
    scale: float = 1.0
    is_mirrored: bool = False
    """True: left and right change places."""
    turn: float = 0.0
    """Clockwise, degrees."""

    @property
    def stroke(self) -> float:
        """Factor of the width of strokes: a small figure keeps somewhat more of it, and a large one
        has no thicker ones."""
        return float(min(self.scale, 1.0) ** 0.85)

    def of(self, point: Point) -> Point:
        """The place of a point afterwards."""
        x = (-1 if self.is_mirrored else 1) * point[0] * self.scale
        return plus(self.at, turned((x, point[1] * self.scale), self.turn))


STILL = Move()
"""No change."""


def plus(one: Point, other: Point) -> Point:
    """The sum of two vectors."""
    return one[0] + other[0], one[1] + other[1]


def minus(one: Point, other: Point) -> Point:
    """The vector from `other` to `one`."""
    return one[0] - other[0], one[1] - other[1]


def turned(vector: Point, angle: float) -> Point:
    """The vector turned clockwise (y points down) by an angle in degrees."""
    c, s = cos(radians(angle)), sin(radians(angle))
    return vector[0] * c - vector[1] * s, vector[0] * s + vector[1] * c


def toward(start: Point, angle: float, length: float) -> Point:
    """The point at this distance; 0 degrees is to the right, 90 down."""
    return start[0] + length * cos(radians(angle)), start[1] + length * sin(radians(angle))


def direction(start: Point, end: Point) -> float:
    """Angle from one point to another in degrees, as `toward` takes it."""
    return degrees(atan2(end[1] - start[1], end[0] - start[0]))


def distance(one: Point, other: Point) -> float:
    """Distance of two points."""
    return hypot(other[0] - one[0], other[1] - one[1])


def bent(start: Point, end: Point, first: float, second: float, side: float) -> Point:
    """The joint between two links of these lengths, from `start` to `end`.

    With `side` 1 it lies to the left of the way from start to end, as y points down: in front of
    the line from hip to foot of somebody who stands and faces right; with -1 behind it. Where the
    end is out of reach, the joint lies on the straight line to it.
    """
    far = max(distance(start, end), 1e-6)
    along = (first**2 - second**2 + far**2) / (2 * far)
    along = min(max(along, -first), first)
    if far >= first + second:
        along = far * first / (first + second)
    off = sqrt(max(first**2 - along**2, 0.0)) if far < first + second else 0.0
    ux, uy = (end[0] - start[0]) / far, (end[1] - start[1]) / far
    return start[0] + along * ux + side * off * uy, start[1] + along * uy - side * off * ux


def between(one: Sequence[float], other: Sequence[float], share: float) -> tuple[float, ...]:
    """The values at this share, 0 to 1, of the way from one to the other."""
    return tuple(a + (b - a) * share for a, b in zip(one, other, strict=True))


Curve = tuple[Point, Point, Point]
"""The two control points and the end of a cubic Bézier curve."""


def curves(shape: Shape) -> Iterator[Curve]:
    """The curves through the points of a smooth shape.

    Each runs through a point in the direction from the one before to the one after it. The control
    points on both sides are equally far from it, as SVG's short form of a curve takes for granted.
    """
    points, count = shape.points, len(shape.points)
    handles = [_handle(shape, index) for index in range(count)]
    for index in range(count if shape.is_closed else count - 1):
        after = (index + 1) % count
        yield (
            plus(points[index], handles[index]),
            minus(points[after], handles[after]),
            points[after],
        )


def _handle(shape: Shape, index: int) -> Point:
    """The way from a point of a smooth shape to the control point that follows it."""
    points, count = shape.points, len(shape.points)
    if shape.is_closed:
        before, after = points[index - 1], points[(index + 1) % count]
    else:
        before, after = points[max(index - 1, 0)], points[min(index + 1, count - 1)]
    near = [distance(points[index], one) for one in (before, after)]
    far = distance(before, after) or 1.0
    share = _REACH * (min(near) or max(near)) / far
    return (after[0] - before[0]) * share, (after[1] - before[1]) * share


_REACH = 0.38
"""Length of a handle as a share of the way to the nearer neighbor: a third draws a circle through
many points, somewhat more makes up for those that lie unevenly."""


def outline(shape: Shape, steps: int = 6) -> tuple[Point, ...]:
    """The points of the shape's line as short straight pieces; the last closes a closed one."""
    if len(shape.points) == 1:
        return shape.points
    if not shape.is_smooth:
        return (*shape.points, *(shape.points[:1] if shape.is_closed else ()))
    found = [shape.points[0]]
    for one, two, end in curves(shape):
        start = found[-1]
        for step in range(1, steps + 1):
            t = step / steps
            a, b, c, d = (1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t**2 * (1 - t), t**3
            found.append(
                (
                    a * start[0] + b * one[0] + c * two[0] + d * end[0],
                    a * start[1] + b * one[1] + c * two[1] + d * end[1],
                )
            )
    return tuple(found)
