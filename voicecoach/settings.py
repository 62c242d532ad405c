"""How a session is run, once options, environment variables and the settings file are one."""

from dataclasses import dataclass
from pathlib import Path

from voicecoach.core.timeline.delivery import IN_FULL, Delivery


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How a session is run: option before environment variable before file before default."""

    voice: str | None = None
    """Name or id of a voice of the system's speech engine; None: its best English one."""
    words_per_minute: int
    model: Path | None = None
    """Directory of a Vosk model; None: the bundled English one."""
    device_in: str | None = None
    """Index or part of the name of the microphone; None: the system's default."""
    device_out: str | None = None
    listen: bool = True
    quiet: bool = False
    """True: nothing is sounded, captions only."""
    speed: float = 1.0
    ready_wait_ms: int
    """How long the coach waits for "ready" before it begins all the same."""
    log: Path | None = None
    """Where the session's log goes; None: a new file in the user's data directory."""
    delivery: Delivery = IN_FULL
    """In how many words, and how it counts."""
    duck: bool | None = None
    """Whether others are made quieter while the coach speaks; None: where that is possible."""
