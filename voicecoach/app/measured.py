"""What was measured on this system, kept as the starting values of sessions."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from voicecoach.errors import SettingsError
from voicecoach.files import write_json


@dataclass(frozen=True, slots=True)
class Measured:
    """The starting values for one microphone and one loudspeaker."""

    device_in: str | None
    """As in the settings; None: the system's default."""
    device_out: str | None
    noise_db: float | None = None
    user_db: float | None = None
    echo_db: float | None = None
    left_db: float | None = None
    delay_ms: float | None = None
    volume_db: float = 0.0
    """At which volume a session begins."""

    late_ms: float = 0.0
    """How much later than its time the loudspeaker's sound is known to be heard."""


def read_measured(path: Path, device_in: str | None, device_out: str | None) -> Measured:
    """What was measured with these devices; without a measurement, or a file, the usual values."""
    usual = Measured(device_in, device_out)
    try:
        found = Measured(**json.loads(path.read_text(encoding="utf-8")))
        numbers = (found.volume_db, found.late_ms)
        is_sound = all(isinstance(number, int | float) for number in numbers)
    except (OSError, ValueError, TypeError):
        return usual
    same = (found.device_in, found.device_out) == (device_in, device_out)
    return found if same and is_sound else usual


def write_measured(path: Path, measured: Measured) -> None:
    """Keep it for the next session; raises SettingsError."""
    try:
        write_json(path, asdict(measured))
    except OSError as error:
        raise SettingsError(f"Can't keep what was measured in {path}: {error.strerror}.") from error
