"""A dose in a few written words: "3 x 12", "2 x 30 s per foot"."""

from voicecoach.core.workout.counting import kind_of
from voicecoach.core.workout.exercise import Exercise, Sides


def dose_text(exercise: Exercise) -> str:
    """Dose of an exercise: sets, amount, and whether that is for each side and direction."""
    times = f"{exercise.sets} x " if exercise.sets > 1 else ""
    amount = kind_of(exercise.counting).text(exercise.counting)
    side = f" per {exercise.side_word.value}" if exercise.sides is Sides.EACH else ""
    if side and exercise.only_side:
        side = f", {exercise.only_side.value} {exercise.side_word.value} only"
    direction = ", each way" if exercise.directions else ""
    against = f", {exercise.resistance.text}" if exercise.resistance.text else ""
    return f"{times}{amount}{side}{direction}{against}"


_INTERVALS = {1: "every day", 2: "every second day", 3: "every third day"}


def interval_text(days: int) -> str:
    """Days from one workout to the next in words: "every second day"."""
    return _INTERVALS.get(days, f"every {days} days")


def clock_text(at_ms: int) -> str:
    """A time as minutes and seconds: 12:05."""
    minutes, seconds = divmod(round(at_ms / 1000), 60)
    return f"{minutes}:{seconds:02d}"
