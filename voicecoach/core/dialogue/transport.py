"""Transport: the few controls of the player that pain and dose changes need."""

from typing import Protocol

from voicecoach.core.phases import Phase
from voicecoach.core.phrases import Phrase
from voicecoach.core.playback.playhead import Playhead
from voicecoach.core.playback.program import Program
from voicecoach.core.timeline.steps import Work


class Transport(Protocol):
    """Speaks, pauses and goes on."""

    @property
    def program(self) -> Program:
        """The steps, and the one at hand."""
        ...

    @property
    def phase(self) -> Phase:
        """Phase of the session."""
        ...

    def say(self, answer: Phrase, now_ms: int, *, insist: bool = True) -> None:
        """Fit in a sentence where it disturbs least; without `insist`, only into a gap."""
        ...

    def pause(self, phase: Phase, words: Phrase, now_ms: int, *more: Phrase) -> None:
        """Fall silent at once, pause the step, and say this."""
        ...

    def go_on(self, now_ms: int, ended_ms: int) -> None:
        """Leave the step at hand, which ended at `ended_ms`, for the one after it."""
        ...

    def leave_exercise(self, now_ms: int, ended_ms: int) -> None:
        """Go on with the next exercise."""
        ...

    def replan(self, program: Program) -> None:
        """Take a changed program from here on."""
        ...


class AdjustableTransport(Transport, Protocol):
    """Also changes the set or the rest at hand."""

    @property
    def playhead(self) -> Playhead:
        """Position in the step at hand, paused or not."""
        ...

    @property
    def is_paused(self) -> bool:
        """True if the step is paused, also behind a question."""
        ...

    def again(self, now_ms: int) -> None:
        """Say this step again."""
        ...

    def rework(self, work: Work, now_ms: int) -> None:
        """Give the set at hand more units, or end it sooner."""
        ...

    def prolong(self, by_ms: int, now_ms: int) -> None:
        """Let the break at hand last longer."""
        ...

    def close_rating(self, now_ms: int) -> None:
        """Go on with a rest in which the question how the exercise felt is answered."""
        ...
