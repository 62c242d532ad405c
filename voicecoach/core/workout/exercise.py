"""An exercise, and the kinds of counting."""

from enum import Enum

from voicecoach.core.workout.conduct import NO_RESISTANCE, Resistance
from voicecoach.dataclass import dataclass


class Side(Enum):
    """The side at work."""

    RIGHT = "right"
    LEFT = "left"


class Sides(Enum):
    """Both sides at once, or one after the other."""

    TOGETHER = "together"
    EACH = "each"


class SideWord(Enum):
    """The part of the body that has a right and a left one; language files hold its words."""

    FOOT = "foot"
    LEG = "leg"
    ARM = "arm"
    HAND = "hand"
    SIDE = "side"


class Place(Enum):
    """Support or surroundings that an exercise needs."""

    STANDING = "standing"
    CHAIR = "chair"
    FLOOR = "floor"
    OUTDOORS = "outdoors"


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
    """True if the set goes on until the user ends it; the count is then only a cap."""

    @property
    def rep_ms(self) -> int:
        """Duration of one rep at normal speed, ms."""
        return sum(phase.duration_ms for phase in self.tempo)


@dataclass(frozen=True, slots=True)
class Hold:
    """A position held for a fixed time."""

    duration_ms: int


@dataclass(frozen=True, slots=True)
class OpenHold:
    """A position held as long as possible: until the user ends it, or until the cap."""

    cap_ms: int


@dataclass(frozen=True, slots=True)
class Letters:
    """Letters traced in the air, called on a beat; first and last letter included."""

    first: str
    last: str
    beat_ms: int

    @property
    def count(self) -> int:
        """Number of letters."""
        return ord(self.last) - ord(self.first) + 1


@dataclass(frozen=True, slots=True)
class Steps:
    """Steps walked on a beat, with a turn at the end of each line."""

    count: int
    beat_ms: int
    turn_every: int | None
    """Number of steps in a line; None: there is room for all of them in one."""


@dataclass(frozen=True, slots=True)
class UserPaced:
    """Counts at the user's own pace, until the target or until the cap."""

    target: int
    cap_ms: int


@dataclass(frozen=True, slots=True)
class Timed:
    """Plain time, divided equally among the areas, or into parts of a length each, in turn."""

    duration_ms: int
    areas: tuple[str, ...]
    parts: tuple[TempoPhase, ...] = ()

    @property
    def round_ms(self) -> int:
        """Duration of all parts together, ms."""
        return sum(part.duration_ms for part in self.parts)


@dataclass(frozen=True, slots=True)
class Distance:
    """A distance at the user's own pace, until they say "done", or until the cap."""

    meters: int
    cap_ms: int


Counting = Reps | Hold | OpenHold | Letters | Steps | UserPaced | Timed | Distance


@dataclass(frozen=True, slots=True)
class Equipment:
    """A piece of equipment, and a household substitute for it."""

    name: str
    substitute: str | None


class Difficulty(Enum):
    """Difficulty of a variation compared with the exercise itself."""

    EASIER = "easier"
    HARDER = "harder"


@dataclass(frozen=True, slots=True)
class Variation:
    """Another way to do the same exercise."""

    name: str
    difficulty: Difficulty
    instruction: str
    """The difference from the exercise, in one spoken sentence."""
    load: float | None = None
    """Load on a limb, relative to the exercise itself; None: not a step to harder doses."""
    is_prescribed: bool = True
    """True if the coach may choose it by itself; else only the user does."""
    most_age: int | None = None
    """Highest age, in years, at which the coach may choose it by itself; None: there is none."""
    whole: "Exercise | None" = None
    """The complete exercise in this variation; None: only the sentence is different."""
    own: frozenset[str] = frozenset()
    """Names of the fields of `whole` that differ from the exercise itself."""
    has_dose: bool = False
    """True if it has its own number of reps, seconds and so on; else that of the exercise."""


@dataclass(frozen=True, slots=True)
class Instructions:
    """The instructions in three lengths, each a tuple of spoken sentences."""

    long: tuple[str, ...]
    short: tuple[str, ...]
    minimal: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Muscle:
    """A muscle, or another part of the body, that an exercise works."""

    name: str
    """With its article: "the soleus"."""
    where: str | None = None
    """Its place, or what it does: "deep in your calf"; None: the name tells."""

    @property
    def text(self) -> str:
        """The name and the place."""
        return f"{self.name}, {self.where}" if self.where else self.name


class CautionTime(Enum):
    """Time at which a caution is said."""

    BEFORE = "before"
    """Before the exercise, as long as the user does not know it well."""
    CUE = "cue"
    """Between the counts, like the reminders."""
    AFTER = "after"
    """At the change of position after the exercise."""


@dataclass(frozen=True, slots=True)
class Caution:
    """A mistake to watch for, or something to take care of."""

    when: CautionTime
    text: str


