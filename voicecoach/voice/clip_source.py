"""The clips of one voice: from the disk where they were rendered before, else from its engine."""

import json
import os
import secrets
from contextlib import suppress
from pathlib import Path
from typing import Protocol

from voicecoach.sound.clip import Clip
from voicecoach.voice.clip_cache import ClipCache
from voicecoach.voice.finishing import finished
from voicecoach.voice.vowel import with_vowel

_REMEMBERED = "voices.json"


class Synthesizer(Protocol):
    """Turns text into sound; called from one thread, but for `close`."""

    @property
    def identity(self) -> str:
        """All that makes the same text sound different. May wait, may raise VoiceError."""
        ...

    def render(self, text: str) -> Clip:
        """The sound of a text. May raise VoiceError."""
        ...

    def close(self) -> None:
        """Stop; a `render` of another thread ends with VoiceError."""
        ...


class Clips:
    """Sentences as a session sounds them, trimmed and all equally loud. For one thread."""

    def __init__(
        self, synthesizer: Synthesizer, cache_directory: Path | None, *, wish: str | None = None
    ) -> None:
        """`cache_directory` None keeps nothing on disk.

        `wish` is what was asked of the synthesizer, in words: what it became the last time is tried
        before the engine is loaded. None: the engine is always asked.
        """
        self._synthesizer = synthesizer
        self._cache_directory = cache_directory
        self._wish = wish
        self._bank: ClipCache | None = None
        self._identity: str | None = None
        """Of the voice, as the engine told it."""

    def open(self) -> None:
        """Find the place of this voice on the disk. Raises VoiceError when there is no voice."""
        if self._cache_directory is None:
            return
        wish = self._wish
        remembered = remembered_identity(self._cache_directory, wish) if wish else None
        if self._bank is None and remembered:
            self._bank = ClipCache(self._cache_directory, remembered)
        if self._bank is None:
            self.confirm()

    def confirm(self) -> None:
        """Ask the engine which voice it is, once; raises VoiceError when there is none.

        If it is not the one that was remembered, another place on the disk counts from now on.
        """
        if self._cache_directory is None or self._identity is not None:
            return
        identity = self._identity = self._synthesizer.identity
        if self._bank is None or self._bank.identity != identity:
            self._bank = ClipCache(self._cache_directory, identity)
            if self._wish is not None:
                remember_identity(self._cache_directory, self._wish, identity)

    def kept(self, text: str) -> Clip | None:
        """The clip from the disk; None when it is not there. Raises VoiceError without a voice."""
        self.open()
        clip = self._bank.load(text) if self._bank else None
        return clip and with_vowel(clip)

    def rendered(self, text: str) -> Clip:
        """The clip from the engine. Raises VoiceError."""
        self.confirm()
        return finished(self._synthesizer.render(text))

    def keep(self, text: str, clip: Clip) -> None:
        """Put it on the disk, for the next time."""
        if self._bank is not None:
            self._bank.store(text, clip)

    def render(self, text: str) -> Clip:
        """The clip, wherever it comes from, kept for the next time. Raises VoiceError."""
        clip = self.kept(text)
        if clip is None:
            clip = self.rendered(text)
            self.keep(text, clip)
        return clip


def remembered_identity(directory: Path, wish: str) -> str | None:
    """What this wish became the last time; None when nobody knows."""
    return _remembered(directory).get(wish)


def remember_identity(directory: Path, wish: str, identity: str) -> None:
    """Keep what a wish became; a directory that can't be written is left alone."""
    known = _remembered(directory) | {wish: identity}
    path = directory / _REMEMBERED
    draft = path.with_suffix(f".{secrets.token_hex(4)}.part")
    with suppress(OSError):
        directory.mkdir(parents=True, exist_ok=True)
        draft.write_text(json.dumps(known, indent=1) + "\n", encoding="utf-8")
        os.replace(draft, path)


def _remembered(directory: Path) -> dict[str, str]:
    try:
        known = json.loads((directory / _REMEMBERED).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return {str(wish): str(one) for wish, one in known.items()} if isinstance(known, dict) else {}
