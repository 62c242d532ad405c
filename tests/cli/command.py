"""Runs commands of the product in this process, for a user with a home directory of the test."""

from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path

from click.testing import CliRunner, Result

from voicecoach.cli.app import app

Run = Callable[..., Result]
NOW = datetime(2026, 6, 10, 21, 30).astimezone()
"""When the first command is given, whenever the test runs: on a Wednesday, in the local zone."""
TODAY = NOW.date()


def runner_in(home: Path, columns: int = 80, now: datetime | None = NOW) -> Run:
    """A function that runs a command line for the user of this home directory.

    It takes the words of the line, and by name any further environment variables; `color`: as on a
    terminal, which gets escape codes. Each command is
    given a second after the one before, the first at `now`; None: by the clock of the system.
    """
    environment = {
        "HOME": str(home),
        "XDG_CONFIG_HOME": str(home / "config"),
        "XDG_CACHE_HOME": str(home / "cache"),
        "XDG_DATA_HOME": str(home / "data"),
        "COLUMNS": str(columns),
    }

    seconds = count()

    def run(*words: str, color: bool = False, **variables: str) -> Result:
        given_at = now and now + timedelta(seconds=next(seconds))
        return CliRunner(env={**environment, **variables}).invoke(
            app, list(words), prog_name="voicecoach", obj=given_at, color=color
        )

    return run
