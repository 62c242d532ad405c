"""The foot from above, toes up: a right foot with the big toe on the left, or a left one mirrored.

Points are in hundredths of the length of a foot, from the back of the heel, x to the outer side and
y toward the toes.
"""

from types import MappingProxyType

from voicecoach.drawings.figure import Drawn, Figure, Pose
from voicecoach.drawings.shape import Point, Shape, Tone, minus, plus, toward, turned

_OUTLINE, _DETAIL = 3.0, 1.8
_DEFAULTS: Pose = MappingProxyType(
    {
        "heel": (50.0, 94.0),
        "turn": (0.0,),
        "size": (86.0,),
        "spread": (0.0,),
        "big_toe": (0.0,),
        "curl": (0.0,),
    }
)

_TOES = (
    # base, angle from straight ahead (outward positive), turn when spread, length, half width
    ((-13.5, 75.0), 3.0, -17.0, 25.0, 6.2),
    ((-2.2, 78.0), 1.0, -6.0, 21.0, 4.1),
    ((6.6, 75.5), 2.0, 2.5, 18.5, 3.9),
    ((14.6, 71.5), 4.0, 11.0, 16.0, 3.8),
    ((21.6, 65.5), 6.0, 24.0, 13.0, 3.8),
)
_INNER = ((-21.0, 68.0), (-17.6, 52.0), (-14.2, 36.0), (-13.4, 20.0), (-12.0, 8.0))
"""The inner edge from the ball to the heel."""
_HEEL = ((-6.0, 1.2), (0.0, 0.0), (6.5, 1.4))
_OUTER = ((12.6, 9.0), (15.0, 22.0), (18.6, 38.0), (23.6, 53.0), (26.4, 61.0))


def _draw(pose: Pose) -> Drawn:
    size, turn = pose["size"][0] / 100, pose["turn"][0]
    heel = (pose["heel"][0], pose["heel"][1])

    def placed(point: Point) -> Point:
        return plus(heel, turned((point[0] * size, -point[1] * size), turn))

    rim: list[Point] = []
    nails: list[Shape] = []
    anchors: dict[str, Point] = {
        "heel": heel,
        "ball": placed((-21.0, 68.0)),
        "outer": placed((26.4, 61.0)),
    }
    for number, (base, rest, wide, length, half) in enumerate(_TOES, 1):
        angle = rest + wide * pose["spread"][0] + (pose["big_toe"][0] if number == 1 else 0.0)
        reach = max(0.3 * length, length * (1 - 0.42 * pose["curl"][0]))
        tip = toward(base, 90 - angle, reach)
        along = (tip[0] - base[0]) / reach, (tip[1] - base[1]) / reach
        side = (along[1] * half, -along[0] * half)
        # Down the inner side of the toe, around its tip, and down the outer side.
        low, high = 0.3 * reach, reach - 0.75 * half
        inner = [minus(_on(base, along, far), side) for far in (low, high)]
        outer = [plus(_on(base, along, far), side) for far in (high, low)]
        if number == 1:
            inner[0] = minus(_on(base, along, 0.15 * reach), side)
        rim += [placed(point) for point in (*inner, tip, *outer)]
        rim.append(placed(_web(number)))
        anchors[f"web_{number}"] = rim[-1]
        if number == 1:
            nail = _on(base, along, reach - 0.8 * half)
            ends = (minus(nail, _scaled(side, 0.45)), plus(nail, _scaled(side, 0.45)))
            nails.append(Shape((placed(ends[0]), placed(ends[1])), _DETAIL, Tone.DETAIL))
        anchors[f"toe_{number}"] = placed(tip)
    edge = map(placed, (*reversed(_OUTER), *reversed(_HEEL), *reversed(_INNER)))
    outline = Shape((*rim, *edge), _OUTLINE, is_smooth=True, is_closed=True)
    return Drawn((outline, *nails), anchors)


def _on(base: Point, along: Point, far: float) -> Point:
    return base[0] + along[0] * far, base[1] + along[1] * far


def _scaled(vector: Point, by: float) -> Point:
    return vector[0] * by, vector[1] * by


def _web(number: int) -> Point:
    """The skin between this toe and the next; after the last one, the edge of the foot."""
    if number == len(_TOES):
        return 27.0, 65.0
    one, other = _TOES[number - 1], _TOES[number]
    middle = ((one[0][0] + other[0][0]) / 2, (one[0][1] + other[0][1]) / 2)
    return plus(middle, (0.6 if number == 1 else 0.2, 5.6))


FOOT_ABOVE = Figure("a right foot from above, toes up", _DEFAULTS, _draw)
