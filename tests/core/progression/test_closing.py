"""A session ends with a comparison with the last time, and with what comes next."""

from datetime import time

import pytest

from tests.core.sample import LANGUAGE
from voicecoach.core.facts import SetEnded
from voicecoach.core.progression.closing import compared, next_workout_told
from voicecoach.core.progression.past import Past
from voicecoach.core.progression.records import Records
from voicecoach.core.workout.exercise import Measure, Side, SideWord
from voicecoach.core.workout.schedule import Schedule

MONDAY = 739_000 - 739_000 % 7 + 1
SECONDS, REPS = Measure.SECONDS, Measure.REPS
NAMES = {"hold": "Holds", "raise": "Calf raises"}
RECORDS = Records(
    last_bests={("hold", Side.RIGHT, SECONDS): 20.4, ("hold", Side.LEFT, SECONDS): 30.0},
    last_sums={("raise", REPS): 24.0},
)


def held(side: Side, seconds: float) -> SetEnded:
    return SetEnded("hold", 1, side, None, SECONDS, seconds, 60, True, True)


def raised(count: int) -> SetEnded:
    return SetEnded("raise", 1, None, None, REPS, count, 30, True, False)


def told(*done: SetEnded, records: Records = RECORDS) -> list[str]:
    words = dict.fromkeys(NAMES, SideWord.FOOT)
    phrases = compared(done, records, names=NAMES, side_words=words)
    return [LANGUAGE.book.sentence(one) for one in phrases]


@pytest.mark.parametrize(
    ("done", "expected"),
    [
        (
            (held(Side.RIGHT, 23.9), held(Side.LEFT, 31.0), raised(30)),
            "3 seconds longer than last time on the right.",
        ),
        ((held(Side.LEFT, 31.2),), "One second longer than last time on the left."),
        ((held(Side.LEFT, 30.0), raised(15), raised(15)), "Calf raises: 6 more than last time."),
        ((held(Side.LEFT, 30.0), raised(24)), "The same as last time. Steady does it."),
        ((held(Side.LEFT, 30.0), raised(20)), "A little less than last time, and that's fine."),
    ],
)
def test_the_greatest_gain_is_told(done: tuple[SetEnded, ...], expected: str) -> None:
    assert told(*done) == [expected]


def test_exercises_not_done_the_last_time_are_not_compared() -> None:
    assert told(held(Side.RIGHT, 20), raised(9), records=Records()) == []


def next_told(*schedules: Schedule, today: int = 0) -> list[str]:
    names = {"balance": "Balance", "quick": "Quick five"}
    phrases = next_workout_told(
        Past(schedules=schedules), names, now_s=0.0, day_of=lambda _: MONDAY + today
    )
    return [LANGUAGE.book.sentence(one) for one in phrases]


def test_the_next_workout_of_the_schedule_is_told_with_its_day() -> None:
    often = Schedule("balance", (0, 2, 4), time(7))
    late = Schedule("quick", (2,), time(18))
    assert next_told(often, late) == ["Next time: Balance, on Wednesday."]
    assert next_told(late, often, today=1) == ["Next time: Balance, tomorrow."]
    assert next_told(late, today=2) == ["Next time: Quick five, on Wednesday."]


def test_without_a_schedule_or_for_a_routine_that_is_gone_nothing_is_told() -> None:
    assert next_told() == []
    assert next_told(Schedule("gone", (1,), time(7))) == []
