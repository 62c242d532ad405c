"""Facts worth keeping: what was done, skipped and decided, each complete in itself."""

from dataclasses import dataclass
from enum import Enum

from voicecoach.core.exercise import Side


class Measure(Enum):
    """What the amount of a set counts."""

    REPS = "reps"
    SECONDS = "seconds"
    LETTERS = "letters"
    STEPS = "steps"
    COUNTS = "counts"


@dataclass(frozen=True, slots=True)
class SessionStarted:
    """A routine began."""

    routine: str


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


@dataclass(frozen=True, slots=True)
class ExerciseSkipped:
    """An exercise was left before all of its sets were done."""

    exercise: str
    sets_left: int


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
class SessionEnded:
    """The session is over."""

    completed: bool
    """False: the user finished it early."""
    active_ms: int
    """From the start to the end, pauses left out."""
    sets: int


Fact = (
    SessionStarted
    | SetEnded
    | ExerciseSkipped
    | IntentHeard
    | IntentDoubted
    | EchoIgnored
    | PhaseEntered
    | DeviceChanged
    | SessionEnded
)
