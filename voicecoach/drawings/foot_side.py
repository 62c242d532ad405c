"""The foot with its ankle from the inner side, toes to the right: a left foot, or a right one
mirrored.

The outline follows three links: the lower leg turns about the ankle, the foot from heel to ball is
one piece whose arch can rise, and the toes turn about the ball. Points are in hundredths of the
length of a foot, from the lower end of the heel, x forward and y upward.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from voicecoach.drawings.figure import Drawn, Figure, Pose
from voicecoach.drawings.shape import Point, Shape, Tone, between, plus, toward, turned

_OUTLINE, _DETAIL = 3.2, 2.0
_ANKLE = (26.0, 27.0)
_TOE_JOINT = (73.0, 7.0)
"""Joint between the first metatarsal bone and the big toe."""
_HALF = 14.0
"""Length of each half of the big toe, from joint to joint and from there to the tip."""

_DEFAULTS: Pose = MappingProxyType(
    {
        "foot": (0.0,),
        "shin": (0.0,),
        "toes": (0.0,),
        "curl": (0.0,),
        "arch": (0.0,),
        "size": (74.0,),
        "leg": (82.0,),
    }
)
_OPTIONAL: Mapping[str, int] = MappingProxyType({"heel": 2, "ball": 2, "ankle": 2})
"""Place of one of them, in units of the picture; the foot turns about it."""

_SOLE = ((8.0, 0.0), (18.0, 0.4))
_ARCH = (((30.0, 3.6), 3.0), ((43.0, 6.6), 6.5), ((56.0, 4.6), 4.5))
"""Points of the arch, each with its rise when the arch is lifted."""
_UNDER_BALL = ((66.0, 0.3), (73.5, -0.2))
_BACK = ((0.3, 9.0), (1.8, 3.2))
_INSTEP = (((72.0, 15.2), 0.3), ((61.0, 20.6), 2.4), ((49.0, 28.6), 2.6), ((41.5, 35.6), 0.8))
"""The top of the foot from the toes to the ankle, each with its rise."""
_SHORTER = 5.0
"""Shortening of the foot from heel to ball when the arch is lifted."""
_FRONT = ((13.2, 15.0), (12.2, 28.0), (13.6, 44.0))
_CALF = ((-17.6, 9.0), (-16.2, 24.0), (-18.4, 42.0))
"""The lower leg's front and back, from the ankle joint, upward."""


def _rigid(point: Point, arch: float, rise: float = 0.0) -> Point:
    """A point of the foot with the arch lifted so far (0 to 1)."""
    forward = max(0.0, min(1.0, (point[0] - 32) / 40))
    return point[0] - _SHORTER * arch * forward, point[1] + rise * arch


def _toe(joint: Point, angle: float, curl: float) -> dict[str, Point]:
    """Outline of the big toe from the sole to the top; angles are counterclockwise, y up."""
    first = angle + curl * 8
    second = angle - curl * 78
    bend = toward(joint, first, _HALF)
    tip = toward(bend, second, _HALF)

    def beside(start: Point, way: float, along: float, off: float) -> Point:
        return plus(toward(start, way, along), toward((0.0, 0.0), way + 90, off))

    return {
        "crease": beside(joint, first, 9.5, -5.0),
        "under": beside(bend, (first + second) / 2, 1.5, -4.6),
        "pad": beside(bend, second, 8.0, -6.6),
        "front": beside(tip, second, -0.6, -3.4),
        "tip": beside(tip, second, -0.2, 0.8),
        "nail": beside(bend, second, 10.0, 3.7),
        "nail_root": beside(bend, second, 4.0, 4.0),
        "top": beside(bend, (first + second) / 2, -2.0, 4.8),
    }


