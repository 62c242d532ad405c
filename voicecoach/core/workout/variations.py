"""An exercise in one of its variations, and the order of its ways from the easiest to the hardest.

A variation is a patch: the exercise in it is a complete exercise, from which everything that is
said and counted follows.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from voicecoach.core.workout.amounts import amount_of, limited, measure_of, with_amount
from voicecoach.core.workout.exercise import Counting, Difficulty, Exercise, Variation

USUAL_LOADS = {Difficulty.EASIER: 0.5, Difficulty.HARDER: 2.0}
"""Loads where the content names none: one leg bears double what each of two does."""


def in_variation(exercise: Exercise, variation: Variation | None) -> Exercise:
    """The exercise in this variation, complete; None: the exercise itself.

    It has the dose of the variation, or else that of the exercise itself.
    """
    itself = exercise.itself
    if variation is None:
        return itself
    whole = variation.whole
    changes: dict[str, Any] = {}
    if whole is not None:
        changes = {name: getattr(whole, name) for name in variation.own}
        if "counting" in changes:
            changes["counting"] = _counting(itself, variation, whole.counting)
    varied = replace(itself, **changes, variation=variation, plain=itself)
    return within_limits(varied)


def _counting(itself: Exercise, variation: Variation, own: Counting) -> Counting:
    """The counting of a variation, with the amount that the exercise itself has now."""
    if variation.has_dose or measure_of(own) is not measure_of(itself.counting):
        return own
    return with_amount(own, amount_of(itself.counting))


def within_limits(exercise: Exercise) -> Exercise:
    """The exercise with a hold that is no longer than suits the user's age."""
    longest_s = exercise.longest_hold_s
    if longest_s is None:
        return exercise
    return replace(exercise, counting=limited(exercise.counting, longest_s))


def relative_load(variation: Variation | None) -> float:
    """Load on a limb, relative to the exercise itself (None: 1.0)."""
    if variation is None:
        return 1.0
    return variation.load or USUAL_LOADS[variation.difficulty]


def way_above(exercise: Exercise) -> Exercise | None:
    """The exercise in the next harder way that the coach may choose; None: there is none."""
    here = relative_load(exercise.variation)
    harder = (one for one in _ways(exercise) if relative_load(one) > here)
    found = min(harder, key=relative_load, default=exercise.variation)
    return None if found is exercise.variation else _taken_up(exercise, found)


def way_below(exercise: Exercise) -> Exercise | None:
    """The exercise in the next easier way that the coach may choose; None: there is none."""
    here = relative_load(exercise.variation)
    easier = (one for one in _ways(exercise) if relative_load(one) < here)
    found = max(easier, key=relative_load, default=exercise.variation)
    return None if found is exercise.variation else _taken_up(exercise, found)


def _ways(exercise: Exercise) -> Iterator[Variation | None]:
    """The exercise itself (None), and its variations that are steps on the way.

    In each direction these are the variations with a load; if none has one, the first of them.
    """
    yield None
    for difficulty in Difficulty:
        known = [
            one for one in exercise.variations if one.difficulty is difficulty and one.is_prescribed
        ]
        yield from [one for one in known if one.load is not None] or known[:1]


def _taken_up(exercise: Exercise, variation: Variation | None) -> Exercise:
    """The exercise in this variation, with no more sets than the exercise itself has."""
    varied = in_variation(exercise, variation)
    return replace(varied, sets=min(varied.sets, exercise.itself.sets))
