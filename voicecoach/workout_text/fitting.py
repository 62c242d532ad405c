"""Fit of an exercise with a file to the dose that a text gives it."""

from voicecoach.core.workout.exercise import Distance, Exercise, Hold, Reps, Sides, Steps, Timed
from voicecoach.workout_text.tree import Dose, Item

LONGEST_HOLD_S = 600.0
"""Of a hold in a content file."""


def used(item: Item) -> Exercise | None:
    """The exercise with a file that the item uses; None: one of its own is written down."""
    return item.known if item.known and misfit(item.known, item.dose) is None else None


def misfit(exercise: Exercise, dose: Dose) -> str | None:
    """Reason why the exercise can't have this dose, to follow its name; None: it can."""
    counting = exercise.counting
    if dose.meters is not None and not isinstance(counting, Distance):
        return "has no distance"
    if dose.counts and not isinstance(counting, Reps | Steps):
        return "has no repetitions"
    if dose.time_s is not None and not isinstance(counting, Hold | Timed):
        return "has no time"
    if isinstance(counting, Hold) and (dose.time_s or 0) > LONGEST_HOLD_S:
        return "is held for ten minutes at most"
    if (dose.tempo_s or dose.hold_s) and not isinstance(counting, Reps):
        return "has no tempo"
    if dose.side and exercise.sides is Sides.TOGETHER:
        return "works both sides at once"
    return None
