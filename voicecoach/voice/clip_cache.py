"""Rendered sentences on disk: found again by what they say and how, and never in the way.

Whatever goes wrong with the disk only means that a sentence is rendered again.
"""

import contextlib
import hashlib
import json
import os
import secrets
from dataclasses import dataclass
from pathlib import Path

import soundfile

from voicecoach.sound.clip import Clip

FORMAT_VERSION = 2
"""Part of each key; raise it when clips are read, trimmed, leveled or stored in another way."""
LIMIT_BYTES = 200_000_000
"""About 2700 sentences of a few seconds."""
_KEPT_SHARE = 0.8
"""What an eviction leaves of the limit, so that the next one is far away."""


@dataclass(frozen=True, slots=True)
class _Entry:
    used_ns: int
    size_bytes: int
    path: Path


class ClipCache:
    """The sentences of one voice in a directory that several processes and voices may share.

    One file a sentence, FLAC with 16 bits, its name the hash of voice and text. Not for use by two
    threads at a time.
    """

    def __init__(self, directory: Path, identity: str, limit_bytes: int = LIMIT_BYTES) -> None:
        """`identity` says all that makes the same text sound different: engine, voice, rate."""
        self.identity = identity
        self._directory = directory
        self._limit_bytes = limit_bytes
        self._held_bytes: int | None = None

    def load(self, text: str) -> Clip | None:
        """The clip of a sentence, or None when it is not there or was damaged (then it is gone)."""
        path = self._path(text)
        try:
            with path.open("rb") as file:
                samples, rate_hz = soundfile.read(file, dtype="float32")
        except OSError:
            return None
        except soundfile.SoundFileError:
            # FLAC carries checksums: cut, flipped and zeroed files all end here (soundfile 0.14).
            with contextlib.suppress(OSError):
                path.unlink()
            return None
        with contextlib.suppress(OSError):
            os.utime(path)  # an eviction begins with those that were not used for longest
        return Clip(samples, int(rate_hz))

    def store(self, text: str, clip: Clip) -> None:
        """Keep the clip of a sentence; a directory that is full or read-only is left alone."""
        if not len(clip.samples):
            return  # libsndfile can't read a FLAC file of no length (soundfile 0.14)
        path = self._path(text)
        draft = path.with_suffix(f".{secrets.token_hex(4)}.part")
        try:
            self._directory.mkdir(parents=True, exist_ok=True)
            soundfile.write(draft, clip.samples, clip.rate_hz, format="FLAC", subtype="PCM_16")
            os.replace(draft, path)  # another process sees the whole file or none
            self._make_room(path.stat().st_size)
        except (OSError, soundfile.SoundFileError):
            with contextlib.suppress(OSError):
                draft.unlink()

    def _path(self, text: str) -> Path:
        named = json.dumps([FORMAT_VERSION, self.identity, text])
        return self._directory / f"{hashlib.sha256(named.encode()).hexdigest()}.flac"

    def _make_room(self, added_bytes: int) -> None:
        """Delete the sentences not used for longest, once the limit is exceeded.

        The directory is read at the first store and at an eviction, not in between; what other
        processes add meanwhile is noticed then.
        """
        if self._held_bytes is None:
            self._held_bytes = sum(entry.size_bytes for entry in self._entries())
        else:
            self._held_bytes += added_bytes
        if self._held_bytes <= self._limit_bytes:
            return
        entries = sorted(self._entries(), key=lambda entry: entry.used_ns)
        self._held_bytes = sum(entry.size_bytes for entry in entries)
        for entry in entries:
            if self._held_bytes <= self._limit_bytes * _KEPT_SHARE:
                return
            with contextlib.suppress(OSError):
                entry.path.unlink()
            self._held_bytes -= entry.size_bytes

    def _entries(self) -> list[_Entry]:
        """Every sentence of any voice, and what killed processes left unfinished."""
        entries = []
        with os.scandir(self._directory) as found:
            for item in found:
                if item.name.endswith((".flac", ".part")):
                    with contextlib.suppress(OSError):  # another process has just deleted it
                        status = item.stat()
                        entries.append(_Entry(status.st_mtime_ns, status.st_size, Path(item.path)))
        return entries
