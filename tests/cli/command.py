"""Runs commands of the product in this process, for a user with a home directory of the test."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from functools import cache
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from click.testing import CliRunner, Result

from voicecoach.cli.app import app
from voicecoach.content.parsed import ParsedContent
from voicecoach.core.phrases import DEFAULT_LANGUAGE
from voicecoach.errors import ContentError

Run = Callable[..., Result]
NOW = datetime(2026, 6, 10, 21, 30).astimezone()
"""Time of the first command, whenever the test runs: a Wednesday, in the local zone."""
TODAY = NOW.date()


def runner_in(home: Path, columns: int = 80, now: datetime | None = NOW) -> Run:
    """A function that runs a command line for the user of this home directory.

    It takes the words of the line, and by name any further environment variables; `color`: as on a
    terminal, which gets escape codes. Each command is given a second after the one before, the
    first at `now`; None: by the clock of the system.

    The bundled content has been parsed, as by an earlier command: to do so for the user of each
    test would take most of its time.
    """
    content = home / "cache" / "voicecoach" / "content"
    if not content.exists():
        content.mkdir(parents=True)
        for name, parsed in _parsed_content().items():
            (content / name).write_bytes(parsed)
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


def history_of(home: Path) -> Path:
    """The history of the user of this home directory."""
    return home / "data" / "voicecoach" / "history.db"


@cache
def _parsed_content() -> Mapping[str, bytes]:
    """The bundled content as a command keeps it, by the names of the files."""

    def refuse(error: ContentError) -> None:
        raise error

    with TemporaryDirectory() as folder:
        content = ParsedContent(Path(folder))
        content.library(refuse), content.language(DEFAULT_LANGUAGE, refuse), content.norms()
        return {path.name: path.read_bytes() for path in Path(folder).iterdir()}
