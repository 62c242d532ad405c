"""Where the product keeps its files on this system."""

from datetime import datetime
from pathlib import Path

from platformdirs import PlatformDirs

_DIRS = PlatformDirs("voicecoach", appauthor=False)


def settings_file() -> Path:
    """The user's settings; it need not exist."""
    return _DIRS.user_config_path / "settings.toml"


def content_directory() -> Path:
    """The user's own exercises and routines; it need not exist."""
    return _DIRS.user_config_path


def familiarity_file() -> Path:
    """What the user has been told once."""
    return _DIRS.user_data_path / "familiar.json"


def measured_file() -> Path:
    """What the doctor measured: the starting values of sessions."""
    return _DIRS.user_data_path / "measured.json"


def ducked_file() -> Path:
    """Which other programs were made quieter; only there while one of them is."""
    return _DIRS.user_data_path / "ducked.json"


def models_directory() -> Path:
    """Speech models that the user installed."""
    return _DIRS.user_data_path / "models"


def clip_cache() -> Path:
    """Rendered sentences."""
    return _DIRS.user_cache_path / "clips"


def session_logs() -> Path:
    """The folder with a log of each session."""
    return _DIRS.user_data_path / "sessions"


def new_session_log(routine: str, began: datetime) -> Path:
    """A file of its own for each session, in the order of their beginnings."""
    return session_logs() / f"{began:%Y-%m-%dT%H%M%S}-{routine}.jsonl"


def history_file() -> Path:
    """Everything that is remembered; it need not exist."""
    return _DIRS.user_data_path / "history.db"
