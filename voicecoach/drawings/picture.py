"""A picture: parts in their poses, and everything between two poses."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import accumulate
from typing import TypeVar

from voicecoach.dataclass import dataclass
from voicecoach.drawings.figure import Drawn, Figure, Pose
from voicecoach.drawings.shape import (
    BOX,
    STILL,
    Move,
    Point,
    Shape,
    Tone,
    between,
    direction,
    distance,
    outline,
    plus,
    toward,
)

ItemT = TypeVar("ItemT")

_HEAD, _HEAD_ANGLE = 6.0, 32.0
"""Length and half angle of the head of an arrow."""
_MOST_TOLD = 4
"""Poses that can stand in a row."""
_MIRROR = Move((BOX, 0.0), is_mirrored=True)


@dataclass(frozen=True, slots=True)
class Share:
    """A place between two poses."""

    first: int
    second: int
    way: float
    """0 at the first, 1 at the second."""

    def ends(self, poses: Sequence[ItemT]) -> tuple[ItemT, ItemT]:
        """The two of these poses; after the last one comes the first one."""
        return poses[self.first % len(poses)], poses[self.second % len(poses)]


@dataclass(frozen=True, slots=True)
class FigurePart:
    """A figure in its poses."""

    figure: Figure
    poses: tuple[Pose, ...]
    """At least one; all say the same things."""
    move: Move = STILL
    tone: Tone | None = None
    """Tone of all of it; None: each stroke has its own."""

    def at(self, share: Share) -> Drawn:
        """The figure at this place between its poses."""
        one, other = share.ends(self.poses)
        pose = {name: between(one[name], other[name], share.way) for name in one}
        drawn = self.figure.drawn(pose).moved(self.move)
        if self.tone is None:
            return drawn
        tone = self.tone
        return Drawn(tuple(replace(one, tone=tone) for one in drawn.shapes), drawn.anchors)


@dataclass(frozen=True, slots=True)
class Place:
    """A point of a line: fixed, or held to an anchor of a figure."""

    point: Point
    """In units of the picture; with an anchor, from there."""
    part: str | None = None
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class LinePart:
    """A line, such as the floor or a band, in its poses."""

    poses: tuple[tuple[Place, ...], ...]
    """At least one; all have the same number of points."""
    width: float
    tone: Tone
    is_smooth: bool = False
    is_closed: bool = False
    is_filled: bool = False
    has_arrow: bool = False
    """True: an arrow head at the last point."""
    move: Move = STILL

    def at(self, share: Share, anchors: Mapping[str, Mapping[str, Point]]) -> tuple[Shape, ...]:
        """The line at this place between its poses, and its arrow head."""
        ends = [self._points(pose, anchors) for pose in share.ends(self.poses)]
        points = tuple(
            (x, y)
            for x, y in (between(one, other, share.way) for one, other in zip(*ends, strict=True))
        )
        line = Shape(
            points,
            self.width * self.move.stroke,
            self.tone,
            self.is_smooth,
            self.is_closed,
            self.is_filled,
        )
        return (line, _arrow_head(line)) if self.has_arrow else (line,)

    def _points(
        self, places: Sequence[Place], anchors: Mapping[str, Mapping[str, Point]]
    ) -> list[Point]:
        return [
            self.move.of(place.point)
            if place.part is None
            else plus(anchors[place.part][place.anchor], place.point)
            for place in places
        ]


Part = FigurePart | LinePart


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of an exercise."""

    parts: Mapping[str, Part]
    """From the back to the front."""
    is_cycle: bool = False
    """True: after the last pose comes the first one; False: the movement goes back."""
    is_left: bool = False
    """True: it shows the left side at work."""

    @property
    def pose_count(self) -> int:
        """Number of its poses; 1: nothing moves."""
        return max((len(part.poses) for part in self.parts.values()), default=1)

    def key_phases(self) -> tuple[float, ...]:
        """The phase of each pose; in a cycle also that of the first one when it comes again."""
        steps = self.pose_count if self.is_cycle else self.pose_count - 1
        return tuple(index / steps for index in range(steps + 1)) if steps else (0.0,)

    def ends(self) -> tuple[float, ...]:
        """The phases that show the movement best: the first pose, and the one most unlike it."""
        first = self.shapes(0.0)
        phases = self.key_phases()
        most = max(phases, key=lambda phase: _difference(first, self.shapes(phase)))
        return (0.0, most) if len(phases) > 1 else (0.0,)

    def poses_in_turn(self) -> tuple[float, ...]:
        """The phases of all poses where there are a few, one after the other; else both ends."""
        is_told_in_poses = not self.is_cycle and self.pose_count <= _MOST_TOLD
        return self.key_phases() if is_told_in_poses else self.ends()

    def shapes(self, phase: float, *, mirrored: bool = False) -> tuple[Shape, ...]:
        """All strokes at this phase, from the back to the front.

        Phase 0 is the beginning and 1 the end of the movement; in a cycle, 1 is the beginning of
        the next round. Mirrored, it shows the other side at work.
        """
        share = self._share(phase)
        drawn = {
            name: part.at(share)
            for name, part in self.parts.items()
            if isinstance(part, FigurePart)
        }
        anchors = {name: one.anchors for name, one in drawn.items()}
        found = [
            shape
            for name, part in self.parts.items()
            for shape in (
                part.at(share, anchors) if isinstance(part, LinePart) else drawn[name].shapes
            )
        ]
        return tuple(shape.moved(_MIRROR) for shape in found) if mirrored else tuple(found)

    def _share(self, phase: float) -> Share:
        count = self.pose_count
        steps = count if self.is_cycle else max(1, count - 1)
        at = min(max(phase, 0.0), 1.0) * steps
        first = min(int(at), steps - 1)
        return Share(first, first + 1, at - first)


