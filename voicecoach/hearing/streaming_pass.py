"""Hearing where noise hides when somebody speaks: one recognizer that listens all the time.

It needs half a second of what it takes for silence before it knows, so it is the second to decide.
Words in noise of 12 dB below them were right in 79 of 100 cases with it alone, in 76 by the level
of the sound (training recordings), and often it was not the same ones.
"""

from collections.abc import Callable, Sequence
from typing import Protocol

from voicecoach.core.dialogue.intents import NO_GRAMMAR, Grammar
from voicecoach.hearing.decision import NOTHING, Hypothesis, Reading, read
from voicecoach.sound.clip import Samples


class StreamingRecognizer(Protocol):
    """Finds the ends of utterances by itself."""

    def accept_to_end(self, block: Samples) -> Sequence[Hypothesis]:
        """What an utterance may be, if it has ended with this block; else nothing."""
        ...


class StreamingPass:
    """Follows a 16 kHz signal as long as it is fed. For one thread."""

    def __init__(self, new_recognizer: Callable[[tuple[str, ...]], StreamingRecognizer]) -> None:
        """`new_recognizer` makes one for a grammar's wordings."""
        self._new_recognizer = new_recognizer
        self._recognizer: StreamingRecognizer | None = None
        self._grammar = NO_GRAMMAR

    def listen_for(self, grammar: Grammar) -> None:
        """Change the grammar; what was begun is forgotten."""
        self._grammar = grammar
        self.forget()

    def forget(self) -> None:
        """Begin anew: what was said so far is known, or will never be."""
        self._recognizer = None

    def process(self, block: Samples) -> Reading:
        """Take the next samples; the reading of an utterance that has just ended."""
        if not self._grammar.commands:
            return NOTHING
        if self._recognizer is None:
            self._recognizer = self._new_recognizer(self._grammar.wordings)
        hypotheses = self._recognizer.accept_to_end(block)
        return read(hypotheses, self._grammar) if hypotheses else NOTHING
