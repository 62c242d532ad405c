"""The file format of exercises; times are in seconds."""

from typing import Annotated

from pydantic import Field

from voicecoach.content.counting_schema import (
    CountingTable,
    Cue,
    Label,
    PictureName,
    Sentence,
    StrictTable,
    TextOrTable,
)
from voicecoach.content.variation_schema import CautionTable, EquipmentTable, VariationTable
from voicecoach.core.workout import exercise as core


class InstructionsTable(StrictTable):
    """Instructions in three lengths; each is a list of spoken sentences."""

    long: list[Sentence] = Field(min_length=1, description="for a user who has never done it")
    short: list[Sentence] | None = Field(
        default=None,
        min_length=1,
        description="for a user who has done it before; default: the long ones",
    )
    minimal: list[Sentence] | None = Field(
        default=None,
        min_length=1,
        description="for a user who knows it well; default: the first of the short ones",
    )

    def to_core(self) -> core.Instructions:
        """The instructions, the longer ones in place of those that are left out."""
        short = self.short or self.long
        return core.Instructions(tuple(self.long), tuple(short), tuple(self.minimal or short[:1]))


class MuscleTable(TextOrTable):
    """A muscle that an exercise works, or its name alone."""

    text_key = "name"

    name: Label = Field(description='name with its article: "the soleus"')
    where: Label | None = Field(
        default=None, description='its place, or what it does: "deep in your calf"'
    )


class SourceTable(StrictTable):
    """Source of a dose or a claim."""

    title: str = Field(min_length=2, max_length=200, description="title, or authors and journal")
    claim: str | None = Field(
        default=None,
        min_length=2,
        max_length=400,
        description="claim of the source, in one sentence",
    )


class ExerciseTable(StrictTable):
    """An exercise file; its file name without ".toml" is the exercise's slug.

    It needs a name, a counting, and either instructions or one instruction.
    """

    name: Label = Field(description="spoken name")
    position: Sentence | None = Field(
        default=None, description="starting position, in one spoken sentence"
    )
    place: Annotated[core.Place, Field(strict=False)] | None = Field(
        default=None,
        description="what it is done on, or where: standing, chair, floor (lying or kneeling) or "
        "outdoors; for `list` and `start`",
    )
    safety: Sentence | None = Field(
        default=None, description="safety instruction, such as a support within reach"
    )
    equipment: list[EquipmentTable] = Field(
        default_factory=list, max_length=6, description="equipment; default: none"
    )
    instruction: Sentence | None = Field(
        default=None, description="the only instruction, in place of those in three lengths"
    )
    instructions: InstructionsTable | None = Field(
        default=None, description="instructions in three lengths"
    )
    counting: CountingTable = Field(description="kind of counting, and the default dose")
    sets: int = Field(default=1, ge=1, le=20, description="sets, for each side and direction")
    rest_seconds: float = Field(default=30, ge=0, le=600, description="rest between two sets")
    change_seconds: float = Field(
        default=5, ge=1, le=120, description="time to change the side or the direction"
    )
    change: Sentence | None = Field(
        default=None,
        description="what has to be done before each side or set after the first, spoken then",
    )
    side_change: Sentence | None = Field(
        default=None,
        description="what has to be done before the other side, spoken where it is its turn",
    )
    rig_seconds: float | None = Field(
        default=None,
        ge=1,
        le=300,
        description="time to change the direction where that needs another rig, such as a band "
        "tied elsewhere; both sides are then done before it",
    )
    sides: Annotated[core.Sides, Field(strict=False)] = Field(
        default=core.Sides.TOGETHER,
        description="together: both sides work at once; each: one after the other",
    )
    side_word: Annotated[core.SideWord, Field(strict=False)] = Field(
        default=core.SideWord.FOOT, description='what a side is called: "right foot", "right arm"'
    )
    directions: list[Label] = Field(
        default_factory=list,
        max_length=4,
        description="directions, with each set done once in each; default: only one",
    )
    picture: PictureName | None = Field(
        default=None,
        description="name of a drawing, or of an SVG file, in the folder drawings beside that of "
        "the exercises; default: the drawing named like the exercise",
    )
    variations: list[VariationTable] = Field(
        default_factory=list, max_length=10, description="easier and harder variations"
    )
    cues: list[Cue] = Field(
        default_factory=list,
        min_length=2,
        max_length=10,
        description="reminders of up to four words, said between counts",
    )
    muscles: list[MuscleTable] = Field(
        default_factory=list, min_length=1, description="muscles that it works"
    )
    loads: list[Label] = Field(
        default_factory=list,
        max_length=10,
        description="parts of the body that it loads, by the same words in all exercises: after "
        "severe pain in one of them, the others are left out for the session",
    )
    benefits: list[Sentence] = Field(
        default_factory=list, min_length=1, description="what it is good for"
    )
    cautions: list[CautionTable] = Field(
        default_factory=list,
        min_length=1,
        description="mistakes to watch for, each with the time at which it is said",
    )
    stop_sign: Sentence | None = Field(
        default=None, description="symptom that is a reason to stop at once"
    )
    sources: list[SourceTable] = Field(
        default_factory=list, description="sources of the dose and the claims"
    )

    @property
    def told(self) -> InstructionsTable:
        """The instructions, also where there is only one."""
        return self.instructions or InstructionsTable(long=[self.instruction or f"{self.name}."])
