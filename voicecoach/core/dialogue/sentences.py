"""Commands in whole sentences: "okay, a bit slower please".

A single command is recognized with a small grammar of its own, so that it stays as sure as a key.
Only an utterance that is not a command alone is recognized once more with the grammar of sentences.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import field, replace
from itertools import cycle, dropwhile, product, takewhile

from voicecoach.core.dialogue.intent import Intent
from voicecoach.core.dialogue.wordings import find_commands, is_made_of, without_repeats
from voicecoach.dataclass import dataclass

FEWEST_WORDS = 2
"""Number of words from which an utterance is a sentence."""
EXERCISE = "{exercise}"
"""Place in a sentence of the name of an exercise, which a session knows."""
ALONE = 3
"""Likelihood of a command alone, relative to each single filler. With this and with commands
that take turns, 81 of 90 sentences were understood, with neither 78 (voices for tuning)."""

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SentenceGrammar:
    """Sentences that the recognizer may hear, and the meaning of each."""

    commands: Mapping[str, Intent]
    """Wordings and sentences with a meaning."""
    decoys: tuple[str, ...] = ()
    """Words that make a sentence mean nothing, negations among them."""
    negations: tuple[str, ...] = ()
    """Decoys that may stand in any sentence, and turn it into its opposite."""
    opposites: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """What stands in the opposite of a sentence in place of words of it."""
    before: tuple[str, ...] = ()
    """Fillers that may stand in front of a command."""
    behind: tuple[str, ...] = ()
    """Fillers that may follow a command."""
    expected: frozenset[str] = frozenset()
    """Wordings that answer what the coach waits for, with a lower required confidence."""
    phrases: tuple[str, ...] = ()
    """Phrases that the recognizer is made for."""

    @property
    def at_once(self) -> frozenset[str]:
        """Nothing: a sentence is acted on when it is over."""
        return frozenset()

    @property
    def careful(self) -> frozenset[str]:
        """Nothing: a sentence is not said by chance."""
        return frozenset()

    @property
    def beginnings(self) -> frozenset[str]:
        """Nothing: a sentence is recognized when it is over."""
        return frozenset()

    def spoken(self, text: str) -> tuple[str, ...]:
        """Commands, decoys and fillers that occur in recognized text, in order."""
        if not (parts := self._around_single_command(text)):
            return self._wordings_in(text)
        before, command, behind = parts
        return (*find_commands(before, self.before), command, *find_commands(behind, self.behind))

    def commands_in(self, text: str) -> tuple[str, ...]:
        """Commands of a recognized sentence; empty if it is not one, or means nothing.

        It begins with what may stand before a command, and ends with what may follow one: "yes,
        I want to" is what is left of others' talk. A single command counts before several: "let's
        go back" is not "let's go" and "back".
        """
        if parts := self._around_single_command(text):
            return (parts[1],)
        spoken = self._wordings_in(text)
        begun = tuple(dropwhile(self.before.__contains__, spoken))
        said = begun[: len(begun) - len(tuple(takewhile(self.behind.__contains__, begun[::-1])))]
        fillers = {*self.before, *self.behind}
        if not said or not is_made_of(text, spoken) or fillers & {said[0], said[-1]}:
            return ()
        return without_repeats([each for each in said if each not in fillers], self.commands)

    def denies(self, text: str) -> bool:
        """True if there is a negation in recognized text."""
        return not set(text.split()).isdisjoint(self.negations)

    def _wordings_in(self, text: str) -> tuple[str, ...]:
        """All wordings in recognized text; of those that begin alike, the longest."""
        return find_commands(text, (*self.commands, *self.decoys, *self.before, *self.behind))

    def _around_single_command(self, text: str) -> tuple[str, str, str] | None:
        """Fillers, the one command between them, and fillers, as few as possible of these.

        None: the text is not one command alone.
        """
        for parts in self.splits(tuple(text.split())):
            before, core, behind = (" ".join(part) for part in parts)
            if core in self.commands:
                return before, core, behind
        return None

    def splits(self, words: Words) -> list[tuple[Words, Words, Words]]:
        """Ways to part words into fillers, a sentence and fillers, those with fewest fillers first.

        The sentence has at least one word.
        """
        begins = _filler_ends(words, self.before)
        ends = [len(words) - end for end in _filler_ends(words[::-1], _reversed(self.behind))]
        cores = [(begin, end) for begin, end in product(begins, ends) if begin < end]
        cores.sort(key=lambda core: core[0] - core[1])
        return [(words[:begin], words[begin:end], words[end:]) for begin, end in cores]


NO_SENTENCES = SentenceGrammar({})
"""A grammar without a sentence."""


@dataclass(frozen=True, slots=True)
class Sentences:
    """The sentences of one language."""

    meanings: Mapping[Intent, tuple[str, ...]] = field(default_factory=dict)
    """Sentences of an intent, beside its wordings."""
    before: tuple[str, ...] = ()
    """Fillers that may stand in front of a command without changing it."""
    behind: tuple[str, ...] = ()
    """Fillers that may follow a command without changing it."""
    negations: tuple[str, ...] = ()
    """Words that turn a command into its opposite: such a sentence is not a command."""
    opposites: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """What stands in the opposite of a sentence in place of words of it."""
    nothing: tuple[str, ...] = ()
    """Sentences that resemble a command but are not one."""
    between: tuple[str, ...] = ()
    """Words between two numbers of which the user means either."""
    assents: tuple[str, ...] = ()
    """Words that, said alone, mean what the coach asks for when it waits for "ready"."""

    def without(self, taken: Collection[str]) -> "Sentences":
        """The same sentences without those that mean something else now."""
        meanings = {
            intent: tuple(sentence for sentence in sentences if sentence not in taken)
            for intent, sentences in self.meanings.items()
        }
        assents = tuple(word for word in self.assents if word not in taken)
        return replace(self, meanings=meanings, assents=assents)

    def naming(self, names: Collection[str]) -> "Sentences":
        """The same sentences with each of these names where an exercise is named."""
        meanings = {
            intent: tuple(text for one in sentences for text in _named(one, names))
            for intent, sentences in self.meanings.items()
        }
        return replace(self, meanings=meanings)

    def grammar(
        self,
        wordings: Mapping[str, Intent],
        decoys: tuple[str, ...],
        sentences: Mapping[str, Intent],
        expected: frozenset[Intent],
    ) -> SentenceGrammar:
        """Grammar of these wordings and sentences, with fillers around and negations in them."""
        if not wordings or self == Sentences():
            return NO_SENTENCES
        commands = {**sentences, **wordings}
        idle = (*decoys, *self.negations, *(one for one in self.nothing if one not in commands))
        return SentenceGrammar(
            commands,
            decoys=tuple(word for word in idle if word not in commands),
            negations=self.negations,
            opposites=self.opposites,
            before=self.before,
            behind=self.behind,
            expected=frozenset(word for word, intent in commands.items() if intent in expected),
            phrases=self._phrases((*wordings, *sentences), idle),
        )

    def _phrases(self, commands: tuple[str, ...], idle: tuple[str, ...]) -> tuple[str, ...]:
        """Phrases from which libvosk (0.3.45) makes a bigram model.

        Examples of pairs of neighbors tell it that a filler or a negation may stand there: without,
        "okay stop" was heard in none of three voices, and "I'm not ready" as "I'm ready". All
        commands take turns in them. When they all had the same one, "how many left" for each filler
        before "how", the others became as unlikely as if nobody said them.
        """
        by_first = [cycle(some) for some in _grouped(commands, at=0)]
        by_last = [cycle(some) for some in _grouped(commands, at=-1)]
        led = [f"{filler} {next(some)}" for some in by_first for filler in self.before]
        followed = [f"{next(some)} {filler}" for some in by_last for filler in self.behind]
        negated = [f"{negation} {next(some)}" for some in by_first for negation in self.negations]
        return (
            *commands * ALONE,
            *idle,
            *self.before,
            *self.behind,
            *led,
            *followed,
            *negated,
            *(_with_negation(commands, self.negations[0]) if self.negations else ()),
        )


def _filler_ends(words: Words, fillers: Collection[str]) -> list[int]:
    """Places where some of the fillers end that the words begin with, the first place included."""
    ends = [0]
    for end in ends:
        for filler in (tuple(each.split()) for each in fillers):
            if words[end : end + len(filler)] == filler and end + len(filler) not in ends:
                ends.append(end + len(filler))
    return ends


def _reversed(fillers: Iterable[str]) -> list[str]:
    return [" ".join(filler.split()[::-1]) for filler in fillers]


def _grouped(commands: Iterable[str], *, at: int) -> Iterable[list[str]]:
    """The commands by the word at this place."""
    groups: dict[str, list[str]] = {}
    for command in commands:
        groups.setdefault(command.split()[at], []).append(command)
    return groups.values()


def _named(sentence: str, names: Collection[str]) -> Iterator[str]:
    if EXERCISE not in sentence:
        yield sentence
    else:
        yield from (sentence.replace(EXERCISE, name) for name in names)


def _with_negation(commands: Iterable[str], negation: str) -> Iterator[str]:
    """Commands with a negation behind their first word, as in "I'm not ready"."""
    seen: set[str] = set()
    for first, *rest in (command.split() for command in commands):
        if rest and first + rest[0] not in seen:
            seen.add(first + rest[0])
            yield " ".join((first, negation, *rest))
