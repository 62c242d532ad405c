"""A session begins with how regular the training has been, and with the last time."""

import pytest

from tests.core.sample import LANGUAGE
from voicecoach.core.progression.opening import days_off_told, last_workout_told, streak_told
from voicecoach.core.progression.past import DoneWorkout, Past

DAY_S = 86_400.0
MONDAY = 739_000 - 739_000 % 7 + 1
"""The ordinal of a Monday."""


def day_of(at_s: float) -> int:
    return MONDAY + int(at_s // DAY_S)


def past_of(*days: int, completed: bool = True) -> Past:
    """A workout of 17 minutes on each of these days; day 0 is a Monday."""
    return Past(
        workouts=tuple(DoneWorkout(day * DAY_S, "balance", 1_020_000, completed) for day in days)
    )


def told(past: Past, today: int) -> list[str]:
    now_s = today * DAY_S
    phrases = (
        *days_off_told(past, now_s=now_s, day_of=day_of),
        *streak_told(past, now_s=now_s, day_of=day_of),
    )
    return [LANGUAGE.book.sentence(one) for one in phrases]


@pytest.mark.parametrize(
    ("days", "today", "expected"),
    [
        ((), 3, []),
        ((0,), 1, ["This makes 2 this week."]),
        ((0, 2), 2, ["This makes 2 this week."]),
        ((0, 2), 4, ["This makes 3 this week."]),
        ((4,), 7, []),
        ((0, 3, 6, 10, 13), 14, ["You've kept this up for 2 weeks."]),
        ((0,), 4, ["This makes 2 this week."]),
        ((3,), 8, ["It's been 5 days. Good to have you back."]),
        ((0, 2, 40), 49, ["It's been 9 days. Good to have you back."]),
    ],
)
def test_the_streak_or_a_welcome_back_is_told(
    days: tuple[int, ...], today: int, expected: list[str]
) -> None:
    assert told(past_of(*days), today) == expected


def last(past: Past, today: int, routine: str = "balance") -> list[str]:
    phrases = last_workout_told(routine, past, now_s=today * DAY_S, day_of=day_of)
    return [LANGUAGE.book.sentence(one) for one in phrases]


def test_the_last_time_is_told_with_how_long_it_took() -> None:
    assert last(past_of(0, 2), 5) == ["Last time was 3 days ago, and it took 17 minutes."]
    assert last(past_of(0, 4), 5) == ["Last time was yesterday, and it took 17 minutes."]


def test_nothing_is_told_of_today_of_another_routine_or_of_what_was_broken_off() -> None:
    assert last(past_of(5), 5) == []
    assert last(past_of(2), 5, "strength") == []
    assert last(past_of(2, completed=False), 5) == []
