"""The file format of blocks; times are in seconds."""

from typing import Annotated

from pydantic import Field

from voicecoach.content.counting_schema import Label, Sentence, StrictTable
from voicecoach.content.item_schema import RoutineItemTable
from voicecoach.core.workout.block import Section


class BlockTable(StrictTable):
    """Exercises that belong together, such as those of a circuit.

    In several rounds each exercise is done once a round; in one, all sets of an exercise are done
    before the next one. With work_seconds, every_seconds or for_seconds it runs on a clock.
    """

    section: Annotated[Section, Field(strict=False)] | None = Field(
        default=None, description="warm-up, main or cool-down: said where it changes"
    )
    name: Label | None = Field(default=None, description="spoken name of the block")
    note: Sentence | None = Field(default=None, description="said when the block begins")
    rounds: int | None = Field(
        default=None,
        ge=1,
        le=100,
        description="rounds; default: one, or as many as there are counts",
    )
    rest_between_rounds_seconds: float | None = Field(
        default=None, ge=0, le=600, description="rest between two rounds; default: 60, on a clock 0"
    )
    work_seconds: float | None = Field(
        default=None,
        ge=3,
        le=3600,
        description="intervals: each exercise is done for so long, whatever its own dose is",
    )
    rest_seconds: float | None = Field(
        default=None, ge=0, le=600, description="intervals: rest after each exercise; default: none"
    )
    every_seconds: float | None = Field(
        default=None,
        ge=5,
        le=3600,
        description="a set begins each time that this time is over; what is left of it is rest",
    )
    for_seconds: float | None = Field(
        default=None,
        ge=10,
        le=7200,
        description="as many rounds as possible in this time, at the user's own pace",
    )
    items: list[RoutineItemTable] = Field(
        min_length=1, max_length=40, description="exercises of a round, in order"
    )
