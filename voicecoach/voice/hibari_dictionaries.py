"""The dictionaries of the natural voice, read where they are asked for.

hibari-tts 0.2.1 parses 10 MB of JSON before it can say a word: 180,000 words and the weights of
80,000 features, which takes 0.2 s and 60 MB. A session needs some thousand of them, so here the
texts are unpacked only, and searched.
"""

import json
import zlib
from functools import cached_property
from pathlib import Path
from typing import Any

import hibari
from hibari.g2p import G2P
from hibari.g2p.lexicon import Lexicon
from hibari.g2p.tagger import Tagger
from hibari.g2p.tokenize import Tokenizer

KNOWN_VERSION = "0.2.1"
"""The only version whose files are read here; any other reads its own."""
_FILES = Path(hibari.__file__).with_name("assets")
_LONGEST_ENTRY = 1000
"""More than the bytes of a word that has a sound for each part of speech."""
_ZLIB_WITH_GZIP_HEADER = 31
_WEIGHTS = b',"weights":{"'
"""The last part of the tagger's file; nothing but the ends of objects comes after it."""


def dictionaries(*, british: bool) -> G2P:
    """The dictionaries of American or British English, which turn text into sounds."""
    return _Searched(british) if hibari.__version__ == KNOWN_VERSION else G2P(british=british)


class _Searched(G2P):  # type: ignore[misc]  # the library is not typed
    """The same dictionaries; only what `G2P` loads at once is loaded otherwise."""

    def __init__(self, british: bool) -> None:
        accent = "gb" if british else "us"
        words = (WordList(_FILES / f"lexicon_{accent}_{kind}.json.gz") for kind in _KINDS)
        self.lexicon = Lexicon(*words, british)
        exceptions = (_FILES / "tokenizer_exceptions.json").read_text(encoding="utf-8")
        self.tokenizer = Tokenizer(json.loads(exceptions))
        self.tagger = Tagger(tagger_tables(_FILES / "tagger.json.gz"))
        self._oov = None
        self.unk = ""
        self.british = british


_KINDS = ("gold", "silver")


class WordList:
    """A JSON object whose keys are sorted, in a packed file: one key is looked up at a time."""

    def __init__(self, path: Path) -> None:
        """The file is read when the first word is looked up."""
        self._path = path
        self._known: dict[str, Any] = {}

    def get(self, word: str) -> Any:
        """The value of a key, None if it is missing."""
        if word not in self._known:
            self._known[word] = self._found(word)
        return self._known[word]

    @cached_property
    def _text(self) -> bytes:
        return _unpacked(self._path)

    def _found(self, word: str) -> Any:
        wanted = word.encode("utf-8", "surrogatepass")
        text = self._text
        # The wanted entry, or the last one before it, begins at `low` or behind it, up to `high`.
        low, high = 1, len(text) - 1
        while low < high:
            middle = (low + high) // 2
            begin = self._entry_after(middle)
            if begin <= high and self._key(begin) <= wanted:
                low = begin
            else:
                high = middle
        if self._key(low) != wanted:
            return None
        end = self._entry_after(low) - 1
        return json.loads(text[low + len(wanted) + 3 : end])

    def _key(self, begin: int) -> bytes:
        return self._text[begin + 1 : self._text.find(b'":', begin)]

    def _entry_after(self, place: int) -> int:
        """Position of the next entry's quotation mark; after the last one, the end."""
        text = self._text
        while (comma := text.find(b',"', place)) >= 0:
            least = max(1, comma - _LONGEST_ENTRY)
            # Inside the sounds of one word for several parts of speech there are commas as well.
            if text.rfind(b"{", least, comma) <= text.rfind(b"}", least, comma):
                return comma + 1
            place = comma + 1
        return len(text)


class Weights:
    """Weights of the features of a word in its sentence, by the feature."""

    def __init__(self, text: bytes) -> None:
        """`text`: the inside of a JSON object of objects, from its first key to its last value."""
        parts = text.replace(b'},"', b'":{').split(b'":{')
        self._texts = dict(zip(parts[::2], parts[1::2], strict=True))
        self._known: dict[str, dict[str, float] | None] = {}

    def get(self, feature: str) -> dict[str, float] | None:
        """The weight that a feature gives to each part of speech; None: it is not known."""
        if feature not in self._known:
            key = json.dumps(feature, ensure_ascii=False)[1:-1]
            text = self._texts.get(key.encode("utf-8", "surrogatepass"))
            self._known[feature] = None if text is None else json.loads(b"{" + text + b"}")
        return self._known[feature]


def tagger_tables(path: Path) -> dict[str, Any]:
    """Read the tables of the part-of-speech tagger; its weights can only be asked for."""
    text = _unpacked(path)
    begin = text.index(_WEIGHTS)
    tables: dict[str, Any] = json.loads(text[:begin] + b"}")
    return tables | {"weights": Weights(text[begin + len(_WEIGHTS) : -3])}


def _unpacked(path: Path) -> bytes:
    return zlib.decompress(path.read_bytes(), _ZLIB_WITH_GZIP_HEADER)
