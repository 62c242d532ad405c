"""The file format of an exercise and a routine: what may stand in the TOML, in seconds."""

from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from voicecoach.core.workout import exercise as core


class StrictTable(BaseModel):
    """A TOML table that refuses unknown keys and never converts one type into another."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, allow_inf_nan=False)


Label = Annotated[str, Field(min_length=1, max_length=60)]
"""A few words, such as a name; no sentence."""

Sentence = Annotated[str, Field(min_length=2, max_length=300)]
"""Something the coach says, with its full stop or question mark."""

Cue = Annotated[str, Field(min_length=2, max_length=40)]

Letter = Annotated[str, Field(pattern="^[A-Z]$")]


def milliseconds(seconds: float) -> int:
    """Seconds as the nearest whole number of milliseconds."""
    return round(seconds * 1000)


class TempoPhaseTable(StrictTable):
    """One part of a rep."""

    word: Label = Field(description='the word spoken at its start, for example "up"')
    seconds: float = Field(ge=0.3, le=60, description="how long this part of the rep lasts")


class RepsTable(StrictTable):
    """Repetitions on an even beat."""

    kind: Literal["reps"]
    count: int = Field(ge=1, le=100, description="repetitions in a set")
    tempo: list[TempoPhaseTable] = Field(
        min_length=1, max_length=6, description="the parts of one repetition, in order"
    )
    open_ended: bool = Field(
        default=False, description="whether they go on as long as one can, up to the count"
    )

    def to_core(self) -> core.Reps:
        """The counting that this table describes."""
        tempo = (core.TempoPhase(part.word, milliseconds(part.seconds)) for part in self.tempo)
        return core.Reps(self.count, tuple(tempo), self.open_ended)


class HoldTable(StrictTable):
    """A position held for a known time."""

    kind: Literal["hold"]
    seconds: float = Field(ge=1, le=600, description="how long the position is held")

    def to_core(self) -> core.Hold:
        """The counting that this table describes."""
        return core.Hold(milliseconds(self.seconds))


class OpenHoldTable(StrictTable):
    """A position held as long as possible."""

    kind: Literal["open-hold"]
    cap_seconds: float = Field(ge=5, le=600, description="after how long the hold ends at most")

    def to_core(self) -> core.OpenHold:
        """The counting that this table describes."""
        return core.OpenHold(milliseconds(self.cap_seconds))


class LettersTable(StrictTable):
    """Letters traced in the air, called on a beat."""

    kind: Literal["letters"]
    first: Letter = Field(description="the first letter, A to Z")
    last: Letter = Field(description="the last letter, A to Z")
    beat_seconds: float = Field(ge=0.5, le=20, description="time from one letter to the next")

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.last < self.first:
            raise ValueError(f"expected last not before {self.first}, got {self.last}")
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
        default=None, ge=1, le=500, description="steps to a turn; without it there is no turn"
    )

    def to_core(self) -> core.Steps:
        """The counting that this table describes."""
        return core.Steps(self.count, milliseconds(self.beat_seconds), self.turn_every)


class UserPacedTable(StrictTable):
    """Counts at the user's own pace."""

    kind: Literal["user-paced"]
    target: int = Field(ge=1, le=500, description="the count at which the set is complete")
    cap_seconds: float = Field(ge=5, le=1800, description="after how long the set ends at most")

    def to_core(self) -> core.UserPaced:
        """The counting that this table describes."""
        return core.UserPaced(self.target, milliseconds(self.cap_seconds))


class TimeTable(StrictTable):
    """Plain time."""

    kind: Literal["time"]
    seconds: float = Field(ge=1, le=3600, description="how long a set lasts")
    areas: list[Label] = Field(
        default_factory=list,
        max_length=10,
        description="parts of the body that follow each other in equal parts of the time",
    )

    def to_core(self) -> core.Timed:
        """The counting that this table describes."""
        return core.Timed(milliseconds(self.seconds), tuple(self.areas))


CountingTable = Annotated[
    RepsTable | HoldTable | OpenHoldTable | LettersTable | StepsTable | UserPacedTable | TimeTable,
    Field(discriminator="kind"),
]


class EquipmentTable(StrictTable):
    """A thing that is needed."""

    name: Label = Field(description='what is needed, with its article: "a towel"')
    substitute: Label | None = Field(
        default=None, description='what a household has instead, with its article: "a T-shirt"'
    )


