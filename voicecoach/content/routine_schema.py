"""The file format of routines; times are in seconds."""

from typing import Annotated

from pydantic import Field

from voicecoach.content.block_schema import BlockTable
from voicecoach.content.counting_schema import Label, Sentence, StrictTable
from voicecoach.content.item_schema import RoutineItemTable
from voicecoach.content.schema import SourceTable
from voicecoach.core.workout.routine import Purpose

MOST_BLOCKS = 1000


class StageTable(StrictTable):
    """Some weeks of a routine that changes from stage to stage."""

    weeks: int = Field(ge=1, le=52, description="weeks of training that the stage takes")
    words: list[Sentence] = Field(
        default_factory=list,
        max_length=4,
        description="spoken sentences about this stage, said after the welcome",
    )
    items: list[RoutineItemTable] | None = Field(
        default=None,
        min_length=1,
        max_length=40,
        description="exercises of these weeks, in order; a stage has either items or blocks",
    )
    blocks: list[BlockTable] | None = Field(
        default=None, min_length=1, max_length=MOST_BLOCKS, description="blocks of these weeks"
    )


class RoutineTable(StrictTable):
    """A routine file; its file name without ".toml" is the routine's slug."""

    name: Label = Field(description="spoken name")
    summary: Sentence = Field(description="what it does for the user, in one spoken sentence")
    level: int = Field(ge=1, le=3, description="1 (anybody) to 3 (trained)")
    purpose: Annotated[Purpose, Field(strict=False)] | None = Field(
        default=None,
        description="strength, balance, mobility, endurance, calm or rehab: groups `list`, `start`",
    )
    protocol: bool = Field(
        default=False,
        description="true: the program sets the doses, and nothing raises them",
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
        description="exercises, in order; a routine has items, blocks or stages",
    )
    blocks: list[BlockTable] | None = Field(
        default=None,
        min_length=1,
        max_length=MOST_BLOCKS,
        description="blocks, in order: exercises that are done in rounds, or belong together",
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
