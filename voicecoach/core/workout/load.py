"""The load of a dose, by which doses of different shape are compared."""

from voicecoach.core.workout.amounts import set_ms
from voicecoach.core.workout.exercise import Difficulty, Exercise, Variation

_WEIGHTS = {Difficulty.EASIER: 1, None: 2, Difficulty.HARDER: 4}
"""A harder variation counts double and an easier one half, as one leg does in place of two."""
MOST_PERCENT = 110
"""Largest load of a dose, in percent of the load before it (ACSM 2009: 2 to 10 % a step)."""


def load_of(exercise: Exercise, variation: Variation | None) -> int:
    """Work in a whole dose, ms, weighted by the difficulty of the variation."""
    return exercise.sets * exercise.times_per_set * set_ms(exercise.counting) * weight_of(variation)


def weight_of(variation: Variation | None) -> int:
    """Weight of each millisecond in this variation; None is the exercise itself."""
    return _WEIGHTS[variation.difficulty if variation else None]


def is_within_cap(load: int, before: int) -> bool:
    """True if this load may follow the one before."""
    return 100 * load <= MOST_PERCENT * before
