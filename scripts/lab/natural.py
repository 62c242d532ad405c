"""The natural voice in this process: a sentence always sounds the same."""

from voicecoach.settings_file import DEFAULT_WORDS_PER_MINUTE
from voicecoach.sound.clip import Clip
from voicecoach.voice.hibari_engine import OUTPUT_RATE_HZ, Engine


class Natural:
    """Renders each sentence at the usual pace."""

    def __init__(self) -> None:
        self._engine = Engine(None, DEFAULT_WORDS_PER_MINUTE, "en")

    def render(self, text: str) -> Clip:
        """The sound of a text."""
        return Clip(self._engine.spoken(text), OUTPUT_RATE_HZ)
