"""Clips of one voice: from the cache on disk if rendered before, else from its engine."""

import json
import os
import secrets
from contextlib import suppress
from pathlib import Path
from typing import Protocol

from voicecoach.files import read_json
from voicecoach.sound.clip import Clip
from voicecoach.voice.clip_cache import ClipCache
from voicecoach.voice.normalization import normalized
from voicecoach.voice.vowel import with_vowel

_REMEMBERED = "voices.json"


class Synthesizer(Protocol):
    """Turns text into sound; called from one thread, except for `close`."""

    @property
    def identity(self) -> str:
        """Everything that changes how a text sounds. May block; raises VoiceError."""
        ...

    @property
    def is_substitute(self) -> bool:
        """True if another voice than the requested one speaks, because that failed."""
        ...

    def render(self, text: str) -> Clip:
        """Synthesize a text. Raises VoiceError."""
        ...

    def close(self) -> None:
        """Stop; a `render` in another thread then raises VoiceError."""
        ...


class ClipSource:
    """Sentences as a session plays them: trimmed and equally loud. For one thread."""

    def __init__(
        self,
        synthesizer: Synthesizer,
        cache_directory: Path | None,
        *,
        cache_alias: str | None = None,
    ) -> None:
        """`cache_directory` None keeps nothing on disk.

        `cache_alias` names the request to the synthesizer: the identity that it had the last time
        is looked up in the cache before the engine has loaded. None: always ask the engine.
        """
        self._synthesizer = synthesizer
        self._cache_directory = cache_directory
        self._cache_alias = cache_alias
        self._cache: ClipCache | None = None
        self._identity: str | None = None
        """Identity of the voice, as reported by the engine."""

    @property
    def voice(self) -> str | None:
        """Identity of the voice that speaks, None until it is known; it changes if that fails."""
        return self._cache.identity if self._cache else self._identity

    @property
    def is_cached(self) -> bool:
        """True if clips are kept on disk."""
        return self._cache is not None

    def open(self) -> None:
        """Find the cache of this voice. Raises VoiceError if there is no voice."""
        if self._cache_directory is None:
            return
        alias = self._cache_alias
        remembered = remembered_identity(self._cache_directory, alias) if alias else None
        if self._cache is None and remembered:
            self._cache = ClipCache(self._cache_directory, remembered)
        if self._cache is None:
            self.confirm()

    def confirm(self) -> None:
        """Ask the engine for its identity, once; raises VoiceError if there is no voice.

        If it differs from the remembered one, the cache of the new identity is used from now on.
        """
        if self._identity is None:
            self._follow()

    def _follow(self) -> None:
        """Use the cache of the voice that the engine has now. Raises VoiceError."""
        identity = self._synthesizer.identity
        if identity == self._identity:
            return
        self._identity = identity
        if self._cache_directory is None:
            return
        if self._cache is None or self._cache.identity != identity:
            self._cache = ClipCache(self._cache_directory, identity)
        # The next session is to begin with the voice that was asked for.
        if self._cache_alias is not None and not self._synthesizer.is_substitute:
            remember_identity(self._cache_directory, self._cache_alias, identity)

    def kept(self, text: str) -> Clip | None:
        """The clip from the cache, None if missing. Raises VoiceError if there is no voice."""
        self.open()
        clip = self._cache.load(text) if self._cache else None
        return clip and with_vowel(clip)

    def rendered(self, text: str) -> Clip:
        """The clip from the engine, normalized. Raises VoiceError."""
        self.confirm()
        clip = self._synthesizer.render(text)
        self._follow()
        return normalized(clip)

    def keep(self, text: str, clip: Clip) -> None:
        """Store the clip in the cache."""
        if self._cache is not None:
            self._cache.store(text, clip)

    def render(self, text: str) -> Clip:
        """The clip from the cache, else from the engine and then cached. Raises VoiceError."""
        clip = self.kept(text)
        if clip is None:
            clip = self.rendered(text)
            self.keep(text, clip)
        return clip


def remembered_identity(directory: Path, cache_alias: str) -> str | None:
    """Identity that this alias stood for the last time; None if unknown."""
    return _remembered(directory).get(cache_alias)


def remember_identity(directory: Path, cache_alias: str, identity: str) -> None:
    """Remember what an alias stands for; an unwritable directory is left alone."""
    known = _remembered(directory) | {cache_alias: identity}
    path = directory / _REMEMBERED
    draft = path.with_suffix(f".{secrets.token_hex(4)}.part")
    with suppress(OSError):
        directory.mkdir(parents=True, exist_ok=True)
        draft.write_text(json.dumps(known, indent=1) + "\n", encoding="utf-8")
        os.replace(draft, path)


def _remembered(directory: Path) -> dict[str, str]:
    known = read_json(directory / _REMEMBERED)
    return {str(alias): str(one) for alias, one in known.items()} if isinstance(known, dict) else {}
