"""Intents: what the user can want, and the words and keys of a language that mean it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum


class Intent(Enum):
    """A command or an answer of the user."""

    NEXT = "next"
    """Leave this set, rest or announcement for what follows it."""
    SKIP = "skip"
    """Leave this exercise."""
    BACK = "back"
    """Return to the set before this one."""
    REPEAT = "repeat"
    """Hear this again; in a set: begin it again."""
    PAUSE = "pause"
    RESUME = "resume"
    STOP = "stop"
    """Stop at once, then decide whether to end the workout."""
    YES = "yes"
    NO = "no"
    READY = "ready"
    DONE = "done"
    """End this set: the hold is broken, or that is enough."""
    FASTER = "faster"
    SLOWER = "slower"
    LOUDER = "louder"
    QUIETER = "quieter"
    HOW_MANY_LEFT = "how-many-left"
    WHATS_NEXT = "whats-next"
    HELP = "help"
    WHY = "why"
    """Explain what this exercise is good for."""
    HOW = "how"
    """Give the full instructions of this exercise."""
    OUCH = "ouch"
    """Something hurts."""
    SLEEP = "stop-listening"
    """Ignore everything but the wake word."""
    WAKE = "wake"
    GOT_IT = "got-it"
    """Count one more, at the user's own pace."""
    NUMBER = "number"
    """A number from one upwards; its words are in order."""
    ZERO = "zero"
    """Zero, where a number is asked for."""
    EASIER = "easier"
    """An easier variation, or less of it, from now on."""
    HARDER = "harder"
    TOO_EASY = "too-easy"
    TOO_HARD = "too-hard"
    EASY = "easy"
    """A rating of the exercise, like the next two."""
    RIGHT = "right"
    HARD = "hard"
    ONLY = "only"
    """Limit this set to a number, which is part of the words."""
    MORE = "more"
    """Add a number to this set, which is part of the words."""
    LONGER = "longer"
    """Add seconds; their number may be part of the words."""
    LAST_TIME = "last-time"
    """Say how it was the last time."""
    LESS_TALK = "less-talk"
    """Lower the verbosity from now on."""
    MORE_TALK = "more-talk"


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

    @property
    def wordings(self) -> tuple[str, ...]:
        """Everything that the recognizer may hear, in a fixed order, without duplicates."""
        return tuple(dict.fromkeys((*self.commands, *self.decoys)))


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

    def intent_of(self, words: str) -> Intent | None:
        """Intent of exactly these words; None: they are not a command."""
        for intent, spoken in self.words.items():
            if words in spoken:
                return intent
        return None

    def number_of(self, words: str) -> int | None:
        """Number that these words, or a key in square brackets, name; None: they name none."""
        if pressed := _KEY.fullmatch(words):
            key = pressed[1]
            return 10 if key == TEN_KEY else int(key) if key.isdecimal() else None
        if words in self.words[Intent.ZERO]:
            return 0
        numbers = self.words[Intent.NUMBER]
        named = find_commands(words, numbers)
        return numbers.index(named[0]) + 1 if named else None

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
    ) -> Grammar:
        """Grammar of these intents and the decoys, with numbers up to the highest (None: all).

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
        return Grammar(
            commands,
            decoys,
            at_once=frozenset(self.words[intent][0] for intent in intents & at_once),
            expected=frozenset(word for word, intent in commands.items() if intent in expected),
        )


def find_commands(heard: str, wordings: Sequence[str]) -> tuple[str, ...]:
    """The wordings that occur in recognized text, in order; longer ones win over their parts.

    "[unk] go back stop" with ("back", "go back", "stop") gives ("go back", "stop").
    """
    by_length = sorted((wording.split() for wording in wordings), key=len, reverse=True)
    rest = heard.split()
    found = []
    while rest:
        match = next((words for words in by_length if rest[: len(words)] == words), None)
        if match:
            found.append(" ".join(match))
        rest = rest[len(match) :] if match else rest[1:]
    return tuple(found)