class _Foot:
    """A foot in a pose, with its points in their places."""

    def __init__(self, pose: Pose) -> None:
        self.pose = pose
        self.arch, self.size = pose["arch"][0], pose["size"][0] / 100
        self.angle = pose["foot"][0]
        joint = _rigid(_TOE_JOINT, self.arch, 0.6)
        # Within the foot's own frame the toes turn by their angle and that of the foot.
        self.toe = _toe(joint, pose["toes"][0] + self.angle, pose["curl"][0])
        self._at = _origin(pose, self._in_frame, joint)
        self.ankle = self.placed((_ANKLE[0], _ANKLE[1] + 0.6 * self.arch))

    def _in_frame(self, point: Point) -> Point:
        return turned((point[0] * self.size, -point[1] * self.size), self.angle)

    def placed(self, point: Point) -> Point:
        """The place of a point of the foot."""
        return plus(self._at, self._in_frame(point))

    def rigid(self, point: Point, rise: float = 0.0) -> Point:
        """The place of a point between heel and ball, which rises with the arch."""
        return self.placed(_rigid(point, self.arch, rise))

    def on_shin(self, point: Point) -> Point:
        """The place of a point of the lower leg, given from the ankle."""
        at = turned((point[0] * self.size, -point[1] * self.size), self.pose["shin"][0])
        return plus(self.ankle, at)

    def outline(self) -> tuple[Point, ...]:
        """Down the back of the leg, along the sole and the toe, and up to the front of the leg."""
        long = max(20.0, self.pose["leg"][0])
        shorter = min(1.0, (long - 6) / _FRONT[-1][1])
        wider = (long - 44) / 40
        front = [self.on_shin((x, y * shorter)) for x, y in _FRONT]
        back = [self.on_shin((x, y * shorter)) for x, y in _CALF]
        instep = [self.rigid(point, rise) for point, rise in _INSTEP]
        # When the foot is drawn up toward the shin, the skin folds instead of crossing itself.
        folded = min(1.0, max(0.0, (self.pose["shin"][0] - self.angle) / 22))
        fold = _point(between(instep[-1], front[0], 0.5))
        instep[-1] = _point(between(instep[-1], fold, folded))
        front[0] = _point(between(front[0], fold, folded))
        return (
            self.on_shin((-19.0 - 4.5 * wider, long)),
            *reversed(back),
            *map(self.placed, (*_BACK, *_SOLE)),
            *(self.rigid(point, rise) for point, rise in _ARCH),
            *map(self.rigid, _UNDER_BALL),
            *(self.placed(self.toe[name]) for name in _AROUND_TOE),
            *instep,
            *front,
            self.on_shin((13.8 + wider, long)),
        )


_AROUND_TOE = ("crease", "under", "pad", "front", "tip", "nail", "top")


def _draw(pose: Pose) -> Drawn:
    foot = _Foot(pose)
    nail = (foot.placed(foot.toe["nail"]), foot.placed(foot.toe["nail_root"]))
    malleolus = tuple(map(foot.on_shin, ((-4.5, 1.5), (-1.0, 5.0), (3.5, 2.0))))
    shapes = (
        Shape(foot.outline(), _OUTLINE, is_smooth=True),
        Shape(nail, _DETAIL, Tone.DETAIL),
        Shape(malleolus, _DETAIL, Tone.DETAIL, is_smooth=True),
    )
    anchors = {
        "heel": foot.placed((8.0, 0.0)),
        "arch": foot.rigid(*_ARCH[1]),
        "instep": foot.rigid((55.0, 24.5), 2.5),
        "ball": foot.rigid((71.0, 0.0)),
        "over_ball": foot.rigid((72.0, 15.2)),
        "ankle": foot.ankle,
        "toe": foot.placed(foot.toe["tip"]),
        "under_toe": foot.placed(foot.toe["pad"]),
        "knee": foot.on_shin((-3.0, pose["leg"][0])),
    }
    return Drawn(shapes, anchors)


def _point(values: tuple[float, ...]) -> Point:
    return values[0], values[1]


def _origin(pose: Pose, in_frame: Callable[[Point], Point], joint: Point) -> Point:
    """Place of the lower end of the heel, from the place that the pose gives."""
    held: Mapping[str, Point] = {"heel": (8.0, 0.0), "ball": (joint[0], 0.0), "ankle": _ANKLE}
    for name, point in held.items():
        if name in pose:
            offset = in_frame(point)
            return pose[name][0] - offset[0], pose[name][1] - offset[1]
    return 10.0, 92.0


FOOT_SIDE = Figure(
    "a left foot with its ankle from the inner side, toes to the right",
    _DEFAULTS,
    _draw,
    _OPTIONAL,
)
