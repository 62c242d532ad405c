"""What happened, in the past tense: everything the session is told."""

from dataclasses import dataclass
from enum import Enum


class Device(Enum):
    """A part of the world that can be lost while the session goes on."""

    MICROPHONE = "microphone"
    SPEAKER = "speaker"
    VOICE = "voice"
    MODEL = "model"
    HISTORY = "history"


@dataclass(frozen=True, slots=True)
class Heard:
    """Words were recognized and decided upon."""

    words: str
    began_ms: int
    """When the first of them began, on the session's clock."""
    ended_ms: int
    is_doubtful: bool = False
    """Whether it may have been something else: worth a question, and no more."""


@dataclass(frozen=True, slots=True)
class Pressed:
    """A key was pressed."""

    key: str
    """A character, or a name such as "space", "left", "escape"."""


@dataclass(frozen=True, slots=True)
class DeviceLost:
    """A device is missing, or has stopped to work."""

    device: Device
    reason: str
    """One sentence for the screen: what happened, and what to do."""


@dataclass(frozen=True, slots=True)
class DeviceRestored:
    """A device that was lost works again."""

    device: Device


Event = Heard | Pressed | DeviceLost | DeviceRestored
