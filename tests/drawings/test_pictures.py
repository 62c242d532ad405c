"""Pictures move from pose to pose, as paths that a browser can blend, and as dots."""

import json
import re
from xml.etree import ElementTree

import pytest

from voicecoach.drawings.body import BODY_SIDE
from voicecoach.drawings.frames import frames
from voicecoach.drawings.picture import FigurePart, LinePart, Picture, Place, course, overshoot
from voicecoach.drawings.raster import dots
from voicecoach.drawings.shape import Shape, Tone
from voicecoach.drawings.svg import document, elements, path

FLOOR = LinePart(((Place((3.0, 94.0)), Place((97.0, 94.0))),), 2.0, Tone.PROP)
STANDING = {"hip": (50.0, 47.0), "right_arm": (0.0, 0.0)}
REACHING = {"hip": (50.0, 47.0), "right_arm": (160.0, 160.0)}
REACH = Picture({"floor": FLOOR, "body": FigurePart(BODY_SIDE, (STANDING, REACHING))})


def hand(picture: Picture, phase: float) -> tuple[float, float]:
    (arm,) = (
        shape
        for shape in picture.shapes(phase)
        if shape.tone is Tone.NEAR and len(shape.points) == 4 and shape.width == 4.3
    )
    return arm.points[-1]


def test_the_end_of_a_movement_is_its_last_pose_and_the_middle_lies_between() -> None:
    low, middle, high = (hand(REACH, phase)[1] for phase in (0.0, 0.5, 1.0))
    assert low > middle > high


def test_in_a_cycle_the_first_pose_comes_again() -> None:
    cycle = Picture(REACH.parts, is_cycle=True)
    assert hand(cycle, 1.0) == pytest.approx(hand(cycle, 0.0))
    assert hand(cycle, 0.5) == pytest.approx(hand(REACH, 1.0))


def test_the_ends_are_the_first_pose_and_the_one_most_unlike_it() -> None:
    there_and_back = Picture({"body": FigurePart(BODY_SIDE, (STANDING, REACHING, STANDING))})
    assert there_and_back.ends() == (0.0, 0.5)
    assert there_and_back.poses_in_turn() == (0.0, 0.5, 1.0)
    assert REACH.ends() == (0.0, 1.0)
    assert Picture({"floor": FLOOR}).ends() == (0.0,)


def test_mirrored_left_and_right_change_places() -> None:
    x, y = hand(REACH, 0.5)
    mirrored = [shape.points for shape in REACH.shapes(0.5, mirrored=True)]
    assert any(points[-1] == pytest.approx((100 - x, y)) for points in mirrored)


def test_a_line_holds_on_to_a_joint() -> None:
    band = LinePart(((Place((0.0, 0.0), "body", "right_hand"), Place((90.0, 20.0))),), 2, Tone.NEAR)
    picture = Picture({**REACH.parts, "band": band})
    for phase in (0.0, 0.3, 1.0):
        assert picture.shapes(phase)[-1].points[0] == pytest.approx(hand(picture, phase))


def test_an_arrow_ends_in_a_head() -> None:
    arrow = LinePart(((Place((10.0, 50.0)), Place((40.0, 50.0))),), 2.4, Tone.MOVE, has_arrow=True)
    _, head = Picture({"arrow": arrow}).shapes(0.0)
    assert head.points[1] == (40.0, 50.0)
    assert all(point[0] < 36 for point in (head.points[0], head.points[2]))


def test_blending_the_frames_keeps_every_point_near_its_true_place() -> None:
    data = frames(REACH)
    assert len(data["at"]) > 2  # an arm that turns so far would shrink on a straight way
    (arm,) = (one for one in data["shapes"] if isinstance(one["d"], list))
    assert len(arm["d"]) == len(data["at"])
    assert len({re.sub(r"-?\d+", "0", d).replace(" ", "") for d in arm["d"]}) == 1
    for index, (start, end) in enumerate(zip(data["at"], data["at"][1:], strict=False)):
        first, second = (points_of(arm["d"][number]) for number in (index, index + 1))
        true = hand(REACH, (start + end) / 2)
        blended = [(a + b) / 2 for a, b in zip(first[-1], second[-1], strict=True)]
        assert blended == pytest.approx(true, abs=1.5)


def points_of(d: str) -> list[tuple[float, float]]:
    """The points of a path of straight lines, in units of the picture."""
    numbers = [int(text) / 10 for text in re.findall(r"-?\d+", d)]
    x, y = 0.0, 0.0
    found = []
    for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
        x, y = x + dx, y + dy
        found.append((x, y))
    return found


def test_a_still_part_has_one_path() -> None:
    floor = frames(REACH)["shapes"][0]
    assert floor == {"c": "prop", "w": 20, "d": "M30 940l940 0"}
    assert json.loads(json.dumps(frames(REACH))) == frames(REACH)


def test_the_parts_of_a_tempo_move_to_the_end_hold_and_move_back() -> None:
    assert list(course(REACH, [2000, 1000, 3000])) == [(0, 0), (2000, 1), (3000, 1), (6000, 0)]
    assert list(course(REACH, [2000, 2000])) == [(0, 0), (2000, 1), (4000, 0)]
    assert list(course(REACH, [3000])) == [(0, 0), (1500, 1), (3000, 0)]
    cycle = Picture(REACH.parts, is_cycle=True)
    assert list(course(cycle, [3000])) == [(0, 0), (3000, 1)]


def test_each_part_of_a_tempo_leads_to_its_pose() -> None:
    cycle = Picture(REACH.parts, is_cycle=True)
    assert list(course(cycle, [1000, 2000])) == [(0, 0), (1000, 0.5), (3000, 1)]


def test_an_svg_is_well_formed_and_its_title_is_not_markup() -> None:
    svg = document(elements(REACH.shapes(0.0)), 'Reach <"up">')
    root = ElementTree.fromstring(svg)
    assert root.attrib["aria-label"] == 'Reach <"up">'
    assert {one.attrib["class"] for one in root} == {"prop", "far", "near"}


def test_a_smooth_line_runs_through_its_points() -> None:
    shape = Shape(((0.0, 0.0), (10.0, 5.0), (20.0, 0.0)), 2, is_smooth=True)
    (first, second) = re.findall(r"([cs])([^cs]+)", path(shape))
    ends = [list(map(int, re.findall(r"-?\d+", text)))[-2:] for _, text in (first, second)]
    assert ends == [[100, 50], [100, -50]]


def test_overshoot_is_the_part_of_a_stroke_beyond_the_box() -> None:
    assert overshoot([Shape(((50.0, 50.0), (100.0, 50.0)), 4)]) == 2
    assert overshoot([Shape(((50.0, 50.0), (90.0, 50.0)), 4)]) == -8


def test_dots_are_where_the_ink_is() -> None:
    line = Shape(((10.0, 50.0), (90.0, 50.0)), 5)
    rows = dots([line], 40)
    assert all(rows[20][4:36])
    assert not any(rows[10])
    square = ((20.0, 20.0), (80.0, 20.0), (80.0, 80.0), (20.0, 80.0))
    assert dots([Shape(square, 2, is_closed=True, is_filled=True)], 40)[20][20]
    assert not dots([Shape(square, 2, is_closed=True)], 40)[20][20]
