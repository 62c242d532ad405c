"""A step that stands still: where it stood, since when, and what is said meanwhile."""

from dataclasses import dataclass

from voicecoach.core.phases import Phase
from voicecoach.core.phrases import Phrase
from voicecoach.core.playback.playhead import Playhead, StepProgress
from voicecoach.core.playback.speech_timing import SpeechTiming
from voicecoach.core.timeline.lines import Line, Role, in_role
from voicecoach.core.timeline.steps import Place, Talk

UNANSWERED_MS = 30_000
"""After so long without an answer, "finish here?" becomes a pause."""
REMINDER_MS = 60_000
"""After so long in a pause, the coach says once how to go on."""
_ASKING = frozenset({Phase.CONFIRMING, Phase.HURTING})
"""Phases that ask, and become a pause when nobody answers."""


@dataclass(frozen=True, slots=True)
class _PausedStep:
    progress: StepProgress
    since_ms: int


class Pause:
    """Begins and ends any number of times, and knows for how long it has lasted in all."""

    def __init__(self, timing: SpeechTiming) -> None:
        self._timing = timing
        self._paused: _PausedStep | None = None
        self.aside: Playhead | None = None
        """What is said while the step stands still; it does while there is something."""
        self.total_ms = 0
        """For how long steps stood still that have gone on since."""

    @property
    def is_on(self) -> bool:
        """Whether the step stands still."""
        return self._paused is not None

    @property
    def progress(self) -> StepProgress:
        """Where the step stands; only while it does."""
        assert self._paused is not None
        return self._paused.progress

    def moment(self, now_ms: int) -> int:
        """The time at which the step stands: now, or when it was frozen."""
        return self._paused.since_ms if self._paused else now_ms

    def begin(self, progress: StepProgress, now_ms: int) -> None:
        """From now on the step stands here; if it stands still already, it stays where it is."""
        if self._paused is None:
            self._paused = _PausedStep(progress, now_ms)

    def ask(self, phase: Phase, place: Place | None, lines: tuple[Phrase, ...], at_ms: int) -> None:
        """Say this in the phase, and wait for an answer as long as becomes it."""
        wait_ms = UNANSWERED_MS if phase in _ASKING else REMINDER_MS
        self._say(Talk(phase, place, in_role(Role.PROMPT, lines), wait_ms), at_ms)

    def remind(self, phase: Phase, place: Place | None, words: Phrase, at_ms: int) -> None:
        """Say this, and wait for as long as it takes."""
        self._say(Talk(phase, place, (Line(words, Role.PROMPT),), None), at_ms)

    def _say(self, talk: Talk, at_ms: int) -> None:
        self.aside = Playhead(talk, StepProgress(), start_ms=at_ms, speed=1, timing=self._timing)

    def end(self, now_ms: int) -> None:
        """The step goes on, or another one begins; nothing, if none stands still."""
        self.total_ms += now_ms - self.moment(now_ms)
        self._paused = self.aside = None
