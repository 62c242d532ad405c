"""Pause of a step: its position, its length, and the words that are said meanwhile."""

from dataclasses import replace

from voicecoach.core.phases import Phase
from voicecoach.core.phrases import Phrase
from voicecoach.core.playback.playhead import Playhead
from voicecoach.core.playback.progress import StepProgress
from voicecoach.core.playback.speech_timing import SpeechTiming
from voicecoach.core.timeline.lines import Line, Role, in_role
from voicecoach.core.timeline.steps import Place, Talk
from voicecoach.core.timeline.waits import REMINDER_MS, UNANSWERED_MS
from voicecoach.dataclass import dataclass

_ASKING = frozenset({Phase.CONFIRMING, Phase.HURTING})
"""Phases that ask, and become a pause without an answer."""


@dataclass(frozen=True, slots=True)
class _PausedStep:
    progress: StepProgress
    since_ms: int


class Pause:
    """Begins and ends any number of times, and adds up its length."""

    def __init__(self, timing: SpeechTiming) -> None:
        self._timing = timing
        self._paused: _PausedStep | None = None
        self._aside: Playhead | None = None
        self._past_ms = 0
        """Length of all pauses that are over."""

    @property
    def is_on(self) -> bool:
        """True if the step is paused."""
        return self._paused is not None

    @property
    def aside(self) -> Playhead | None:
        """Plays what is said during the pause; None: the step is not paused."""
        return self._aside

    @property
    def progress(self) -> StepProgress:
        """Progress at which the step is paused; only while it is."""
        assert self._paused is not None
        return self._paused.progress

    def step_time_ms(self, now_ms: int) -> int:
        """The step's own time: now, or when it was paused."""
        return self._paused.since_ms if self._paused else now_ms

    def total_ms(self, now_ms: int) -> int:
        """Length of all pauses so far."""
        return self._past_ms + now_ms - self.step_time_ms(now_ms)

    def begin(self, progress: StepProgress, now_ms: int) -> None:
        """Pause the step here; if it is paused already, it stays where it is."""
        if self._paused is None:
            self._paused = _PausedStep(progress, now_ms)

    def move_to(self, progress: StepProgress) -> None:
        """Let the paused step go on from here; only while it is paused."""
        assert self._paused is not None
        self._paused = replace(self._paused, progress=progress)

    def ask(self, phase: Phase, place: Place | None, lines: tuple[Phrase, ...], at_ms: int) -> None:
        """Say this in the phase, and wait for an answer as long as the phase does."""
        wait_ms = UNANSWERED_MS if phase in _ASKING else REMINDER_MS
        self._say(Talk(phase, place, in_role(Role.PROMPT, lines), wait_ms), at_ms)

    def remind(self, phase: Phase, place: Place | None, words: Phrase, at_ms: int) -> None:
        """Say this, and wait without end."""
        self._say(Talk(phase, place, (Line(words, Role.PROMPT),), None), at_ms)

    def _say(self, talk: Talk, at_ms: int) -> None:
        self._aside = Playhead(talk, StepProgress(), start_ms=at_ms, speed=1, timing=self._timing)

    def end(self, now_ms: int) -> None:
        """Let the step go on, or another one begin; without a pause, nothing happens."""
        self._past_ms = self.total_ms(now_ms)
        self._paused = self._aside = None
