"""The ladder of doses of one exercise: each rung a little more than the one below it.

Upwards it adds reps or seconds, then weight where there is any, then takes up the next harder way
if that has a dose of its own to begin with; otherwise it adds a set, then slows the tempo, then
takes up the harder way with a lower dose. Downwards it takes away reps or seconds, then weight,
then takes up the next easier way. The load on a limb rises only from one way to the next or with
the weight, and no rung has more than a tenth more work than the one below.
"""

from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property, lru_cache

from voicecoach.core.workout.amounts import (
    amount_of,
    is_slowable,
    measure_of,
    most_amount,
    slowed,
    with_amount,
)
from voicecoach.core.workout.counting import kind_of
from voicecoach.core.workout.exercise import Counting, Exercise, Measure, Variation
from voicecoach.core.workout.levels import MOST_SETS
from voicecoach.core.workout.load import Load, is_within_cap, load_of, load_with
from voicecoach.core.workout.variations import relative_load, way_above, way_below
from voicecoach.dataclass import dataclass

SLOWEST_TEMPO = 1.3
TEMPO_STEP = 0.1
MOST_WEIGHT_FACTOR = 2
"""A weight rises to twice that of the routine, and falls to half of it."""
_KILOGRAM_STEPS = ((5.0, 0.5), (20.0, 1.0))
"""Steps between weights below so many kilograms."""
_LARGEST_STEP_KG = 2.5
MOST_RUNGS = 60
"""Limit in each direction; no exercise comes near it."""


@dataclass(frozen=True, slots=True)
class Rung:
    """One dose of an exercise."""

    exercise: Exercise
    """In its variation, if it has one."""
    tempo: float
    """Length of a rep relative to the usual one."""

    @property
    def variation(self) -> Variation | None:
        """Variation of the exercise; None: the exercise itself."""
        return self.exercise.variation

    @property
    def load(self) -> Load:
        """See `load_of`."""
        return load_of(self.exercise)


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


def gain(before: Rung, after: Rung) -> str:
    """The dimension in which the second of two rungs has more, as phrases about it are named."""
    if before.variation != after.variation:
        return "variation"
    if before.exercise.sets != after.exercise.sets:
        return "sets"
    if before.exercise.resistance != after.exercise.resistance:
        return "weight"
    if amount_of(before.exercise.counting) == amount_of(after.exercise.counting):
        return "tempo"
    is_time = measure_of(after.exercise.counting) is Measure.SECONDS
    return "seconds" if is_time else "amount"


@lru_cache(maxsize=256)
def ladder_of(exercise: Exercise) -> Ladder:
    """The ladder of an exercise, from the dose and in the variation that its routine gives."""
    usual = _Shape(exercise)
    up = tuple(_climbed(usual))
    down = tuple(_descended(usual))
    return Ladder((*reversed(down), usual.rung, *up), usual=len(down))


