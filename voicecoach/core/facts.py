"""Facts worth keeping: what was done, skipped and decided, each complete in itself."""

from dataclasses import dataclass
from enum import Enum

from voicecoach.core.verbosity import Verbosity
from voicecoach.core.workout.exercise import Measure, Side


class Effort(Enum):
    """How an exercise felt."""

    EASY = "easy"
    RIGHT = "right"
    HARD = "hard"


class Wish(Enum):
    """What the user wants of a dose, in their own words."""

    EASIER = "easier"
    """From now on in this session, and from then on."""
    HARDER = "harder"
    TOO_EASY = "too-easy"
    """How it was; it is for the coach to draw the conclusion."""
    TOO_HARD = "too-hard"
    ONLY = "only"
    """So many in this set, no more: "only eight"."""
    MORE = "more"
    """So many more in this set: "two more", "ten more seconds"."""


class WordsWish(Enum):
    """What the user wants to hear once more of an exercise."""

    EXPLAIN = "explain"
    """How it is done, in full."""
    REPEAT = "repeat"
    """Its announcement."""


@dataclass(frozen=True, slots=True)
class SessionStarted:
    """A routine began."""

    routine: str
    """The slug of the routine, of a single exercise, or of a test."""
    level: int | None = None
    """1 to 3, if the user asked for one."""
    minutes: float | None = None
    """The length the routine was fitted to, if the user asked for one."""
    side: Side | None = None
    """The only side that is trained, if the user wanted that."""


@dataclass(frozen=True, slots=True)
class SessionResumed:
    """This session goes on with an unfinished one: both are one workout.

    What ended or was rated before belongs to the other session, and is not noted again.
    """

    session: str
    """The key of the unfinished session in the history."""


@dataclass(frozen=True, slots=True)
class ResumeDeclined:
    """The user began afresh: the unfinished session is over, and is not offered again."""

    session: str
    """The key of the unfinished session in the history."""


@dataclass(frozen=True, slots=True)
class PlaceReached:
    """Where the workout would go on if it broke off now: the set at hand, or the one to come.

    Noted whenever that changes, so that the last one of a session is the place to resume at.
    """

    item: int
    """Index of the exercise in the routine, from 0."""
    exercise: str
    set_number: int
    """From 1."""
    side: Side | None
    direction: str | None


@dataclass(frozen=True, slots=True)
class DoseGiven:
    """How much of an exercise is asked for from here on in this session.

    Noted before the first set of an exercise, and again when the dose changes in the session.
    """

    exercise: str
    item: int
    """Index of the exercise in the routine, from 0."""
    rung: int
    """Steps of its ladder above (or, negative, below) the dose that the routine gives it."""
    sets: int
    """For each side and direction."""
    measure: Measure
    target: float
    """For a set, in the measure's unit; for an open hold its cap."""
    tempo: float
    """How long a rep lasts compared with the usual: 1.2 is a fifth slower."""
    variation: str | None
    """The name of another way to do it; None: the usual one."""
    reduced: bool
    """Whether less than was due was asked for, because the session is short on time."""


@dataclass(frozen=True, slots=True)
class SetEnded:
    """A set, or one side or direction of it, is over: done to the end or broken off."""

    exercise: str
    set_number: int
    """From 1."""
    side: Side | None
    direction: str | None
    measure: Measure
    amount: float
    """What was done, in the measure's unit; holds to a tenth of a second."""
    target: float
    """What was asked for; for an open hold its cap."""
    completed: bool
    """False: the user ended it before the target. An open hold is always completed."""
    open_ended: bool
    """Whether it was to last as long as the user could."""
    variation: str | None = None
    """The name of another way in which it was done; None: the usual one."""
    kilograms: float | None = None
    """The weight with which it was done; None: without one."""
    band: str | None = None
    """The color of the band with which it was done; None: without one."""


@dataclass(frozen=True, slots=True)
class ExerciseSkipped:
    """An exercise was left before all of its sets were done."""

    exercise: str
    sets_left: int


@dataclass(frozen=True, slots=True)
class EffortRated:
    """How an exercise felt, asked once after it. Silence is an answer, too."""

    exercise: str
    effort: Effort | None
    """None: asked, and not answered."""


@dataclass(frozen=True, slots=True)
class DoseWished:
    """The user wanted more or less of an exercise, or found it too much or too little."""

    exercise: str
    wish: Wish
    amount: float | None
    """For "only" and "more": how many, in the unit of `measure`; None otherwise."""
    measure: Measure | None
    """The unit of `amount`."""
    accepted: bool
    """False: the session could not do so there; it is kept for the next dose all the same."""


