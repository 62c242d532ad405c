"""The names that FIT's profile has for exercises: a category, and a number in it."""

import tomllib
from collections.abc import Mapping
from dataclasses import field
from functools import cache
from pathlib import Path

from fit_tool.profile import profile_type
from fit_tool.profile.profile_type import ExerciseCategory

from voicecoach.dataclass import dataclass

_FILE = Path(__file__).with_name("fit_names.toml")
FitName = tuple[ExerciseCategory, int]
"""A category, and the number of an exercise in it."""


@dataclass(frozen=True, slots=True)
class Named:
    """The entry of an exercise, as its category spells the names."""

    category: str
    name: str
    on_one_side: str | None = None
    """Name where it is done on one side; None: the same."""
    variations: Mapping[str, str] = field(default_factory=dict)
    """Names of variations that have one of their own."""


@cache
def fit_names() -> Mapping[str, Named]:
    """The exercises that FIT has a name for, by their slugs."""
    tables = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return {slug: Named(**table) for slug, table in tables.items()}


def fit_name(exercise: str, *, variation: str | None, is_one_sided: bool) -> FitName | None:
    """FIT's name of an exercise in a variation; None: the profile has none."""
    named = fit_names().get(exercise)
    if named is None:
        return None
    usual = named.on_one_side if is_one_sided and named.on_one_side else named.name
    return in_profile(named.category, named.variations.get(variation or "", usual))


def in_profile(category: str, name: str) -> FitName:
    """The category and the number of this name; raises AttributeError or KeyError."""
    names = getattr(profile_type, category.title().replace("_", "") + "ExerciseName")
    return ExerciseCategory[category.upper()], names[name.upper()].value
