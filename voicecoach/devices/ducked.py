"""File of other programs' lowered streams, so that they are restored after a killed session."""

import json
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path

from voicecoach.files import write_json
from voicecoach.sound.ducking import LoweredStream

MOST_STREAMS = 20
"""Number of streams kept in the file: programs that have not come back for long are dropped."""


def read_ducked(path: Path) -> tuple[LoweredStream, ...]:
    """Streams that an earlier session left lowered; empty if the file is missing or damaged."""
    try:
        entries = json.loads(path.read_text(encoding="utf-8"))
        return tuple(_lowered(**entry) for entry in entries)
    except (OSError, ValueError, TypeError):
        return ()


def write_ducked(path: Path, lowered: Sequence[LoweredStream]) -> None:
    """Write the file, or delete it if no stream is lowered; errors of the disk are ignored."""
    with suppress(OSError):
        if not lowered:
            path.unlink(missing_ok=True)
            return
        write_json(path, [asdict(one) for one in lowered[-MOST_STREAMS:]])


def _lowered(name: str, before: list[float], after: list[float]) -> LoweredStream:
    return LoweredStream(str(name), tuple(map(float, before)), tuple(map(float, after)))
