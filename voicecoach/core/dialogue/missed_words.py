"""Words that the coach keeps missing, told from what its user does after a miss.

A missed word is not known; but the user then says it again or presses its key, so that their next
command tells which one it was.
"""

from collections import Counter
from collections.abc import Mapping

from voicecoach.core.dialogue.intent import Intent
from voicecoach.core.facts import Fact, IntentDoubted, IntentHeard, SpeechMissed

AGAIN_MS = 8_000
"""Time within which a missed word is said again, or its key pressed."""
ENOUGH = 3
"""Misses after which the word should be taught."""
_NOT_TAUGHT = frozenset({Intent.NUMBER.value, Intent.WAKE.value})
"""Of many words, or said while the coach sleeps."""


class MissedWords:
    """Counts the misses of a session by their words. Takes all facts in their order."""

    def __init__(self, first_words: Mapping[str, str]) -> None:
        """`first_words`: the wording by which each intent is taught."""
        self._first_words = first_words
        self._missed: list[int] = []
        """Times of the misses that no command has followed yet."""
        self._counts: Counter[str] = Counter()

    def note(self, at_ms: int, fact: Fact) -> None:
        """Follow misses, and the commands after them."""
        match fact:
            case SpeechMissed():
                self._missed.append(at_ms)
            case IntentDoubted(asked=False):
                self._missed.append(at_ms)
            case IntentHeard(intent=intent):
                late = [each for each in self._missed if at_ms - each <= AGAIN_MS]
                self._missed = []
                if late and intent in self._first_words and intent not in _NOT_TAUGHT:
                    self._counts[self._first_words[intent]] += len(late)

    def to_teach(self) -> tuple[str, ...]:
        """The words that were missed often, most often first."""
        return tuple(word for word, count in self._counts.most_common() if count >= ENOUGH)
