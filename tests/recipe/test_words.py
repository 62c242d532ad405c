"""Words: which ones the model knows, how they are said, and what synthetic voices say."""

import itertools

import pytest

from scripts.model.graph.lexicon import Lexicon, choose_words, load_lexicon, workout_words
from scripts.model.speech.split import is_valid_speaker
from scripts.model.speech.texts import (
    Texts,
    natural_texts,
    near_words,
    sentence_parts,
    spoken_texts,
)

LEXICON = Lexicon(
    {
        "next": ["N EH K S T", "N EH K S"],
        "text": ["T EH K S T"],
        "nest": ["N EH S T"],
        "necks": ["N EH K S"],
        "no": ["N OW"],
        "know": ["N OW"],
        "note": ["N OW T"],
        "oh": ["OW"],
        "house": ["HH AW S"],
        "the": ["DH AH"],
        "b": ["B IY"],
        "a": ["AH"],
    }
)


def test_words_wanted_come_first_and_then_the_commonest() -> None:
    said = ["the house the next", "the oh house"]
    assert choose_words(said, ["no", "next"], LEXICON) == ("no", "next", "the", "house", "oh")


def test_words_without_pronunciation_are_left_out() -> None:
    assert choose_words(["the xyzzy"], [], LEXICON) == ("the",)


def test_single_letters_are_not_words_except_a_and_i() -> None:
    assert choose_words(["b a"], [], LEXICON) == ("a",)


def test_words_that_differ_by_one_phone_are_near() -> None:
    words = ["text", "nest", "house", "note", "oh", "the"]
    assert near_words(["next", "no"], words, LEXICON) == ["text", "nest", "note"]


def test_homophones_are_the_same_and_not_near() -> None:
    assert near_words(["next", "no"], ["know", "necks"], LEXICON) == []


def test_sentences_are_cut_into_parts_of_known_words() -> None:
    said = ["the house the next no the house a no the next xyzzy"]
    parts = sentence_parts(said, LEXICON, seed=1)
    assert parts
    for part in parts:
        assert 3 <= len(part.split()) <= 10
        assert LEXICON.knows(part.split())


def test_every_command_is_said_as_often_as_any_other() -> None:
    commands = [f"command {index}" for index in range(10)]
    texts = Texts(
        commands, ["okay stop now"], ["nest"], ["house", "the", "oh", "a"], ["the next house"]
    )
    said = list(itertools.islice(spoken_texts(texts, seed=1), 4000))
    alone = [said.count(command) for command in commands]
    assert min(alone) > 0.6 * max(alone)
    assert sum(any(each in text for each in commands) for text in said) > 0.45 * len(said)


def test_the_same_seed_says_the_same() -> None:
    texts = Texts(
        ["next"], ["skip this one"], ["nest"], ["house", "the", "oh", "a"], ["the next house"]
    )
    one, other = (list(itertools.islice(spoken_texts(texts, 3), 50)) for _ in range(2))
    assert one == other


def test_a_natural_voice_says_every_command_and_every_sentence() -> None:
    commands = ["skip", "go back", "slower", "hold on"]
    sentences = ["leave it out", "that hurts a lot"]
    texts = Texts(
        commands, sentences, ["ship", "slow"], ["house", "the", "oh", "a"], ["the oh house"]
    )
    said = list(itertools.islice(natural_texts(texts, seed=1), 2000))
    for text in (*commands, *sentences):
        assert sum(text in each for each in said) > 100, text


def test_a_natural_voice_says_single_words_beside_others() -> None:
    texts = Texts(["skip"], ["leave it out"], ["ship"], ["house", "the", "oh", "a"], ["the oh"])
    said = set(itertools.islice(natural_texts(texts, seed=1), 2000))
    assert {"okay, skip", "skip, please"} <= said
    assert not said & {"skip", "ship"}


def test_the_workout_words_are_plain_words() -> None:
    words = workout_words()
    assert {"squat", "plank", "burpees", "kettlebell", "ankle"} <= set(words)
    assert all(word.isalpha() and word.islower() for word in words)


@pytest.mark.recipe  # which alone has CMUdict
def test_every_workout_word_has_a_pronunciation() -> None:
    lexicon = load_lexicon()
    assert [word for word in workout_words() if word not in lexicon] == []


def test_a_tenth_of_the_speakers_is_kept_for_choosing() -> None:
    kept = sum(is_valid_speaker(f"speaker {index}") for index in range(2000))
    assert 150 < kept < 250
