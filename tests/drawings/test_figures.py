"""Figures keep their proportions, and joints bend the way that joints bend."""

import pytest

from voicecoach.drawings.body import BODY_SIDE, FOREARM, HAND, SHIN, THIGH, UPPER_ARM
from voicecoach.drawings.body_front import BODY_FRONT
from voicecoach.drawings.figures import FIGURES
from voicecoach.drawings.foot_above import FOOT_ABOVE
from voicecoach.drawings.foot_front import FOOT_FRONT
from voicecoach.drawings.foot_side import FOOT_SIDE
from voicecoach.drawings.shape import distance

SITTING = {
    "hip": (36.0, 66.0),
    "right_ball": (62.0, 90.6, 0.0),
    "left_ball": (62.0, 90.6, 0.0),
    "right_hand": (50.0, 62.0),
}


def test_limbs_keep_their_lengths_where_a_foot_and_a_hand_have_their_places() -> None:
    at = BODY_SIDE.drawn(SITTING).anchors
    assert distance(at["hip"], at["right_knee"]) == pytest.approx(THIGH)
    assert distance(at["right_knee"], at["right_ankle"]) == pytest.approx(SHIN)
    assert distance(at["right_elbow"], at["right_hand"]) == pytest.approx(FOREARM + HAND)
    assert at["right_hand"] == (50.0, 62.0)


def test_a_knee_bends_forward_and_an_elbow_back() -> None:
    at = BODY_SIDE.drawn({**SITTING, "right_hand": (40.0, 62.0)}).anchors
    assert at["right_knee"][0] > (at["hip"][0] + at["right_ankle"][0]) / 2
    assert at["right_elbow"][0] < (at["shoulder"][0] + at["right_hand"][0]) / 2


def test_angles_of_an_arm_and_a_leg_are_measured_from_straight_down_forward() -> None:
    pose = {"hip": (50.0, 50.0), "right_leg": (90.0, 0.0, 0.0), "right_arm": (90.0, 90.0)}
    at = BODY_SIDE.drawn(pose).anchors
    assert at["right_knee"] == pytest.approx((50 + THIGH, 50))
    assert at["right_ankle"] == pytest.approx((50 + THIGH, 50 + SHIN))
    assert at["right_elbow"][0] == pytest.approx(at["shoulder"][0] + UPPER_ARM)


def test_from_the_front_the_right_side_is_on_the_left() -> None:
    at = BODY_FRONT.drawn({}).anchors
    assert at["right_ankle"][0] < at["hip"][0] < at["left_ankle"][0]
    assert at["right_hand"][0] < at["left_hand"][0]


def test_a_lifted_arch_leaves_the_heel_and_draws_the_ball_toward_it_with_long_toes() -> None:
    flat, lifted = (FOOT_SIDE.drawn({"heel": (14.0, 91.0), "arch": (arch,)}) for arch in (0.0, 1.0))
    assert lifted.anchors["heel"] == flat.anchors["heel"]
    assert lifted.anchors["arch"][1] < flat.anchors["arch"][1] - 3
    assert lifted.anchors["ball"][0] < flat.anchors["ball"][0] - 2
    assert lifted.anchors["under_toe"][1] == pytest.approx(flat.anchors["under_toe"][1], abs=1)
    lengths = [distance(one.anchors["ball"], one.anchors["toe"]) for one in (flat, lifted)]
    assert lengths[0] == pytest.approx(lengths[1], rel=0.05)


def test_curled_toes_are_shorter_than_long_ones() -> None:
    long, curled = (FOOT_SIDE.drawn({"curl": (curl,)}).anchors for curl in (0.0, 1.0))
    assert curled["toe"][0] < long["toe"][0] - 4


def test_a_raised_heel_leaves_the_ball_and_the_toes_on_the_floor() -> None:
    poses = ({"ball": (60.0, 91.0), "foot": (angle,)} for angle in (0.0, 40.0))
    flat, raised = (FOOT_SIDE.drawn(pose).anchors for pose in poses)
    assert raised["heel"][1] < flat["heel"][1] - 20
    assert raised["under_toe"][1] == pytest.approx(flat["under_toe"][1], abs=2)


def test_spread_toes_reach_further_to_both_sides() -> None:
    close, wide = (FOOT_ABOVE.drawn({"spread": (spread,)}).anchors for spread in (0.0, 1.0))
    assert wide["toe_1"][0] < close["toe_1"][0] - 3
    assert wide["toe_5"][0] > close["toe_5"][0] + 2


def test_the_inner_edge_rises_where_the_sole_turns_inward() -> None:
    inward, outward = (FOOT_FRONT.drawn({"roll": (roll,)}).anchors for roll in (25.0, -25.0))
    assert inward["inner"][1] < inward["outer"][1]
    assert outward["inner"][1] > outward["outer"][1]


@pytest.mark.parametrize("name", FIGURES)
def test_every_figure_is_drawn_from_its_defaults(name: str) -> None:
    drawn = FIGURES[name].drawn({})
    assert drawn.shapes
    assert drawn.anchors


@pytest.mark.parametrize("value", [-400.0, 0.0, 400.0])
@pytest.mark.parametrize("name", FIGURES)
def test_no_value_that_a_file_may_have_breaks_a_figure(name: str, value: float) -> None:
    figure = FIGURES[name]
    usual = len(figure.drawn({}).shapes)
    for key in (*figure.defaults, *figure.optional):
        size = figure.size_of(key)
        assert size is not None
        assert len(figure.drawn({key: (value,) * size}).shapes) == usual
