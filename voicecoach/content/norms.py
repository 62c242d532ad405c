"""Loads the bundled norms and tests."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Self

from pydantic import Field, model_validator

from voicecoach.content.bundled import BUNDLED
from voicecoach.content.counting_schema import Label, Sentence, StrictTable
from voicecoach.content.loader import read_exercise
from voicecoach.content.toml_file import read_toml
from voicecoach.content.topic_schema import Slug
from voicecoach.content.topics import KNOWLEDGE, SourcesTable
from voicecoach.core.workout.exercise import Exercise
from voicecoach.core.workout.norms import Band, Norm, NormStatistic, Sex

_SUFFIX = "-test"


class BandTable(StrictTable):
    """Average result of an age group."""

    from_age: int = Field(alias="from", ge=0, le=120, description="lowest age, in years")
    to_age: int = Field(alias="to", ge=0, le=120, description="highest age, in years")
    sex: Annotated[Sex, Field(strict=False)] | None = Field(
        default=None, description="sex that it applies to; default: both"
    )
    low: int = Field(ge=1, description="average, or lower limit of it")
    high: int | None = Field(default=None, description="upper limit of a range")

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.to_age < self.from_age or (self.high is not None and self.high < self.low):
            raise ValueError("expected the lower limit first")
        return self


class NormTable(StrictTable):
    """A table of average results by age."""

    id: Slug = Field(description="id of the norm")
    exercises: list[Label] = Field(
        min_length=1, description="exercises and tests that it applies to"
    )
    figure: Annotated[NormStatistic, Field(strict=False)] = Field(
        description="statistic of several trials"
    )
    source: Slug = Field(description="id of the source, from sources.toml")
    conditions: Sentence = Field(description="how the figures were taken, in one spoken sentence")
    caps: list[Label] = Field(
        default_factory=list,
        description="exercises whose holds are limited to the figure of the user's age",
    )
    aim: int | None = Field(
        default=None, ge=1, description="result of each side before running again"
    )
    aim_source: Slug | None = Field(default=None, description="id of the source of the aim")
    bands: list[BandTable] = Field(min_length=1, description="age groups")


class NormsTable(StrictTable):
    """The file of all norms."""

    norms: list[NormTable] = Field(min_length=1, description="tables of norms")


def load_norms() -> Mapping[str, Norm]:
    """The norm of each exercise or test, by slug."""
    sources = read_toml(KNOWLEDGE / "sources.toml").parse(SourcesTable).root
    tables = read_toml(BUNDLED / "norms.toml").parse(NormsTable).norms
    norms = [
        Norm(
            id=table.id,
            exercises=frozenset(table.exercises),
            figure=table.figure,
            bands=tuple(_band(band) for band in table.bands),
            source=sources[table.source].title,
            conditions=table.conditions,
            caps=frozenset(table.caps),
            aim=table.aim,
            aim_source=sources[table.aim_source].title if table.aim_source else "",
        )
        for table in tables
    ]
    return {slug: norm for norm in norms for slug in norm.exercises}


def _band(table: BandTable) -> Band:
    high = table.low if table.high is None else table.high
    return Band(table.from_age, table.to_age, table.sex, table.low, high)


def load_tests() -> Mapping[str, Exercise]:
    """The published tests as exercises, by name: "balance", "calves"."""
    paths: list[Path] = sorted((BUNDLED / "tests").glob("*.toml"))
    return {path.stem.removesuffix(_SUFFIX): read_exercise(path).exercise for path in paths}
