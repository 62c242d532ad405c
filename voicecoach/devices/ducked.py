"""File of other programs' lowered streams, so that they are restored after a killed session."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path

from voicecoach.files import read_json, write_json
from voicecoach.sound.ducking import LoweredStream

MOST_STREAMS = 20
"""Number of streams kept in the file: programs that have not come back for long are dropped."""

LOUDEST = 3.0
"""Highest volume, as a share of the normal one; mixers offer up to 1.53."""


def read_ducked(path: Path) -> tuple[LoweredStream, ...]:
    """Streams that an earlier session left lowered; empty if the file is missing or damaged."""
    entries = read_json(path)
    if not isinstance(entries, list):
        return ()
    found = (_lowered(entry) for entry in entries[-MOST_STREAMS:])
    return tuple(one for one in found if one is not None)


def write_ducked(path: Path, lowered: Sequence[LoweredStream]) -> None:
    """Write the file, or delete it if no stream is lowered; errors of the disk are ignored."""
    with suppress(OSError):
        if not lowered:
            path.unlink(missing_ok=True)
            return
        write_json(path, [asdict(one) for one in lowered[-MOST_STREAMS:]])


def _lowered(entry: object) -> LoweredStream | None:
    """The stream of this entry; None: it is damaged, and would make something far too loud."""
    match entry:
        case {"name": str(name), "before": list(before), "after": list(after), **rest} if not rest:
            if all(_is_volume(one) for one in (*before, *after)):
                return LoweredStream(name, tuple(map(float, before)), tuple(map(float, after)))
    return None


def _is_volume(value: object) -> bool:
    return type(value) in (int, float) and 0 <= value <= LOUDEST  # type: ignore[operator]
