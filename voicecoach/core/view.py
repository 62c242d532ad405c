"""View: what a screen shows of a session, as plain texts, numbers and reference times."""

from voicecoach.core.phases import Phase
from voicecoach.core.workout.exercise import Side
from voicecoach.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Countdown:
    """Time that runs down to zero."""

    ends_ms: int
    """On the session's clock."""
    total_ms: int


@dataclass(frozen=True, slots=True)
class Stopwatch:
    """Time that runs up."""

    began_ms: int
    """On the session's clock."""


@dataclass(frozen=True, slots=True)
class PausedTime:
    """Paused time: what a countdown has left, or a stopwatch has reached."""

    shown_ms: int


@dataclass(frozen=True, slots=True)
class CountProgress:
    """A count towards a target."""

    done: str
    """The number last counted, or the letter last called; "0" before the first."""
    target: str


Big = Countdown | Stopwatch | PausedTime | CountProgress


@dataclass(frozen=True, slots=True)
class MovementPart:
    """One part of a rep: "up" for two seconds."""

    word: str
    """Empty for a step or a letter, which has one part."""
    duration_ms: int


@dataclass(frozen=True, slots=True)
class Movement:
    """The movement of one rep, step or letter, at the tempo of the moment."""

    parts: tuple[MovementPart, ...]
    """Of work without a tempo, such as massage, a single one that is neither fast nor slow."""
    began_ms: int | None
    """Time at which the one under way was heard to begin, on the session's clock; None: none is."""


@dataclass(frozen=True, slots=True)
class Ahead:
    """The set to get ready for, with the same texts as a view."""

    exercise: str
    place: str
    set_label: str
    side: str
    is_other: bool
    """True for another exercise than the one at hand."""


@dataclass(frozen=True, slots=True)
class Pictured:
    """Subject of a picture: an exercise, as it is done at one place of the workout."""

    name: str
    """Name of the picture."""
    variation: str | None
    direction: str | None
    side: Side | None
    """The side at work; None: it has none, or both."""
    text: str
    """Position and instructions, for those who don't see it."""


@dataclass(frozen=True, slots=True)
class RoundShown:
    """A round of a block, and the station in it."""

    number: int
    """Of the round, from 1."""
    total: int | None
    """None: as many as possible."""
    station: int
    """Of the exercise in the round, from 1; where rounds are counted by the user: 1."""
    stations: int


@dataclass(frozen=True, slots=True)
class View:
    """Everything that a screen shows of a session at one moment."""

    phase: Phase
    routine: str
    exercise: str
    """Name of the exercise at hand; before the first and after the last, of the routine."""
    place: str
    """For example "Exercise 2 of 4"; empty before the first and after the last."""
    set_label: str
    """For example "Set 1 of 2"; may be empty."""
    side: str
    """Name of the side at work, such as "Right foot"; may be empty."""
    big: Big | None
    """The largest element; None: nothing is counted."""
    tempo_word: str
    """The part of the rep that is under way; may be empty."""
    caption: str
    """The last sentence of the coach."""
    heard: str
    """The last words that were taken for a command, or "?" if they were not understood; may be
    empty."""
    notice: str
    """A lasting message, such as a lost microphone; may be empty."""
    hints: tuple[str, ...]
    """Commands that make sense now, the most useful first."""
    round_shown: "RoundShown | None" = None
    """Round and station of a block; None: the exercise at hand isn't done in rounds."""
    next_up: str = ""
    """Label of what comes after the set or the rest at hand; may be empty."""
    movement: Movement | None = None
    """Movement of the exercise at hand, or in a break of the next one; None: it is a hold."""
    ahead: Ahead | None = None
    """In a break, what to get ready for; None: there is nothing, or something hurts."""
    pictured: Pictured | None = None
    """The exercise at hand, or in a break the next one; None: there is none."""
