"""The whole body from the front: the stick figure of `body`, with its right side on the left."""

from types import MappingProxyType

from voicecoach.drawings.body import (
    ANKLE,
    ARM_AND_JOINTS,
    ARM_WIDTH,
    FOOT_WIDTH,
    HEAD,
    HEAD_AT,
    HEIGHT,
    LEG_WIDTH,
    SHIN,
    THIGH,
    TRUNK,
    arm_of,
    of_both_sides,
    point_of,
)
from voicecoach.drawings.figure import Drawn, Figure, Pose
from voicecoach.drawings.shape import Point, Shape, bent, plus, toward, turned

_HALF_SHOULDERS = 0.112 * HEIGHT
_HALF_HIPS = 0.058 * HEIGHT
_FOOT = 6.2
"""Length of a foot that points at the viewer, as one sees it."""
_TRUNK_WIDTH = 4.6

_DEFAULTS: Pose = MappingProxyType(
    {"hip": (50.0, 47.4), "lean": (0.0,), "neck": (0.0,), "tilt": (0.0,), "fold": (0.0,)}
)
"""lean and neck: degrees to the left side of the body; tilt: of the pelvis; fold: 0 upright, 1 bent
so far forward that one sees nothing of the trunk's length."""
_OF_A_SIDE = {
    "foot": 2,
    "toes": 1,
    **ARM_AND_JOINTS,
}
"""For each side: foot (x, y of its sole); toes (0 to the side, 90 down); knee and elbow (x, y, if
the view foreshortens the limb); hand, palm or arm as of the body from the side, positive angles
outward; bend and elbow_bend (-1: the joint points inward)."""


def _leg(pose: Pose, side: str, joint: Point, way: float) -> dict[str, Point]:
    sole = pose.get(f"{side}_foot", (joint[0] + way * 1.5, joint[1] + THIGH + SHIN + ANKLE))
    ankle = (sole[0], sole[1] - ANKLE)
    knee = bent(joint, ankle, THIGH, SHIN, way * pose.get(f"{side}_bend", (1.0,))[0])
    knee = point_of(pose.get(f"{side}_knee")) or knee
    toes = pose.get(f"{side}_toes", (60.0,))[0]
    return {"knee": knee, "ankle": ankle, "tip": toward(ankle, 90 - way * (90 - toes), _FOOT)}


def _draw(pose: Pose) -> Drawn:
    hip = (pose["hip"][0], pose["hip"][1])
    lean = pose["lean"][0]
    shoulder = toward(hip, lean - 90, TRUNK * (1 - pose["fold"][0]))
    head = toward(shoulder, lean + pose["neck"][0] - 90, HEAD_AT * (1 - pose["fold"][0] / 2))
    anchors = {"hip": hip, "shoulder": shoulder, "head": head}
    limbs: list[Shape] = []
    corners: list[Point] = []
    for side, way in (("right", -1.0), ("left", 1.0)):
        joint = plus(hip, turned((way * _HALF_HIPS, 0.0), lean / 3 + pose["tilt"][0]))
        top = plus(shoulder, turned((way * _HALF_SHOULDERS, 1.5), lean))
        at = {**_leg(pose, side, joint, way), **arm_of(pose, side, top, way, forward=way)}
        anchors |= {f"{side}_{name}": point for name, point in at.items()}
        limbs += [
            Shape((joint, at["knee"], at["ankle"]), LEG_WIDTH),
            Shape((at["ankle"], at["tip"]), FOOT_WIDTH + 0.6),
            Shape((top, at["elbow"], at["wrist"], at["hand"]), ARM_WIDTH),
        ]
        waist, chest = plus(joint, (-way * 1.2, -1.0)), plus(top, (-way * 3.4, 1.6))
        corners += [waist, chest] if way < 0 else [chest, waist]
    trunk = Shape(tuple(corners), _TRUNK_WIDTH, is_closed=True, is_filled=True)
    return Drawn((*limbs, trunk, Shape((head,), HEAD)), anchors)


BODY_FRONT = Figure(
    "the whole body from the front, its right side on the left of the picture",
    _DEFAULTS,
    _draw,
    of_both_sides(_OF_A_SIDE),
)