class InstructionsTable(StrictTable):
    """How the exercise is done, in three lengths; each a list of spoken sentences."""

    long: list[Sentence] = Field(min_length=1, description="for somebody who never did it")
    short: list[Sentence] = Field(min_length=1, description="for somebody who did it before")
    minimal: list[Sentence] = Field(min_length=1, description="for somebody who knows it well")


class VariationTable(StrictTable):
    """Another way to do the same exercise."""

    name: Label = Field(description='what it is called, for example "eyes closed"')
    difficulty: Annotated[core.Difficulty, Field(strict=False)] = Field(
        description="how it compares with the exercise itself"
    )
    instruction: Sentence = Field(description="how to do it, in one spoken sentence")


class SourceTable(StrictTable):
    """Where a dose or a claim comes from."""

    title: str = Field(min_length=2, max_length=200, description="title, or authors and journal")
    claim: str | None = Field(
        default=None, min_length=2, max_length=400, description="what it says, in one sentence"
    )


class ExerciseTable(StrictTable):
    """An exercise file; its file name without ".toml" is the exercise's slug."""

    name: Label = Field(description="the name the coach says")
    position: Sentence = Field(description="the starting position, in one spoken sentence")
    safety: Sentence | None = Field(
        default=None, description="what must be in reach before the work starts"
    )
    equipment: list[EquipmentTable] = Field(
        default_factory=list, max_length=6, description="what is needed; empty: nothing"
    )
    instructions: InstructionsTable = Field(description="how it is done, in three lengths")
    counting: CountingTable = Field(description="how it is counted, and the default dose")
    sets: int = Field(default=1, ge=1, le=20, description="sets, for each side and direction")
    rest_seconds: float = Field(default=30, ge=0, le=600, description="rest between two sets")
    sides: Annotated[core.Sides, Field(strict=False)] = Field(
        description="whether both sides work together, or each on its own"
    )
    side_word: Annotated[core.SideWord, Field(strict=False)] = Field(
        default=core.SideWord.FOOT, description='what a side is called: "right foot", "right arm"'
    )
    directions: list[Label] = Field(
        default_factory=list,
        max_length=4,
        description="each set is done once for each of them; empty: there is only one",
    )
    variations: list[VariationTable] = Field(
        default_factory=list, max_length=10, description="easier and harder ways to do it"
    )
    cues: list[Cue] = Field(
        min_length=2, max_length=3, description="reminders of up to four words, said between counts"
    )
    muscles: list[Label] = Field(min_length=1, description="the muscles it trains")
    benefits: list[Sentence] = Field(min_length=1, description="what it is good for in a runner")
    cautions: list[Sentence] = Field(min_length=1, description="what to watch for")
    stop_sign: Sentence = Field(description="what is a reason to stop at once")
    sources: list[SourceTable] = Field(
        default_factory=list, description="where the dose and the claims come from"
    )


class RoutineItemTable(StrictTable):
    """One exercise of a routine; what is left out stays as the exercise file has it.

    The numbers of the dose have no ranges here: those of the exercise's kind of counting hold.
    """

    exercise: Label = Field(description="the slug of the exercise")
    rest_after_seconds: float = Field(
        default=20, ge=0, le=600, description="rest before the next exercise"
    )
    sets: int | None = Field(default=None, ge=1, le=20, description="sets of this exercise")
    rest_seconds: float | None = Field(
        default=None, ge=0, le=600, description="rest between two sets"
    )
    count: int | None = Field(default=None, description="repetitions or steps in a set")
    tempo: list[TempoPhaseTable] | None = Field(
        default=None, description="the parts of one repetition"
    )
    seconds: float | None = Field(default=None, description="length of a hold, or of plain time")
    areas: list[Label] | None = Field(default=None, description="parts of the body in turn")
    cap_seconds: float | None = Field(default=None, description="after how long it ends at most")
    first: Letter | None = Field(default=None, description="the first letter")
    last: Letter | None = Field(default=None, description="the last letter")
    beat_seconds: float | None = Field(default=None, description="time from beat to beat")
    turn_every: int | None = Field(default=None, description="steps to a turn")
    target: int | None = Field(default=None, description="the count that completes a set")


class RoutineTable(StrictTable):
    """A routine file; its file name without ".toml" is the routine's slug."""

    name: Label = Field(description="the name the coach says")
    summary: Sentence = Field(description="one spoken sentence: what this routine is good for")
    level: int = Field(ge=1, le=3, description="1 (anybody) to 3 (trained)")
    protocol: bool = Field(
        default=False,
        description="whether the doses are those of a published program, which nothing raises",
    )
    items: list[RoutineItemTable] = Field(
        min_length=1, max_length=40, description="the exercises, in order"
    )
