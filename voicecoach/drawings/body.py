"""The whole body from the side: a stick figure with true proportions.

Lengths follow the shares of body height that Winter gives after Drillis and Contini (Biomechanics
and Motor Control of Human Movement, 2009, figure 4.1), for a body 82 units tall.
"""

from collections.abc import Mapping
from types import MappingProxyType

from voicecoach.drawings.figure import Drawn, Figure, Pose, Values
from voicecoach.drawings.shape import (
    Point,
    Shape,
    Tone,
    bent,
    distance,
    minus,
    plus,
    toward,
    turned,
)

HEIGHT = 82.0
THIGH = 0.245 * HEIGHT
SHIN = 0.246 * HEIGHT
ANKLE = 0.039 * HEIGHT
"""Height of the ankle above the sole."""
FOOT = 0.152 * HEIGHT
TRUNK = 0.288 * HEIGHT
UPPER_ARM = 0.186 * HEIGHT
FOREARM = 0.146 * HEIGHT
HAND = 0.054 * HEIGHT
"""Half of a hand, as far as a fist reaches."""
HEAD_AT = 0.132 * HEIGHT
"""From the shoulder to the middle of the head."""
HEAD = 0.132 * HEIGHT
LEG_WIDTH, ARM_WIDTH, FOOT_WIDTH = 5.6, 4.3, 4.2

SIDES = ("right", "left")
_TRUNK_WIDTH = 8.2
_BALL = 0.72 * FOOT
"""From the heel forward to the ball."""
_HEEL_BEHIND = 0.25 * FOOT
"""From the heel forward to the ankle."""
_PACK = 7.6
"""From the spine to the middle of a backpack."""

_DEFAULTS: Pose = MappingProxyType(
    {"hip": (50.0, 47.4), "lean": (0.0,), "neck": (0.0,), "curve": (0.0,), "shrug": (0.0, 0.0)}
)
"""lean and neck: degrees forward; curve: units that the middle of the back is rounded; shrug: way
of the shoulders from their place."""
ARM_AND_JOINTS = {
    "hand": 2,
    "palm": 2,
    "arm": 2,
    "fingers": 1,
    "knee": 2,
    "elbow": 2,
    "bend": 1,
    "elbow_bend": 1,
}
"""Keys of an arm and of the joints of a side, with the number of their values."""
_OF_A_SIDE = {
    "ball": 3,
    "heel": 3,
    "leg": 3,
    "toes": 1,
    **ARM_AND_JOINTS,
}
"""For each side: ball or heel (x, y, and the angle of the foot in degrees, clockwise is toes down;
the foot stands there), or leg (angles of thigh, shin and foot: 0 is straight down, positive
forward); toes (their angle, 0 is flat); hand (x, y), or palm (x and y of the wrist, with the hand
flat on the floor), or arm (angles of upper arm and forearm, as of the leg); fingers (angle of the
hand on the floor); knee and elbow (x, y, where the view foreshortens the limb); bend and elbow_bend
(-1: the joint points the other way)."""


def of_both_sides(sizes: Mapping[str, int]) -> Mapping[str, int]:
    """The sizes of a side's values, under their names for the right and the left."""
    return MappingProxyType(
        {f"{side}_{name}": size for side in SIDES for name, size in sizes.items()}
    )


def point_of(values: Values | None) -> Point | None:
    """The point that two values say; None: they say none."""
    return (values[0], values[1]) if values else None


def _leg(pose: Pose, side: str, hip: Point) -> dict[str, Point]:
    """The knee, the ankle, the heel, the ball and the tip of the toes."""
    if leg := pose.get(f"{side}_leg"):
        knee = toward(hip, 90 - leg[0], THIGH)
        ankle = toward(knee, 90 - leg[1], SHIN)
        angle = -leg[2]
        heel = plus(ankle, turned((-_HEEL_BEHIND, ANKLE), angle))
    else:
        stands = pose.get(f"{side}_ball") or pose.get(f"{side}_heel")
        below = hip[0] - _HEEL_BEHIND, hip[1] + THIGH + SHIN + ANKLE, 0.0
        x, y, angle = stands or below
        back = turned((_BALL, 0.0), angle) if f"{side}_ball" in pose else (0.0, 0.0)
        heel = minus((x, y), back)
        ankle = plus(heel, turned((_HEEL_BEHIND, -ANKLE), angle))
        knee = bent(hip, ankle, THIGH, SHIN, pose.get(f"{side}_bend", (1.0,))[0])
    ball = plus(heel, turned((_BALL, 0.0), angle))
    toes = pose.get(f"{side}_toes", (angle,))[0]
    tip = plus(ball, turned((FOOT - _BALL, 0.0), toes))
    knee = point_of(pose.get(f"{side}_knee")) or knee
    return {"knee": knee, "ankle": ankle, "heel": heel, "ball": ball, "tip": tip}


