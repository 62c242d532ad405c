"""The coach's voice in the room: rendered when it is asked for, while time stands still."""

from collections.abc import Callable
from typing import Protocol

from voicecoach.sound.clip import Clip, lead_ms
from voicecoach.sound.resampler import with_rate
from voicecoach.voice.finishing import finished


class Renderer(Protocol):
    """Turns text into sound."""

    def render(self, text: str) -> Clip:
        """The sound of a text."""
        ...


class PromptVoice:
    """Implements the port `Voice` without a thread; clips are kept in memory."""

    def __init__(
        self, renderer: Renderer, rate_hz: int, *, finish: Callable[[Clip], Clip] | None = None
    ) -> None:
        """`rate_hz` is the rate of the room; `finish` makes clips alike, None: as a session's."""
        self._renderer = renderer
        self._finish = finish or finished
        self._rate_hz = rate_hz
        self._clips: dict[str, Clip] = {}

    def clip(self, text: str) -> Clip:
        """The sentence as a session sounds it."""
        if text not in self._clips:
            clip = self._finish(self._renderer.render(text))
            self._clips[text] = with_rate(clip, self._rate_hz)
        return self._clips[text]

    def length_ms(self, text: str) -> int:
        """How long this sentence lasts."""
        return round(self.clip(text).duration_ms)

    def lead_ms(self, text: str) -> int:
        """How long after its beginning its first vowel begins."""
        return lead_ms(self.clip(text))

    def prepare(self, texts: tuple[str, ...]) -> None:
        """Nothing: it never takes any of the session's time."""

    def when_rendered(self, text: str, use: Callable[[Clip], None]) -> None:
        """Hand over the clip at once."""
        use(self.clip(text))
