"""The result of a test: each side, the difference between them, and the norm."""

from collections.abc import Iterator, Mapping, Sequence

from voicecoach.core.facts import SetEnded
from voicecoach.core.phrases import Phrase, phrase, verbatim
from voicecoach.core.workout.exercise import Measure, Side, SideWord
from voicecoach.core.workout.norms import Norm, NormStatistic, Person, band_of
from voicecoach.dataclass import dataclass

MOST_DIFFERENCE_PERCENT = 10
"""Sides that differ by less are even enough to run (clinical criteria)."""


@dataclass(frozen=True, slots=True)
class SideResult:
    """The tries of one side."""

    tries: tuple[float, ...]
    """In order, in the unit of the test."""

    @property
    def best(self) -> float:
        """The best try."""
        return max(self.tries)

    @property
    def average(self) -> float:
        """The mean of all tries."""
        return sum(self.tries) / len(self.tries)

    def figure(self, wanted: NormStatistic) -> float:
        """The figure that a norm is about."""
        return self.best if wanted is NormStatistic.BEST else self.average


def results_of(done: Sequence[SetEnded]) -> Mapping[Side, SideResult]:
    """The results of the sides that were tested."""
    tries = {side: tuple(one.amount for one in done if one.side is side) for side in Side}
    return {side: SideResult(amounts) for side, amounts in tries.items() if amounts}


def difference_percent(results: Mapping[Side, SideResult], figure: NormStatistic) -> int | None:
    """Difference between the sides, in percent of the better one; None: only one was tested."""
    if len(results) < len(Side):
        return None
    figures = [result.figure(figure) for result in results.values()]
    return round(100 * (max(figures) - min(figures)) / max(figures))


def compared(
    done: Sequence[SetEnded], norm: Norm, person: Person, side_word: SideWord
) -> tuple[Phrase, ...]:
    """The result as it is spoken at the end of a test; empty: nothing was done."""
    results = results_of(done)
    if not results:
        return ()
    unit = "seconds" if done[0].measure is Measure.SECONDS else "counts"
    return (
        *_sides(results, norm.figure, unit, side_word.value),
        *_difference(results, norm.figure),
        *usual(norm, person, unit),
    )


def _sides(
    results: Mapping[Side, SideResult], figure: NormStatistic, unit: str, word: str
) -> Iterator[Phrase]:
    for side, result in results.items():
        n = round(result.figure(figure))
        if figure is NormStatistic.AVERAGE:
            best = round(result.best)
            yield phrase(f"test.average-{unit}.{side.value}", n=n, best=best, side=word)
        else:
            yield phrase(f"test.best-{unit}.{side.value}", n=n, side=word)


def _difference(results: Mapping[Side, SideResult], figure: NormStatistic) -> Iterator[Phrase]:
    percent = difference_percent(results, figure)
    if percent is None:
        return
    if percent < MOST_DIFFERENCE_PERCENT:
        yield phrase("test.even", n=percent)
    else:
        behind = min(results, key=lambda side: results[side].figure(figure))
        yield phrase(f"test.behind.{behind.value}", n=percent)


def usual(norm: Norm, person: Person, unit: str) -> tuple[Phrase, ...]:
    """The norm at the user's age and how it was taken, or what is missing to look it up."""
    band = band_of(norm, person)
    if band is None:
        return (_missing(norm, person),)
    conditions = (verbatim(norm.conditions),) if norm.conditions else ()
    if band.low == band.high:
        return (phrase(f"test.usual-{unit}", n=band.low), *conditions)
    return (phrase(f"test.between-{unit}", low=band.low, high=band.high), *conditions)


def _missing(norm: Norm, person: Person) -> Phrase:
    if person.age is not None and any(band.sex for band in norm.bands) and person.sex is None:
        return phrase("test.no-sex")
    return phrase("test.no-age") if person.age is None else phrase("test.no-norm")
