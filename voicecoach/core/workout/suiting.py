"""Exercises suited to the user's age: what the coach chooses by itself, and how long a hold is."""

from collections.abc import Iterable
from dataclasses import replace
from operator import is_

from voicecoach.core.workout.exercise import Exercise, Variation
from voicecoach.core.workout.norms import Norm, Person, band_of
from voicecoach.core.workout.routine import Routine, RoutineItem
from voicecoach.core.workout.variations import within_limits

_STEP_S = 5
"""Limits above ten seconds are rounded down to a number of seconds that is easy to follow."""


def suited(exercise: Exercise, person: Person, norms: Iterable[Norm]) -> Exercise:
    """The exercise with the variations that suit this age, and holds that are within the norm.

    At an unknown age no hold is limited, and a variation with an age limit is left to the user.
    """
    norms = tuple(norms)
    variations = tuple(_suited_variation(one, person) for one in exercise.variations)
    limits = (_longest_s(norm, person) for norm in norms if exercise.slug in norm.caps)
    longest_s = min((limit for limit in limits if limit is not None), default=None)
    plain = suited(exercise.plain, person, norms) if exercise.plain else None
    # Most exercises suit anybody as they are, and a session suits hundreds of them first.
    is_same = all(map(is_, variations, exercise.variations)) and plain is exercise.plain
    if is_same and longest_s is None is exercise.longest_hold_s:
        return exercise
    known = replace(exercise, variations=variations, longest_hold_s=longest_s, plain=plain)
    name = exercise.variation.name if exercise.variation else None
    return within_limits(replace(known, variation=known.named(name)))


def suited_routine(routine: Routine, person: Person, norms: Iterable[Norm]) -> Routine:
    """The routine with each exercise suited to this person."""
    norms = tuple(norms)
    stages = tuple(
        replace(stage, items=_suited_items(stage.items, person, norms)) for stage in routine.stages
    )
    return replace(routine, items=_suited_items(routine.items, person, norms), stages=stages)


def _suited_items(
    items: Iterable[RoutineItem], person: Person, norms: tuple[Norm, ...]
) -> tuple[RoutineItem, ...]:
    return tuple(_suited_item(item, person, norms) for item in items)


def _suited_item(item: RoutineItem, person: Person, norms: tuple[Norm, ...]) -> RoutineItem:
    exercise = suited(item.exercise, person, norms)
    varied = suited(item.varied, person, norms) if item.varied else None
    if exercise is item.exercise and varied is item.varied:
        return item
    return replace(item, exercise=exercise, varied=varied)


def _suited_variation(variation: Variation, person: Person) -> Variation:
    if variation.most_age is None:
        return variation
    suits = person.age is not None and person.age <= variation.most_age
    return (
        variation if suits is variation.is_prescribed else replace(variation, is_prescribed=suits)
    )


def _longest_s(norm: Norm, person: Person) -> int | None:
    """Longest hold that the norm suggests, in seconds; None: it has nothing for this person."""
    band = band_of(norm, person)
    if band is None:
        return None
    return band.high if band.high <= 2 * _STEP_S else band.high - band.high % _STEP_S
