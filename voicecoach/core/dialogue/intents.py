"""From words and keys to intents; the words themselves are data."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import field, replace

from voicecoach.core.dialogue.intent import Intent
from voicecoach.core.dialogue.sentences import EXERCISE, NO_SENTENCES, SentenceGrammar, Sentences
from voicecoach.core.dialogue.wordings import (
    MOST_STRAY_WORDS,
    find_commands,
    is_made_of,
    without_repeats,
)
from voicecoach.dataclass import dataclass

SMALL_NUMBERS = 10
"""Numbers that are decoys where a number is not wanted."""
TEN_KEY = "x"
"""The key for ten, as the Romans wrote it; all smaller numbers are digits."""
_KEY = re.compile(r"\[(.+)\]")


@dataclass(frozen=True, slots=True)
class Grammar:
    """Wordings that the recognizer may hear, and the meaning of each."""

    commands: Mapping[str, Intent]
    """Wordings with a meaning."""
    decoys: tuple[str, ...] = ()
    """Words that are recognized and ignored."""
    at_once: frozenset[str] = frozenset()
    """Wordings acted on before the utterance ends."""
    expected: frozenset[str] = frozenset()
    """Wordings that answer what the coach waits for, with a lower required confidence."""
    careful: frozenset[str] = frozenset()
    """Wordings that are asked about unless they are very clear."""
    alone: frozenset[str] = frozenset()
    """Wordings that count only if no other command is said with them."""
    beginnings: frozenset[str] = frozenset()
    """Wordings that may become another one while they are said: "twenty", "eight"."""
    sentences: SentenceGrammar = NO_SENTENCES
    """Sentences with the same meanings, for an utterance that is not a command alone."""

    @property
    def wordings(self) -> tuple[str, ...]:
        """Everything that counts as a unit, in a fixed order, without duplicates."""
        return tuple(dict.fromkeys((*self.commands, *self.decoys)))

    @property
    def phrases(self) -> tuple[str, ...]:
        """Phrases that the recognizer is made for."""
        return self.wordings

    def spoken(self, text: str) -> tuple[str, ...]:
        """Wordings that occur in recognized text, in order."""
        return find_commands(text, self.wordings)

    def commands_in(self, text: str) -> tuple[str, ...]:
        """Commands that recognized text consists of; empty if it contains anything else."""
        found = self.spoken(text)
        if not is_made_of(text, found, stray_words=MOST_STRAY_WORDS):
            return ()
        more = tuple(each for each in found if each not in self.alone)
        return without_repeats(more or found, self.commands)


NO_GRAMMAR = Grammar({})
"""A grammar without a word."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words and keys of one language."""

    words: Mapping[Intent, tuple[str, ...]]
    """Wordings of an intent; help names the first."""
    keys: Mapping[str, tuple[Intent, ...]]
    """Meanings of a key; the first that fits the phase counts."""
    decoys: tuple[str, ...]
    """Words that sound like commands but are not: they are recognized and ignored."""
    sentences: Sentences = field(default_factory=Sentences)
    exercises: Mapping[str, str] = field(default_factory=dict)
    """Names of the session's exercises as they may be said, with their slugs."""

    def naming(self, exercises: Mapping[str, str]) -> "Vocabulary":
        """The vocabulary of a session with these names of exercises, and their slugs."""
        sentences = self.sentences.naming(exercises)
        return replace(self, sentences=sentences, exercises=dict(exercises))

    def said_for(self, intent: Intent) -> tuple[str, ...]:
        """All that means an intent: its wordings, then its sentences."""
        sentences = self.sentences.meanings.get(intent, ())
        return (*self.words[intent], *(one for one in sentences if EXERCISE not in one))

    def exercise_in(self, words: str) -> str | None:
        """Slug of the exercise that these words name; None: they name none."""
        named = find_commands(words, tuple(self.exercises))
        return self.exercises[named[-1]] if named else None

    def intent_of(self, words: str) -> Intent | None:
        """Intent of exactly these words; None: they are not a command."""
        known = (self.words, self.sentences.meanings, {Intent.READY: self.sentences.assents})
        return next(
            (intent for table in known for intent, spoken in table.items() if words in spoken), None
        )

    def number_of(self, words: str) -> int | None:
        """Number that these words, or a key in square brackets, name; None: they name none.

        The first one counts ("seven out of ten"); of "four or five" the higher one, which is the
        careful one of pain.
        """
        if pressed := _KEY.fullmatch(words):
            key = pressed[1]
            return 10 if key == TEN_KEY else int(key) if key.isdecimal() else None
        if words in self.words[Intent.ZERO]:
            return 0
        numbers = self.words[Intent.NUMBER]
        named = find_commands(words, numbers)
        either = {f" {word} ".join(named[:2]) for word in self.sentences.between}
        meant = named[: 2 if any(each in words for each in either) else 1]
        return max((numbers.index(each) + 1 for each in meant), default=None)

    def intent_of_key(self, key: str, accepted: frozenset[Intent]) -> Intent | None:
        """Intent of this key where these intents fit; None: the key has no meaning at all.

        A key without a fitting meaning keeps its first one, so that it is refused like a spoken
        word.
        """
        meanings = self.keys.get(key, ())
        fitting = [intent for intent in meanings if intent in accepted]
        return next(iter(fitting or meanings), None)

    def grammar(
        self,
        intents: frozenset[Intent],
        at_once: frozenset[Intent] = frozenset(),
        expected: frozenset[Intent] = frozenset(),
        highest: int | None = None,
        careful: frozenset[Intent] = frozenset(),
        *,
        takes_assent: bool = False,
    ) -> Grammar:
        """Grammar of these intents and the decoys, with numbers up to the highest (None: all).

        `takes_assent`: the coach waits for "ready", so that "okay" alone says it, too.

        Numbers that are not wanted are decoys, too: "two" alone was often taken for "stop". So is
        the word for an exercise that felt right, which is also a side. Of an intent that is acted
        on at once only the first wording is: "wait" was heard in every other "eight".
        """
        commands = {
            spoken: intent
            for intent in Intent
            if intent in intents
            for spoken in self.words[intent][: highest if intent is Intent.NUMBER else None]
        }
        idle = (*self.words[Intent.NUMBER][:SMALL_NUMBERS], *self.words[Intent.RIGHT][:1])
        decoys = tuple(word for word in (*self.decoys, *idle) if word not in commands)
        assents = dict.fromkeys(self.sentences.assents if takes_assent else (), Intent.READY)
        return Grammar(
            commands | assents,
            decoys,
            at_once=frozenset(self.words[intent][0] for intent in intents & at_once),
            expected=frozenset(word for word, intent in commands.items() if intent in expected),
            careful=frozenset(word for word, intent in commands.items() if intent in careful),
            alone=frozenset(assents),
            beginnings=_beginnings(self.words[Intent.NUMBER], commands),
            sentences=self.sentences.grammar(
                commands,
                decoys,
                {
                    sentence: intent
                    for intent, sentences in self.sentences.meanings.items()
                    if intent in intents
                    for sentence in sentences
                    if EXERCISE not in sentence
                    if intent is not Intent.NUMBER or self._is_up_to(sentence, highest)
                },
                expected,
            ),
        )

    def _is_up_to(self, words: str, highest: int | None) -> bool:
        if highest is None:
            return True
        number = self.number_of(words)
        return number is None or number <= highest


def _beginnings(wordings: Iterable[str], commands: Collection[str]) -> frozenset[str]:
    """The commands among these wordings that another one begins with."""
    said = [wording for wording in wordings if wording in commands]
    return frozenset(
        one for one in said if any(other != one and other.startswith(one) for other in said)
    )
