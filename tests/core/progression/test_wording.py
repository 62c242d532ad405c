"""Wording fades as an exercise is done without a hitch, and comes back after one."""

from dataclasses import replace

import pytest

from tests.core.progression.histories import CALF_RAISES, DAY_S, Time, past_of
from voicecoach.core.facts import WordsAsked, WordsWish
from voicecoach.core.progression.past import Past, TimedFact
from voicecoach.core.progression.wording import wording_of
from voicecoach.core.verbosity import Verbosity

FULL, SHORT, MINIMAL, NAME = Verbosity.FULL, Verbosity.SHORT, Verbosity.MINIMAL, Verbosity.NAME
MISSED = (12, 9, 12)


def level_after(
    *times: Time, day: float, asked: tuple[int, WordsWish] | None = None, variation: str = ""
) -> Verbosity:
    """The level on this day; `asked` is a wish in the workout of this number."""
    past = past_of(*times)
    if asked:
        number, wish = asked
        fact = TimedFact(times[number].day * DAY_S, f"workout-{number}", words_asked(wish))
        past = replace(past, asked=(fact,))
    return wording_of(CALF_RAISES, variation or None, past, now_s=day * DAY_S)


def words_asked(wish: WordsWish) -> WordsAsked:
    return WordsAsked(CALF_RAISES.slug, wish)


def clean(times: int) -> tuple[Time, ...]:
    return tuple(Time(float(2 * day)) for day in range(times))


@pytest.mark.parametrize(
    ("times", "level"),
    [
        (0, FULL),
        (1, FULL),
        (2, SHORT),
        (3, SHORT),
        (4, MINIMAL),
        (5, MINIMAL),
        (6, NAME),
        (9, NAME),
    ],
)
def test_it_fades_with_the_times_that_it_was_done(times: int, level: Verbosity) -> None:
    assert level_after(*clean(times), day=2.0 * times) is level


def test_an_explanation_brings_all_words_back() -> None:
    assert level_after(*clean(7), day=14, asked=(6, WordsWish.EXPLAIN)) is FULL


@pytest.mark.parametrize("times", [7, 9])
def test_a_repetition_brings_one_level_back_which_fades_again(times: int) -> None:
    expected = MINIMAL if times == 7 else NAME
    assert level_after(*clean(times), day=2.0 * times, asked=(6, WordsWish.REPEAT)) is expected


@pytest.mark.parametrize("hitch", [Time(14.0, done=MISSED), Time(14.0, pain=2)])
def test_a_miss_or_pain_brings_one_level_back(hitch: Time) -> None:
    assert level_after(*clean(7), hitch, day=16) is MINIMAL


def test_somebody_who_misses_every_time_keeps_all_words() -> None:
    times = tuple(Time(float(day), done=MISSED) for day in range(8))
    assert level_after(*times, day=9) is FULL


def test_a_long_absence_brings_all_words_back() -> None:
    assert level_after(*clean(7), day=12 + 13) is NAME
    assert level_after(*clean(7), day=12 + 15) is FULL
    assert level_after(*clean(7), Time(40.0), day=41) is FULL


def test_a_variation_is_new_however_well_the_exercise_is_known() -> None:
    assert level_after(*clean(7), day=14, variation="on one leg") is FULL


def test_a_variation_that_was_done_has_a_level_of_its_own() -> None:
    past = past_of(*clean(7))
    varied = replace(
        past,
        sets=tuple(
            replace(one, fact=replace(one.fact, variation="on one leg"))
            if one.workout in ("workout-5", "workout-6")
            else one
            for one in past.sets
        ),
    )
    levels = [
        wording_of(CALF_RAISES, variation, varied, now_s=14 * DAY_S)
        for variation in (None, "on one leg")
    ]
    assert levels == [MINIMAL, SHORT]


def test_a_time_in_which_nothing_was_done_teaches_nothing() -> None:
    skipped = (Time(2.0 * day, done=(), skipped=True) for day in range(8))
    assert level_after(*skipped, day=16) is FULL
    assert wording_of(CALF_RAISES, None, Past(), now_s=0.0) is FULL
