"""Recognizes an utterance while it goes on, from partial results that have become stable."""

from collections.abc import Callable, Sequence
from typing import Protocol

from voicecoach.core.dialogue.intents import NO_GRAMMAR, Grammar
from voicecoach.core.dialogue.wordings import find_commands
from voicecoach.hearing.recent_audio import LEAD_IN_MS, RecentAudio
from voicecoach.hearing.signal_format import RATE_HZ
from voicecoach.hearing.thresholds import DecisionThresholds
from voicecoach.hearing.utterances import Utterance
from voicecoach.sound.clip import Samples, milliseconds_of

LATEST_COMMAND_MS = 1500
"""Latest time after the beginning at which a text may be a command; a later one is talk."""
SHORTEST_PARTIAL_MS = 200
"""Earliest time after the beginning at which a text is meaningful: the network's look-ahead."""
MOVED_MS = 60
"""An utterance whose beginning moves by more than this is recognized from its new beginning."""


class PartialRecognizer(Protocol):
    """A recognizer with partial results."""

    def accept(self, block: Samples) -> str:
        """Take the next samples; return the text so far, which lacks the last third of a second.

        `block`: (frames,) float32 mono, 16 kHz.
        """
        ...


class PartialResult:
    """The text of one utterance, and the time of its last change."""

    def __init__(self, recognizer: PartialRecognizer, began_ms: int, since_ms: float) -> None:
        """The utterance began at `began_ms`; the recognizer listens from `since_ms` on."""
        self._recognizer = recognizer
        self.began_ms = began_ms
        self.until_ms = since_ms
        """End of the sound that was recognized, ms."""
        self._text = ""
        self._changed_ms = since_ms
        self._was_judged = False

    def listen(self, blocks: Sequence[tuple[Samples, float]]) -> None:
        """Recognize further blocks, (frames,) float32 mono, 16 kHz, each with its time in ms."""
        for block, at_ms in blocks:
            text = self._recognizer.accept(block)
            self.until_ms = at_ms + milliseconds_of(len(block), RATE_HZ)
            if text != self._text:
                self._text, self._changed_ms, self._was_judged = text, self.until_ms, False

    def wordings(self, grammar: Grammar) -> tuple[str, ...]:
        """The wordings in the text, in order; none if it changed too late for a command."""
        is_late = self._changed_ms - self.began_ms > LATEST_COMMAND_MS
        return () if is_late else find_commands(self._text, grammar.wordings)

    def is_stable(self, wait_ms: int) -> bool:
        """True, once for each text, if the text has not changed for `wait_ms`."""
        stable_ms = self.until_ms - self._changed_ms
        if (
            self._was_judged
            or stable_ms < wait_ms
            or self.until_ms - self.began_ms < SHORTEST_PARTIAL_MS
        ):
            return False
        self._was_judged = True
        return True


class PartialPass:
    """Follows the utterance that goes on. For one thread."""

    def __init__(
        self,
        recent: RecentAudio,
        new_recognizer: Callable[[tuple[str, ...]], PartialRecognizer],
        thresholds: DecisionThresholds,
    ) -> None:
        """`new_recognizer` makes a recognizer for a grammar's wordings."""
        self._recent = recent
        self._new_recognizer = new_recognizer
        self._thresholds = thresholds
        self._grammar = NO_GRAMMAR
        self._partial: PartialResult | None = None

    def listen_for(self, grammar: Grammar) -> None:
        """Change the grammar, and discard the result with the old one."""
        self._grammar = grammar
        self.forget()

    def forget(self) -> None:
        """Discard the result."""
        self._partial = None

    def has_stable_wordings(self, utterance: Utterance, since_ms: int, now_ms: float) -> bool:
        """True, once for each text, if wordings have been recognized for long enough.

        Recognizes the utterance's sound after `since_ms` that it has not recognized yet.
        """
        if utterance.is_talk or now_ms - utterance.began_ms > LATEST_COMMAND_MS + LEAD_IN_MS:
            return False
        partial = self._result_of(utterance.began_ms, since_ms)
        partial.listen(self._recent.pieces(utterance, partial.until_ms))
        wordings = partial.wordings(self._grammar)
        is_urgent = self._grammar.at_once.issuperset(wordings)
        thresholds = self._thresholds
        wait_ms = thresholds.partial_ms if is_urgent else thresholds.stable_partial_ms
        return bool(wordings) and partial.is_stable(wait_ms)

    def _result_of(self, began_ms: int, since_ms: int) -> PartialResult:
        if self._partial is None or abs(self._partial.began_ms - began_ms) > MOVED_MS:
            recognizer = self._new_recognizer(self._grammar.wordings)
            heard_from_ms = max(began_ms - LEAD_IN_MS, since_ms)
            self._partial = PartialResult(recognizer, began_ms, heard_from_ms)
        return self._partial
