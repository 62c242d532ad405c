"""The ladder of doses of one exercise: each rung a little more than the one below it.

Upwards it adds reps or seconds, then a set, then slows the tempo, then takes up the harder
variation with a lower dose; downwards it takes away reps or seconds, then takes up the easier
variation. No rung has more than a tenth more load than the one below it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from voicecoach.core.workout.amounts import (
    amount_of,
    is_slowable,
    most_amount,
    slowed,
    with_amount,
)
from voicecoach.core.workout.counting import kind_of
from voicecoach.core.workout.exercise import Difficulty, Exercise, Variation
from voicecoach.core.workout.levels import MOST_SETS
from voicecoach.core.workout.load import is_within_cap, load_of

SLOWEST_TEMPO = 1.3
TEMPO_STEP = 0.1
MOST_RUNGS = 60
"""Limit in each direction; no exercise comes near it."""


@dataclass(frozen=True, slots=True)
class Rung:
    """One dose of an exercise."""

    exercise: Exercise
    variation: Variation | None
    tempo: float
    """Length of a rep relative to the usual one."""

    @property
    def load(self) -> int:
        """See `load_of`."""
        return load_of(self.exercise, self.variation)


@dataclass(frozen=True, slots=True)
class Ladder:
    """The rungs of an exercise, the lowest first."""

    rungs: tuple[Rung, ...]
    usual: int
    """Index of the dose that the routine gives: rung 0."""

    @property
    def lowest(self) -> int:
        """Number of the first rung: zero or negative."""
        return -self.usual

    @property
    def highest(self) -> int:
        """Number of the last rung: zero or positive."""
        return len(self.rungs) - 1 - self.usual

    def clamped(self, number: int) -> int:
        """The nearest number that has a rung."""
        return min(self.highest, max(self.lowest, number))

    def __getitem__(self, number: int) -> Rung:
        """The rung of this number, or the nearest one."""
        return self.rungs[self.usual + self.clamped(number)]


@lru_cache(maxsize=256)
def ladder_of(exercise: Exercise, variation: Variation | None = None) -> Ladder:
    """The ladder of an exercise, from the dose and the variation that its routine gives."""
    usual = _Shape(exercise, variation)
    up = tuple(_climbed(usual))
    down = tuple(_descended(usual))
    return Ladder((*reversed(down), usual.rung, *up), usual=len(down))


@dataclass(frozen=True, slots=True)
class _Shape:
    """A dose, as its differences from the usual one."""

    usual: Exercise
    variation: Variation | None
    amount: int | None = None
    """None: as usual, like the number of sets."""
    sets: int | None = None
    tempo: float = 1.0

    @property
    def rung(self) -> Rung:
        counting = self.usual.counting
        if self.amount is not None:
            counting = with_amount(counting, self.amount)
        exercise = replace(self.usual, counting=slowed(counting, self.tempo), sets=self.set_count)
        return Rung(exercise, self.variation, self.tempo)

    @property
    def amount_now(self) -> int:
        return amount_of(self.usual.counting) if self.amount is None else self.amount

    @property
    def set_count(self) -> int:
        return self.usual.sets if self.sets is None else self.sets

    @property
    def most(self) -> int:
        return most_amount(self.usual.counting)

    @property
    def fewest(self) -> int:
        return max(1, -(-amount_of(self.usual.counting) // 2))

    @property
    def most_sets(self) -> int:
        """One more than usual, where this kind of counting gains sets."""
        gains = kind_of(self.usual.counting).gains_sets
        return min(MOST_SETS, self.usual.sets + 1) if gains else self.usual.sets


def _climbed(usual: _Shape) -> Iterator[Rung]:
    here = usual
    for _ in range(MOST_RUNGS):
        load = here.rung.load
        nexts = (each for each in _harder_than(here) if is_within_cap(each.rung.load, load))
        up = next((each for each in nexts if _is_more(each, here)), None)
        if up is None:
            return
        here = up
        yield here.rung


def _is_more(there: _Shape, here: _Shape) -> bool:
    """True if it has more load, or the same load in another variation."""
    more = there.rung.load - here.rung.load
    return more > 0 or (more == 0 and there.variation != here.variation)


def _harder_than(here: _Shape) -> Iterator[_Shape]:
    """Candidates for the next rung, the preferred first; not all of them are within the cap."""
    for step in _steps_of(here):
        if here.amount_now + step <= here.most:
            # A slower tempo only bridged the gap to one rep more.
            yield replace(here, amount=here.amount_now + step, tempo=1.0)
    is_done_with_amounts = here.amount_now + 1 > here.most
    if is_slowable(here.usual.counting) and not is_done_with_amounts:
        yield replace(here, tempo=_slower(here.tempo))
    if here.set_count < here.most_sets:
        yield from _refilled(replace(here, sets=here.set_count + 1))
    if is_slowable(here.usual.counting) and here.tempo < SLOWEST_TEMPO - 0.01:
        yield replace(here, tempo=_slower(here.tempo))
    yield from _with_harder_variation(here)


def _steps_of(here: _Shape) -> Iterator[int]:
    """Amounts to add: about a tenth first, then less."""
    tenth = max(1, here.amount_now // 10)
    yield from range(5 * (tenth // 5) if tenth >= 5 else tenth, 0, -1)


def _slower(tempo: float) -> float:
    return round(tempo + TEMPO_STEP, 1)


def _refilled(here: _Shape) -> Iterator[_Shape]:
    """The same shape with each amount, the highest first."""
    for amount in range(here.most, here.fewest - 1, -1):
        yield replace(here, amount=amount, tempo=1.0)


def _with_harder_variation(here: _Shape) -> Iterator[_Shape]:
    eased = here.variation and here.variation.difficulty is Difficulty.EASIER
    if eased:
        yield from _refilled(replace(here, variation=None, sets=None))
    elif here.variation is None and (harder := here.usual.variation_of(Difficulty.HARDER)):
        yield from _refilled(replace(here, variation=harder, sets=None))
        yield from _refilled(replace(here, variation=harder))


def _descended(usual: _Shape) -> Iterator[Rung]:
    here = usual
    for _ in range(MOST_RUNGS):
        load = here.rung.load
        nexts = (each for each in _easier_than(here) if is_within_cap(load, each.rung.load))
        down = next((each for each in nexts if _is_more(here, each)), None)
        if down is None:
            return
        here = down
        yield here.rung


def _easier_than(here: _Shape) -> Iterator[_Shape]:
    """Candidates for the rung below, the preferred first."""
    for amount in range(here.fewest, here.amount_now):
        yield replace(here, amount=amount, tempo=1.0)
    if here.tempo > 1.0:
        yield replace(here, tempo=1.0)
    if is_slowable(here.usual.counting) and here.amount_now > here.fewest:
        for tenths in range(1, 10):
            yield replace(here, amount=here.amount_now - 1, tempo=round(1 + tenths / 10, 1))
    for below in _with_easier_variation(here):
        for amount in range(here.fewest, amount_of(here.usual.counting) + 1):
            yield replace(below, amount=amount, tempo=1.0)


def _with_easier_variation(here: _Shape) -> Iterator[_Shape]:
    if here.variation is not None and here.variation.difficulty is Difficulty.HARDER:
        yield replace(here, variation=None)
    if here.variation is None and kind_of(here.usual.counting).prefers_easier_variation:
        easier = here.usual.variation_of(Difficulty.EASIER)
        if easier:
            yield replace(here, variation=easier)
