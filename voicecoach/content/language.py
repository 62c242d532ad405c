"""A language: the coach's phrases, and the vocabulary it listens for."""

from collections.abc import Mapping
from dataclasses import field

from voicecoach.core.dialogue.intent import IN_SENTENCES_ONLY, Intent
from voicecoach.core.dialogue.intents import Vocabulary
from voicecoach.core.phrases import PhraseBook, Pronunciation
from voicecoach.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Language:
    """The coach's phrases and vocabulary in one language."""

    code: str
    book: PhraseBook
    vocabulary: Vocabulary
    missing: frozenset[str] = frozenset()
    """Keys of the sentences that are spoken in the default language."""
    missing_words: tuple[Intent, ...] = ()
    """Commands that are understood in the default language."""
    pronunciations: Mapping[str, Pronunciation] = field(default_factory=dict)
    """Words in lower case that voices say wrong."""

    def gaps(self) -> str:
        """Missing parts, in one line; empty if nothing is missing."""
        sentences = _part(len(self.missing), len(self.book.sentences()), "sentence")
        with_words = len(Intent) - len(IN_SENTENCES_ONLY)
        commands = _part(len(self.missing_words), with_words, "command")
        if not sentences and not commands:
            return ""
        what = " and ".join(part for part in (sentences, commands) if part)
        manner = " spoken" if not commands else " understood" if not sentences else ""
        return f"{self.code}.toml lacks {what}: those are{manner} in English."


def _part(missing: int, total: int, noun: str) -> str:
    return f"{missing} of {total} {noun}s" if missing else ""
