"""Texts for synthetic voices: commands, words that sound like them, and sentences."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from scripts.model.graph.lexicon import Lexicon

_AROUND = ("{}",) * 6 + (
    "{} please", "coach {}", "okay {}", "{} now", "{} {}", "can you {}", "{} the exercise",
)  # fmt: skip
_BESIDE = ("okay, {}",) * 4 + (
    "alright, {}", "coach, {}", "please, {}", "now, {}", "um, {}", "{}, please", "{}, now",
    "{}, thanks", "{}, coach", "{}, {}",
)  # fmt: skip
"""Words before a command, with a pause between: a natural voice often says a lone word badly."""
_ALONE = 0.6
"""Share of commands of several words that a natural voice says alone."""
_SENTENCE_WORDS = (3, 10)
_NEAR_LENGTH = 1
"""Largest difference in length, in phones, between a word and a command that it sounds like."""


@dataclass(frozen=True, slots=True)
class Texts:
    """Texts by kind."""

    commands: Sequence[str]
    command_sentences: Sequence[str]
    """Whole sentences that mean a command, or almost."""
    near_words: Sequence[str]
    """Words that sound like a command, and must be told apart from it."""
    words: Sequence[str]
    sentences: Sequence[str]


def spoken_texts(texts: Texts, seed: int) -> Iterator[str]:
    """Endless stream of texts: half of them commands, all equally often."""
    chance = random.Random(seed)
    deck: list[str] = []
    while True:
        kind = chance.random()
        if kind < 0.5:
            if not deck:
                deck = chance.sample(texts.commands, len(texts.commands))
            around = chance.choice(_AROUND)
            yield around.format(deck.pop(), chance.choice(texts.commands))
        elif kind < 0.65:
            yield chance.choice(texts.near_words)
        elif kind < 0.75:
            yield " ".join(chance.sample(texts.words, chance.randint(1, 4)))
        else:
            yield chance.choice(texts.sentences)


def natural_texts(texts: Texts, seed: int) -> Iterator[str]:
    """Endless stream of texts with commas, for voices that sound like people.

    Two thirds are commands, a third of these in sentences; the others must not be taken for one.
    """
    chance = random.Random(seed)
    decks: dict[str, list[str]] = {}

    def dealt(name: str, from_texts: Sequence[str]) -> str:
        """The next text of a kind: each comes once before any comes again."""
        deck = decks.setdefault(name, [])
        if not deck:
            deck += chance.sample(from_texts, len(from_texts))
        return deck.pop()

    while True:
        kind = chance.random()
        if kind < 0.45:
            command = dealt("commands", texts.commands)
            if " " in command and chance.random() < _ALONE:
                yield command
            else:
                yield chance.choice(_BESIDE).format(command, chance.choice(texts.commands))
        elif kind < 0.66:
            sentence = dealt("sentences", texts.command_sentences)
            yield (
                sentence
                if chance.random() < 0.5
                else chance.choice(_BESIDE).format(sentence, chance.choice(texts.commands))
            )
        elif kind < 0.8:
            yield chance.choice(_BESIDE).format(
                dealt("near words", texts.near_words), chance.choice(texts.near_words)
            )
        elif kind < 0.86:
            yield ", ".join(chance.sample(texts.words, chance.randint(2, 4)))
        else:
            yield dealt("others", texts.sentences)


def sentence_parts(transcripts: Sequence[str], lexicon: Lexicon, seed: int) -> list[str]:
    """Parts of sentences, of three to ten words that are all known."""
    chance = random.Random(seed)
    found = []
    for transcript in transcripts:
        words = transcript.split()
        at = 0
        while at < len(words):
            count = chance.randint(*_SENTENCE_WORDS)
            part = words[at : at + count]
            at += count
            if len(part) >= _SENTENCE_WORDS[0] and lexicon.knows(part):
                found.append(" ".join(part))
    return found


def near_words(commands: Sequence[str], words: Sequence[str], lexicon: Lexicon) -> list[str]:
    """Words that differ by one phone from a command of one word, as "text" does from "next".

    Without words that sound exactly like a command, as "know" does, which can't be told apart.
    """
    single = [command for command in commands if " " not in command]
    said = {tuple(p.split()) for word in single for p in lexicon.pronunciations(word)}
    found = []
    for word in words:
        if word in single:
            continue
        ways = [tuple(phones.split()) for phones in lexicon.pronunciations(word)]
        if any(way in said for way in ways):
            continue
        if any(_differ_by_one(way, other) for way in ways for other in said):
            found.append(word)
    return found


def _differ_by_one(one: Sequence[str], other: Sequence[str]) -> bool:
    """True if one phone was replaced, inserted or deleted."""
    if abs(len(one) - len(other)) > _NEAR_LENGTH or min(len(one), len(other)) < 2:
        return False
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    rest_of_one, rest_of_other = one[start:], other[start:]
    if len(one) == len(other):
        return rest_of_one[1:] == rest_of_other[1:]
    longer, shorter = sorted((rest_of_one, rest_of_other), key=len, reverse=True)
    return longer[1:] == shorter
