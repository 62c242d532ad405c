"""The file format of routines; times are in seconds."""

from pydantic import Field

from voicecoach.content.counting_schema import DoseTable, Label, Sentence, StrictTable
from voicecoach.content.schema import SourceTable


class RoutineItemTable(DoseTable):
    """One exercise of a routine; keys that are left out keep the values of the exercise file.

    The numbers of the dose have the ranges of the exercise's kind of counting.
    """

    exercise: Label = Field(description="slug of the exercise")
    variation: Label | None = Field(
        default=None, description="name of one of its variations; default: the exercise itself"
    )
    variation_from_level: int = Field(
        default=1,
        ge=1,
        le=3,
        description="lowest level of the variation; below it the exercise itself is done, with its "
        "own dose",
    )
    rest_after_seconds: float = Field(
        default=20, ge=0, le=600, description="rest before the next exercise"
    )
    sets: int | None = Field(default=None, ge=1, le=20, description="sets of this exercise")
    rest_seconds: float | None = Field(
        default=None, ge=0, le=600, description="rest between two sets"
    )


class StageTable(StrictTable):
    """Some weeks of a routine that changes from stage to stage."""

    weeks: int = Field(ge=1, le=52, description="weeks of training that the stage takes")
    words: list[Sentence] = Field(
        default_factory=list,
        max_length=4,
        description="spoken sentences about this stage, said after the welcome",
    )
    items: list[RoutineItemTable] = Field(
        min_length=1, max_length=40, description="exercises of these weeks, in order"
    )


class RoutineTable(StrictTable):
    """A routine file; its file name without ".toml" is the routine's slug."""

    name: Label = Field(description="spoken name")
    summary: Sentence = Field(description="purpose, in one spoken sentence")
    level: int = Field(ge=1, le=3, description="1 (anybody) to 3 (trained)")
    protocol: bool = Field(
        default=False,
        description="true: the doses are those of a published program, never raised",
    )
    every_days: int | None = Field(
        default=None,
        ge=1,
        le=7,
        description="days from one workout to the next: 2 means every second day; "
        "whoever comes back sooner is asked",
    )
    items: list[RoutineItemTable] | None = Field(
        default=None,
        min_length=1,
        max_length=40,
        description="exercises, in order; a routine has either items or stages",
    )
    stages: list[StageTable] | None = Field(
        default=None,
        min_length=1,
        max_length=20,
        description="stages, in order: weeks with exercises of their own; "
        "the weeks of training decide which of them is due",
    )
    sources: list[SourceTable] = Field(
        default_factory=list, description="sources of the program, for and against"
    )
