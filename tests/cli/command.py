"""Runs commands of the product in this process, for a user with a home directory of the test."""

from collections.abc import Callable
from pathlib import Path

from click.testing import CliRunner, Result

from voicecoach.cli.app import app

Run = Callable[..., Result]


def runner_in(home: Path, columns: int = 80) -> Run:
    """A function that runs a command line for the user of this home directory.

    It takes the words of the line, and by name any further environment variables.
    """
    environment = {
        "HOME": str(home),
        "XDG_CONFIG_HOME": str(home / "config"),
        "XDG_CACHE_HOME": str(home / "cache"),
        "XDG_DATA_HOME": str(home / "data"),
        "COLUMNS": str(columns),
    }

    def run(*words: str, **variables: str) -> Result:
        return CliRunner(env={**environment, **variables}).invoke(
            app, list(words), prog_name="voicecoach"
        )

    return run
