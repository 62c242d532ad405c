"""Kept sound, heard a second time: a recognizer that is told that nothing follows need not wait."""

from collections.abc import Callable, Sequence
from typing import Protocol

from voicecoach.core.dialogue.intents import NO_GRAMMAR, Grammar
from voicecoach.hearing.decision import NOTHING, Hypothesis, Reading, read
from voicecoach.hearing.recent_audio import RecentAudio
from voicecoach.hearing.utterances import Utterance
from voicecoach.sound.clip import Samples


class ConcludingRecognizer(Protocol):
    """Knows what it has heard when it is told that it was all."""

    def accept(self, block: Samples) -> str:
        """Take the next samples (float32, 16 kHz)."""
        ...

    def conclude(self) -> Sequence[Hypothesis]:
        """What the utterance may be if nothing more is said; the recognizer is spent."""
        ...


class SecondPass:
    """Hears an utterance that has ended once, and once more with its soft end. For one thread."""

    def __init__(
        self, kept: RecentAudio, new_recognizer: Callable[[tuple[str, ...]], ConcludingRecognizer]
    ) -> None:
        """`new_recognizer` makes one for a grammar's wordings."""
        self._kept = kept
        self._new_recognizer = new_recognizer
        self._grammar = NO_GRAMMAR
        self._ended_ms: int | None = None
        """Of the utterances that are kept here, by their beginning and whether with a soft end."""
        self._readings: dict[tuple[int, bool], Reading] = {}
        self._in_context: dict[tuple[int, bool], Sequence[Hypothesis]] = {}

    def listen_for(self, grammar: Grammar) -> None:
        """Change the grammar; what was heard by the old one is forgotten."""
        self._grammar = grammar
        self.forget()

    def forget(self) -> None:
        """Nothing that was heard will be asked for again."""
        self._ended_ms = None
        self._readings.clear()
        self._in_context.clear()

    def so_far(self, utterance: Utterance, since_ms: int) -> Reading:
        """An utterance as if it was over now; nothing from before `since_ms` is part of it."""
        if not self._kept.reaches_back_to(utterance.began_ms):
            return NOTHING
        return read(self._hypotheses(self._kept.of(utterance, since_ms)), self._grammar)

    def of_ended(self, utterance: Utterance, since_ms: int, *, softly: bool) -> Reading:
        """The same of one that has ended, as far as is known: what is clearer with a soft end or
        without.

        `softly` is whether enough time has passed for a soft end.
        """
        self._begin_anew_with(utterance.ended_ms)
        which = (utterance.began_ms, softly)
        if which not in self._readings:
            sooner = self._readings.get((utterance.began_ms, False), NOTHING)
            reading = self.so_far(utterance, since_ms)
            self._readings[which] = max(reading, sooner, key=lambda each: each.margin)
        return self._readings[which]

    def in_context(
        self, utterance: Utterance, since_ms: int, *, softly: bool
    ) -> Sequence[Hypothesis]:
        """What it may be along with what the same voice said before it."""
        if utterance.ended_ms is None:
            return self._hypotheses(self._kept.along_with_before(utterance, since_ms))
        self._begin_anew_with(utterance.ended_ms)
        which = (utterance.began_ms, softly)
        if which not in self._in_context:
            sound = self._kept.along_with_before(utterance, since_ms)
            self._in_context[which] = self._hypotheses(sound)
        return self._in_context[which]

    def _begin_anew_with(self, ended_ms: int | None) -> None:
        if self._ended_ms != ended_ms:
            self.forget()
            self._ended_ms = ended_ms

    def _hypotheses(self, sound: Samples) -> Sequence[Hypothesis]:
        recognizer = self._new_recognizer(self._grammar.wordings)
        # In one piece: the text so far, which costs more than all else, is not wanted here.
        recognizer.accept(sound)
        return recognizer.conclude()
