"""Routines made easier or harder, and fitted to the time there is."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.sample import (
    BAREFOOT_BALANCE,
    CALF_RAISES,
    HEEL_TO_TOE_WALK,
    SINGLE_LEG_BALANCE,
    length_of,
    routine,
)
from tests.each import for_each
from tests.examples import examples
from voicecoach.content.loader import load_library
from voicecoach.core.playback.estimate import estimated_ms
from voicecoach.core.playback.speech_timing import SpeechTiming
from voicecoach.core.timeline.compiler import compile_steps
from voicecoach.core.workout.exercise import Difficulty, Hold, Reps
from voicecoach.core.workout.levels import LONGEST, MOST_SETS, at_level, fit_to, is_kept, with_dose
from voicecoach.core.workout.load import load_of
from voicecoach.core.workout.routine import Routine

ROUTINES = load_library().routines


def lasting(some: Routine) -> int:
    return estimated_ms(compile_steps(some, ready_wait_ms=20_000), SpeechTiming(length_of))


def test_its_own_level_changes_nothing() -> None:
    some = ROUTINES["balance"]
    assert at_level(some, some.level) == some


@for_each(ROUTINES)
def test_a_higher_level_never_asks_less_of_a_limb(slug: str) -> None:
    leveled = [at_level(ROUTINES[slug], level).items for level in (1, 2, 3)]
    for items in zip(*leveled, strict=True):
        loads = [load_of(item.exercise) for item in items]
        assert loads == sorted(loads)


def test_strength_trains_one_leg_from_level_two() -> None:
    ways = [at_level(ROUTINES["strength"], level).items[0].variation for level in (1, 2, 3)]
    assert [way.name if way else None for way in ways] == [None, "on one leg", "on one leg"]


def test_one_level_is_a_quarter_of_the_dose() -> None:
    (item,) = at_level(routine(CALF_RAISES), 2).items
    assert isinstance(item.exercise.counting, Reps)
    assert item.exercise.counting.count == round(5 * 1.25)
    assert item.variation is None


def test_two_levels_choose_the_variation() -> None:
    some = ROUTINES["balance"]
    assert some.level == 1
    varied = [item.variation for item in at_level(some, 3).items]
    assert all(one is not None and one.difficulty is Difficulty.HARDER for one in varied)


def test_holds_stay_in_steps_of_five_seconds() -> None:
    assert with_dose(SINGLE_LEG_BALANCE, 0.75).counting == Hold(20_000)


@pytest.mark.parametrize("minutes", [2, 4, 6, 9, 14, 25])
def test_a_routine_fits_the_time_unless_that_is_too_little_or_too_much(minutes: int) -> None:
    full = routine(CALF_RAISES, SINGLE_LEG_BALANCE, BAREFOOT_BALANCE, HEEL_TO_TOE_WALK)
    fitted = fit_to(full, minutes * 60_000, lasting)
    sets = [item.exercise.sets for item in fitted.items]
    is_at_an_end = len(sets) == 1 or min(sets) == MOST_SETS
    assert is_kept(lasting(fitted), minutes * 60_000) or is_at_an_end
    assert max(sets) <= MOST_SETS


def test_more_time_is_used() -> None:
    full = routine(CALF_RAISES, SINGLE_LEG_BALANCE)
    assert lasting(full) < lasting(fit_to(full, 20 * 60_000, lasting)) <= LONGEST * 20 * 60_000


@examples(100)
@given(st.sampled_from(sorted(ROUTINES)), st.integers(1, 3), st.floats(0.5, 120))
def test_any_wish_gives_a_routine(slug: str, level: int, minutes: float) -> None:
    wanted_ms = round(minutes * 60_000)
    fitted = fit_to(at_level(ROUTINES[slug], level), wanted_ms, quick_length)
    assert fitted.items
    assert [item.exercise.slug for item in fitted.items] == [
        item.exercise.slug for item in ROUTINES[slug].items[: len(fitted.items)]
    ]


def quick_length(some: Routine) -> int:
    """A rough length that needs no timeline."""
    return sum(60_000 * item.exercise.sets for item in some.items)


@pytest.mark.parametrize("minutes", [1, 5, 20, 60, 120, 300, 900])
def test_a_routine_of_forty_exercises_is_fitted_with_few_measurements(minutes: int) -> None:
    exercises = [replace(one, sets=5) for one in load_library().exercises.values()]
    full = routine(*(exercises[index % len(exercises)] for index in range(40)))
    measured: list[int] = []

    def length(some: Routine) -> int:
        measured.append(len(some.items))
        return quick_length(some)

    fit_to(full, minutes * 60_000, length)
    assert sum(measured) < 1500, "a set of one exercise at a time would need 10,000"
