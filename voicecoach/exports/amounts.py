"""Amounts in a few written words: "10 of 12 reps", "17.2 s", "2 h 14 min"."""

from typing import Protocol


class Amount(Protocol):
    """The amount of a set."""

    @property
    def measure(self) -> str:
        """Measure of the amount, such as "reps"."""
        ...

    @property
    def amount(self) -> float:
        """In the unit of the measure."""
        ...

    @property
    def target(self) -> float:
        """In the unit of the measure."""
        ...

    @property
    def open_ended(self) -> bool:
        """True if it was to last as long as the user could."""
        ...


def amount_text(done: Amount) -> str:
    """The amount, and the target if that was not reached: "10 of 12 reps"."""
    whole = done.open_ended or done.amount >= done.target
    of = "" if whole else f" of {done.target:g}"
    return f"{done.amount:g}{of} {unit_text(done.measure, done.amount if whole else done.target)}"


_SHORT = {"seconds": "s", "meters": "m"}


def unit_text(measure: str, amount: float) -> str:
    """Unit of a measure, singular or plural for this amount."""
    if measure in _SHORT:
        return _SHORT[measure]
    return measure.removesuffix("s") if amount == 1 else measure


def time_text(active_ms: int) -> str:
    """A duration: 45 s, 12 min, 2 h 05 min."""
    minutes = round(active_ms / 60_000)
    if minutes < 1:
        return f"{round(active_ms / 1000)} s"
    hours, rest = divmod(minutes, 60)
    return f"{hours:,} h {rest:02d} min" if hours else f"{rest} min"


def count_text(count: int, thing: str) -> str:
    """A count with its noun: 1 workout, 2,000 workouts."""
    return f"{count:,} {thing}{'' if count == 1 else 's'}"
