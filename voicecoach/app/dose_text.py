"""A dose in a few written words: "3 x 12", "2 x 30 s per foot"."""

from collections.abc import Sequence

from voicecoach.core.workout.amounts import amount_of
from voicecoach.core.workout.block import AsManyRounds, Block
from voicecoach.core.workout.counting import kind_of
from voicecoach.core.workout.exercise import Exercise, Sides
from voicecoach.core.workout.routine import RoutineItem


def dose_text(exercise: Exercise) -> str:
    """Dose of an exercise: sets, amount, and whether that is for each side and direction."""
    times = f"{exercise.sets} x " if exercise.sets > 1 else ""
    amount = kind_of(exercise.counting).text(exercise.counting)
    side = f" per {exercise.side_word.value}" if exercise.sides is Sides.EACH else ""
    if side and exercise.only_side:
        side = f", {exercise.only_side.value} {exercise.side_word.value} only"
    if side and exercise.alternates:
        side = f", one {exercise.side_word.value} in turn"
    direction = ", each way" if exercise.directions else ""
    against = f", {exercise.resistance.text}" if exercise.resistance.text else ""
    return f"{times}{amount}{side}{direction}{against}"


def item_text(item: RoutineItem) -> str:
    """Dose of an item of a routine, where each set may have its own amount: "10, 8, 6"."""
    if not item.counts:
        return dose_text(item.exercise)
    amounts = (str(amount_of(item.in_set(number).counting)) for number in _sets_of(item))
    return ", ".join(filter(None, (*amounts, item.exercise.resistance.text)))


def _sets_of(item: RoutineItem) -> range:
    return range(1, item.exercise.sets + 1)


def block_text(block: Block, items: Sequence[RoutineItem]) -> str:
    """The order of a block with these items: "3 rounds", "4 rounds, one set every 30 s"."""
    if isinstance(block.kind, AsManyRounds):
        return f"as many rounds as possible in {_time_text(block.kind.limit_ms)}"
    sets = max(item.exercise.sets for item in items)
    rounds = f"{sets} rounds" if block.kind.in_rounds and sets > 1 else ""
    periods = {item.period_ms for item in items}
    period_ms = periods.pop() if len(periods) == 1 else None
    every = "" if period_ms is None else f"a set every {_time_text(period_ms)}"
    return ", ".join(filter(None, (rounds, every)))


def _time_text(duration_ms: int) -> str:
    seconds = round(duration_ms / 1000)
    return f"{seconds // 60} min" if seconds % 60 == 0 else f"{seconds} s"


_INTERVALS = {1: "every day", 2: "every second day", 3: "every third day"}


def interval_text(days: int) -> str:
    """Days from one workout to the next in words: "every second day"."""
    return _INTERVALS.get(days, f"every {days} days")


def clock_text(at_ms: int) -> str:
    """A time as minutes and seconds: 12:05."""
    minutes, seconds = divmod(round(at_ms / 1000), 60)
    return f"{minutes}:{seconds:02d}"
