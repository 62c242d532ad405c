"""Events: everything that the session is told, in the past tense."""

from enum import Enum

from voicecoach.dataclass import dataclass


class Device(Enum):
    """A device or resource that can be lost while the session goes on."""

    MICROPHONE = "microphone"
    SPEAKER = "speaker"
    VOICE = "voice"
    MODEL = "model"
    HISTORY = "history"


@dataclass(frozen=True, slots=True)
class Heard:
    """Words were recognized, and accepted as a command."""

    words: str
    began_ms: int
    """Beginning of the first of them, on the session's clock."""
    ended_ms: int
    is_doubtful: bool = False
    """True if it may have been something else, so that only a question may follow."""


@dataclass(frozen=True, slots=True)
class NotUnderstood:
    """Somebody spoke and fell silent, and no command was in it."""

    began_ms: int
    """On the session's clock."""
    ended_ms: int
    level_db: float
    """Level of its loudest moment, dBFS."""
    usual_db: float | None
    """The same of the user's latest commands; None: there was none."""
    quiet_before_ms: int
    """Time since anybody but the coach said something else that was not a command."""
    resemblance: float
    """Margin of the likeliest command over other speech, in log likelihood: the lower, the less it
    was like any command."""


@dataclass(frozen=True, slots=True)
class Pressed:
    """A key was pressed."""

    key: str
    """A character, or a name such as "space", "left", "escape"."""


@dataclass(frozen=True, slots=True)
class Tapped:
    """A command was chosen on a screen, by hand."""

    words: str
    """One of its wordings."""


@dataclass(frozen=True, slots=True)
class DeviceLost:
    """A device is missing, or has stopped working."""

    device: Device
    reason: str
    """One sentence for the screen: what happened, and what to do."""


@dataclass(frozen=True, slots=True)
class DeviceRestored:
    """A device that was lost works again."""

    device: Device


@dataclass(frozen=True, slots=True)
class StoodStill:
    """The program stood still until now: the machine slept, or the process was stopped."""

    since_ms: int
    """Last time, on the session's clock, at which the program is known to have run."""


Event = Heard | NotUnderstood | Pressed | Tapped | DeviceLost | DeviceRestored | StoodStill
