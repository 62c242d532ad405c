"""What a recognizer shows of an utterance that goes on."""

from collections.abc import Sequence
from typing import Protocol

from voicecoach.core.dialogue.intents import Grammar, find_commands
from voicecoach.hearing.recent_audio import LEAD_IN_MS
from voicecoach.hearing.signal_format import RATE_HZ
from voicecoach.sound.clip import Samples, milliseconds_of

LATEST_MS = 1500
"""Text that shows up later in speech that goes on is that of talk."""
SHORTEST_MS = 200
"""Text can't tell anything sooner after the beginning: the network looks ahead so far."""


class PartialRecognizer(Protocol):
    """Tells what it has understood so far."""

    def accept(self, block: Samples) -> str:
        """The text of the utterance so far, of which the last third of a second is missing."""
        ...


class PartialResult:
    """The text of one utterance, and since when it has been as it is."""

    def __init__(self, recognizer: PartialRecognizer, began_ms: int, since_ms: float) -> None:
        """The utterance began at `began_ms`; the recognizer listens from `since_ms` on."""
        self._recognizer = recognizer
        self.began_ms = began_ms
        self.until_ms = since_ms
        """Up to when it has listened."""
        self._text = ""
        self._changed_ms = since_ms
        self._was_judged = False

    def listen(self, blocks: Sequence[tuple[Samples, float]]) -> None:
        """Take what was said meanwhile: samples with their times."""
        for block, at_ms in blocks:
            text = self._recognizer.accept(block)
            self.until_ms = at_ms + milliseconds_of(len(block), RATE_HZ)
            if text != self._text:
                self._text, self._changed_ms, self._was_judged = text, self.until_ms, False

    def commands(self, grammar: Grammar) -> tuple[str, ...]:
        """The commands in it, unless they showed up too late to be any."""
        is_late = self._changed_ms - self.began_ms > LATEST_MS
        return () if is_late else find_commands(self._text, grammar.wordings)

    def is_ripe(self, wait_ms: int) -> bool:
        """Whether it has been the same for so long; once for each text."""
        stood_ms = self.until_ms - self._changed_ms
        if self._was_judged or stood_ms < wait_ms or self.until_ms - self.began_ms < SHORTEST_MS:
            return False
        self._was_judged = True
        return True


def is_worth_showing(began_ms: int, now_ms: float) -> bool:
    """Whether an utterance that goes on since then may still be a command."""
    return now_ms - began_ms <= LATEST_MS + LEAD_IN_MS
