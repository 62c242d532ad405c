"""Heel pain as it was published: weeks, rest days, one side, and a dose that nothing raises."""

from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from voicecoach.app.session.familiarity import Familiarity
from voicecoach.app.session.todays_workout import TodaysWorkout, WorkoutBuilder
from voicecoach.content.loader import load_language, load_library
from voicecoach.core.progression.past import Past, Trained
from voicecoach.core.timeline.steps import Talk
from voicecoach.core.workout.amounts import amount_of
from voicecoach.core.workout.exercise import Side
from voicecoach.settings import Settings

LIBRARY, LANGUAGE = load_library(), load_language()
DAY_S = 86_400.0
EVENING_S = 1_780_000_000.0


def after(*days_ago: int, side: Side | None = None) -> Past:
    """A past with the routine on these days."""
    trained = (Trained("heel-pain", f"{ago}", EVENING_S - ago * DAY_S, side) for ago in days_ago)
    return Past(trained=tuple(trained))


@dataclass
class Today:
    """Today's workout of the routine, for a user with a past."""

    folder: Path

    def __call__(
        self,
        past: Past,
        *,
        level: int | None = None,
        minutes: float | None = None,
        side: Side | None = None,
    ) -> TodaysWorkout:
        return self.builder(past).today("heel-pain", level=level, minutes=minutes, side=side)

    def builder(self, past: Past) -> WorkoutBuilder:
        familiarity = Familiarity(self.folder / "familiar.json")
        settings = Settings(words_per_minute=160, ready_wait_ms=20_000)
        return WorkoutBuilder(LIBRARY, LANGUAGE, settings, familiarity, past, EVENING_S)


@pytest.fixture
def today(tmp_path: Path) -> Today:
    return Today(tmp_path)


def dose(workout: TodaysWorkout) -> tuple[int, int]:
    (item,) = workout.routine.items
    return item.exercise.sets, amount_of(item.exercise.counting)


def greeting(workout: TodaysWorkout) -> str:
    talk = workout.steps[0]
    assert isinstance(talk, Talk)
    return " ".join(LANGUAGE.book.sentence(line.phrase) for line in talk.lines)


@pytest.mark.parametrize(
    ("days", "expected", "words"),
    [
        (0, (3, 12), "Week 1 of 12. Three sets of twelve for the first two weeks."),
        (14, (4, 10), "Week 3 of 12. Four sets of ten. Put on a backpack, and add books"),
        (28, (5, 8), "Week 5 of 12. Five sets of eight."),
        (82, (5, 8), "Week 12 of 12. Five sets of eight."),
        (84, (5, 8), "You've done all 12 weeks."),
    ],
)
def test_each_week_has_the_dose_of_the_trial(
    today: Today, days: int, expected: tuple[int, int], words: str
) -> None:
    workout = today(after(*range(days, 0, -2)))
    assert dose(workout) == expected
    assert words in greeting(workout)


def test_no_level_and_no_time_raises_it(today: Today) -> None:
    usual = dose(today(after()))
    harder = today(after(), level=3)
    assert dose(harder) == usual
    assert "The level stays as it is: the program" in greeting(harder)
    longer = today(after(), minutes=60)
    assert dose(longer) == usual
    assert "minutes: the program sets how much you do." in greeting(longer)


def test_a_lower_level_and_less_time_make_it_less(today: Today) -> None:
    easier = today(after(), level=1)
    assert dose(easier) == (3, 9)
    assert "twelve" not in greeting(easier)
    assert dose(today(after(), minutes=6))[0] < 3


def test_one_side_is_half_of_it(today: Today) -> None:
    both, one = today(after()), today(after(), side=Side.RIGHT)
    assert dose(both) == dose(one)
    sides = [step.place.side for step in one.steps if step.place and not isinstance(step, Talk)]
    assert set(sides) == {Side.RIGHT}


def test_the_side_of_the_last_time_is_remembered(today: Today) -> None:
    known = after(2, side=Side.LEFT)
    assert today.builder(known).side_of("heel-pain") is Side.LEFT
    assert today.builder(known).side_of("balance") is None


@pytest.mark.parametrize(("days_ago", "asked"), [(0, 0), (1, 1), (2, None), (30, None)])
def test_a_rest_day_is_asked_about(today: Today, days_ago: int, asked: int | None) -> None:
    routine = LIBRARY.routine("heel-pain")
    assert today.builder(after(days_ago)).early_days(routine, but=None) == asked
    often = replace(routine, every_days=None)
    assert today.builder(after(days_ago)).early_days(often, but=None) is None
