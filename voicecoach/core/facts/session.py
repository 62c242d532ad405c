"""A session as a whole: its beginning, its phases and its end."""

from voicecoach.core.workout.exercise import Side
from voicecoach.dataclass import dataclass


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

    Sets and ratings before it belong to the other session, and are not noted again.
    """

    session: str
    """The key of the unfinished session in the history."""


@dataclass(frozen=True, slots=True)
class ResumeDeclined:
    """The user began afresh: the unfinished session is over, and is not offered again."""

    session: str
    """The key of the unfinished session in the history."""


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
