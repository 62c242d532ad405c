"""The file format of countings and their doses; times are in seconds."""

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    model_validator,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from voicecoach.core.workout import exercise as core


class StrictTable(BaseModel):
    """A TOML table that rejects unknown keys and never converts types."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, allow_inf_nan=False)


class TextOrTable(StrictTable):
    """A table that may be written as its text alone."""

    text_key: ClassVar[str]
    """Key of the text."""
    other_values: ClassVar[Mapping[str, object]] = {}
    """Values of the other required keys where the text stands alone."""

    @model_validator(mode="before")
    @classmethod
    def _from_text(cls, value: object) -> object:
        return {cls.text_key: value, **cls.other_values} if isinstance(value, str) else value

    @classmethod
    def __get_pydantic_json_schema__(
        cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        table = handler(core_schema)
        text: dict[str, Any] = handler.resolve_ref_schema(table)["properties"][cls.text_key]
        return {"anyOf": [table, text]}


Label = Annotated[str, Field(min_length=1, max_length=60)]
"""A few words, such as a name; not a sentence."""

Sentence = Annotated[str, Field(min_length=2, max_length=300)]
"""A spoken sentence, with its full stop or question mark."""

Cue = Annotated[str, Field(min_length=2, max_length=40)]

PictureName = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]*(\.svg)?$", max_length=60)]
"""Name of a drawing, or of an SVG file, in the folder of pictures."""

MOST_TIME_MS = 3_600_000
"""Longest duration of a set in parts."""

Letter = Annotated[str, Field(pattern="^[A-Z]$")]


def milliseconds(seconds: float) -> int:
    """Seconds as the nearest whole number of milliseconds."""
    return round(seconds * 1000)


class TempoPhaseTable(StrictTable):
    """One part of a rep."""

    word: Label = Field(description='word spoken at its start, for example "up"')
    seconds: float = Field(ge=0.3, le=3600, description="duration of this part")


class RepsTable(StrictTable):
    """Repetitions on an even beat."""

    kind: Literal["reps"]
    count: int = Field(ge=1, le=100, description="repetitions in a set")
    tempo: list[TempoPhaseTable] = Field(
        min_length=1, max_length=6, description="parts of one repetition, in order"
    )
    open_ended: bool = Field(
        default=False, description="true: the set goes on as long as the user can, up to the count"
    )

    def to_core(self) -> core.Reps:
        """The counting that this table describes."""
        tempo = (core.TempoPhase(part.word, milliseconds(part.seconds)) for part in self.tempo)
        return core.Reps(self.count, tuple(tempo), self.open_ended)


class HoldTable(StrictTable):
    """A position held for a fixed time."""

    kind: Literal["hold"]
    seconds: float = Field(ge=1, le=3600, description="duration of the hold")

    def to_core(self) -> core.Hold:
        """The counting that this table describes."""
        return core.Hold(milliseconds(self.seconds))


class OpenHoldTable(StrictTable):
    """A position held as long as possible."""

    kind: Literal["open-hold"]
    cap_seconds: float = Field(ge=5, le=600, description="longest duration of the hold")

    def to_core(self) -> core.OpenHold:
        """The counting that this table describes."""
        return core.OpenHold(milliseconds(self.cap_seconds))


class LettersTable(StrictTable):
    """Letters traced in the air, called on a beat."""

    kind: Literal["letters"]
    first: Letter = Field(description="first letter, A to Z")
    last: Letter = Field(description="last letter, A to Z")
    beat_seconds: float = Field(ge=0.5, le=20, description="time from one letter to the next")

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.last < self.first:
            raise ValueError(f"expected a last letter from {self.first} on, got {self.last}")
        return self

    def to_core(self) -> core.Letters:
        """The counting that this table describes."""
        return core.Letters(self.first, self.last, milliseconds(self.beat_seconds))


class StepsTable(StrictTable):
    """Steps walked on a beat."""

    kind: Literal["steps"]
    count: int = Field(ge=1, le=500, description="steps in a set")
    beat_seconds: float = Field(ge=0.3, le=20, description="time from one step to the next")
    turn_every: int | None = Field(
        default=None, ge=1, le=500, description="steps between turns; default: no turns"
    )

    def to_core(self) -> core.Steps:
        """The counting that this table describes."""
        return core.Steps(self.count, milliseconds(self.beat_seconds), self.turn_every)


class UserPacedTable(StrictTable):
    """Counts at the user's own pace."""

    kind: Literal["user-paced"]
    target: int = Field(ge=1, le=500, description="count that completes a set")
    cap_seconds: float = Field(ge=5, le=1800, description="longest duration of a set")

    def to_core(self) -> core.UserPaced:
        """The counting that this table describes."""
        return core.UserPaced(self.target, milliseconds(self.cap_seconds))


