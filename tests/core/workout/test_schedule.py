"""Days and times are understood as people write them."""

from datetime import date, time

import pytest

from voicecoach.core.workout.schedule import Schedule, days_of, time_of


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("mon,wed,fri", (0, 2, 4)),
        ("Monday, Thursday", (0, 3)),
        ("tue and sat", (1, 5)),
        ("mon-fri", (0, 1, 2, 3, 4)),
        ("fri-mon", (0, 4, 5, 6)),
        ("su", (6,)),
        ("daily", (0, 1, 2, 3, 4, 5, 6)),
        ("weekends", (5, 6)),
        ("mon,mon", (0,)),
    ],
)
def test_days(text: str, days: tuple[int, ...]) -> None:
    assert days_of(text) == days


@pytest.mark.parametrize("text", ["", ",", "someday", "mon,xyz", "mon-", "m"])
def test_no_days(text: str) -> None:
    assert days_of(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("07:00", time(7)),
        ("7", time(7)),
        ("7.30", time(7, 30)),
        ("7pm", time(19)),
        ("7:30 PM", time(19, 30)),
        ("12am", time(0)),
        ("12pm", time(12)),
        ("23:59", time(23, 59)),
    ],
)
def test_times(text: str, expected: time) -> None:
    assert time_of(text) == expected


@pytest.mark.parametrize("text", ["", "24:00", "7:60", "13pm", "0am", "7:3", "seven", "-7", "7:"])
def test_no_times(text: str) -> None:
    assert time_of(text) is None


def test_the_next_day_may_be_today() -> None:
    schedule = Schedule("balance", (0, 2), time(7))
    wednesday = date(2026, 11, 25)
    assert schedule.next_day(wednesday) == wednesday
    assert schedule.next_day(date(2026, 11, 26)) == date(2026, 11, 30)
    assert schedule.is_due_on(wednesday)
    assert not schedule.is_due_on(date(2026, 11, 26))
