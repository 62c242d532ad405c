"""The dictionaries of the natural voice say what the library's own say."""

import gzip
import json
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from voicecoach.content.loader import load_library

hibari = pytest.importorskip("hibari")

from hibari.g2p import G2P  # noqa: E402

from voicecoach.voice.hibari_dictionaries import (  # noqa: E402
    KNOWN_VERSION,
    Weights,
    WordList,
    dictionaries,
)

pytestmark = pytest.mark.voice

FILES = Path(hibari.__file__).with_name("assets")
EVERY = 173
"""Of 180,000 words and 80,000 features so many are left out between two that are looked up."""


def contents(name: str) -> Any:
    with gzip.open(FILES / name, "rt", encoding="utf-8") as file:
        return json.load(file)


def packed(path: Path, value: object) -> Path:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    path.write_bytes(gzip.compress(text.encode()))
    return path


def test_the_installed_version_is_the_one_whose_files_are_read() -> None:
    assert hibari.__version__ == KNOWN_VERSION
    assert type(dictionaries(british=False)) is not G2P


def test_a_word_is_found_among_others_and_a_missing_one_is_not(tmp_path: Path) -> None:
    words = {"A": {"DEFAULT": "ˈA", "DT": "ɐ", "VERB": None}, "an": "æn", "à": "a", "été": "e"}
    found = WordList(packed(tmp_path / "words.json.gz", words))
    assert {word: found.get(word) for word in words} == words
    for missing in ("", "AB", "DT", "DEFAULT", "a", "ant", "zoo", "é", "\ud800"):
        assert found.get(missing) is None


@pytest.mark.parametrize("words", [{}, {"one": "wˈʌn"}])
def test_a_short_list_is_searched_as_well(tmp_path: Path, words: dict[str, str]) -> None:
    found = WordList(packed(tmp_path / "words.json.gz", words))
    assert found.get("one") == words.get("one")
    assert found.get("two") is None


def test_a_feature_has_its_weights() -> None:
    weights = Weights(b'w=a":{"DT":2.5,",":-1},"sh=\\\\x":{"NN":1.0')
    assert weights.get("w=a") == {"DT": 2.5, ",": -1}
    assert weights.get("sh=\\x") == {"NN": 1.0}
    assert weights.get("w=b") is None


@pytest.mark.slow
@pytest.mark.parametrize("accent", ["us", "gb"])
@pytest.mark.parametrize("kind", ["gold", "silver"])
def test_the_words_of_the_library_are_all_there(accent: str, kind: str) -> None:
    name = f"lexicon_{accent}_{kind}.json.gz"
    words = contents(name)
    found = WordList(FILES / name)
    several = [word for word, sounds in words.items() if isinstance(sounds, dict)]
    ends = (next(iter(words)), next(reversed(words)))
    for word in (*islice(words, 0, None, EVERY), *several, *ends):
        assert found.get(word) == words[word], word
        assert found.get(f"{word}~") is None


@pytest.mark.slow
def test_the_coachs_sentences_have_the_sounds_of_the_librarys_own_dictionaries() -> None:
    own, searched = G2P(british=False), dictionaries(british=False)
    for exercise in load_library().exercises.values():
        for text in (exercise.name, *exercise.cues, *exercise.benefits, exercise.stop_sign):
            assert searched(text) == own(text)
    weights = contents("tagger.json.gz")["weights"]
    for feature in islice(weights, 0, None, EVERY):
        assert searched.tagger.weights.get(feature) == weights[feature]
