"""The file format of the variations of an exercise; times are in seconds."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from voicecoach.content.counting_schema import (
    CountingChangeTable,
    Cue,
    Label,
    PictureName,
    Sentence,
    StrictTable,
    TextOrTable,
)
from voicecoach.core.workout import exercise as core


class EquipmentTable(StrictTable):
    """A piece of equipment."""

    name: Label = Field(description='name with its article: "a towel"')
    substitute: Label | None = Field(
        default=None, description='household substitute, with its article: "a T-shirt"'
    )


class CautionTable(TextOrTable):
    """A mistake to watch for, or something to take care of; a text alone is said before."""

    text_key = "text"
    other_values: ClassVar = {"when": core.CautionTime.BEFORE}

    when: Annotated[core.CautionTime, Field(strict=False)] = Field(
        description="before: said the first three times that the exercise is done; "
        "cue: a reminder of up to four words, said between counts; "
        "after: said when the exercise is over"
    )
    text: Sentence = Field(description="caution in one spoken sentence")


class InstructionsChangeTable(StrictTable):
    """Changes of a variation to the instructions of its exercise, by their length."""

    long: list[Sentence] | None = Field(default=None, min_length=1, description="first time")
    short: list[Sentence] | None = Field(default=None, min_length=1, description="later times")
    minimal: list[Sentence] | None = Field(default=None, min_length=1, description="known well")


class ChangeTable(StrictTable):
    """Changes of a variation to its exercise; without a key, its value stays.

    The exercise with these values must be valid by itself.
    """

    position: Sentence | None = Field(default=None, description="starting position")
    place: Annotated[core.Place, Field(strict=False)] | None = Field(
        default=None, description="standing, chair, floor or outdoors"
    )
    safety: Sentence | Literal[False] | None = Field(
        default=None, description="safety instruction; false: none is needed"
    )
    equipment: list[EquipmentTable] | None = Field(
        default=None, max_length=6, description="equipment, all of it"
    )
    instructions: InstructionsChangeTable | None = Field(
        default=None, description="instructions, in the lengths that change"
    )
    counting: CountingChangeTable | None = Field(
        default=None, description="values of the counting, such as the tempo or the dose"
    )
    sets: int | None = Field(default=None, ge=1, le=20, description="sets")
    rest_seconds: float | None = Field(
        default=None, ge=0, le=600, description="rest between two sets"
    )
    change_seconds: float | None = Field(
        default=None, ge=1, le=120, description="time to change the side or the direction"
    )
    rig_seconds: float | None = Field(
        default=None, ge=1, le=300, description="time to change the direction, with another rig"
    )
    sides: Annotated[core.Sides, Field(strict=False)] | None = Field(
        default=None, description="together or each"
    )
    side_word: Annotated[core.SideWord, Field(strict=False)] | None = Field(
        default=None, description="what a side is called"
    )
    directions: list[Label] | None = Field(default=None, max_length=4, description="directions")
    picture: PictureName | None = Field(
        default=None,
        description="name of a drawing, or of an SVG file, in the folder drawings beside that of "
        "the exercises; default: the drawing named like the exercise",
    )
    cues: list[Cue] | None = Field(
        default=None, min_length=2, max_length=10, description="reminders, all of them"
    )
    cautions: list[CautionTable] | None = Field(
        default=None, min_length=1, description="mistakes to watch for, all of them"
    )
    stop_sign: Sentence | None = Field(default=None, description="reason to stop at once")


class VariationTable(StrictTable):
    """Another way to do the same exercise: what is announced follows from its changes."""

    name: Label = Field(description='name as it is spoken, for example "eyes closed"')
    difficulty: Annotated[core.Difficulty, Field(strict=False)] = Field(
        description="difficulty compared with the exercise itself"
    )
    instruction: Sentence = Field(description="what is different, in one spoken sentence")
    load: float | None = Field(
        default=None,
        gt=0,
        le=10,
        description="what a limb bears in it, with the exercise itself as 1; the variations with a "
        "load are taken up in this order, each when the one before it has become easy",
    )
    most_age: int | None = Field(
        default=None,
        ge=0,
        le=120,
        description="highest age at which the coach chooses it by itself; at an unknown age it "
        "does not, and only the user does",
    )
    change: ChangeTable | None = Field(
        default=None, description="what it changes in the exercise; default: nothing but the words"
    )
