"""A routine with stages says its week, and trains one side if that is wanted."""

from dataclasses import replace

import pytest

from tests.core.sample import LANGUAGE, READY_WAIT_MS, SINGLE_LEG_BALANCE
from voicecoach.core.timeline.announcing import AnnouncementOptions, early_question
from voicecoach.core.timeline.compiler import compile_steps
from voicecoach.core.timeline.lines import Line
from voicecoach.core.timeline.steps import Step, Talk, Work
from voicecoach.core.workout.exercise import Hold, Side
from voicecoach.core.workout.routine import Routine, RoutineItem, Stage, on_side, with_only

LEARNT = (RoutineItem(SINGLE_LEG_BALANCE, 0),)
LONGER = (RoutineItem(replace(SINGLE_LEG_BALANCE, counting=Hold(40_000)), 0),)
STAGED = Routine(
    "staged",
    "Staged",
    "It has stages.",
    1,
    LEARNT,
    stages=(Stage(2, LEARNT), Stage(4, LONGER, ("Stand longer now.",))),
)


def steps_of(routine: Routine) -> tuple[Step, ...]:
    return compile_steps(routine, ready_wait_ms=READY_WAIT_MS, options=AnnouncementOptions())


def told(step: Step) -> list[str]:
    lines: tuple[Line, ...] = step.lines if isinstance(step, Talk) else ()
    return [LANGUAGE.book.sentence(line.phrase) for line in lines]


def test_the_greeting_says_the_week_and_the_words_of_its_stage() -> None:
    assert "Week 2 of 6." in told(steps_of(STAGED.in_week(2))[0])
    third = told(steps_of(STAGED.in_week(3))[0])
    assert third[third.index("Week 3 of 6.") + 1] == "Stand longer now."


def test_behind_the_last_week_it_says_that_all_are_done() -> None:
    over = told(steps_of(STAGED.in_week(7))[0])
    said = over.index("You've done all 6 weeks. Keep it up for as long as it helps.")
    assert over[said + 1] == "Stand longer now."


def test_words_about_a_dose_are_left_out_when_less_is_done() -> None:
    less = replace(STAGED.in_week(3), items=LEARNT)
    assert "Stand longer now." not in told(steps_of(less)[0])
    assert "Week 3 of 6." in told(steps_of(less)[0])


def test_a_routine_without_stages_has_no_week() -> None:
    assert not [line for line in told(steps_of(replace(STAGED, stages=()))[0]) if "eek" in line]


def test_on_one_side_nothing_is_said_or_done_of_the_other() -> None:
    steps = steps_of(on_side(STAGED, Side.LEFT))
    assert [step.place.side for step in steps if isinstance(step, Work)] == [Side.LEFT]
    announced = told(steps[1])
    assert announced[-2:] == ["Hold for 30 seconds.", "Left foot only."]


@pytest.mark.parametrize("side", [None, Side.LEFT, Side.RIGHT])
def test_a_side_that_the_routine_prescribes_stays(side: Side | None) -> None:
    (item,) = STAGED.items
    right = replace(item, exercise=with_only(item.exercise, Side.RIGHT))
    prescribed = replace(STAGED, items=(right,))
    assert on_side(prescribed, side).items == (right,)


def test_a_user_who_is_back_too_soon_is_asked_in_words_for_the_day() -> None:
    assert told(early_question(0)) == ["You did this earlier today. Shall we do it all the same?"]
    assert told(early_question(1))[0].startswith("You did this yesterday, so today is a rest day.")
    assert told(early_question(3))[0].startswith("You did this 3 days ago, so it isn't due yet.")
