"""The log of a session: one JSON object per line, written at once.

It is for people who want to know what happened: it holds every fact, sentence and sound in order of
time. The program never reads it, and it can be deleted at any time. What carries over from one
workout to the next is stored by voicecoach.history, and nowhere else.
"""

import json
from contextlib import suppress
from pathlib import Path

from voicecoach.core.effects import Rank
from voicecoach.core.fact_codec import Plain, plain_fields
from voicecoach.core.facts import Fact
from voicecoach.errors import SettingsError
from voicecoach.ports import SessionLog


class SeveralLogs:
    """Passes every fact and sound on to several logs."""

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
    """Appends facts and sounds to a file; while the disk is full, they are left out.

    Each line has `at_ms` (the session's clock), `fact` (its kind), and the fields of that fact.
    Unbuffered: when a call returns, the line is with the operating system.
    """

    def __init__(self, path: Path) -> None:
        """Open the file for appending; raises SettingsError if that fails."""
        self._is_cut = False
        """True if the last line may have been written in part."""
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            # For the user alone: it contains health data.
            path.touch(mode=0o600)
            self._file = path.open("ab", buffering=0)
        except OSError as error:
            raise SettingsError(
                f"Can't write the session log {path}: {error.strerror}. "
                "Choose another file with --log."
            ) from error

    def note(self, at_ms: int, fact: Fact) -> None:
        """Write a fact."""
        self._write({"at_ms": at_ms, "fact": type(fact).__name__, **plain_fields(fact)})

    def sounded(self, at_ms: int, sound: str, rank: Rank | None) -> None:
        """Write a sentence or an earcon."""
        kind = rank.value if rank else "earcon"
        self._write({"at_ms": at_ms, "fact": "Sounded", "sound": sound, "rank": kind})

    def close(self) -> None:
        """Close the file."""
        with suppress(OSError):
            self._file.close()

    def _write(self, line: dict[str, Plain]) -> None:
        text = f"{json.dumps(line, ensure_ascii=False)}\n".encode(errors="replace")
        whole = b"\n" + text if self._is_cut else text
        with suppress(OSError):
            self._is_cut = self._file.write(whole) < len(whole)
