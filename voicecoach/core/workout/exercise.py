"""What can be done: an exercise, and the way it is counted."""

from dataclasses import dataclass
from enum import Enum


class Side(Enum):
    """The side at work."""

    RIGHT = "right"
    LEFT = "left"


class Sides(Enum):
    """The order of the sides: both at once, or one after the other."""

    TOGETHER = "together"
    EACH = "each"


class SideWord(Enum):
    """The part of the body that has a right and a left one; language files hold its words."""

    FOOT = "foot"
    LEG = "leg"
    ARM = "arm"
    HAND = "hand"
    SIDE = "side"


@dataclass(frozen=True, slots=True)
class TempoPhase:
    """One part of a rep: "up" for two seconds."""

    word: str
    duration_ms: int


@dataclass(frozen=True, slots=True)
class Reps:
    """Repetitions on an even beat; one rep is all phases of the tempo in turn."""

    count: int
    tempo: tuple[TempoPhase, ...]
    open_ended: bool = False
    """Whether they go on until the user says it is over; the count is only a cap then."""

    @property
    def rep_ms(self) -> int:
        """How long one rep lasts at normal speed."""
        return sum(phase.duration_ms for phase in self.tempo)


@dataclass(frozen=True, slots=True)
class Hold:
    """A position held for a known time."""

    duration_ms: int


@dataclass(frozen=True, slots=True)
class OpenHold:
    """A position held as long as possible: it ends when the user says so, or at the cap."""

    cap_ms: int


@dataclass(frozen=True, slots=True)
class Letters:
    """Letters traced in the air, called on a beat; both ends belong to it."""

    first: str
    last: str
    beat_ms: int

    @property
    def count(self) -> int:
        """How many letters there are."""
        return ord(self.last) - ord(self.first) + 1


@dataclass(frozen=True, slots=True)
class Steps:
    """Steps walked on a beat, with a turn after so many of them."""

    count: int
    beat_ms: int
    turn_every: int | None
    """None: there is room for all steps in one line."""


@dataclass(frozen=True, slots=True)
class UserPaced:
    """Counts at the user's own pace: it ends at the target, or at the cap."""

    target: int
    cap_ms: int


@dataclass(frozen=True, slots=True)
class Timed:
    """Plain time; the areas follow each other in equal parts of it."""

    duration_ms: int
    areas: tuple[str, ...]


Counting = Reps | Hold | OpenHold | Letters | Steps | UserPaced | Timed


@dataclass(frozen=True, slots=True)
class Equipment:
    """A thing that is needed, and what a household has instead."""

    name: str
    substitute: str | None


class Difficulty(Enum):
    """How a variation compares with the exercise itself."""

    EASIER = "easier"
    HARDER = "harder"


@dataclass(frozen=True, slots=True)
class Variation:
    """Another way to do the same exercise."""

    name: str
    difficulty: Difficulty
    instruction: str


@dataclass(frozen=True, slots=True)
class Instructions:
    """The same instruction in three lengths, each a tuple of spoken sentences."""

    long: tuple[str, ...]
    short: tuple[str, ...]
    minimal: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """Where a dose or a claim comes from."""

    title: str
    claim: str | None


@dataclass(frozen=True, slots=True)
class Exercise:
    """Everything the coach knows about one exercise. All texts are spoken English."""

    slug: str
    name: str
    position: str
    safety: str | None
    """What must be in reach before the work starts; None: nothing."""
    instructions: Instructions
    equipment: tuple[Equipment, ...]
    counting: Counting
    sets: int
    rest_ms: int
    """Rest between two sets."""
    sides: Sides
    side_word: SideWord
    """The name of each side in speech: "right foot", "right arm"."""
    directions: tuple[str, ...]
    """Each set is done once for each of them, in this order; empty: there is only one."""
    variations: tuple[Variation, ...]
    cues: tuple[str, ...]
    """Short reminders that are dropped in between counts, where they fit."""
    muscles: tuple[str, ...]
    benefits: tuple[str, ...]
    cautions: tuple[str, ...]
    """What to watch for."""
    stop_sign: str
    sources: tuple[Source, ...]

    @property
    def word_for_each(self) -> str | None:
        """Word of a side where each works on its own; None where both work at once."""
        return self.side_word.value if self.sides is Sides.EACH else None

    def variation_of(self, difficulty: Difficulty) -> Variation | None:
        """The first variation of this difficulty; None: there is none."""
        return next((one for one in self.variations if one.difficulty is difficulty), None)


class Measure(Enum):
    """What the amount of a set counts."""

    REPS = "reps"
    SECONDS = "seconds"
    LETTERS = "letters"
    STEPS = "steps"
    COUNTS = "counts"

    @property
    def is_tallied(self) -> bool:
        """True if only the user knows how much of a set is done."""
        return self is Measure.COUNTS
