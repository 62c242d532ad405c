"""The file format of blocks; times are in seconds."""

from typing import Annotated

from pydantic import Field

from voicecoach.content.counting_schema import Label, Sentence, StrictTable
from voicecoach.content.item_schema import RoutineItemTable
from voicecoach.core.workout.block import Section


class BlockTable(StrictTable):
    """Exercises that belong together, such as those of a circuit.

    In several rounds each exercise is done once a round; in one, all sets of an exercise are done
    before the next one.
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
    rest_between_rounds_seconds: float = Field(
        default=60, ge=0, le=600, description="rest between two rounds"
    )
    items: list[RoutineItemTable] = Field(
        min_length=1, max_length=40, description="exercises of a round, in order"
    )
