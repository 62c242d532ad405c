"""MP3: an ID3v2.3 tag before the audio, with chapter frames (id3.org: ID3v2.3.0, and the
Chapter Frame Addendum 1.0)."""

import shutil
import struct
from typing import BinaryIO

from voicecoach.tags.facts import Chapter, Tags

_NO_OFFSET = 0xFFFFFFFF
"""Byte offset in a chapter frame: none, its times apply."""
_TOP_AND_ORDERED = 0b11
_LANGUAGE = b"eng"


def tag_mp3(source: BinaryIO, target: BinaryIO, tags: Tags) -> None:
    """Copy an MP3 file without a tag, with this one before it."""
    target.write(id3_tag(tags))
    shutil.copyfileobj(source, target)


def id3_tag(tags: Tags) -> bytes:
    """The whole tag."""
    frames = [
        _text_frame(b"TIT2", tags.title),
        _text_frame(b"TPE1", tags.artist),
        _text_frame(b"TALB", tags.album),
        _text_frame(b"TCON", tags.genre),
        _text_frame(b"TLEN", str(tags.length_ms)),
        _language_frame(b"COMM", tags.comment),
    ]
    if tags.text:
        frames.append(_language_frame(b"USLT", tags.text))
    if tags.chapters:
        frames.append(_contents_frame(len(tags.chapters)))
        frames += [
            _chapter_frame(index, chapter, end_ms)
            for index, (chapter, end_ms) in enumerate(tags.spans_ms())
        ]
    body = b"".join(frames)
    return b"ID3\x03\x00\x00" + _syncsafe(len(body)) + body


def _frame(name: bytes, content: bytes) -> bytes:
    return name + struct.pack(">IH", len(content), 0) + content


def _text_frame(name: bytes, text: str) -> bytes:
    encoding, encoded, _ = _encoded(text)
    return _frame(name, encoding + encoded)


def _language_frame(name: bytes, text: str) -> bytes:
    """A frame that has a language and a short description, which stays empty."""
    encoding, encoded, end = _encoded(text)
    description = b"\xff\xfe" + end if len(end) == 2 else end
    return _frame(name, encoding + _LANGUAGE + description + encoded)


def _contents_frame(chapters: int) -> bytes:
    names = b"".join(_chapter_name(index) for index in range(chapters))
    return _frame(b"CTOC", b"toc\x00" + struct.pack(">BB", _TOP_AND_ORDERED, chapters) + names)


def _chapter_frame(index: int, chapter: Chapter, end_ms: int) -> bytes:
    times = struct.pack(">IIII", chapter.at_ms, end_ms, _NO_OFFSET, _NO_OFFSET)
    return _frame(b"CHAP", _chapter_name(index) + times + _text_frame(b"TIT2", chapter.title))


def _chapter_name(index: int) -> bytes:
    return b"chp%d\x00" % index


def _encoded(text: str) -> tuple[bytes, bytes, bytes]:
    """Number of the encoding, the encoded text, and the terminator of texts in it."""
    try:
        return b"\x00", text.encode("latin-1"), b"\x00"
    except UnicodeEncodeError:
        return b"\x01", b"\xff\xfe" + text.encode("utf-16-le"), b"\x00\x00"


def _syncsafe(number: int) -> bytes:
    """28 bits in four bytes, none of which can be mistaken for the beginning of a frame."""
    return bytes(number >> shift & 0x7F for shift in (21, 14, 7, 0))
