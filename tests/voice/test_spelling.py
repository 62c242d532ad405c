"""Words that voices say wrong are given to the engine as it reads them right."""

import pytest

from voicecoach.content.loader import load_language
from voicecoach.core.phrases import Pronunciation
from voicecoach.voice.spelling import spelling

WORDS = {
    "hallucis": Pronunciation(say="hallyusis", sounds="hˈæljəsɪs"),
    "tears": Pronunciation(sounds="tˈɛɹz"),
    "nguyen": Pronunciation(say="win"),
    "dr. no": Pronunciation(say="doctor no"),
}


@pytest.mark.parametrize(
    ("text", "natural", "system"),
    [
        (
            "Abductor hallucis.",
            "Abductor [hallucis](/hˈæljəsɪs/).",
            "Abductor hallyusis.",
        ),
        ("Hallucis", "[Hallucis](/hˈæljəsɪs/)", "hallyusis"),
        ("Check it for tears.", "Check it for [tears](/tˈɛɹz/).", "Check it for tears."),
        ("Tearson and hallucis's", "Tearson and hallucis's", "Tearson and hallucis's"),
        ("Nguyen, Dr. No", "win, doctor no", "win, doctor no"),
        ("Stand tall.", "Stand tall.", "Stand tall."),
    ],
)
def test_words_are_spelled_for_each_engine(text: str, natural: str, system: str) -> None:
    assert spelling(WORDS, reads_sounds=True)(text) == natural
    assert spelling(WORDS, reads_sounds=False)(text) == system


def test_another_spelling_has_another_name() -> None:
    names = {
        spelling(words, reads_sounds=True).name
        for words in ({}, WORDS, {"tears": Pronunciation(sounds="tˈɪɹz")})
    }
    assert len(names) == 3
    assert "" in names


def test_the_bundled_language_has_the_names_of_muscles() -> None:
    words = load_language().pronunciations
    assert words["hallucis"].sounds
    assert spelling(words, reads_sounds=True)("digiti minimi").count("/") == 4
