"""Chooses the synthesizer: the natural voice where it speaks, else the system's engine."""

import importlib.util
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from voicecoach.core.phrases import DEFAULT_LANGUAGE, Pronunciation, main_language
from voicecoach.errors import VoiceError
from voicecoach.program import to_install
from voicecoach.voice.process import EngineVoice
from voicecoach.voice.synthesizer import ChildSynthesizer, child_command

if TYPE_CHECKING:
    from voicecoach.sound.clip import Clip

AUTO = "auto"
"""The name for the natural voice where it speaks the language and is installed, else `SYSTEM`."""
SYSTEM = "system"
"""The name for the best voice of the system's engine."""
NATURAL = "natural"
"""The name of the natural voice; with another of its speakers: natural-NAME."""
NATURAL_LANGUAGE = DEFAULT_LANGUAGE
"""The only language of the natural voice."""
_ENGINE = Path(__file__).with_name("hibari_engine.py")

Tell = Callable[[str], None]
_Answer = TypeVar("_Answer")


def meant_voice(voice: str | None, language: str = DEFAULT_LANGUAGE) -> str:
    """The voice that a setting means: "natural" or one of its speakers, "system", or an id or name.

    `voice` None is the setting of a user who chose none. Does not look at what is installed.
    """
    speaks = main_language(language) == NATURAL_LANGUAGE
    if voice is None or voice == AUTO:
        return NATURAL if speaks else SYSTEM
    return SYSTEM if is_natural(voice) and not speaks else voice


def is_natural(voice: str) -> bool:
    """True if the name means the natural voice."""
    return voice == NATURAL or voice.startswith(f"{NATURAL}-")


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
        kind=NATURAL,
        reads_sounds=True,
    )


def system_synthesizer(
    voice: str, words_per_minute: int, language: str = DEFAULT_LANGUAGE
) -> ChildSynthesizer:
    """The synthesizer of a voice of the system's engine, "system": the best for the language."""
    return ChildSynthesizer(None if voice == SYSTEM else voice, words_per_minute, language)


def synthesizer_for(
    voice: str | None, words_per_minute: int, tell: Tell, language: str = DEFAULT_LANGUAGE
) -> "ChildSynthesizer | FallbackSynthesizer":
    """The synthesizer of a voice; `tell` gets a line if another voice has to replace it."""
    meant = meant_voice(voice, language)
    if not is_natural(meant):
        if voice is not None and is_natural(voice):
            tell(f'The natural voice does not speak "{language}". Using the system voice instead.')
        return system_synthesizer(meant, words_per_minute, language)
    if not natural_is_installed():
        tell(
            f"The natural voice is not installed. For it run: {to_install(NATURAL)}. "
            "Going on with the system's voice."
        )
        return system_synthesizer(SYSTEM, words_per_minute, language)
    return FallbackSynthesizer(
        natural_synthesizer(meant, words_per_minute),
        lambda: system_synthesizer(SYSTEM, words_per_minute, language),
        tell,
    )


def cache_alias(voice: str | None, words_per_minute: int, language: str = DEFAULT_LANGUAGE) -> str:
    """Name of a request to a synthesizer, under which its identity is remembered."""
    meant = meant_voice(voice, language)
    missing = " not installed" if is_natural(meant) and not natural_is_installed() else ""
    return f"{meant} {words_per_minute} {language}{missing}"


class FallbackSynthesizer:
    """Speaks with one voice until it fails; from then on with another one, telling it once."""

    def __init__(
        self, wanted: ChildSynthesizer, substitute: Callable[[], ChildSynthesizer], tell: Tell
    ) -> None:
        """`substitute` makes the other synthesizer, when it is needed."""
        self._current = wanted
        self._substitute = substitute
        self._tell = tell
        self._words: Mapping[str, Pronunciation] = {}
        self._is_closed = False
        self.is_substitute = False
        """True once the other voice speaks."""

    def start(self) -> None:
        """Begin to load and return at once."""
        self._current.start()

    def pronounce(self, words: Mapping[str, Pronunciation]) -> None:
        """Say these words, in lower case, as told; called before anything is rendered."""
        self._words = words
        self._current.pronounce(words)

    @property
    def identity(self) -> str:
        """Engine, voice and rate. Raises VoiceError if there is no voice at all."""
        return self._asked(lambda engine: engine.identity)

    def list_voices(self) -> tuple[EngineVoice, ...]:
        """All voices of the engine in use. Raises VoiceError as `identity` does."""
        return self._asked(lambda engine: engine.list_voices())

    def render(self, text: str) -> "Clip":
        """Synthesize a text. Raises VoiceError if neither engine can, and after `close`."""
        return self._asked(lambda engine: engine.render(text))

    def close(self) -> None:
        """End the engine's process; a `render` in another thread then raises VoiceError."""
        self._is_closed = True
        self._current.close()

    def _asked(self, question: Callable[[ChildSynthesizer], _Answer]) -> _Answer:
        try:
            return question(self._current)
        except VoiceError as error:
            # A voice that was closed has not failed.
            if self.is_substitute or self._is_closed:
                raise
            self._fall_back(error)
            return question(self._current)

    def _fall_back(self, error: VoiceError) -> None:
        reason = str(error).rstrip(".")
        self._tell(f"The natural voice can't speak ({reason}). Going on with the system's voice.")
        self.is_substitute = True
        failed, self._current = self._current, self._substitute()
        self._current.pronounce(self._words)
        failed.close()
        if self._is_closed:  # meanwhile, by another thread
            self._current.close()
