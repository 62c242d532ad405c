"""Charts draw weeks without gaps, no more points than fit, and round numbers."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.examples import examples
from voicecoach.charts.series import Week, thinned, ticks, weeks_until

MONDAY = date(2026, 11, 2)
TODAY = MONDAY + timedelta(days=17)


def test_a_week_without_a_workout_is_there_too() -> None:
    done = [(MONDAY, 1000), (MONDAY + timedelta(days=6), 500), (TODAY, 200)]
    assert weeks_until(TODAY, done, most=10) == (
        Week(MONDAY, 1500, 2),
        Week(MONDAY + timedelta(days=7), 0, 0),
        Week(MONDAY + timedelta(days=14), 200, 1),
    )


def test_only_the_last_weeks_are_told() -> None:
    assert [week.workouts for week in weeks_until(TODAY, [(MONDAY, 1), (TODAY, 1)], most=2)] == [
        0,
        1,
    ]
    assert len(weeks_until(TODAY, [], most=5)) == 1


def test_a_new_user_sees_some_weeks_before_the_first_one() -> None:
    weeks = weeks_until(TODAY, [(TODAY, 1)], least=4, most=5)
    assert [week.workouts for week in weeks] == [0, 0, 0, 1]


@examples(100)
@given(
    st.lists(st.tuples(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.floats(0, 100))),
    st.integers(1, 50),
)
def test_thinning_keeps_the_highest_point_and_the_order(
    points: list[tuple[date, float]], most: int
) -> None:
    points.sort()
    few = thinned(points, most)
    assert len(few) <= most or len(points) <= most
    assert list(few) == sorted(few, key=lambda point: point[0])
    assert set(few) <= set(points)
    if points:
        assert max(value for _, value in few) == max(value for _, value in points)


@pytest.mark.parametrize(
    ("highest", "expected"),
    [
        (0, (0, 1)),
        (3, (0, 1, 2, 3)),
        (17.2, (0, 5, 10, 15, 20)),
        (60, (0, 20, 40, 60)),
        (61, (0, 20, 40, 60, 80)),
        (900, (0, 500, 1000)),
    ],
)
def test_axes_have_round_numbers(highest: float, expected: tuple[float, ...]) -> None:
    assert ticks(highest) == expected
