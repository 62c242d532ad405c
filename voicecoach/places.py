"""Paths of the product's files on this system."""

from datetime import datetime
from pathlib import Path

from platformdirs import PlatformDirs

_DIRS = PlatformDirs("voicecoach", appauthor=False)


def settings_file() -> Path:
    """The user's settings file; it need not exist."""
    return _DIRS.user_config_path / "settings.toml"


def content_directory() -> Path:
    """Folder of the user's own exercises, routines and languages; it need not exist."""
    return _DIRS.user_config_path


def familiarity_file() -> Path:
    """Topics the user has heard about once."""
    return _DIRS.user_data_path / "familiar.json"


def measured_file() -> Path:
    """Measurements of the doctor: the starting values of sessions."""
    return _DIRS.user_data_path / "measured.json"


def ducked_file() -> Path:
    """The other programs that were made quieter; it exists only while one of them is."""
    return _DIRS.user_data_path / "ducked.json"


def taught_directory() -> Path:
    """Folder of what the coach has learned of how each person says the commands."""
    return _DIRS.user_data_path / "taught"


def taught_file(person: str) -> Path:
    """File of this person's ways to say the commands; it need not exist."""
    return taught_directory() / f"{person}.json"


def models_directory() -> Path:
    """Folder of the speech models installed by the user."""
    return _DIRS.user_data_path / "models"


def clip_cache() -> Path:
    """Folder of rendered sentences."""
    return _DIRS.user_cache_path / "clips"


def content_cache() -> Path:
    """Folder of parsed content."""
    return _DIRS.user_cache_path / "content"


def session_logs() -> Path:
    """Folder with the log of each session."""
    return _DIRS.user_data_path / "sessions"


def new_session_log(routine: str, began: datetime) -> Path:
    """A new log file, named so that logs sort by the start of their sessions."""
    return session_logs() / f"{began:%Y-%m-%dT%H%M%S}-{routine}.jsonl"


def running_file() -> Path:
    """The session that runs now; see `running_now`."""
    return _DIRS.user_data_path / "running.json"


def history_file() -> Path:
    """The history; it need not exist."""
    return _DIRS.user_data_path / "history.db"


def folders() -> dict[str, Path]:
    """The user's folders by their purpose; none of them need exist."""
    return {
        "settings": _DIRS.user_config_path,
        "data": _DIRS.user_data_path,
        "cache": _DIRS.user_cache_path,
    }
