"""The week of a routine with stages follows from the days on which it was trained."""

import pytest

from tests.core.sample import CALF_RAISES, SINGLE_LEG_BALANCE
from voicecoach.core.progression.past import Past, Trained
from voicecoach.core.progression.training_weeks import (
    days_since,
    due,
    remembered_side,
    week_of,
)
from voicecoach.core.workout.exercise import Side
from voicecoach.core.workout.routine import Routine, RoutineItem, Stage

WEEKS = 12
DAY_S = 86_400.0
FIRST = (RoutineItem(CALF_RAISES, 0),)
SECOND = (RoutineItem(SINGLE_LEG_BALANCE, 0),)
STAGED = Routine(
    "staged",
    "Staged",
    "It has stages.",
    1,
    FIRST,
    every_days=2,
    stages=(Stage(2, FIRST), Stage(1, SECOND, ("Now on one leg.",))),
)


def week(*days: int, today: int, every_days: int | None = 2) -> int:
    return week_of(days, today, every_days=every_days, weeks=WEEKS)


def day_of(at_s: float) -> int:
    return int(at_s // DAY_S)


def past(*days: int, routine: str = "staged", side: Side | None = None) -> Past:
    return Past(trained=tuple(Trained(routine, f"on {day}", day * DAY_S, side) for day in days))


def test_a_new_user_begins_in_week_one() -> None:
    assert week(today=100) == 1


@pytest.mark.parametrize(("today", "expected"), [(2, 1), (6, 1), (7, 2), (14, 3), (28, 5)])
def test_every_second_day_the_weeks_are_those_of_the_calendar(today: int, expected: int) -> None:
    assert week(*range(0, today, 2), today=today) == expected


def test_two_days_a_week_still_count_as_a_week() -> None:
    assert week(*(day for start in range(0, 28, 7) for day in (start, start + 3)), today=28) == 5


def test_one_day_a_week_counts_for_four_days() -> None:
    assert week(0, 7, 14, today=21) == 2
    assert week(0, 7, 14, today=21, every_days=None) == 4


def test_ten_days_away_do_not_count_as_training() -> None:
    trained = range(0, 22, 2)
    assert week(*trained, today=20) == 3
    assert week(*trained, today=30) == 4


@pytest.mark.parametrize(("away", "expected"), [(14, 5), (15, 4), (21, 4), (28, 3), (42, 1)])
def test_more_than_two_weeks_away_go_back_by_as_much_as_they_are_longer(
    away: int, expected: int
) -> None:
    trained = range(0, 29, 2)
    assert week(*trained, today=28 + away) == expected


def test_behind_the_last_stage_the_weeks_stand_still() -> None:
    trained = range(0, 200, 2)
    assert week(*trained, today=200) == WEEKS + 1
    assert week(*trained, today=198 + 21) == WEEKS


def test_a_clock_that_was_set_back_takes_nothing_away() -> None:
    assert week(0, 2, 4, 6, 8, today=3) == 2


def test_the_week_brings_its_stage() -> None:
    assert due(STAGED, past(), now_s=0.0, day_of=day_of).items == FIRST
    third = due(STAGED, past(*range(0, 14, 2)), now_s=14 * DAY_S, day_of=day_of)
    assert (third.week, third.items) == (3, SECOND)
    over = due(STAGED, past(*range(0, 22, 2)), now_s=22 * DAY_S, day_of=day_of)
    assert (over.week, over.items) == (4, SECOND)


def test_workouts_of_other_routines_do_not_count() -> None:
    others = past(*range(0, 28, 2), routine="other")
    assert due(STAGED, others, now_s=28 * DAY_S, day_of=day_of).week == 1
    assert days_since(STAGED, others, now_s=28 * DAY_S, day_of=day_of) is None


def test_days_since_leave_out_the_workout_that_goes_on() -> None:
    known = past(10, 12)
    assert days_since(STAGED, known, now_s=12.5 * DAY_S, day_of=day_of) == 0
    assert days_since(STAGED, known, now_s=12.5 * DAY_S, day_of=day_of, but="on 12") == 2


def test_one_side_is_remembered_as_long_as_there_are_stages() -> None:
    known = past(10, side=Side.LEFT)
    assert remembered_side(STAGED, known) is Side.LEFT
    plain = Routine("staged", "Plain", "It has none.", 1, FIRST)
    assert remembered_side(plain, known) is None
    assert remembered_side(STAGED, past()) is None
