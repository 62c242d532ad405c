"""Offers, at the end of a session, to learn the words that were missed in it."""

from collections.abc import Callable

from voicecoach.app.teaching.taught import person_words
from voicecoach.core.dialogue.intents import Vocabulary
from voicecoach.core.dialogue.missed_words import MissedWords
from voicecoach.core.effects import Rank
from voicecoach.core.facts import Fact
from voicecoach.program import program


class TeachingOffer:
    """SessionLog that counts what was missed."""

    def __init__(self, vocabulary: Vocabulary, person: str) -> None:
        self._person = person
        self._missed = MissedWords(
            {intent.value: words[0] for intent, words in vocabulary.words.items() if words}
        )

    def note(self, at_ms: int, fact: Fact) -> None:
        """Follow misses, and the commands after them."""
        self._missed.note(at_ms, fact)

    def sounded(self, at_ms: int, sound: str, rank: Rank | None) -> None:
        """Nothing: what the coach says was not missed."""

    def tell(self, tell: Callable[[str], None]) -> None:
        """Tell the user what to teach, if anything."""
        words = self._missed.to_teach()
        if not words:
            return
        named = " and ".join(f'"{word}"' for word in words[:2])
        quoted = " ".join(f'"{word}"' if " " in word else word for word in words[:2])
        command = f"{program()} teach {quoted}{person_words(self._person)}"
        tell(f"I keep missing {named}. To teach me how you say it: {command}")
