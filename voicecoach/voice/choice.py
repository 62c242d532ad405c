"""Chooses the synthesizer: the system's engine, or the natural voice if it is installed."""

import importlib.util
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from voicecoach.core.phrases import DEFAULT_LANGUAGE, main_language
from voicecoach.errors import VoiceError
from voicecoach.program import to_install
from voicecoach.voice.process import EngineVoice
from voicecoach.voice.synthesizer import ChildSynthesizer, child_command

if TYPE_CHECKING:
    from voicecoach.sound.clip import Clip

NATURAL = "natural"
"""The name of the natural voice; with another of its speakers: natural-NAME."""
NATURAL_LANGUAGE = DEFAULT_LANGUAGE
"""The only language of the natural voice."""
NATURAL_SENTENCE_LIMIT_S = 30.0
"""Time limit for one sentence; it takes 30 ms, the first 0.3 s, as it loads dictionaries."""
_ENGINE = Path(__file__).with_name("hibari_engine.py")

Tell = Callable[[str], None]
_Answer = TypeVar("_Answer")


def is_natural(voice: str | None) -> bool:
    """True if the name means the natural voice."""
    return voice is not None and (voice == NATURAL or voice.startswith(f"{NATURAL}-"))


def natural_is_installed() -> bool:
    """True if the packages of the natural voice are installed; does not import them."""
    return all(importlib.util.find_spec(name) for name in ("hibari", "onnxruntime"))


def natural_synthesizer(voice: str, words_per_minute: int) -> ChildSynthesizer:
    """The synthesizer of the natural voice, without a fallback."""
    speaker = voice.removeprefix(NATURAL).removeprefix("-") or None
    return ChildSynthesizer(
        speaker,
        words_per_minute,
        command=child_command(_ENGINE),
        sentence_limit_s=NATURAL_SENTENCE_LIMIT_S,
        kind=NATURAL,
    )


def synthesizer_for(
    voice: str | None, words_per_minute: int, tell: Tell, language: str = DEFAULT_LANGUAGE
) -> "ChildSynthesizer | FallbackSynthesizer":
    """The synthesizer of a voice; `tell` gets a line if another voice has to replace it."""
    if voice is None or not is_natural(voice):
        return ChildSynthesizer(voice, words_per_minute, language)
    if main_language(language) != NATURAL_LANGUAGE:
        tell(f'The natural voice does not speak "{language}". Using the system voice instead.')
        return ChildSynthesizer(None, words_per_minute, language)
    return FallbackSynthesizer(voice, words_per_minute, tell)


def cache_alias(voice: str | None, words_per_minute: int, language: str = DEFAULT_LANGUAGE) -> str:
    """Name of a request to a synthesizer, under which its identity is remembered."""
    missing = " not installed" if is_natural(voice) and not natural_is_installed() else ""
    return f"{voice or ''} {words_per_minute} {language}{missing}"


class FallbackSynthesizer:
    """Speaks with the natural voice; falls back to the system's if that fails, telling it once."""

    def __init__(
        self,
        voice: str,
        words_per_minute: int,
        tell: Tell,
        *,
        is_installed: Callable[[], bool] = natural_is_installed,
        engine: Callable[[str, int], ChildSynthesizer] = natural_synthesizer,
        other_engine: Callable[[str | None, int], ChildSynthesizer] = ChildSynthesizer,
    ) -> None:
        """`is_installed`, `engine` and `other_engine` are for tests."""
        self._words_per_minute = words_per_minute
        self._tell = tell
        self._is_installed = is_installed
        self._other_engine = other_engine
        self._current = engine(voice, words_per_minute)
        self._has_fallen_back = False

    def start(self) -> None:
        """Begin to load and return at once; loads the system's engine if packages are missing."""
        if not self._has_fallen_back and not self._is_installed():
            self._fall_back(f"is not installed. For it run: {to_install(NATURAL)}")
        else:
            self._current.start()

    @property
    def identity(self) -> str:
        """Engine, voice and rate. Raises VoiceError if there is no voice at all."""
        return self._asked(lambda engine: engine.identity)

    def list_voices(self) -> tuple[EngineVoice, ...]:
        """All voices of the engine in use. Raises VoiceError as `identity` does."""
        return self._asked(lambda engine: engine.list_voices())

    def render(self, text: str) -> "Clip":
        """Synthesize a text. Raises VoiceError if neither engine can."""
        return self._asked(lambda engine: engine.render(text))

    def close(self) -> None:
        """End the engine's process."""
        self._current.close()

    def _asked(self, question: Callable[[ChildSynthesizer], _Answer]) -> _Answer:
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
