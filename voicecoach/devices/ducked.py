"""What other programs' streams were made quieter, on disk: a killed session can't bring it back."""

import json
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path

from voicecoach.files import write_json
from voicecoach.sound.ducking import LoweredStream

MOST_KEPT = 20
"""Streams of programs that did not come back for long are forgotten."""


def read_ducked(path: Path) -> tuple[LoweredStream, ...]:
    """What an earlier session left quieter; nothing without a file, or from a damaged one."""
    try:
        entries = json.loads(path.read_text(encoding="utf-8"))
        return tuple(_lowered(**entry) for entry in entries)
    except (OSError, ValueError, TypeError):
        return ()


def write_ducked(path: Path, left: Sequence[LoweredStream]) -> None:
    """Keep it, or delete the file if nothing is left; a disk that is full is left alone."""
    with suppress(OSError):
        if not left:
            path.unlink(missing_ok=True)
            return
        write_json(path, [asdict(one) for one in left[-MOST_KEPT:]])


def _lowered(name: str, before: list[float], after: list[float]) -> LoweredStream:
    return LoweredStream(str(name), tuple(map(float, before)), tuple(map(float, after)))
