"""Norms: average results by age in the published tests."""

from enum import Enum

from voicecoach.dataclass import dataclass


class Sex(Enum):
    """Sex, for norms that are sex-specific."""

    FEMALE = "female"
    MALE = "male"


class NormStatistic(Enum):
    """Statistic of several trials that a norm gives."""

    AVERAGE = "average"
    BEST = "best"


@dataclass(frozen=True, slots=True)
class Band:
    """Average result of an age group."""

    from_age: int
    """In years; both limits are included."""
    to_age: int
    sex: Sex | None
    """None: for both sexes."""
    low: int
    """Lower limit in the unit of the test: seconds or repetitions."""
    high: int
    """Upper limit; equal to `low` if the source gives a single figure."""


@dataclass(frozen=True, slots=True)
class Norm:
    """A table of average results by age."""

    id: str
    exercises: frozenset[str]
    """Slugs of the exercises and tests that it applies to."""
    figure: NormStatistic
    bands: tuple[Band, ...]
    source: str
    """Title of the source."""
    conditions: str = ""
    """Spoken sentence about how the figures were taken; empty: the test is done in the same way."""
    caps: frozenset[str] = frozenset()
    """Slugs of the exercises whose holds are never longer than the figure of the user's age."""
    aim: int | None = None
    """Result of each side before running again after an injury; None: the source gives none."""
    aim_source: str = ""
    """Title of the source of the aim."""


@dataclass(frozen=True, slots=True)
class Person:
    """Age and sex, as far as the user has given them."""

    age: int | None = None
    """In years."""
    sex: Sex | None = None


def band_of(norm: Norm, person: Person) -> Band | None:
    """The age group of this person; None: no group fits, or the age or sex is not given."""
    age = person.age
    if age is None:
        return None
    fitting = (
        band
        for band in norm.bands
        if band.from_age <= age <= band.to_age and band.sex in (None, person.sex)
    )
    return next(fitting, None)
