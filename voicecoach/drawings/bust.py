"""Head and shoulders from the front: the body's right side is on the left.

Points are in units of the picture, from the pit of the neck, x to the right and y upward.
"""

from types import MappingProxyType

from voicecoach.drawings.figure import Drawn, Figure, Pose
from voicecoach.drawings.shape import Point, Shape, Tone, plus, turned

_OUTLINE, _DETAIL = 3.2, 2.6
_DEFAULTS: Pose = MappingProxyType(
    {"pit": (50.0, 62.0), "tilt": (0.0,), "turn": (0.0,), "right": (0.0, 0.0), "left": (0.0, 0.0)}
)
"""tilt: of the head, degrees to the left side of the body; turn: of the face, -1 to 1, likewise;
right and left: way of a shoulder, x outward and y upward."""

_FACE = (
    *((0.0, 41.0), (9.0, 38.6), (13.4, 30.0), (12.6, 19.0), (7.6, 10.6), (0.0, 7.8)),
    *((-7.6, 10.6), (-12.6, 19.0), (-13.4, 30.0), (-9.0, 38.6)),
)
_TURNS_AT = (0.0, 9.0)
"""The head tilts about the middle of the neck."""
_NECK = ((6.6, 9.6), (7.0, 2.4), (15.0, -2.8))
_SHOULDER = ((25.4, -6.0), (31.6, -13.4), (33.0, -30.0))


def _draw(pose: Pose) -> Drawn:
    pit = (pose["pit"][0], pose["pit"][1])

    def placed(point: Point) -> Point:
        return pit[0] + point[0], pit[1] - point[1]

    def on_head(point: Point) -> Point:
        off = (point[0] - _TURNS_AT[0], _TURNS_AT[1] - point[1])
        return plus(placed(_TURNS_AT), turned(off, pose["tilt"][0]))

    shapes = [Shape(tuple(map(on_head, _FACE)), _OUTLINE, is_smooth=True, is_closed=True)]
    side = 8.0 * pose["turn"][0]
    eyes = (on_head((side - 4.6, 27.0)), on_head((side + 4.6, 27.0)))
    shapes += [Shape((eye,), _DETAIL + 0.4, Tone.DETAIL) for eye in eyes]
    nose = tuple(on_head((side * x, y)) for x, y in ((1.1, 25.0), (1.45, 20.4), (1.1, 19.6)))
    shapes.append(Shape(nose, 2.0, Tone.DETAIL, is_smooth=True))
    anchors = {"head": on_head((0.0, 24.0)), "crown": on_head((0.0, 41.0)), "pit": pit}
    for name, way in (("right", -1.0), ("left", 1.0)):
        out, up = pose[name]
        line = [on_head((way * _NECK[0][0], _NECK[0][1]))]
        for number, (x, y) in enumerate((*_NECK[1:], *_SHOULDER)):
            share = min(1.0, number / 2)
            line.append(placed((way * (x + out * share), y + up * share)))
        shapes.append(Shape(tuple(line), _OUTLINE, is_smooth=True))
        anchors[f"{name}_shoulder"] = line[3]
    return Drawn(tuple(shapes), anchors)


BUST = Figure("head and shoulders from the front", _DEFAULTS, _draw)
