"""What people of an age reach on average in the published tests."""

from dataclasses import dataclass
from enum import Enum


class Sex(Enum):
    """As far as a norm tells them apart."""

    FEMALE = "female"
    MALE = "male"


class NormStatistic(Enum):
    """Which figure of several tries a norm speaks of."""

    AVERAGE = "average"
    BEST = "best"


@dataclass(frozen=True, slots=True)
class Band:
    """What an age group reaches."""

    from_age: int
    """In years; both ends belong to it."""
    to_age: int
    sex: Sex | None
    """None: everybody."""
    low: int
    """In the unit of the test: seconds or repetitions."""
    high: int
    """The same as `low` where the source gives one figure."""


@dataclass(frozen=True, slots=True)
class Norm:
    """A table of averages by age."""

    id: str
    exercises: frozenset[str]
    """Slugs of the exercises and tests it can be compared with."""
    figure: NormStatistic
    bands: tuple[Band, ...]
    source: str
    """Title of the source."""
    aim: int | None = None
    """What each side should reach before running again after an injury; None: nothing is known."""
    aim_source: str = ""
    """Title of the source of the aim."""


@dataclass(frozen=True, slots=True)
class Person:
    """What the user told of themselves."""

    age: int | None = None
    """In years."""
    sex: Sex | None = None


def band_of(norm: Norm, person: Person) -> Band | None:
    """The age group of this person; None: there is none, or they did not tell enough."""
    age = person.age
    if age is None:
        return None
    fitting = (
        band
        for band in norm.bands
        if band.from_age <= age <= band.to_age and band.sex in (None, person.sex)
    )
    return next(fitting, None)
