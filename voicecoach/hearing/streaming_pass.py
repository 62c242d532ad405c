"""Recognizes commands in noise that hides the limits of speech: one recognizer, always listening.

It needs half a second of what it takes for silence before its result, so it decides second. Of
words in noise 12 dB below them, 79 % were right with it alone and 76 % with segments by level
(training recordings), and often not the same words.
"""

from collections.abc import Callable, Sequence
from typing import Protocol

from voicecoach.core.dialogue.intents import NO_GRAMMAR, Grammar
from voicecoach.hearing.decision import NOTHING, Hypothesis, Reading, read
from voicecoach.hearing.utterances import NO_LEVEL_DB, SpeechSegment, Utterance
from voicecoach.sound.clip import Samples

DELAY_MS = 500
"""Assumed time from the end of a word to the result..."""
WORD_MS = 450
"""... and assumed duration of that word."""


class StreamingRecognizer(Protocol):
    """A recognizer that finds the endpoints of utterances itself."""

    def accept_to_end(self, block: Samples) -> Sequence[Hypothesis]:
        """Take the next samples; return hypotheses if an utterance has ended with them.

        `block`: (frames,) float32 mono, 16 kHz.
        """
        ...


class StreamingPass:
    """Follows a 16 kHz signal for as long as it is fed. For one thread."""

    def __init__(self, new_recognizer: Callable[[tuple[str, ...]], StreamingRecognizer]) -> None:
        """`new_recognizer` makes a recognizer for a grammar's wordings."""
        self._new_recognizer = new_recognizer
        self._recognizer: StreamingRecognizer | None = None
        self._grammar = NO_GRAMMAR

    def listen_for(self, grammar: Grammar) -> None:
        """Change the grammar, and discard the utterance that goes on."""
        self._grammar = grammar
        self.forget()

    def forget(self) -> None:
        """Discard the utterance that goes on, and start with a new recognizer."""
        self._recognizer = None

    def process(self, block: Samples) -> Reading:
        """Take the next samples, (frames,) float32 mono, 16 kHz; read an utterance that ended.

        Returns `NOTHING` while none has ended.
        """
        if not self._grammar.commands:
            return NOTHING
        if self._recognizer is None:
            self._recognizer = self._new_recognizer(self._grammar.wordings)
        hypotheses = self._recognizer.accept_to_end(block)
        return read(hypotheses, self._grammar) if hypotheses else NOTHING


def said_in_noise(now_ms: int, since_ms: int) -> Utterance:
    """An utterance at the estimated time of what has just been recognized, after `since_ms`."""
    ended_ms = now_ms - DELAY_MS
    began_ms = max(ended_ms - WORD_MS, since_ms)
    return Utterance((SpeechSegment(began_ms, ended_ms, NO_LEVEL_DB),), is_talk=False)
