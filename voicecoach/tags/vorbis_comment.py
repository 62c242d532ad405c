"""The comments that FLAC and Ogg Vorbis share (xiph.org: Vorbis I, section 5; the chapters as in
the Ogg chapter extension)."""

import struct
from collections.abc import Iterator

from voicecoach.tags.facts import Tags


def comment_list(tags: Tags, vendor: bytes) -> bytes:
    """All comments as one block, each text after its little-endian length."""
    comments = [text.encode("utf-8") for text in _comments(tags)]
    parts = [struct.pack("<I", len(vendor)), vendor, struct.pack("<I", len(comments))]
    for comment in comments:
        parts += [struct.pack("<I", len(comment)), comment]
    return b"".join(parts)


def vendor_in(block: bytes) -> bytes:
    """Name of the encoder in a block of comments."""
    (length,) = struct.unpack_from("<I", block)
    return block[4 : 4 + length]


def _comments(tags: Tags) -> Iterator[str]:
    yield f"TITLE={tags.title}"
    yield f"ARTIST={tags.artist}"
    yield f"ALBUM={tags.album}"
    yield f"GENRE={tags.genre}"
    yield f"DESCRIPTION={tags.comment}"
    if tags.text:
        yield f"LYRICS={tags.text}"
    for number, chapter in enumerate(tags.chapters, start=1):
        yield f"CHAPTER{number:03d}={_clock(chapter.at_ms)}"
        yield f"CHAPTER{number:03d}NAME={chapter.title}"


def _clock(at_ms: int) -> str:
    minutes, rest_ms = divmod(at_ms, 60_000)
    return f"{minutes // 60:02d}:{minutes % 60:02d}:{rest_ms // 1000:02d}.{rest_ms % 1000:03d}"
