"""Material of the recipe: texts for the synthesizers, and draws of clips for training."""

import random
from collections.abc import Callable, Iterator, Mapping, Sequence

import numpy as np

from scripts.model.commands import command_sentences, command_wordings
from scripts.model.graph.lexicon import choose_words, load_lexicon, workout_words
from scripts.model.speech.corpus import RATE_HZ, Corpus, Pcm
from scripts.model.speech.noise import Chance
from scripts.model.speech.recordings import transcripts
from scripts.model.speech.texts import Texts, near_words, sentence_parts
from scripts.model.training.frames import Clip
from scripts.model.training.labeled import (
    Labeled,
    parts_of_sentences,
    pieces_by_text,
    words_of_sentences,
)

RECORDED = "recorded"
"""Corpus of the recordings of people."""
NATURAL = ("kokoro",)
"""Engines that sound like people, and say whole sentences better than single words."""
_MOST_SENTENCES_OF_AN_INTENT = 40
"""In the texts of synthetic voices: else most sentences would be numbers."""


def texts_of(seed: int) -> Texts:
    """All texts that synthetic voices say; the seed chooses among the sentences."""
    lexicon = load_lexicon()
    said = transcripts()
    commands = [each for each in command_wordings() if lexicon.knows(each.split())]
    chance = random.Random(seed)
    sentences = [
        text
        for texts in command_sentences().values()
        for text in chance.sample(texts, min(len(texts), _MOST_SENTENCES_OF_AN_INTENT))
        if lexicon.knows(text.split())
    ]
    words = [*workout_words(), *choose_words(said, (), lexicon)]
    words = [word for word in dict.fromkeys(words) if word in lexicon]
    return Texts(
        commands,
        sentences,
        near_words(commands, words, lexicon),
        words,
        sentence_parts(said, lexicon, seed),
    )


def draws_of(
    labeled: Mapping[str, Labeled], near: Sequence[str]
) -> Iterator[tuple[str, Callable[[Chance], Clip]]]:
    """Return functions that draw a clip, by kind of speech; `near` words sound like commands."""
    for name, each in labeled.items():
        if name in NATURAL:
            for kind, wordings in (("commands", command_wordings()), ("near words", near)):
                if draw := words_of_sentences(each, wordings):
                    yield f"{kind} of {name}", draw
        if name != RECORDED:
            yield name, pieces_by_text(each)
            continue
        for source in ("words", "an4"):
            if (chosen := _from(each, source)).usable():
                yield source, pieces_by_text(chosen)
        sentences = _from(each, "librispeech")
        if sentences.usable():
            yield "librispeech", parts_of_sentences(sentences)
            if draw := words_of_sentences(sentences, command_wordings()):
                yield "commands in sentences", draw


def _from(labeled: Labeled, source: str) -> Labeled:
    """Labels with only the pieces of one source usable."""
    lengths = np.diff(labeled.bounds)
    wanted = np.array([piece.source == source for piece in labeled.corpus.pieces])
    labels = labeled.labels[np.repeat(wanted, lengths)]
    bounds = np.cumsum([0, *(lengths * wanted)])
    return Labeled(labeled.corpus, bounds, labels, labeled.words)


def talk_of(corpora: Sequence[Corpus]) -> Callable[[Chance], Pcm]:
    """Return a function that draws speech of other people: any piece longer than a word."""
    places = [
        (corpus, index)
        for corpus in corpora
        for index in np.flatnonzero(np.diff(corpus.bounds) > 1.5 * RATE_HZ)
    ]

    def draw(chance: Chance) -> Pcm:
        corpus, index = places[int(chance.integers(len(places)))]
        return corpus.samples_of(int(index))

    return draw
