"""The recognizer's partial result of an utterance that goes on."""

from collections.abc import Sequence
from typing import Protocol

from voicecoach.core.dialogue.intents import Grammar
from voicecoach.core.dialogue.wordings import find_commands
from voicecoach.hearing.recent_audio import LEAD_IN_MS
from voicecoach.hearing.signal_format import RATE_HZ
from voicecoach.sound.clip import Samples, milliseconds_of

LATEST_COMMAND_MS = 1500
"""Latest time after the beginning at which a text may be a command; a later one is talk."""
SHORTEST_PARTIAL_MS = 200
"""Earliest time after the beginning at which a text is meaningful: the network's look-ahead."""


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

    def commands(self, grammar: Grammar) -> tuple[str, ...]:
        """The commands in the text; none if it changed too late for a command."""
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


def may_become_command(began_ms: int, now_ms: float) -> bool:
    """True if an utterance that has gone on since `began_ms` may still be a command."""
    return now_ms - began_ms <= LATEST_COMMAND_MS + LEAD_IN_MS
