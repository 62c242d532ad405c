"""Cache of rendered sentences on disk, keyed by voice and text.

An error of the disk is never raised: the sentence is rendered again.
"""

import contextlib
import hashlib
import json
import os
import secrets
from pathlib import Path

import soundfile

from voicecoach.dataclass import dataclass
from voicecoach.sound.clip import Clip

FORMAT_VERSION = 4
"""Part of each key; increase it when clips are spoken, normalized or stored differently."""
LIMIT_BYTES = 200_000_000
"""Size limit: about 2700 sentences of a few seconds."""
_KEPT_SHARE = 0.8
"""Share of the limit that an eviction leaves, so that the next one is far off."""


@dataclass(frozen=True, slots=True)
class _Entry:
    used_ns: int
    size_bytes: int
    path: Path


class ClipCache:
    """Sentences of one voice, in a directory that several processes and voices may share.

    One file per sentence, 16-bit FLAC, named by the hash of voice and text. Not thread-safe.
    """

    def __init__(self, directory: Path, identity: str, limit_bytes: int = LIMIT_BYTES) -> None:
        """`identity` contains everything that changes how a text sounds: engine, voice, rate."""
        self.identity = identity
        self._directory = directory
        self._limit_bytes = limit_bytes
        self._held_bytes: int | None = None

    def load(self, text: str) -> Clip | None:
        """The clip of a sentence; None if it is missing or damaged (a damaged one is deleted)."""
        path = self._path(text)
        try:
            with path.open("rb") as file:
                samples, rate_hz = soundfile.read(file, dtype="float32")
        except OSError:
            return None
        except soundfile.SoundFileError:
            # FLAC has checksums: truncated, flipped and zeroed files all end here (soundfile 0.14).
            with contextlib.suppress(OSError):
                path.unlink()
            return None
        with contextlib.suppress(OSError):
            os.utime(path)  # an eviction begins with the least recently used
        return Clip(samples, int(rate_hz))

    def store(self, text: str, clip: Clip) -> None:
        """Store the clip of a sentence; a full or read-only directory is left alone."""
        if not len(clip.samples):
            return  # libsndfile can't read an empty FLAC file (soundfile 0.14)
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
        """Delete the least recently used sentences, once the limit is exceeded.

        The directory is read at the first store and at an eviction only; additions of other
        processes are noticed then.
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
        """All sentences of all voices, and the unfinished files of killed processes."""
        entries = []
        with os.scandir(self._directory) as found:
            for item in found:
                if item.name.endswith((".flac", ".part")):
                    with contextlib.suppress(OSError):  # another process has just deleted it
                        status = item.stat()
                        entries.append(_Entry(status.st_mtime_ns, status.st_size, Path(item.path)))
        return entries
