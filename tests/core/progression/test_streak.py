"""A streak forgives rest days, and ends after too many of them."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tests.examples import examples
from voicecoach.core.progression.streak import MOST_REST_DAYS, Streak, current, longest, streaks

MONDAY = date(2026, 11, 2)


def days(*numbers: int) -> list[date]:
    return [MONDAY + timedelta(days=number) for number in numbers]


def test_two_workouts_a_week_are_one_streak() -> None:
    found = streaks(days(0, 3, 7, 10, 14))
    assert found == (Streak(MONDAY, MONDAY + timedelta(days=14), 5),)


def test_too_many_rest_days_end_a_streak() -> None:
    assert [one.days for one in streaks(days(0, 1, 6, 7, 8))] == [2, 3]


def test_two_workouts_on_a_day_count_once() -> None:
    assert [one.days for one in streaks(days(0, 0, 1))] == [2]


def test_a_streak_goes_on_until_its_last_rest_day_is_over() -> None:
    found = streaks(days(0, 1))
    until = MONDAY + timedelta(days=1 + MOST_REST_DAYS + 1)
    assert current(found, until) == found[-1]
    assert current(found, until + timedelta(days=1)) is None
    assert found[-1].lasts_until == until


def test_a_streak_that_a_wrong_clock_dates_in_the_future_is_not_current() -> None:
    found = streaks(days(0, 1, 365))
    assert current(found, MONDAY + timedelta(days=2)) == found[0]
    assert current(streaks(days(365)), MONDAY) is None


def test_a_streak_may_begin_tomorrow_after_a_flight_west() -> None:
    found = streaks(days(1))
    assert current(found, MONDAY) == found[0]


def test_the_latest_of_the_longest_is_named() -> None:
    found = streaks(days(0, 1, 10, 11, 20))
    assert longest(found) == found[1]


def test_without_a_workout_there_is_no_streak() -> None:
    assert streaks([]) == ()
    assert current((), MONDAY) is None
    assert longest(()) is None


@examples(100)
@given(st.lists(st.dates(date(2020, 1, 1), date(2021, 12, 31)), max_size=60))
def test_every_day_belongs_to_one_streak(some: list[date]) -> None:
    found = streaks(some)
    assert sum(one.days for one in found) == len(set(some))
    assert all(one.last < other.first for one, other in pairwise(found))
