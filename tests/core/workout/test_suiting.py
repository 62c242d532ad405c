"""The coach's own choices, and the length of holds, suit the user's age."""

from dataclasses import replace
from itertools import product

import pytest

from voicecoach.content.loader import load_library
from voicecoach.content.norms import load_norms
from voicecoach.core.progression.adjustment import harder
from voicecoach.core.progression.ladder import ladder_of
from voicecoach.core.workout.amounts import amount_of
from voicecoach.core.workout.exercise import Exercise
from voicecoach.core.workout.levels import at_level
from voicecoach.core.workout.norms import Person
from voicecoach.core.workout.routine import Routine, RoutineItem
from voicecoach.core.workout.suiting import suited, suited_routine
from voicecoach.core.workout.variations import in_variation

LIBRARY = load_library()
NORMS = tuple(load_norms().values())
BAREFOOT = LIBRARY.exercise("barefoot-balance")
ONE_LEG = (BAREFOOT, LIBRARY.exercise("single-leg-balance"))
AGES = (None, 15, 30, 45, 60, 61, 70, 85, 99)
"""None: unknown."""


def at_age(exercise: Exercise, age: int | None) -> Exercise:
    return suited(exercise, Person(age), NORMS)


def ways_of(exercise: Exercise) -> set[str | None]:
    """The variations on the ladder of an exercise."""
    rungs = ladder_of(exercise).rungs
    return {rung.variation.name if rung.variation else None for rung in rungs}


@pytest.mark.parametrize("age", AGES)
def test_closed_eyes_are_prescribed_up_to_sixty_and_not_at_an_unknown_age(age: int | None) -> None:
    known = at_age(BAREFOOT, age)
    assert ("eyes closed" in ways_of(known)) is (age is not None and age <= 60)
    assert "on a cushion" in ways_of(known)


@pytest.mark.parametrize("age", AGES)
def test_no_level_and_no_wish_closes_the_eyes_of_the_old(age: int | None) -> None:
    person = Person(age)
    for routine, level in product(LIBRARY.routines.values(), (1, 2, 3)):
        for item in at_level(suited_routine(routine, person, NORMS), level).items:
            raised = harder(item, item)
            for one in (item, raised) if raised else (item,):
                says = one.variation.name if one.variation else ""
                is_allowed = age is not None and age <= 60
                assert says != "eyes closed" or is_allowed, (routine.slug, level)


def test_without_a_person_they_are_not_prescribed_either() -> None:
    assert "eyes closed" not in ways_of(BAREFOOT)


@pytest.mark.parametrize("age", AGES)
def test_the_user_may_choose_them_at_any_age(age: int | None) -> None:
    chosen = in_variation(BAREFOOT, BAREFOOT.named("eyes closed"))
    known = at_age(chosen, age)
    assert known.variation
    assert known.variation.name == "eyes closed"


@pytest.mark.parametrize(
    ("age", "seconds"), [(None, None), (30, 40), (45, 40), (55, 35), (65, 25), (75, 15), (85, 8)]
)
@pytest.mark.parametrize("exercise", ONE_LEG, ids=lambda one: one.slug)
def test_a_known_age_limits_one_leg_holds_to_the_norm(
    exercise: Exercise, age: int | None, seconds: int | None
) -> None:
    known = at_age(exercise, age)
    most = max(amount_of(rung.exercise.counting) for rung in ladder_of(known).rungs)
    unlimited = max(amount_of(rung.exercise.counting) for rung in ladder_of(exercise).rungs)
    assert most == min(unlimited, seconds or unlimited)
    assert amount_of(known.counting) == min(amount_of(exercise.counting), seconds or unlimited)
    for way in exercise.variations:
        held = amount_of(in_variation(known, known.named(way.name)).counting)
        assert held <= (seconds or held)


@pytest.mark.parametrize("level", [1, 2, 3])
def test_no_level_lengthens_a_hold_beyond_the_norm(level: int) -> None:
    person = Person(75)
    leveled = at_level(suited_routine(LIBRARY.routine("balance"), person, NORMS), level)
    holds = {item.exercise.slug: amount_of(item.exercise.counting) for item in leveled.items}
    assert holds["barefoot-balance"] <= 15
    assert holds["single-leg-balance"] <= 15


def test_other_exercises_have_no_limit() -> None:
    for exercise in LIBRARY.exercises.values():
        if exercise not in ONE_LEG:
            assert at_age(exercise, 85).counting == exercise.counting


def test_a_routine_that_names_a_variation_is_suited_as_a_whole() -> None:
    eyes = in_variation(BAREFOOT, BAREFOOT.named("eyes closed"))
    item = RoutineItem(eyes, 0, varied=eyes)
    own = Routine("own", "Own", "Mine.", 1, (item,))
    known = suited_routine(own, Person(75), NORMS)
    assert known.items[0].varied == known.items[0].exercise
    assert amount_of(known.items[0].exercise.counting) == 15
    assert replace(known, items=own.items) == own
