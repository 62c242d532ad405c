"""The amount in a dose: how many reps, steps, letters or seconds, and how fast."""

from dataclasses import replace
from typing import assert_never

from voicecoach.core.workout.exercise import (
    Counting,
    Hold,
    Letters,
    Measure,
    OpenHold,
    Reps,
    Steps,
    Timed,
    UserPaced,
)

ONE_AT_OWN_PACE_MS = 6000
"""Twenty marbles in two minutes."""

_HOLD_STEP_MS = 5000
_FEWEST = 4

_SECOND_MS = 1000
_LAST_LETTER = 26
_BEAT_GRID_MS = 10


def measure_of(counting: Counting) -> Measure:
    """What the amount counts."""
    match counting:
        case Reps():
            return Measure.REPS
        case Steps():
            return Measure.STEPS
        case Letters():
            return Measure.LETTERS
        case Hold() | OpenHold() | Timed():
            return Measure.SECONDS
        case UserPaced():
            return Measure.COUNTS
        case _:
            assert_never(counting)


def amount_of(counting: Counting) -> int:
    """How much one set asks for, in whole units of its measure; an open hold: its cap."""
    match counting:
        case Reps(count) | Steps(count):
            return count
        case Letters():
            return counting.count
        case Hold(duration_ms) | Timed(duration_ms):
            return max(1, round(duration_ms / _SECOND_MS))
        case OpenHold(cap_ms):
            return max(1, round(cap_ms / _SECOND_MS))
        case UserPaced(target):
            return target
        case _:
            assert_never(counting)


def with_amount(counting: Counting, amount: int) -> Counting:
    """The same with another amount; the letters end earlier or later, at Z at the latest."""
    match counting:
        case Reps() | Steps():
            return replace(counting, count=amount)
        case Letters(first):
            return replace(counting, last=chr(min(ord(first) + amount - 1, ord(first) + 25)))
        case Hold() | Timed():
            return replace(counting, duration_ms=amount * _SECOND_MS)
        case OpenHold():
            return replace(counting, cap_ms=amount * _SECOND_MS)
        case UserPaced(target, cap_ms):
            return UserPaced(amount, max(cap_ms, round(cap_ms * amount / target)))
        case _:
            assert_never(counting)


def most_amount(counting: Counting) -> int:
    """The most that one set may grow to before something else is raised."""
    amount = amount_of(counting)
    match counting:
        case OpenHold():
            return amount
        case Letters(first):
            return min(_LAST_LETTER - (ord(first.upper()) - ord("A")), 2 * amount)
        case Timed():
            return amount * 4 // 3
        case Hold():
            return amount * 3 // 2
        case _:
            return amount * 5 // 4 if amount >= 8 else amount + 2


def is_slowable(counting: Counting) -> bool:
    """Whether it has a tempo, so that a slower one makes it harder."""
    return isinstance(counting, Reps)


def slowed(counting: Counting, tempo: float) -> Counting:
    """The same reps, each lasting so much longer than the usual."""
    if tempo == 1.0 or not isinstance(counting, Reps):
        return counting
    parts = tuple(
        replace(part, duration_ms=round(part.duration_ms * tempo / _BEAT_GRID_MS) * _BEAT_GRID_MS)
        for part in counting.tempo
    )
    return replace(counting, tempo=parts)


def scaled(counting: Counting, share: float) -> Counting:
    match counting:
        case Reps(count):
            return replace(counting, count=_count(count, share))
        case Steps(count):
            return replace(counting, count=_count(count, share))
        case UserPaced(target):
            return replace(counting, target=_count(target, share))
        case Hold(duration_ms) | Timed(duration_ms):
            return replace(counting, duration_ms=_time_ms(duration_ms, share))
        case OpenHold(cap_ms):
            return replace(counting, cap_ms=_time_ms(cap_ms, share))
        case Letters():
            return counting


def _count(count: int, share: float) -> int:
    return max(min(count, _FEWEST), round(count * share))


def _time_ms(time_ms: int, share: float) -> int:
    rounded = round(time_ms * share / _HOLD_STEP_MS) * _HOLD_STEP_MS
    return max(min(time_ms, 2 * _HOLD_STEP_MS), rounded)


def set_ms(counting: Counting) -> int:
    """How long one set lasts at its usual speed, turns left out; an open hold: to its cap."""
    match counting:
        case Reps(count):
            return count * counting.rep_ms
        case Steps() | Letters():
            return counting.count * counting.beat_ms
        case Hold(duration_ms) | Timed(duration_ms):
            return duration_ms
        case OpenHold(cap_ms):
            return cap_ms
        case UserPaced(target):
            return target * ONE_AT_OWN_PACE_MS
        case _:
            assert_never(counting)
