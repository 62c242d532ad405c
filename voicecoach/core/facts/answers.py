"""Facts that the user stated about an exercise, or asked for."""

from enum import Enum

from voicecoach.core.workout.exercise import Measure, Side
from voicecoach.dataclass import dataclass


class Effort(Enum):
    """Perceived effort of an exercise."""

    EASY = "easy"
    RIGHT = "right"
    HARD = "hard"


@dataclass(frozen=True, slots=True)
class EffortRated:
    """Perceived effort of an exercise, asked once after it. Silence is an answer, too."""

    exercise: str
    effort: Effort | None
    """None: asked, and not answered."""


class Wish(Enum):
    """A wish of the user about a dose, in their own words."""

    EASIER = "easier"
    """From now on in this session, and from then on."""
    HARDER = "harder"
    TOO_EASY = "too-easy"
    """A judgment on the dose as it was; it is for the coach to draw the conclusion."""
    TOO_HARD = "too-hard"
    ONLY = "only"
    """So many in this set, no more: "only eight"."""
    MORE = "more"
    """So many more in this set: "two more", "ten more seconds"."""


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
    """False: the session could not do so there; it still counts for the next dose."""


@dataclass(frozen=True, slots=True)
class PainReported:
    """Something hurt. Noted when the coach hears the number, or gives up waiting for it."""

    exercise: str
    level: int | None
    """0 (none) to 10 (the worst one can think of); None: no number was given."""
    side: Side | None
    """The side at work at that moment; None: both, or none yet."""
    corrects: bool = False
    """True if it takes the place of the report before it, which was misheard."""


@dataclass(frozen=True, slots=True)
class MorningAnswered:
    """Answer to the question if reported pain had settled by the next morning."""

    exercise: str
    settled: bool | None
    """None: asked, and not answered."""


class WordsWish(Enum):
    """The part of an exercise's words that the user wants to hear once more."""

    EXPLAIN = "explain"
    """Its instructions, in full."""
    REPEAT = "repeat"
    """Its announcement."""


@dataclass(frozen=True, slots=True)
class WordsAsked:
    """The user needed more words for an exercise, or the same ones again."""

    exercise: str
    wish: WordsWish


@dataclass(frozen=True, slots=True)
class RecordsTold:
    """The coach told what the history knows of an exercise, because it was asked."""

    exercise: str
