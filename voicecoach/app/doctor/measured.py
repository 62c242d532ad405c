"""Measurements on this system, stored as starting values for sessions."""

from dataclasses import asdict
from pathlib import Path

from voicecoach.dataclass import dataclass
from voicecoach.errors import SettingsError
from voicecoach.files import read_json, write_json

MOST_DB = 60.0
MOST_LATE_MS = 5000.0
"""Ranges far wider than the doctor's, outside of which the file is damaged; NaN is in none."""


@dataclass(frozen=True, slots=True)
class Measured:
    """Starting values for one microphone and one loudspeaker; its fields are those of the file."""

    device_in: str | None
    """The device in the settings; None: the system's default."""
    device_out: str | None
    noise_db: float | None = None
    user_db: float | None = None
    echo_db: float | None = None
    left_db: float | None = None
    """Residual echo after cancellation."""
    delay_ms: float | None = None
    volume_db: float = 0.0
    """Volume at which a session begins."""

    late_ms: float = 0.0
    """Delay of the loudspeaker's sound behind the time that the system reports."""


def read_measured(path: Path, device_in: str | None, device_out: str | None) -> Measured:
    """Measurements with these devices; default values without a measurement or a valid file."""
    usual = Measured(device_in, device_out)
    content = read_json(path)
    if not isinstance(content, dict):
        return usual
    try:
        found = Measured(**content)
        is_sound = -MOST_DB <= found.volume_db <= MOST_DB and abs(found.late_ms) <= MOST_LATE_MS
    except TypeError:
        return usual
    same = (found.device_in, found.device_out) == (device_in, device_out)
    return found if same and is_sound else usual


def write_measured(path: Path, measured: Measured) -> None:
    """Store measurements for later sessions; raises SettingsError."""
    try:
        write_json(path, asdict(measured))
    except OSError as error:
        raise SettingsError(
            f"Can't store the measurements in {path}: {error.strerror}. "
            "Check free space and the folder's permissions."
        ) from error