def arm_of(
    pose: Pose, side: str, shoulder: Point, way: float, *, forward: float = 1.0
) -> dict[str, Point]:
    """The elbow, the wrist and the hand.

    `way` is the side to which the elbow bends; `forward` is 1 if positive angles are to the right
    of the picture, -1 if they are to the left.
    """
    way *= pose.get(f"{side}_elbow_bend", (1.0,))[0]
    if palm := point_of(pose.get(f"{side}_palm")):
        elbow, wrist = bent(shoulder, palm, UPPER_ARM, FOREARM, way), palm
        hand = toward(wrist, pose.get(f"{side}_fingers", (0.0,))[0], HAND)
    elif held := point_of(pose.get(f"{side}_hand")):
        elbow, hand = bent(shoulder, held, UPPER_ARM, FOREARM + HAND, way), held
        wrist = _along(elbow, hand)
    else:
        upper, lower = pose.get(f"{side}_arm", (-8.0, 12.0))
        elbow = toward(shoulder, 90 - forward * upper, UPPER_ARM)
        hand = toward(elbow, 90 - forward * lower, FOREARM + HAND)
        wrist = _along(elbow, hand)
    if placed := point_of(pose.get(f"{side}_elbow")):
        elbow = placed
        if f"{side}_palm" not in pose:
            wrist = _along(elbow, hand)
    return {"elbow": elbow, "wrist": wrist, "hand": hand}


def _along(elbow: Point, hand: Point) -> Point:
    """The wrist of a straight hand."""
    share = FOREARM / (FOREARM + HAND)
    return elbow[0] + (hand[0] - elbow[0]) * share, elbow[1] + (hand[1] - elbow[1]) * share


def _draw(pose: Pose) -> Drawn:
    hip = (pose["hip"][0], pose["hip"][1])
    lean = pose["lean"][0]
    shoulder = toward(hip, lean - 90, TRUNK)
    middle = plus(toward(hip, lean - 90, TRUNK / 2), turned((-pose["curve"][0], 0.0), lean))
    head = toward(shoulder, lean + pose["neck"][0] - 90, HEAD_AT)
    arms = plus(plus(shoulder, turned((0.0, 2.0), lean)), (pose["shrug"][0], pose["shrug"][1]))
    anchors = {
        "hip": hip,
        "back": middle,
        "shoulder": shoulder,
        "head": head,
        "pack_top": plus(shoulder, turned((-_PACK, 3.0), lean)),
        "pack_bottom": plus(hip, turned((-_PACK, -7.0), lean)),
    }
    limbs: dict[str, list[Shape]] = {}
    for side, tone in (("left", Tone.FAR), ("right", Tone.NEAR)):
        joints = {**_leg(pose, side, hip), **arm_of(pose, side, arms, -1.0)}
        anchors |= {f"{side}_{name}": point for name, point in joints.items()}
        limbs[side] = [
            Shape((hip, joints["knee"], joints["ankle"]), LEG_WIDTH, tone),
            Shape(
                tuple(joints[name] for name in ("ankle", "heel", "ball", "tip")), FOOT_WIDTH, tone
            ),
            Shape((arms, joints["elbow"], joints["wrist"], joints["hand"]), ARM_WIDTH, tone),
        ]
    trunk = Shape((hip, middle, shoulder), _TRUNK_WIDTH, is_smooth=True)
    return Drawn((*limbs["left"], trunk, Shape((head,), HEAD), *limbs["right"]), anchors)


def stretched(drawn: Drawn) -> float:
    """Share by which limbs are drawn too long, because something is out of reach."""
    at = drawn.anchors
    lengths = {("hip", "knee"): THIGH, ("knee", "ankle"): SHIN, ("elbow", "wrist"): FOREARM}
    found = []
    for side in SIDES:
        for (one, other), length in lengths.items():
            start = at[one] if one in at else at[f"{side}_{one}"]
            found.append(distance(start, at[f"{side}_{other}"]) / length - 1)
    return max(found)


BODY_SIDE = Figure(
    "the whole body from its right side, facing right", _DEFAULTS, _draw, of_both_sides(_OF_A_SIDE)
)