@dataclass(frozen=True, slots=True)
class Source:
    """Source of a dose or a claim."""

    title: str
    claim: str | None


CHANGE_MS = 5000
"""Usual time to change the side or the direction."""


@dataclass(frozen=True, slots=True)
class Exercise:
    """Everything the coach knows about one exercise. All texts are spoken sentences."""

    slug: str
    name: str
    position: str
    """Starting position; empty: the instructions tell."""
    safety: str | None
    """Instruction for safety, such as a support within reach; None: there is none."""
    instructions: Instructions
    equipment: tuple[Equipment, ...]
    counting: Counting
    sets: int
    rest_ms: int
    """Rest between two sets, ms."""
    sides: Sides
    side_word: SideWord
    """The name of each side in speech: "right foot", "right arm"."""
    directions: tuple[str, ...]
    """Each set is done once in each, in this order; empty: there is only one."""
    variations: tuple[Variation, ...]
    cues: tuple[str, ...]
    """Short reminders said between counts, where there is room."""
    muscles: tuple[Muscle, ...]
    loads: tuple[str, ...]
    """Parts of the body that it loads: after severe pain in one, no other exercise that loads it is
    done in the session."""
    benefits: tuple[str, ...]
    cautions: tuple[Caution, ...]
    stop_sign: str
    """Reason to stop at once; empty: none of its own."""
    sources: tuple[Source, ...]
    picture: str | None = None
    """Name of its picture; None: that of its slug, if there is one."""
    change_ms: int = CHANGE_MS
    """Time to change the side or the direction."""
    rig_ms: int | None = None
    """Time to change the direction with another rig, both sides before it; None: it needs none."""
    change: str | None = None
    """Change to make before each side or set after the first; None: nothing."""
    side_change: str | None = None
    """Change to make before the other side; None: nothing."""
    place: Place | None = None
    """None: it is not known."""
    tells_equipment: bool = True
    """False: nothing was written down about its equipment, so that it may need some."""
    only_side: Side | None = None
    """The only side that is trained, where each works on its own; None: both."""
    alternates: bool = False
    """True: each set is done on one side only, the next one on the other."""
    variation: Variation | None = None
    """The variation that this is; None: the exercise itself."""
    plain: "Exercise | None" = None
    """The exercise itself, of which this is a variation; None: this is it."""
    longest_hold_s: int | None = None
    """Limit to a hold at the user's age; None: there is none."""
    resistance: Resistance = NO_RESISTANCE
    keeps_sets: bool = False
    """True: progression adds no set, such as a round."""

    @property
    def itself(self) -> "Exercise":
        """The exercise without a variation."""
        return self.plain or self

    def topic(self, field: str) -> str:
        """Topic of a field: the slug, with the variation where that has a text of its own."""
        variation = self.variation
        is_own = variation is not None and field in variation.own
        return f"{self.slug}, {variation.name}" if variation and is_own else self.slug

    @property
    def reminders(self) -> tuple[str, ...]:
        """Sentences for gaps between counts: the cues, then some cautions."""
        return (*self.cues, *self.cautions_said(CautionTime.CUE))

    def cautions_said(self, when: CautionTime) -> tuple[str, ...]:
        """The cautions that are said at this time, in order."""
        return tuple(caution.text for caution in self.cautions if caution.when is when)

    @property
    def word_for_each(self) -> str | None:
        """Word for a side if each works on its own in a set; None if there is nothing to tell."""
        is_each = self.sides is Sides.EACH and not self.alternates
        return self.side_word.value if is_each else None

    @property
    def sides_in_turn(self) -> tuple[Side | None, ...]:
        """The sides at work, one after the other; None: both at once."""
        if self.sides is Sides.TOGETHER:
            return (None,)
        return (Side.RIGHT, Side.LEFT) if self.only_side is None else (self.only_side,)

    def sides_of(self, set_number: int) -> tuple[Side | None, ...]:
        """The sides at work in this set, from 1, one after the other; None: both at once."""
        sides = self.sides_in_turn
        return (sides[(set_number - 1) % len(sides)],) if self.alternates else sides

    @property
    def times_per_set(self) -> int:
        """Number of times that each set is done: once for each side and direction."""
        return len(self.sides_of(1)) * max(1, len(self.directions))

    def named(self, variation: str | None) -> Variation | None:
        """The variation of this name; None: there is none."""
        return next((one for one in self.variations if one.name == variation), None)


class Measure(Enum):
    """Unit of the amount of a set."""

    REPS = "reps"
    SECONDS = "seconds"
    LETTERS = "letters"
    STEPS = "steps"
    COUNTS = "counts"
    METERS = "meters"

    @property
    def is_tallied(self) -> bool:
        """True if only the user knows how much of a set is done."""
        return self in (Measure.COUNTS, Measure.METERS)
