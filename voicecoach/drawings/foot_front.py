"""The foot of a lifted leg from the front: a right foot, big toe on the right of the picture.

Points are in hundredths of the length of a foot, from the middle of the ankle, x to the right and y
upward.
"""

from types import MappingProxyType

from voicecoach.drawings.figure import Drawn, Figure, Pose
from voicecoach.drawings.shape import Point, Shape, Tone, plus, turned

_OUTLINE, _DETAIL = 3.2, 2.0
_DEFAULTS: Pose = MappingProxyType(
    {
        "ankle": (50.0, 52.0),
        "roll": (0.0,),
        "point": (0.0,),
        "yaw": (0.0,),
        "size": (100.0,),
        "leg": (44.0,),
    }
)
"""roll: degrees, positive lifts the inner edge, so that the sole looks inward; point: 1 shows the
foot pointed down, -1 drawn up; yaw: the toes to the side, units, positive inward."""

_EDGE = ((-13.5, 4.0), (-15.5, -8.0), (-20.8, -20.0), (-24.0, -30.0))
_TOES = (
    (-19.6, -31.0, 3.8),
    (-11.8, -33.4, 4.0),
    (-3.6, -35.0, 4.2),
    (5.0, -35.8, 4.4),
    (16.4, -34.0, 7.0),
)
_AFTER = (23.4, -34.0, 0.0)
"""The part that follows the big toe: the inner edge."""
"""Middle and half width of each toe, from the little one to the big one."""
_INNER = ((23.8, -31.0), (22.6, -24.0), (18.0, -15.0), (14.2, -6.0), (13.6, 4.0))


def _draw(pose: Pose) -> Drawn:
    size = pose["size"][0] / 100
    ankle = (pose["ankle"][0], pose["ankle"][1])
    roll, point, yaw = pose["roll"][0], pose["point"][0], pose["yaw"][0]

    def leg(place: Point) -> Point:
        return ankle[0] + place[0] * size, ankle[1] - place[1] * size

    def foot(place: Point) -> Point:
        depth = min(1.0, max(0.0, -place[1] / 36))
        x = place[0] + yaw * depth
        y = place[1] * (1 + 0.28 * point)
        # The skin near the ankle follows the foot only in part.
        share = min(1.0, max(0.25, (8 - place[1]) / 24))
        return plus(ankle, turned((x * size, -y * size), -roll * share))

    long = pose["leg"][0]
    rim: list[Point] = []
    for (x, y, half), (next_x, next_y, next_half) in zip(_TOES, (*_TOES[1:], _AFTER), strict=True):
        cleft = ((x + half + next_x - next_half) / 2, max(y, next_y) + 1.6)
        rim += [
            foot((x - half * 0.72, y - half * 0.7)),
            foot((x, y - half)),
            foot((x + half * 0.72, y - half * 0.7)),
        ]
        if next_half:
            rim.append(foot(cleft))
    outline = (
        leg((-16.5, long)),
        leg((-14.6, 24.0)),
        leg((-13.2, 12.0)),
        *map(foot, _EDGE),
        *rim,
        *map(foot, _INNER),
        leg((13.6, 13.0)),
        leg((14.6, 24.0)),
        leg((17.0, long)),
    )
    x, y, half = _TOES[-1]
    ends = (foot((x - half * 0.4, y + 1.4)), foot((x + half * 0.4, y + 1.4)))
    nail = Shape(ends, _DETAIL, Tone.DETAIL)
    anchors = {
        "ankle": ankle,
        "inner": foot(_INNER[1]),
        "outer": foot(_EDGE[-1]),
        "toe": foot((14.2, -40.0)),
        "knee": leg((0.0, long)),
        "middle": foot((0.0, -36.0)),
    }
    return Drawn((Shape(outline, _OUTLINE, is_smooth=True), nail), anchors)


FOOT_FRONT = Figure("a lifted right foot from the front", _DEFAULTS, _draw)
