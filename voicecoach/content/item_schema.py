"""The file format of the items of a routine: exercises with their doses; times are in seconds."""

from typing import Annotated, Any

from pydantic import Field, PlainValidator, WithJsonSchema

from voicecoach.content.counting_schema import (
    CountingTable,
    Cue,
    DoseTable,
    Label,
    Sentence,
    StrictTable,
    milliseconds,
)
from voicecoach.content.problems import shown
from voicecoach.content.variation_schema import EquipmentTable
from voicecoach.core.workout import exercise as core
from voicecoach.core.workout.conduct import Announce, Gate, SideChoice

LONGEST_GATE_S = 600


def _gate(value: Any) -> Gate:
    match value:
        case "ready":
            return Gate(asks=True)
        case "none":
            return Gate(asks=False)
        case int() | float() if not isinstance(value, bool) and 0 <= value <= LONGEST_GATE_S:
            return Gate(asks=True, wait_ms=milliseconds(value))
    raise ValueError(
        f'expected "ready", "none", or 0 to {LONGEST_GATE_S} seconds, got {shown(value)}'
    )


GateValue = Annotated[
    Gate,
    PlainValidator(_gate),
    WithJsonSchema(
        {
            "anyOf": [
                {"enum": ["ready", "none"]},
                {"type": "number", "minimum": 0, "maximum": LONGEST_GATE_S},
            ]
        }
    ),
]


class NoteTable(StrictTable):
    """A sentence that is said at a time of each set."""

    at_seconds: float = Field(ge=0, le=3600, description="time since the set began")
    text: Sentence = Field(description="spoken sentence")


class InlineTable(StrictTable):
    """An exercise that is written down where it is used; the rest of it has its defaults."""

    name: Label | None = Field(default=None, description="spoken name of an exercise of its own")
    counting: CountingTable | None = Field(
        default=None, description="kind of counting of an exercise of its own, and its dose"
    )
    instruction: Sentence | None = Field(
        default=None, description="instruction of an exercise of its own"
    )
    position: Sentence | None = Field(default=None, description="its starting position")
    safety: Sentence | None = Field(default=None, description="its safety instruction")
    equipment: list[EquipmentTable] | None = Field(
        default=None, max_length=6, description="its equipment"
    )
    cues: list[Cue] | None = Field(
        default=None, min_length=2, max_length=10, description="its reminders of up to four words"
    )
    sides: Annotated[core.Sides, Field(strict=False)] | None = Field(
        default=None, description="together: both sides work at once; each: one after the other"
    )
    side_word: Annotated[core.SideWord, Field(strict=False)] | None = Field(
        default=None, description="what its sides are called"
    )


class RoutineItemTable(InlineTable, DoseTable):
    """One exercise of a routine; keys that are left out keep the values of the exercise file.

    It names an exercise, or has one of its own: then it needs a name, a counting and an
    instruction. The numbers of the dose have the ranges of the exercise's kind of counting.
    """

    exercise: Label | None = Field(default=None, description="slug of the exercise")
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
    counts: list[Annotated[int, Field(ge=1, le=500)]] | None = Field(
        default=None,
        min_length=1,
        max_length=100,
        description="repetitions, steps or seconds of each set or round, such as 10, 8, 6; "
        "in place of a count",
    )
    gate: GateValue | None = Field(
        default=None,
        description="ready: ask if the user is ready; none: go on at once; or the seconds after "
        "which the work begins anyway",
    )
    announce: Annotated[Announce, Field(strict=False)] | None = Field(
        default=None,
        description="full, name, or none; default: full, in a block only the first time",
    )
    side: Annotated[SideChoice, Field(strict=False)] | None = Field(
        default=None,
        description="both, right, left, or alternate: right in one set, left in the next",
    )
    effort_question: bool | None = Field(
        default=None, description="false: don't ask how it felt; default: by the kind of counting"
    )
    kilograms: float | None = Field(
        default=None, gt=0, le=500, description="weight that is lifted or carried"
    )
    band: Label | None = Field(default=None, description='color of a band, such as "red"')
    notes: list[NoteTable] | None = Field(
        default=None, max_length=40, description="sentences at times of each set"
    )


INLINE_KEYS = frozenset(InlineTable.model_fields)
"""Keys of an exercise of its own."""
OTHER_KEYS = INLINE_KEYS | frozenset(
    [
        *("exercise", "variation", "variation_from_level", "rest_after_seconds", "sets"),
        *("rest_seconds", "counts", "gate", "announce", "side", "effort_question"),
        *("kilograms", "band", "notes"),
    ]
)
"""Keys of an item that do not belong to the counting."""
