"""Recognizes an utterance again from its kept sound, once it has ended.

A recognizer that is told that the utterance is over gives its result without waiting.
"""

from collections.abc import Callable, Sequence
from typing import Protocol

from voicecoach.core.dialogue.intents import NO_GRAMMAR
from voicecoach.hearing.decision import NOTHING, Hypothesis, ReadableGrammar, Reading, read
from voicecoach.hearing.recent_audio import RecentAudio
from voicecoach.hearing.utterances import Utterance
from voicecoach.sound.clip import Samples


class ConcludingRecognizer(Protocol):
    """A recognizer that gives its result when it is told that the utterance is over."""

    def accept(self, block: Samples) -> str:
        """Take the next samples: (frames,) float32 mono, 16 kHz."""
        ...

    def conclude(self) -> Sequence[Hypothesis]:
        """End the utterance and return its hypotheses; the recognizer can't be used again."""
        ...


class SecondPass:
    """Recognizes an utterance when it has ended, and again with its soft end. For one thread."""

    def __init__(
        self, recent: RecentAudio, new_recognizer: Callable[[tuple[str, ...]], ConcludingRecognizer]
    ) -> None:
        """`new_recognizer` makes a recognizer for a grammar's phrases."""
        self._recent = recent
        self._new_recognizer = new_recognizer
        self._grammar: ReadableGrammar = NO_GRAMMAR
        self._ended_ms: int | None = None
        """End of the utterances below, which are keyed by their beginning and `with_soft_end`."""
        self._readings: dict[tuple[int, bool], Reading] = {}
        self._in_context: dict[tuple[int, bool], Sequence[Hypothesis]] = {}

    def listen_for(self, grammar: ReadableGrammar) -> None:
        """Change the grammar, and discard the results with the old one."""
        self._grammar = grammar
        self.forget()

    def forget(self) -> None:
        """Discard all results."""
        self._ended_ms = None
        self._readings.clear()
        self._in_context.clear()

    @property
    def best_margin(self) -> float:
        """Margin of the clearest reading of the utterance that ended last."""
        return max((each.margin for each in self._readings.values()), default=NOTHING.margin)

    def so_far(self, utterance: Utterance, since_ms: int) -> Reading:
        """Reading of an utterance as if it were over now, from its sound after `since_ms`."""
        if not self._recent.reaches_back_to(utterance.began_ms):
            return NOTHING
        return read(self._hypotheses(self._recent.of(utterance, since_ms)), self._grammar)

    def of_ended(self, utterance: Utterance, since_ms: int, *, with_soft_end: bool) -> Reading:
        """Reading of an utterance that seems to have ended.

        `with_soft_end`: enough time has passed for a soft end; then the clearer reading of the two
        counts.
        """
        self._reset_for(utterance.ended_ms)
        which = (utterance.began_ms, with_soft_end)
        if which not in self._readings:
            sooner = self._readings.get((utterance.began_ms, False), NOTHING)
            reading = self.so_far(utterance, since_ms)
            self._readings[which] = max(reading, sooner, key=lambda each: each.margin)
        return self._readings[which]

    def in_context(
        self, utterance: Utterance, since_ms: int, *, with_soft_end: bool
    ) -> Sequence[Hypothesis]:
        """Hypotheses of an utterance together with the speech of the same voice before it."""
        if utterance.ended_ms is None:
            return self._hypotheses(self._recent.with_context(utterance, since_ms))
        self._reset_for(utterance.ended_ms)
        which = (utterance.began_ms, with_soft_end)
        if which not in self._in_context:
            sound = self._recent.with_context(utterance, since_ms)
            self._in_context[which] = self._hypotheses(sound)
        return self._in_context[which]

    def _reset_for(self, ended_ms: int | None) -> None:
        if self._ended_ms != ended_ms:
            self.forget()
            self._ended_ms = ended_ms

    def _hypotheses(self, sound: Samples) -> Sequence[Hypothesis]:
        recognizer = self._new_recognizer(self._grammar.phrases)
        # In one piece, since partial results, which cost more than anything else, are not needed.
        recognizer.accept(sound)
        return recognizer.conclude()
