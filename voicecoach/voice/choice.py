"""Which synthesizer speaks: the system's engine, or the natural voice where it is installed."""

import importlib.util
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from voicecoach.errors import VoiceError
from voicecoach.voice.process import EngineVoice
from voicecoach.voice.synthesizer import Pyttsx3Synthesizer, child_command

if TYPE_CHECKING:
    from voicecoach.sound.clip import Clip

NATURAL = "natural"
"""The name of the natural voice; with another of its speakers: natural-NAME."""
INSTALL_NATURAL = "pip install 'voicecoach[natural]'"
SENTENCE_LIMIT_S = 30.0
"""How long one sentence may take: 30 ms, and 0.3 s for the first, which loads dictionaries."""
_ENGINE = Path(__file__).with_name("hibari_engine.py")

Tell = Callable[[str], None]
_Answer = TypeVar("_Answer")


def is_natural(voice: str | None) -> bool:
    """Whether this name means the natural voice."""
    return voice is not None and (voice == NATURAL or voice.startswith(f"{NATURAL}-"))


def natural_is_installed() -> bool:
    """Whether its packages are there; they are not imported for it."""
    return all(importlib.util.find_spec(name) for name in ("hibari", "onnxruntime"))


def natural_engine(voice: str, words_per_minute: int) -> Pyttsx3Synthesizer:
    """The natural voice; its child process speaks the same language as that of pyttsx3."""
    speaker = voice.removeprefix(NATURAL).removeprefix("-") or None
    return Pyttsx3Synthesizer(
        speaker,
        words_per_minute,
        command=child_command(_ENGINE),
        sentence_limit_s=SENTENCE_LIMIT_S,
        kind=NATURAL,
    )


def synthesizer_for(
    voice: str | None, words_per_minute: int, tell: Tell
) -> "Pyttsx3Synthesizer | NaturalSynthesizer":
    """The synthesizer of this voice; `tell` gets a line where another one must do instead."""
    if is_natural(voice):
        assert voice is not None
        return NaturalSynthesizer(voice, words_per_minute, tell)
    return Pyttsx3Synthesizer(voice, words_per_minute)


def cache_alias(voice: str | None, words_per_minute: int) -> str:
    """What is asked of a synthesizer, in words that name its clips."""
    missing = " not installed" if is_natural(voice) and not natural_is_installed() else ""
    return f"{voice or ''} {words_per_minute}{missing}"


class NaturalSynthesizer:
    """The natural voice, and the system's own when that can't speak: told once, in one line."""

    def __init__(
        self,
        voice: str,
        words_per_minute: int,
        tell: Tell,
        *,
        is_installed: Callable[[], bool] = natural_is_installed,
        engine: Callable[[str, int], Pyttsx3Synthesizer] = natural_engine,
        other_engine: Callable[[str | None, int], Pyttsx3Synthesizer] = Pyttsx3Synthesizer,
    ) -> None:
        """The last three are replaced in tests."""
        self._words_per_minute = words_per_minute
        self._tell = tell
        self._is_installed = is_installed
        self._other_engine = other_engine
        self._current = engine(voice, words_per_minute)
        self._has_fallen_back = False

    def start(self) -> None:
        """Begin to load and return at once; without its packages, that is the system's engine."""
        if not self._has_fallen_back and not self._is_installed():
            self._fall_back(f"is not installed. For it run: {INSTALL_NATURAL}")
        else:
            self._current.start()

    @property
    def identity(self) -> str:
        """Engine, voice and rate. Raises VoiceError when there is no voice at all."""
        return self._asked(lambda engine: engine.identity)

    def list_voices(self) -> tuple[EngineVoice, ...]:
        """Every voice of the engine that speaks. Raises VoiceError as `identity` does."""
        return self._asked(lambda engine: engine.list_voices())

    def render(self, text: str) -> "Clip":
        """The sound of a text. Raises VoiceError when no engine can speak it."""
        return self._asked(lambda engine: engine.render(text))

    def close(self) -> None:
        """End the engine."""
        self._current.close()

    def _asked(self, question: Callable[[Pyttsx3Synthesizer], _Answer]) -> _Answer:
        if not self._has_fallen_back and not self._is_installed():
            self.start()
        try:
            return question(self._current)
        except VoiceError as error:
            if self._has_fallen_back:
                raise
            self._fall_back(f"can't speak ({error})")
            return question(self._current)

    def _fall_back(self, why: str) -> None:
        self._tell(f"The natural voice {why.rstrip('.')}. Going on with the system's voice.")
        self._has_fallen_back = True
        self._current.close()
        self._current = self._other_engine(None, self._words_per_minute)
        self._current.start()
