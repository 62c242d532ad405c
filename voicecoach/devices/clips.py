"""The clips of one voice: from the disk where they were rendered before, else from its engine."""

from pathlib import Path
from typing import Protocol

from voicecoach.audio.clip import Clip
from voicecoach.audio.trim import leveled, trimmed
from voicecoach.audio.voicebank import VoiceBank


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

    def __init__(self, synthesizer: Synthesizer, cache_directory: Path | None) -> None:
        """`cache_directory` None keeps nothing on disk."""
        self._synthesizer = synthesizer
        self._cache_directory = cache_directory
        self._bank: VoiceBank | None = None

    def open(self) -> None:
        """Find the place of this voice on the disk. Raises VoiceError when there is no voice."""
        if self._bank is None and self._cache_directory is not None:
            self._bank = VoiceBank(self._cache_directory, self._synthesizer.identity)

    def kept(self, text: str) -> Clip | None:
        """The clip from the disk; None when it is not there. Raises VoiceError without a voice."""
        self.open()
        return self._bank.load(text) if self._bank else None

    def rendered(self, text: str) -> Clip:
        """The clip from the engine. Raises VoiceError."""
        return leveled(trimmed(self._synthesizer.render(text)))

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
