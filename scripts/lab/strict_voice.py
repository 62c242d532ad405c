"""A voice of the coach's and no other one: another voice's figures would be of no use."""

from functools import cache

from voicecoach.content.loader import load_language
from voicecoach.hearing.signal_format import RATE_HZ
from voicecoach.settings_file import DEFAULT_WORDS_PER_MINUTE
from voicecoach.voice.choice import FallbackSynthesizer, synthesizer_for
from voicecoach.voice.immediate import PromptVoice
from voicecoach.voice.synthesizer import ChildSynthesizer


def strict_synthesizer(
    name: str | None, words_per_minute: int = DEFAULT_WORDS_PER_MINUTE
) -> ChildSynthesizer | FallbackSynthesizer:
    """The synthesizer of this voice (None: the default); raises SystemExit if it can't speak."""
    return synthesizer_for(name, words_per_minute, _give_up)


@cache
def strict_voice(name: str) -> PromptVoice:
    """This voice as it speaks in sessions, at 16 kHz; raises SystemExit if it can't."""
    synthesizer = strict_synthesizer(name)
    synthesizer.pronounce(load_language().pronunciations)
    return PromptVoice(synthesizer, RATE_HZ)


def _give_up(reason: str) -> None:
    raise SystemExit(reason)