class PartTable(StrictTable):
    """One part of a breath or a flow."""

    say: Label = Field(description='words at its start, for example "breathe in"')
    seconds: float = Field(ge=1, le=600, description="duration of this part")


class TimeTable(StrictTable):
    """Plain time."""

    kind: Literal["time"]
    seconds: float | None = Field(
        default=None, ge=1, le=3600, description="duration of a set; with parts it follows"
    )
    areas: list[Label] = Field(
        default_factory=list,
        max_length=10,
        description="parts of the body, each for an equal part of the time",
    )
    parts: list[PartTable] = Field(
        default_factory=list,
        max_length=40,
        description="parts of their own length, such as those of a breath or a flow, in place of "
        "seconds and areas",
    )
    rounds: int | None = Field(
        default=None, ge=1, le=500, description="number of times that the parts are done"
    )

    @model_validator(mode="after")
    def _in_parts_or_not(self) -> Self:
        if self.parts and (self.areas or self.seconds is not None):
            raise ValueError("expected either parts or seconds, got both")
        if not self.parts and self.rounds is not None:
            raise ValueError("expected parts, which are done in rounds, got rounds alone")
        if not self.parts and self.seconds is None:
            raise ValueError("missing (seconds, or else parts)")
        if self._duration_ms() > MOST_TIME_MS:
            raise ValueError(f"expected at most {MOST_TIME_MS // 60_000} minutes in all")
        return self

    def _duration_ms(self) -> int:
        if not self.parts:
            return milliseconds(self.seconds or 0)
        return (self.rounds or 1) * sum(milliseconds(part.seconds) for part in self.parts)

    def to_core(self) -> core.Timed:
        """The counting that this table describes."""
        parts = (core.TempoPhase(part.say, milliseconds(part.seconds)) for part in self.parts)
        return core.Timed(self._duration_ms(), tuple(self.areas), tuple(parts))


class DistanceTable(StrictTable):
    """A distance at the user's own pace, done when they say so."""

    kind: Literal["distance"]
    meters: int = Field(ge=1, le=100_000, description="distance of a set")
    cap_seconds: float = Field(
        default=3600, ge=5, le=14_400, description="longest duration of a set"
    )

    def to_core(self) -> core.Distance:
        """The counting that this table describes."""
        return core.Distance(self.meters, milliseconds(self.cap_seconds))


CountingTable = Annotated[
    RepsTable
    | HoldTable
    | OpenHoldTable
    | LettersTable
    | StepsTable
    | UserPacedTable
    | TimeTable
    | DistanceTable,
    Field(discriminator="kind"),
]


class DoseTable(StrictTable):
    """Values that replace those of an exercise's counting; without one, that value stays.

    They have the ranges of the exercise's kind of counting.
    """

    count: int | None = Field(default=None, description="repetitions or steps in a set")
    tempo: list[TempoPhaseTable] | None = Field(default=None, description="parts of one repetition")
    seconds: float | None = Field(default=None, description="duration of a hold or of a set")
    areas: list[Label] | None = Field(
        default=None, description="parts of the body, one after the other"
    )
    rounds: int | None = Field(default=None, description="number of times that parts are done")
    cap_seconds: float | None = Field(default=None, description="longest duration")
    first: Letter | None = Field(default=None, description="first letter")
    last: Letter | None = Field(default=None, description="last letter")
    beat_seconds: float | None = Field(default=None, description="time from beat to beat")
    turn_every: int | None = Field(default=None, description="steps between turns")
    target: int | None = Field(default=None, description="count that completes a set")
    meters: int | None = Field(default=None, description="distance of a set")


class CountingChangeTable(DoseTable):
    """Changes of a variation to the counting of its exercise."""

    kind: str | None = Field(
        default=None, description="another kind of counting, which then needs all of its values"
    )
    open_ended: bool | None = Field(
        default=None, description="true: the set goes on as long as the user can, up to the count"
    )
    parts: list[PartTable] | None = Field(
        default=None, description="parts of their own length, all of them"
    )
