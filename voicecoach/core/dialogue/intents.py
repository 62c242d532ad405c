"""From words and keys to what the user wants; the words themselves are data."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum


class Intent(Enum):
    """What the user wants."""

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
    """This set is over: the hold is broken, or that is enough."""
    FASTER = "faster"
    SLOWER = "slower"
    LOUDER = "louder"
    QUIETER = "quieter"
    HOW_MANY_LEFT = "how-many-left"
    WHATS_NEXT = "whats-next"
    HELP = "help"
    WHY = "why"
    """What this exercise is good for."""
    HOW = "how"
    """How this exercise is done, in full."""
    OUCH = "ouch"
    """Something hurts."""
    SLEEP = "stop-listening"
    """Pay no attention to anything but the word that wakes."""
    WAKE = "wake"
    GOT_IT = "got-it"
    """One more was done, at the user's own pace."""
    NUMBER = "number"
    """A number was said; its words are those from one upwards, in order."""
    ZERO = "zero"
    """None at all, where a number is asked for."""
    EASIER = "easier"
    """Another way, or less of it, from now on."""
    HARDER = "harder"
    TOO_EASY = "too-easy"
    TOO_HARD = "too-hard"
    EASY = "easy"
    """That is how the exercise felt."""
    RIGHT = "right"
    HARD = "hard"
    ONLY = "only"
    """So many in this set and no more; the number is part of the words."""
    MORE = "more"
    """So many more in this set; the number is part of the words."""
    LONGER = "longer"
    """So many seconds more; the number may be part of the words."""
    LAST_TIME = "last-time"
    """How it was the last time."""
    LESS_TALK = "less-talk"
    """Fewer words from now on."""
    MORE_TALK = "more-talk"


SMALL_NUMBERS = 10
"""How many numbers are listened for where none is wanted."""
TEN_KEY = "x"
"""The key for ten, as the Romans wrote it; all smaller numbers are digits."""
_KEY = re.compile(r"\[(.+)\]")


@dataclass(frozen=True, slots=True)
class Grammar:
    """What to listen for, and what each wording means."""

    commands: Mapping[str, Intent]
    """Every wording that counts."""
    decoys: tuple[str, ...] = ()
    """Words that are listened for, and ignored."""
    at_once: frozenset[str] = frozenset()
    """Wordings acted on before an utterance is over."""
    expected: frozenset[str] = frozenset()
    """Wordings that answer what the coach waits for: less certainty is enough."""

    @property
    def wordings(self) -> tuple[str, ...]:
        """All that the recognizer may hear, in a fixed order, without duplicates."""
        return tuple(dict.fromkeys((*self.commands, *self.decoys)))


NO_GRAMMAR = Grammar({})
"""Nothing is listened for."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words and keys of one language."""

    words: Mapping[Intent, tuple[str, ...]]
    """What one can say for an intent; the first is the one that help names."""
    keys: Mapping[str, tuple[Intent, ...]]
    """What a key can mean; the first that fits the phase counts."""
    decoys: tuple[str, ...]
    """Words that sound like commands and are none: they are listened for, and ignored."""

    def intent_of(self, words: str) -> Intent | None:
        """What exactly these words mean; None when they are no command."""
        for intent, spoken in self.words.items():
            if words in spoken:
                return intent
        return None

    def number_of(self, words: str) -> int | None:
        """Which number these words, or a key in square brackets, name; None when they name none."""
        if pressed := _KEY.fullmatch(words):
            key = pressed[1]
            return 10 if key == TEN_KEY else int(key) if key.isdecimal() else None
        if words in self.words[Intent.ZERO]:
            return 0
        numbers = self.words[Intent.NUMBER]
        named = find_commands(words, numbers)
        return numbers.index(named[0]) + 1 if named else None

    def intent_of_key(self, key: str, accepted: frozenset[Intent]) -> Intent | None:
        """What this key means where these intents fit.

        A key with a meaning that fits nowhere here keeps its first meaning, so that it is refused
        like a spoken word; None when the key has no meaning at all.
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
        """Every wording of these intents, and the decoys; numbers up to the highest (None: all).

        Numbers that are not wanted are decoys, too: "two" alone was often taken for "stop". So are
        the words for an exercise that felt right, which is also a side. Of an intent that is acted
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
