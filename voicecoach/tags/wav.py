"""WAV: cue points with labels, and the INFO list, after the audio (Multimedia Programming
Interface and Data Specifications 1.0, IBM and Microsoft 1991)."""

import shutil
import struct
from typing import BinaryIO

from voicecoach.tags.facts import Chapter, Tags


def tag_wav(source: BinaryIO, target: BinaryIO, tags: Tags) -> None:
    """Copy a WAV file with these chunks after its own; raises ValueError for any other file."""
    head = source.read(12)
    if head[:4] != b"RIFF" or head[8:] != b"WAVE":
        raise ValueError("not a WAV file")
    chunks = _info(tags) + (_cues(tags) + _labels(tags.chapters) if tags.chapters else b"")
    (size,) = struct.unpack("<I", head[4:8])
    padding = size % 2
    target.write(b"RIFF" + struct.pack("<I", size + padding + len(chunks)) + b"WAVE")
    shutil.copyfileobj(source, target)
    target.write(b"\x00" * padding + chunks)


def _chunk(name: bytes, content: bytes) -> bytes:
    return name + struct.pack("<I", len(content)) + content + b"\x00" * (len(content) % 2)


def _info(tags: Tags) -> bytes:
    named = {
        b"INAM": tags.title,
        b"IART": tags.artist,
        b"IPRD": tags.album,
        b"IGNR": tags.genre,
        b"ICMT": tags.comment,
    }
    texts = b"".join(_chunk(name, _terminated(text)) for name, text in named.items())
    return _chunk(b"LIST", b"INFO" + texts)


def _cues(tags: Tags) -> bytes:
    points = []
    for number, chapter in enumerate(tags.chapters, start=1):
        frame = round(chapter.at_ms * tags.rate_hz / 1000)
        points.append(struct.pack("<II4sIII", number, frame, b"data", 0, 0, frame))
    return _chunk(b"cue ", struct.pack("<I", len(points)) + b"".join(points))


def _labels(chapters: tuple[Chapter, ...]) -> bytes:
    labels = (
        _chunk(b"labl", struct.pack("<I", number) + _terminated(chapter.title))
        for number, chapter in enumerate(chapters, start=1)
    )
    return _chunk(b"LIST", b"adtl" + b"".join(labels))


def _terminated(text: str) -> bytes:
    return text.encode("utf-8") + b"\x00"
