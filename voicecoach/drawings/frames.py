"""A picture as data for a page that moves it: paths at a few phases, to be blended in between."""

from typing import Any

from voicecoach.drawings.picture import Picture
from voicecoach.drawings.shape import Shape, distance
from voicecoach.drawings.svg import path, tenths

_TOLERANCE = 1.6
"""Largest distance, in units, between a blended point and its true place."""
_MOST_SPLITS = 3


def frames(picture: Picture, *, mirrored: bool = False) -> dict[str, Any]:
    """The picture as JSON has it.

    `at` holds the phases of the frames, from 0 to 1. Each of `shapes` has a tone `c`, a stroke
    width `w`, `f` if it is filled, and `d`: the path data, or a list with one for each frame. All
    paths of a list have the same commands, so that their numbers can be blended one by one.
    `cycle` is true if the beginning follows the end; else the movement goes back.
    """
    phases = _phases(picture)
    drawn = [picture.shapes(phase, mirrored=mirrored) for phase in phases]
    shapes = []
    for same in zip(*drawn, strict=True):
        first = same[0]
        paths = [path(shape) for shape in same]
        shapes.append(
            {
                "c": first.tone.value,
                "w": tenths(first.width),
                **({"f": 1} if first.is_filled else {}),
                "d": paths if len(set(paths)) > 1 else paths[0],
            }
        )
    return {
        "cycle": picture.is_cycle,
        "at": [round(phase, 3) for phase in phases],
        "shapes": shapes,
    }


def _phases(picture: Picture) -> list[float]:
    """The phases of all poses, and more where joints turn so far that a straight way is wrong."""
    keys = picture.key_phases()
    found = [keys[0]]
    for end in keys[1:]:
        found += _between(picture, found[-1], end, _MOST_SPLITS)
        found.append(end)
    return found


def _between(picture: Picture, start: float, end: float, splits: int) -> list[float]:
    middle = (start + end) / 2
    ends = picture.shapes(start), picture.shapes(end)
    if not splits or _error(*ends, picture.shapes(middle)) <= _TOLERANCE:
        return []
    return [
        *_between(picture, start, middle, splits - 1),
        middle,
        *_between(picture, middle, end, splits - 1),
    ]


def _error(one: tuple[Shape, ...], other: tuple[Shape, ...], true: tuple[Shape, ...]) -> float:
    errors = (
        distance(((a[0] + b[0]) / 2, (a[1] + b[1]) / 2), c)
        for first, second, third in zip(one, other, true, strict=True)
        for a, b, c in zip(first.points, second.points, third.points, strict=True)
    )
    return max(errors, default=0.0)