def course(picture: Picture, tempo_ms: Sequence[int]) -> Iterator[tuple[int, float]]:
    """The phase at each boundary of a rep's tempo, as time from the beginning of the rep in ms.

    Between two of them the phase changes evenly. Where there is a pose for each boundary, each part
    of the tempo leads to the next pose. Else the first part moves to the end of the movement, the
    last one back, and those between them hold; a tempo of one part goes there and back, or once
    around a cycle.
    """
    whole = sum(tempo_ms)
    keys = picture.key_phases()
    ends_ms = list(accumulate(tempo_ms))
    yield 0, 0.0
    if len(tempo_ms) > 1 and len(keys) == len(tempo_ms) + 1:
        yield from zip(ends_ms, keys[1:], strict=True)
    elif picture.is_cycle:
        yield whole, 1.0
    elif len(tempo_ms) == 1:
        yield whole // 2, 1.0
        yield whole, 0.0
    else:
        yield from ((end_ms, 1.0) for end_ms in ends_ms[:-1])
        yield whole, 0.0


def _arrow_head(line: Shape) -> Shape:
    points = outline(line)
    tip, before = points[-1], points[-2]
    back = direction(tip, before)
    length = _HEAD * line.width / 2.4
    ends = (toward(tip, back - _HEAD_ANGLE, length), toward(tip, back + _HEAD_ANGLE, length))
    return Shape((ends[0], tip, ends[1]), line.width, line.tone)


def _difference(one: Sequence[Shape], other: Sequence[Shape]) -> float:
    """Sum of the ways of all points from one pose to another."""
    return sum(
        distance(*points)
        for first, second in zip(one, other, strict=True)
        for points in zip(first.points, second.points, strict=True)
    )


def overshoot(shapes: Sequence[Shape]) -> float:
    """Distance by which the strokes leave the box, in units; negative: they keep that distance."""
    beyond = (
        max(-value, value - BOX) + shape.width / 2
        for shape in shapes
        for point in outline(shape)
        for value in point
    )
    return max(beyond, default=-BOX / 2)


def moves(one: Sequence[Shape], other: Sequence[Shape]) -> bool:
    """True if two poses can be told from each other."""
    return any(
        abs(a - b) > 1.5
        for first, second in zip(one, other, strict=True)
        for points in zip(first.points, second.points, strict=True)
        for a, b in zip(*points, strict=True)
    )