@dataclass(frozen=True, slots=True)
class PainReported:
    """Something hurt. Noted when the coach hears the number, or gives up waiting for it."""

    exercise: str
    level: int | None
    """0 (none) to 10 (the worst one can think of); None: no number was given."""
    side: Side | None
    """The side at work at that moment; None: both, or none yet."""
    corrects: bool = False
    """Whether it takes the place of the report before it, which was misheard."""


@dataclass(frozen=True, slots=True)
class MorningAnswered:
    """Whether reported pain had settled by the next morning, asked at the next session."""

    exercise: str
    settled: bool | None
    """None: asked, and not answered."""


@dataclass(frozen=True, slots=True)
class WordsAsked:
    """The user needed more words for an exercise, or the same ones again."""

    exercise: str
    wish: WordsWish


@dataclass(frozen=True, slots=True)
class TalkTurned:
    """The user wanted less or more talk, from then on."""

    level: Verbosity
    """The one that they have now."""
    exercise: str | None
    """The only one that is meant; None: all of them."""


@dataclass(frozen=True, slots=True)
class TempoTurned:
    """The user wanted an exercise faster or slower, from then on."""

    exercise: str
    factor: float
    """On the usual speed: 2 is twice as fast."""


@dataclass(frozen=True, slots=True)
class VolumeTurned:
    """The user wanted the coach louder or quieter, from then on."""

    gain_db: float
    """Relative to the usual volume."""


@dataclass(frozen=True, slots=True)
class VariationChosen:
    """The user wanted an exercise easier or harder, and took another way of it, from then on."""

    exercise: str
    variation: str | None
    """None: the exercise itself."""
    holds: bool
    """True: no harder way is taken from then on; False: the plan may take any."""


Choice = TalkTurned | TempoTurned | VolumeTurned | VariationChosen
"""What holds beyond the session in which it was chosen, until it is chosen anew or undone."""


@dataclass(frozen=True, slots=True)
class RecordsTold:
    """The coach told what the history knows of an exercise, because it was asked."""

    exercise: str


@dataclass(frozen=True, slots=True)
class IntentHeard:
    """What the user wanted, and what it led to."""

    intent: str
    words: str
    """The words heard, or the key pressed in square brackets."""
    phase: str
    accepted: bool
    began_ms: int


@dataclass(frozen=True, slots=True)
class IntentDoubted:
    """What the user may have wanted."""

    intent: str
    words: str
    phase: str
    began_ms: int
    asked: bool
    """Whether the coach asked; else they are expected to say it again."""


@dataclass(frozen=True, slots=True)
class SpeechMissed:
    """Somebody spoke to the coach, and no command was understood."""

    phase: str
    began_ms: int
    told: bool
    """True if the coach said so in words, False if by a tone alone."""


@dataclass(frozen=True, slots=True)
class EchoIgnored:
    """Words were dropped because the coach was saying them at that moment."""

    words: str
    began_ms: int


@dataclass(frozen=True, slots=True)
class PhaseEntered:
    """The session moved on."""

    phase: str
    exercise: str | None


@dataclass(frozen=True, slots=True)
class DeviceChanged:
    """A device was lost or came back."""

    device: str
    working: bool
    reason: str


@dataclass(frozen=True, slots=True)
class ClockSet:
    """The system's clock was set. No time of a fact follows it.

    A fact's time of day by that clock is the beginning of its session, plus its own time, plus what
    the clock was set ahead by before it.
    """

    ahead_ms: int
    """Negative: back."""


@dataclass(frozen=True, slots=True)
class SessionEnded:
    """The session is over."""

    completed: bool
    """False: the user finished it early."""
    active_ms: int
    """From the start to the end, pauses left out; with the time before it was resumed."""
    sets: int
    """Sets done; with those before it was resumed."""


Fact = (
    SessionStarted
    | SessionResumed
    | ResumeDeclined
    | PlaceReached
    | DoseGiven
    | SetEnded
    | ExerciseSkipped
    | EffortRated
    | DoseWished
    | PainReported
    | MorningAnswered
    | WordsAsked
    | TalkTurned
    | TempoTurned
    | VolumeTurned
    | VariationChosen
    | RecordsTold
    | IntentHeard
    | IntentDoubted
    | SpeechMissed
    | EchoIgnored
    | PhaseEntered
    | DeviceChanged
    | ClockSet
    | SessionEnded
)
