"""How much work a dose is, so that doses of different shape can be compared."""

from voicecoach.core.workout.amounts import set_ms
from voicecoach.core.workout.exercise import Difficulty, Exercise, Sides, Variation

_WEIGHTS = {Difficulty.EASIER: 1, None: 2, Difficulty.HARDER: 4}
"""A harder way counts double and an easier one half, as one leg does in place of two."""
MOST_PERCENT = 110
"""No dose is ever followed by more than this share of its load (ACSM 2009: 2 to 10 % a step)."""


def load_of(exercise: Exercise, variation: Variation | None) -> int:
    """The milliseconds of work in a whole dose, weighted by how hard this way of doing it is."""
    sides = 2 if exercise.sides is Sides.EACH else 1
    times = exercise.sets * sides * max(1, len(exercise.directions))
    return times * set_ms(exercise.counting) * weight_of(variation)


def weight_of(variation: Variation | None) -> int:
    """How much a second counts when the exercise is done in this way."""
    return _WEIGHTS[variation.difficulty if variation else None]


def is_within_cap(load: int, before: int) -> bool:
    """Whether this load may follow that one."""
    return 100 * load <= MOST_PERCENT * before
