"""Settings of a session, merged from options, environment variables and the settings file.

They need little to be imported: the voice begins to load as soon as they are known.
"""

from pathlib import Path

from voicecoach.core.phrases import DEFAULT_LANGUAGE
from voicecoach.core.verbosity import Verbosity
from voicecoach.dataclass import dataclass

FADING = "auto"
"""Value of the setting `verbosity` with which words fade by themselves."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Settings of a session: option over environment variable over file over default."""

    language: str = DEFAULT_LANGUAGE
    """Code of the language file."""
    voice: str | None = None
    """"natural", "system", or the name or id of a voice of the system's speech engine; None or
    "auto": the natural voice where it speaks the language."""
    words_per_minute: int
    model: Path | None = None
    """Directory of a Vosk model; None: the bundled English one."""
    person: str = "me"
    """Name of the person whose way to say the commands was learned."""
    device_in: str | None = None
    """Index or part of the name of the microphone; None: the system's default."""
    device_out: str | None = None
    listen: bool = True
    feedback: bool = True
    """True if the coach gives a sign when it did not understand."""
    quiet: bool = False
    """True if the session is silent, with captions only."""
    speed: float = 1.0
    ready_wait_ms: int
    """Time to wait for "ready" before starting anyway."""
    equipment_wait_ms: int | None = None
    """The same where equipment is needed; None: without end."""
    log: Path | None = None
    """File for the session log; None: a new file in the user's data directory."""
    verbosity: Verbosity = Verbosity.FULL
    """The most that is said of an exercise."""
    beeps: bool = False
    """True if counts are tones."""
    fades: bool = True
    """True if an exercise gets fewer words as the user comes to know it."""
    duck: bool | None = None
    """True if other programs are made quieter while the coach speaks; None: where possible."""
    page: bool = False
    """True if the session is shown on a page in the browser."""
    share: bool = False
    """True if that page is served to the local network."""


def wished_verbosity(setting: str) -> Verbosity:
    """The verbosity for the setting of that name."""
    return Verbosity.FULL if setting == FADING else Verbosity(setting)
