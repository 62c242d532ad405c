"""A voice for virtual time: each sentence is rendered when it is asked for."""

from collections.abc import Callable
from typing import Protocol

from voicecoach.sound.clip import Clip, lead_ms
from voicecoach.sound.resampler import with_rate
from voicecoach.voice.normalization import normalized


class Renderer(Protocol):
    """Turns text into sound."""

    def render(self, text: str) -> Clip:
        """Synthesize a text."""
        ...


class PromptVoice:
    """Implements the port `Voice` without a thread; clips are kept in memory."""

    def __init__(
        self, renderer: Renderer, rate_hz: int, *, normalize: Callable[[Clip], Clip] | None = None
    ) -> None:
        """All clips are converted to `rate_hz`; `normalize` None: `normalized`, as in a session."""
        self._renderer = renderer
        self._normalize = normalize or normalized
        self._rate_hz = rate_hz
        self._clips: dict[str, Clip] = {}

    def clip(self, text: str) -> Clip:
        """The sentence as a session plays it."""
        if text not in self._clips:
            clip = self._normalize(self._renderer.render(text))
            self._clips[text] = with_rate(clip, self._rate_hz)
        return self._clips[text]

    def length_ms(self, text: str) -> int:
        """Duration of the sentence, ms."""
        return round(self.clip(text).duration_ms)

    def lead_ms(self, text: str) -> int:
        """Time from the beginning of the sentence to its first vowel, ms."""
        return lead_ms(self.clip(text))

    def prepare(self, texts: tuple[str, ...]) -> None:
        """Do nothing: rendering takes none of the session's time."""

    def when_rendered(self, text: str, use: Callable[[Clip], None]) -> None:
        """Hand over the clip at once."""
        use(self.clip(text))
