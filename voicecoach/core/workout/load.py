"""The load of a dose, by which doses of different shape are compared: what a limb bears."""

from voicecoach.core.workout.amounts import set_ms
from voicecoach.core.workout.exercise import Counting, Exercise
from voicecoach.core.workout.variations import relative_load
from voicecoach.dataclass import dataclass

MOST_PERCENT = 110
"""Largest work of a dose, in percent of the work before it (ACSM 2009: 2 to 10 % a step)."""


@dataclass(frozen=True, slots=True, order=True)
class Load:
    """Load of one limb; its force counts before its duration."""

    force: int
    """Load at a time, in percent of the load in the exercise itself, times the kilograms of a
    weight."""
    work: int
    """Time under load in a whole dose, ms, weighted by the force in percent."""


def load_of(exercise: Exercise) -> Load:
    """Load of each limb in a whole dose.

    Sides that work one after the other do not add to the load of each other.
    """
    kilograms = exercise.resistance.kilograms
    return load_with(exercise, exercise.counting, exercise.sets, kilograms)


def load_with(exercise: Exercise, counting: Counting, sets: int, kilograms: float | None) -> Load:
    """The load that the exercise would have with this counting, sets and weight (None: none)."""
    force = round(100 * relative_load(exercise.variation) * (kilograms or 1))
    times = sets * max(1, len(exercise.directions))
    return Load(force, times * set_ms(counting) * force)


def is_within_cap(load: Load, before: Load) -> bool:
    """True if this load may follow the one before: a lower force always may."""
    return load.force < before.force or 100 * load.work <= MOST_PERCENT * before.work
