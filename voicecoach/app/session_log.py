"""The log of a session: one JSON object a line, written at once.

It is for people who want to know what went on: each sentence and sound stands in it, too, in the
order of time. The program never reads it, and it can be deleted at any time. What the program
remembers from one workout to the next is kept by voicecoach.history, and nowhere else.
"""

import json
from contextlib import suppress
from pathlib import Path
from typing import TextIO

from voicecoach.core.effects import Rank
from voicecoach.core.fact_codec import Plain, plain_fields
from voicecoach.core.facts import Fact
from voicecoach.errors import SettingsError
from voicecoach.ports import SessionLog


class SeveralLogs:
    """Tells every fact and sound to several logs."""

    def __init__(self, *logs: SessionLog) -> None:
        self._logs = logs

    def note(self, at_ms: int, fact: Fact) -> None:
        """Pass a fact on."""
        for log in self._logs:
            log.note(at_ms, fact)

    def sounded(self, at_ms: int, sound: str, rank: Rank | None) -> None:
        """Pass a sound on."""
        for log in self._logs:
            log.sounded(at_ms, sound, rank)


class JsonLinesLog:
    """Appends facts and sounds to a file; a disk that fills up ends the log, not the workout.

    Each line has `at_ms` (the session's clock), `fact` (its kind), and the fields of that fact.
    Line-buffered: when a call returns, the line is with the operating system.
    """

    def __init__(self, path: Path) -> None:
        """Open the file for appending; raises SettingsError when that can't be done."""
        self._failed = False
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            # For the user alone: it tells about their health.
            path.touch(mode=0o600)
            self._file: TextIO = path.open("a", encoding="utf-8", buffering=1)
        except OSError as error:
            raise SettingsError(
                f"Can't write the session log {path}: {error.strerror}. "
                "Name another file with --log."
            ) from error

    def note(self, at_ms: int, fact: Fact) -> None:
        """Keep a fact."""
        self._write({"at_ms": at_ms, "fact": type(fact).__name__, **plain_fields(fact)})

    def sounded(self, at_ms: int, sound: str, rank: Rank | None) -> None:
        """Keep what sounds."""
        kind = rank.value if rank else "earcon"
        self._write({"at_ms": at_ms, "fact": "Sounded", "sound": sound, "rank": kind})

    def close(self) -> None:
        """Close the file."""
        with suppress(OSError):
            self._file.close()

    def _write(self, line: dict[str, Plain]) -> None:
        if not self._failed:
            try:
                self._file.write(json.dumps(line, ensure_ascii=False) + "\n")
            except OSError:
                self._failed = True
