"""The page of a test result, with the source of its norm."""

from collections.abc import Sequence

from voicecoach.cli.pages.page import Page
from voicecoach.content.norms import load_norms, load_tests
from voicecoach.core.facts import SetEnded
from voicecoach.core.timeline.norm_summary import (
    MOST_DIFFERENCE_PERCENT,
    difference_percent,
    results_of,
)
from voicecoach.core.workout.exercise import Measure
from voicecoach.core.workout.norms import Band, Norm, NormStatistic, Person, band_of
from voicecoach.program import program


def print_result(name: str, done: Sequence[SetEnded], person: Person) -> None:
    """Print each side's tries, their difference and the norm; or that nothing was done."""
    page = Page()
    exercise = load_tests()[name]
    norm = load_norms()[exercise.slug]
    results = results_of(done)
    page.gap()
    page.title(exercise.name)
    if not results:
        page.text("No result: no set was done.")
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
            ("Taken", [norm.conditions] if norm.conditions and band_of(norm, person) else []),
            ("Source", [norm.source]),
            ("To run", [_aim(norm)] if norm.aim else []),
        ]
    )


def _aim(norm: Norm) -> str:
    """Requirement for running again after an injury; it doesn't apply otherwise."""
    return (
        f"after an injury: {norm.aim} or more on each side, under {MOST_DIFFERENCE_PERCENT} % "
        f"apart, without pain ({norm.aim_source})"
    )


def _usual(name: str, person: Person) -> str:
    norm = load_norms()[load_tests()[name].slug]
    band = band_of(norm, person)
    if band:
        sex = f" ({band.sex.value})" if band.sex else ""
        unit = " s" if norm.figure is NormStatistic.AVERAGE else ""
        ages = f"at {band.from_age} to {band.to_age}{sex}"
        return f"{_amount(band)}{unit} on average {ages}"
    if person.age is None:
        return (
            f"to compare: {program()} test {name} --birth-year 1980, or birth-year in the settings"
        )
    if person.sex is None and any(band.sex for band in norm.bands):
        return f"to compare: {program()} test {name} --sex female, or sex in the settings"
    return "no figures for your age"


def _amount(band: Band) -> str:
    """A band as one figure, or as a range."""
    return f"{band.low}" if band.low == band.high else f"{band.low} to {band.high}"
