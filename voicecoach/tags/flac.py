"""FLAC: a block of comments among the metadata before the audio (RFC 9639, section 8)."""

import shutil
from typing import BinaryIO

from voicecoach.tags.facts import Tags
from voicecoach.tags.vorbis_comment import comment_list, vendor_in

_COMMENTS = 4
_LAST = 0x80


def tag_flac(source: BinaryIO, target: BinaryIO, tags: Tags) -> None:
    """Copy a FLAC file with these comments in place of its own; raises ValueError otherwise."""
    if source.read(4) != b"fLaC":
        raise ValueError("not a FLAC file")
    vendor, blocks = b"", []
    is_last = False
    while not is_last:
        head = source.read(4)
        is_last = bool(head[0] & _LAST)
        content = source.read(int.from_bytes(head[1:], "big"))
        if head[0] & ~_LAST == _COMMENTS:
            vendor = vendor_in(content)
        else:
            blocks.append((head[0] & ~_LAST, content))
    blocks.append((_COMMENTS, comment_list(tags, vendor)))
    target.write(b"fLaC")
    for index, (kind, content) in enumerate(blocks):
        last = _LAST if index == len(blocks) - 1 else 0
        target.write(bytes([kind | last]) + len(content).to_bytes(3, "big") + content)
    shutil.copyfileobj(source, target)
