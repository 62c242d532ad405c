"""The file format of exercises; times are in seconds."""

from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from voicecoach.core.workout import exercise as core


class StrictTable(BaseModel):
    """A TOML table that rejects unknown keys and never converts types."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, allow_inf_nan=False)


Label = Annotated[str, Field(min_length=1, max_length=60)]
"""A few words, such as a name; not a sentence."""

Sentence = Annotated[str, Field(min_length=2, max_length=300)]
"""A spoken sentence, with its full stop or question mark."""

Cue = Annotated[str, Field(min_length=2, max_length=40)]

Letter = Annotated[str, Field(pattern="^[A-Z]$")]


def milliseconds(seconds: float) -> int:
    """Seconds as the nearest whole number of milliseconds."""
    return round(seconds * 1000)


class TempoPhaseTable(StrictTable):
    """One part of a rep."""

    word: Label = Field(description='word spoken at its start, for example "up"')
    seconds: float = Field(ge=0.3, le=60, description="duration of this part")


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
    seconds: float = Field(ge=1, le=600, description="duration of the hold")

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


class TimeTable(StrictTable):
    """Plain time."""

    kind: Literal["time"]
    seconds: float = Field(ge=1, le=3600, description="duration of a set")
    areas: list[Label] = Field(
        default_factory=list,
        max_length=10,
        description="parts of the body, each for an equal part of the time",
    )

    def to_core(self) -> core.Timed:
        """The counting that this table describes."""
        return core.Timed(milliseconds(self.seconds), tuple(self.areas))


CountingTable = Annotated[
    RepsTable | HoldTable | OpenHoldTable | LettersTable | StepsTable | UserPacedTable | TimeTable,
    Field(discriminator="kind"),
]


class EquipmentTable(StrictTable):
    """A piece of equipment."""

    name: Label = Field(description='name with its article: "a towel"')
    substitute: Label | None = Field(
        default=None, description='household substitute, with its article: "a T-shirt"'
    )


class InstructionsTable(StrictTable):
    """Instructions in three lengths; each is a list of spoken sentences."""

    long: list[Sentence] = Field(min_length=1, description="for a user who has never done it")
    short: list[Sentence] = Field(min_length=1, description="for a user who has done it before")
    minimal: list[Sentence] = Field(min_length=1, description="for a user who knows it well")


class VariationTable(StrictTable):
    """Another way to do the same exercise."""

    name: Label = Field(description='name, for example "eyes closed"')
    difficulty: Annotated[core.Difficulty, Field(strict=False)] = Field(
        description="difficulty compared with the exercise itself"
    )
    instruction: Sentence = Field(description="instruction in one spoken sentence")


class MuscleTable(StrictTable):
    """A muscle that an exercise works."""

    name: Label = Field(description='name with its article: "the soleus"')
    where: Label | None = Field(
        default=None, description='its place, or what it does: "deep in your calf"'
    )


class CautionTable(StrictTable):
    """A mistake to watch for, or something to take care of."""

    when: Annotated[core.CautionTime, Field(strict=False)] = Field(
        description="before: said the first three times that the exercise is done; "
        "cue: a reminder of up to four words, said between counts; "
        "after: said when the exercise is over"
    )
    text: Sentence = Field(description="caution in one spoken sentence")


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
    """An exercise file; its file name without ".toml" is the exercise's slug."""

    name: Label = Field(description="spoken name")
    position: Sentence = Field(description="starting position, in one spoken sentence")
    safety: Sentence | None = Field(
        default=None, description="safety instruction, such as a support within reach"
    )
    equipment: list[EquipmentTable] = Field(
        default_factory=list, max_length=6, description="equipment; default: none"
    )
    instructions: InstructionsTable = Field(description="instructions in three lengths")
    counting: CountingTable = Field(description="kind of counting, and the default dose")
    sets: int = Field(default=1, ge=1, le=20, description="sets, for each side and direction")
    rest_seconds: float = Field(default=30, ge=0, le=600, description="rest between two sets")
    change_seconds: float = Field(
        default=5, ge=1, le=120, description="time to change the side or the direction"
    )
    rig_seconds: float | None = Field(
        default=None,
        ge=1,
        le=300,
        description="time to change the direction where that needs another rig, such as a band "
        "tied elsewhere; both sides are then done before it",
    )
    sides: Annotated[core.Sides, Field(strict=False)] = Field(
        description="together: both sides work at once; each: one after the other"
    )
    side_word: Annotated[core.SideWord, Field(strict=False)] = Field(
        default=core.SideWord.FOOT, description='what a side is called: "right foot", "right arm"'
    )
    directions: list[Label] = Field(
        default_factory=list,
        max_length=4,
        description="directions, with each set done once in each; default: only one",
    )
    variations: list[VariationTable] = Field(
        default_factory=list, max_length=10, description="easier and harder variations"
    )
    cues: list[Cue] = Field(
        min_length=2, max_length=3, description="reminders of up to four words, said between counts"
    )
    muscles: list[MuscleTable] = Field(min_length=1, description="muscles that it works")
    loads: list[Label] = Field(
        default_factory=list,
        max_length=10,
        description="parts of the body that it loads, by the same words in all exercises: after "
        "severe pain in one of them, the others are left out for the session",
    )
    benefits: list[Sentence] = Field(min_length=1, description="benefits for a runner")
    cautions: list[CautionTable] = Field(
        min_length=1, description="mistakes to watch for, each with the time at which it is said"
    )
    stop_sign: Sentence = Field(description="symptom that is a reason to stop at once")
    sources: list[SourceTable] = Field(
        default_factory=list, description="sources of the dose and the claims"
    )
