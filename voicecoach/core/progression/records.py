"""Earlier results, with which those of today are compared as they come."""

from collections.abc import Iterable, Mapping
from dataclasses import field

from voicecoach.core.facts import SetEnded
from voicecoach.core.progression.past import Past
from voicecoach.core.workout.exercise import Measure, Side
from voicecoach.dataclass import dataclass

RecordKey = tuple[str, Side | None, Measure]
"""Slug of an exercise, a side (None: both at once), and the unit of the amounts."""


@dataclass(frozen=True, slots=True)
class Records:
    """Results of earlier workouts, without those of variations."""

    bests: Mapping[RecordKey, float] = field(default_factory=dict)
    """The best set ever, in the measure's unit."""
    last_bests: Mapping[RecordKey, float] = field(default_factory=dict)
    """The best set of the last time."""
    last_sums: Mapping[tuple[str, Measure], float] = field(default_factory=dict)
    """Sum of all sets of the last time, in the measure's unit."""


NO_RECORDS = Records()
"""Nothing is remembered."""


def records_of(past: Past) -> Records:
    """The results in the past."""
    latest: dict[str, str] = {kept.fact.exercise: kept.workout for kept in past.sets}
    last = [kept.fact for kept in past.sets if kept.workout == latest[kept.fact.exercise]]
    return Records(
        {(one.exercise, one.side, one.measure): one.amount for one in past.bests},
        bests_of(last),
        sums_of(last),
    )


def bests_of(done: Iterable[SetEnded]) -> dict[RecordKey, float]:
    """The best of these sets, without variations, for each exercise, side and measure."""
    found: dict[RecordKey, float] = {}
    for one in done:
        if one.variation is None:
            which = one.exercise, one.side, one.measure
            found[which] = max(one.amount, found.get(which, 0.0))
    return found


def sums_of(done: Iterable[SetEnded]) -> dict[tuple[str, Measure], float]:
    """The sum of these sets, without variations, for each exercise and measure."""
    found: dict[tuple[str, Measure], float] = {}
    for one in done:
        if one.variation is None:
            which = one.exercise, one.measure
            found[which] = found.get(which, 0.0) + one.amount
    return found
