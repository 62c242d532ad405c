"""The amount in a dose: number of reps, steps or letters, or seconds; and how fast."""

from voicecoach.core.workout.counting import kind_of
from voicecoach.core.workout.exercise import Counting, Hold, Measure, Timed


def measure_of(counting: Counting) -> Measure:
    """Unit of the amount."""
    return kind_of(counting).measure


def amount_of(counting: Counting) -> int:
    """Amount that one set asks for, in whole units of its measure; an open hold: its cap."""
    return kind_of(counting).amount(counting)


def with_amount(counting: Counting, amount: int) -> Counting:
    """The counting with another amount; letters end earlier or later, at Z at the latest."""
    return kind_of(counting).with_amount(counting, amount)


def most_amount(counting: Counting) -> int:
    """Largest amount that progression raises a set to before it raises something else."""
    return kind_of(counting).most_amount(counting)


def is_slowable(counting: Counting) -> bool:
    """True if it has a tempo, so that a slower one makes it harder."""
    return kind_of(counting).slowed is not None


def slowed(counting: Counting, tempo: float) -> Counting:
    """The counting with each rep lasting longer by this factor, where it has a tempo."""
    slow = kind_of(counting).slowed
    return counting if slow is None or tempo == 1.0 else slow(counting, tempo)


def scaled(counting: Counting, share: float) -> Counting:
    """The counting with this share of its amount, rounded; letters stay as they are."""
    return kind_of(counting).scaled(counting, share)


def set_ms(counting: Counting) -> int:
    """Duration of one set at its usual speed, without turns, ms; an open hold: up to its cap."""
    return kind_of(counting).set_ms(counting)


def as_time(counting: Counting, duration_ms: int) -> Counting:
    """The counting for so long: a hold stays one, and anything else is done for a time."""
    if kind_of(counting).is_hold:
        return Hold(duration_ms)
    return Timed(duration_ms, counting.areas if isinstance(counting, Timed) else ())


def limited(counting: Counting, longest_s: int) -> Counting:
    """The counting with a hold no longer than this; other kinds stay as they are."""
    kind = kind_of(counting)
    if not kind.is_hold or kind.amount(counting) <= longest_s:
        return counting
    return kind.with_amount(counting, longest_s)