@dataclass(frozen=True)
class _Shape:
    """A dose, as its differences from the usual one in its variation."""

    usual: Exercise
    amount: int | None = None
    """None: as usual, like the number of sets."""
    sets: int | None = None
    tempo: float = 1.0
    kilograms: float | None = None
    """None: as usual, which may be none."""

    @cached_property
    def counting(self) -> Counting:
        counting = self.usual.counting
        if self.amount is not None:
            counting = with_amount(counting, self.amount)
        return slowed(counting, self.tempo)

    @cached_property
    def load(self) -> Load:
        """Load of its rung, which takes much longer to make."""
        return load_with(self.usual, self.counting, self.set_count, self.kilograms_now)

    @property
    def rung(self) -> Rung:
        exercise = replace(self.usual, counting=self.counting, sets=self.set_count)
        if self.kilograms is not None:
            heavy = replace(exercise.resistance, kilograms=self.kilograms)
            exercise = replace(exercise, resistance=heavy)
        return Rung(exercise, self.tempo)

    @property
    def amount_now(self) -> int:
        return amount_of(self.usual.counting) if self.amount is None else self.amount

    @property
    def kilograms_now(self) -> float | None:
        usual = self.usual.resistance.kilograms
        return usual if self.kilograms is None else self.kilograms

    def with_kilograms(self, steps: int) -> "_Shape | None":
        """With so many steps more of the weight; None: there is none, or it would be too much."""
        usual, now = self.usual.resistance.kilograms, self.kilograms_now
        if usual is None or now is None:
            return None
        other = round(now + steps * _kilogram_step(now), 1)
        limits = usual / MOST_WEIGHT_FACTOR, usual * MOST_WEIGHT_FACTOR
        return replace(self, kilograms=other) if limits[0] <= other <= limits[1] else None

    @property
    def set_count(self) -> int:
        return self.usual.sets if self.sets is None else self.sets

    @property
    def most(self) -> int:
        usual = self.usual
        most = most_amount(usual.counting)
        if self.begins_low and way_above(usual) is None:
            most = max(most, amount_of(usual.itself.counting))
        longest_s = usual.longest_hold_s if kind_of(usual.counting).is_hold else None
        return most if longest_s is None else min(most, longest_s)

    @property
    def begins_low(self) -> bool:
        """True for a variation with a low dose of its own to begin with."""
        usual = self.usual
        return (
            usual.variation is not None
            and usual.variation.has_dose
            and measure_of(usual.counting) is measure_of(usual.itself.counting)
        )

    @property
    def fewest(self) -> int:
        return max(1, -(-amount_of(self.usual.counting) // 2))

    @property
    def most_sets(self) -> int:
        """One more than usual, where this kind of counting gains sets."""
        gains = kind_of(self.usual.counting).gains_sets and not self.usual.keeps_sets
        return min(MOST_SETS, self.usual.sets + 1) if gains else self.usual.sets


def _climbed(usual: _Shape) -> Iterator[Rung]:
    here = usual
    for _ in range(MOST_RUNGS):
        up = next((each for each in _harder_than(here) if _follows(here, each)), None)
        if up is None:
            return
        here = up
        yield here.rung


def _follows(below: _Shape, above: _Shape) -> bool:
    """True if the second has more load, or the same in another variation, within the cap."""
    less, more = below.load, above.load
    is_more = more > less or (more == less and above.usual.variation != below.usual.variation)
    return is_more and is_within_cap(more, less)


def _harder_than(here: _Shape) -> Iterator[_Shape]:
    """Candidates for the next rung, the preferred first; not all of them are within the cap."""
    for step in _steps_of(here):
        if here.amount_now + step <= here.most:
            # A slower tempo only bridged the gap to one rep more.
            yield replace(here, amount=here.amount_now + step, tempo=1.0)
    is_done_with_amounts = here.amount_now + 1 > here.most
    if is_slowable(here.usual.counting) and not is_done_with_amounts:
        yield replace(here, tempo=_slower(here.tempo))
    if is_done_with_amounts and (heavier := here.with_kilograms(1)):
        yield from _refilled(heavier)
    above = way_above(here.usual)
    if above and _Shape(above).begins_low:
        yield _Shape(above)
    if here.set_count < here.most_sets:
        yield from _refilled(replace(here, sets=here.set_count + 1))
    if is_slowable(here.usual.counting) and here.tempo < SLOWEST_TEMPO - 0.01:
        yield replace(here, tempo=_slower(here.tempo))
    if above:
        yield from _refilled(_Shape(above), least=relative_load(above.variation) > 1)


def _kilogram_step(kilograms: float) -> float:
    """The usual step between two weights of about this size."""
    return next((step for below, step in _KILOGRAM_STEPS if kilograms < below), _LARGEST_STEP_KG)


def _steps_of(here: _Shape) -> Iterator[int]:
    """Amounts to add: about a tenth first, then less."""
    tenth = max(1, here.amount_now // 10)
    yield from range(5 * (tenth // 5) if tenth >= 5 else tenth, 0, -1)


def _slower(tempo: float) -> float:
    return round(tempo + TEMPO_STEP, 1)


def _refilled(here: _Shape, *, least: bool = False) -> Iterator[_Shape]:
    """The same shape with each amount, the highest first; `least`: no more than the fewest."""
    for amount in range(here.fewest if least else here.most, 0, -1):
        yield replace(here, amount=amount, tempo=1.0)


def _descended(usual: _Shape) -> Iterator[Rung]:
    here = usual
    for _ in range(MOST_RUNGS):
        down = next((each for each in _easier_than(here) if _follows(each, here)), None)
        if down is None:
            return
        here = down
        yield here.rung


def _easier_than(here: _Shape) -> Iterator[_Shape]:
    """Candidates for the rung below, the preferred first."""
    for amount in range(here.fewest, here.amount_now):
        yield replace(here, amount=amount, tempo=1.0)
    if lighter := here.with_kilograms(-1):
        yield from (replace(lighter, amount=one) for one in range(here.fewest, here.most + 1))
    if here.tempo > 1.0:
        yield replace(here, tempo=1.0)
    if is_slowable(here.usual.counting) and here.amount_now > here.fewest:
        for tenths in range(1, 10):
            yield replace(here, amount=here.amount_now - 1, tempo=round(1 + tenths / 10, 1))
    yield from _in_easier_way(here)


def _in_easier_way(here: _Shape) -> Iterator[_Shape]:
    below = way_below(here.usual)
    is_eased = below is not None and relative_load(below.variation) < 1
    if below is None or (is_eased and not kind_of(here.usual.counting).prefers_easier_variation):
        return
    shape = _Shape(below)
    for amount in range(shape.fewest, amount_of(below.counting) + 1):
        yield replace(shape, amount=amount)
