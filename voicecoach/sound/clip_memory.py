"""Clips in memory up to a size, of which the least recently used go first; for any thread."""

from collections.abc import Hashable
from threading import Lock
from typing import Generic, TypeVar

from voicecoach.sound.clip import Clip

KeyT = TypeVar("KeyT", bound=Hashable)


class ClipMemory(Generic[KeyT]):
    """Keeps clips by their keys."""

    def __init__(self, most_bytes: int) -> None:
        self._most_bytes = most_bytes
        self._clips: dict[KeyT, Clip] = {}
        """The least recently used first."""
        self._held_bytes = 0
        self._lock = Lock()

    @property
    def held_bytes(self) -> int:
        """Size of all clips."""
        return self._held_bytes

    def get(self, key: KeyT) -> Clip | None:
        """The clip, from now on the latest one; None: it is not there."""
        with self._lock:
            clip = self._clips.pop(key, None)
            if clip is not None:
                self._clips[key] = clip
            return clip

    def keep(
        self, key: KeyT, clip: Clip, *, makes_room: bool = True, is_limited: bool = True
    ) -> None:
        """Keep a clip in the place of those unused for longest.

        Unless it `makes_room`, it displaces no other clip, and may not be kept; unless the memory
        `is_limited`, nothing has to go.
        """
        size = clip.samples.nbytes
        with self._lock:
            if (known := self._clips.pop(key, None)) is not None:
                self._held_bytes -= known.samples.nbytes
            if is_limited and not makes_room and self._held_bytes + size > self._most_bytes:
                return
            while is_limited and self._clips and self._held_bytes + size > self._most_bytes:
                oldest = next(iter(self._clips))
                self._held_bytes -= self._clips.pop(oldest).samples.nbytes
            self._clips[key] = clip
            self._held_bytes += size

    def clear(self) -> None:
        """Keep nothing any more."""
        with self._lock:
            self._clips.clear()
            self._held_bytes = 0
