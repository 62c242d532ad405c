"""The person who uses the program, and the content suited to them."""

import os
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from voicecoach.app.usable_settings import read_usable_settings
from voicecoach.content.library import Library
from voicecoach.core.workout.norms import Norm, Person, Sex
from voicecoach.core.workout.suiting import suited, suited_routine
from voicecoach.places import settings_file

BIRTH_YEAR_VARIABLE, SEX_VARIABLE = "VOICECOACH_BIRTH_YEAR", "VOICECOACH_SEX"


def person_of(birth_year: int | None, sex: str | None, today: date) -> Person:
    """The person of these options."""
    return Person(age_in(birth_year, today), Sex(sex) if sex else None)


def age_in(birth_year: int | None, today: date) -> int | None:
    """Age at the end of this year; None: the year of birth is unknown."""
    return None if birth_year is None else today.year - birth_year


def usual_person(today: date, environment: Mapping[str, str] = os.environ) -> Person:
    """The person of the environment, or else of the settings; what can't be read is unknown."""
    known = read_usable_settings(settings_file())
    year = str(environment.get(BIRTH_YEAR_VARIABLE) or known.get("birth-year") or "")
    sex = str(environment.get(SEX_VARIABLE) or known.get("sex") or "")
    is_sex = sex in {one.value for one in Sex}
    birth_year = int(year) if year.isdecimal() else None
    return person_of(birth_year, sex if is_sex else None, today)


def suited_library(library: Library, person: Person, norms: Iterable[Norm]) -> Library:
    """The exercises and routines of a library, suited to this person."""
    norms = tuple(norms)
    return replace(
        library,
        exercises={slug: suited(one, person, norms) for slug, one in library.exercises.items()},
        routines={
            slug: suited_routine(one, person, norms) for slug, one in library.routines.items()
        },
    )
