"""The result of a test as a table on the terminal, with the source of its norm."""

from collections.abc import Sequence

from voicecoach.cli.pages.page import Page
from voicecoach.content.norms import load_norms, load_tests
from voicecoach.core.effects import Rank
from voicecoach.core.facts import Fact, SetEnded
from voicecoach.core.timeline.test_summary import (
    MOST_DIFFERENCE_PERCENT,
    amount_text,
    difference_percent,
    results_of,
)
from voicecoach.core.workout.exercise import Measure
from voicecoach.core.workout.norms import Norm, NormStatistic, Person, band_of


class SetsDone:
    """A SessionLog that remembers what was done."""

    def __init__(self) -> None:
        self.sets: list[SetEnded] = []

    def note(self, at_ms: int, fact: Fact) -> None:
        """Remember a set."""
        if isinstance(fact, SetEnded):
            self.sets.append(fact)

    def sounded(self, at_ms: int, sound: str, rank: Rank | None) -> None:
        """What is said is no result."""


def print_result(name: str, done: Sequence[SetEnded], person: Person) -> None:
    """Print the tries of each side, how they compare, and what is usual; nothing: that too."""
    page = Page()
    exercise = load_tests()[name]
    norm = load_norms()[exercise.slug]
    results = results_of(done)
    page.gap()
    page.title(exercise.name)
    if not results:
        page.text("Nothing was done, so there is no result.")
        return
    unit = " s" if done[0].measure is Measure.SECONDS else ""
    rows = [
        (
            side.value,
            ", ".join(f"{amount:g}" for amount in result.tries) + unit,
            f"{result.average:.1f}{unit}",
            f"{result.best:g}{unit}",
        )
        for side, result in results.items()
    ]
    page.columns(rows, heads=("side", "tries", "average", "best"), right=frozenset({2, 3}))
    percent = difference_percent(results, norm.figure)
    compared_by = "the average" if norm.figure is NormStatistic.AVERAGE else "the best"
    page.fields(
        [
            ("Sides", [] if percent is None else [f"{percent} % apart, by {compared_by}"]),
            ("Usual", [_usual(name, person)]),
            ("Source", [norm.source]),
            ("To run", [_aim(norm)] if norm.aim else []),
        ]
    )


def _aim(norm: Norm) -> str:
    """After an injury; nobody else need wait for it."""
    return (
        f"after an injury: {norm.aim} or more on each side, under {MOST_DIFFERENCE_PERCENT} % "
        f"apart, without pain ({norm.aim_source})"
    )


def _usual(name: str, person: Person) -> str:
    norm = load_norms()[load_tests()[name].slug]
    band = band_of(norm, person)
    if band:
        whom = f" ({band.sex.value})" if band.sex else ""
        unit = " s" if norm.figure is NormStatistic.AVERAGE else ""
        ages = f"at {band.from_age} to {band.to_age}{whom}"
        return f"{amount_text(band)}{unit} on average {ages}"
    if person.age is None:
        return (
            f"to compare: voicecoach test {name} --birth-year 1980, or birth-year in the settings"
        )
    if person.sex is None and any(band.sex for band in norm.bands):
        return f"voicecoach test {name} --sex female compares, or sex in the settings"
    return "there are no figures for your age"
