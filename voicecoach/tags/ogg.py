"""Ogg Vorbis: the second packet holds the comments, so the pages are rewritten (RFC 3533)."""

import struct
import zlib
from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO

from voicecoach.dataclass import dataclass
from voicecoach.tags.facts import Tags
from voicecoach.tags.vorbis_comment import comment_list, vendor_in

_HEAD = struct.Struct("<4sBBqIIIB")
_CONTINUED = 0x01
_COMMENT_PACKET = b"\x03vorbis"
_MOST_SEGMENTS = 255
_NO_PACKET_ENDS = -1
_MIRRORED = bytes(int(f"{byte:08b}"[::-1], 2) for byte in range(256))


@dataclass(frozen=True, slots=True)
class _Page:
    """A page: some segments of packets."""

    flags: int
    granule: int
    serial: int
    segments: bytes
    """Lengths of the segments; one below 255 ends a packet."""
    content: bytes

    def encoded(self, number: int) -> bytes:
        """The page as bytes, with its number in the stream."""
        fields = (b"OggS", 0, self.flags, self.granule, self.serial, number)
        blank = _HEAD.pack(*fields, 0, len(self.segments)) + self.segments + self.content
        return blank[:22] + struct.pack("<I", _checksum(blank)) + blank[26:]


def tag_ogg(source: BinaryIO, target: BinaryIO, tags: Tags) -> None:
    """Copy an Ogg Vorbis file of one stream with these comments; raises ValueError for any other.

    The first page holds the first packet alone, the next ones the comments and the setup, and the
    audio begins on a page of its own.
    """
    pages = _pages(source)
    first = next(pages)
    heads = [next(pages)]
    while sum(length < _MOST_SEGMENTS for page in heads for length in page.segments) < 2:
        heads.append(next(pages))
    comments, setup = _packets(heads)
    if not comments.startswith(_COMMENT_PACKET):
        raise ValueError("not an Ogg Vorbis file")
    vendor = vendor_in(comments[len(_COMMENT_PACKET) :])
    ours = _COMMENT_PACKET + comment_list(tags, vendor) + b"\x01"
    number = 0
    for page in (first, *_laid_out((ours, setup), first.serial)):
        target.write(page.encoded(number))
        number += 1
    for page in pages:
        target.write(page.encoded(number))
        number += 1


def _pages(source: BinaryIO) -> Iterator[_Page]:
    while head := source.read(_HEAD.size):
        capture, _, flags, granule, serial, _, _, count = _HEAD.unpack(head)
        if capture != b"OggS":
            raise ValueError("not an Ogg file")
        segments = source.read(count)
        yield _Page(flags, granule, serial, segments, source.read(sum(segments)))


def _packets(pages: list[_Page]) -> list[bytes]:
    packets = [b""]
    for page in pages:
        place = 0
        for length in page.segments:
            packets[-1] += page.content[place : place + length]
            place += length
            if length < _MOST_SEGMENTS:
                packets.append(b"")
    return packets[:-1]


def _laid_out(packets: tuple[bytes, ...], serial: int) -> Iterator[_Page]:
    """The packets on as few pages as possible."""
    segments = b"".join(
        b"\xff" * (len(packet) // 255) + bytes([len(packet) % 255]) for packet in packets
    )
    content = b"".join(packets)
    page = _Page(0, 0, serial, b"", b"")
    for first in range(0, len(segments), _MOST_SEGMENTS):
        some = segments[first : first + _MOST_SEGMENTS]
        ends = any(length < _MOST_SEGMENTS for length in some)
        continued = first > 0 and segments[first - 1] == _MOST_SEGMENTS
        yield replace(
            page,
            flags=_CONTINUED if continued else 0,
            granule=0 if ends else _NO_PACKET_ENDS,
            segments=some,
            content=content[: sum(some)],
        )
        content = content[sum(some) :]


def _checksum(page: bytes) -> int:
    """Ogg's CRC starts with the highest bit of a byte, zlib's with the lowest: mirror all bits."""
    mirrored = zlib.crc32(page.translate(_MIRRORED), 0xFFFFFFFF) ^ 0xFFFFFFFF
    return int(f"{mirrored:032b}"[::-1], 2)
