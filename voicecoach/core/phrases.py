"""Phrases of the coach, as keys with values, and the templates of a language for them."""

import string
from collections.abc import Mapping, Sequence
from functools import cached_property

from voicecoach.dataclass import dataclass

DEFAULT_LANGUAGE = "en"
"""Code of the language that is complete, and that the others fall back to."""


def main_language(code: str) -> str:
    """The language of a code without its region: "en" of "en-gb"."""
    return code.partition("-")[0]


@dataclass(frozen=True, slots=True)
class Phrase:
    """A key of the language file and the values of its placeholders, as (name, value) pairs.

    A value is a text, or a list that the language puts into words: "a towel, a cup, and a ball".
    """

    key: str
    values: tuple[tuple[str, "str | Items"], ...] = ()


Items = tuple[str | Phrase, ...]
"""The items of a spoken list."""


def phrase(key: str, **values: "str | int | Sequence[str | Phrase] | None") -> Phrase:
    """A phrase of this key; numbers become their digits, and None means no value."""
    # A session has thousands of them.
    names = sorted(values) if len(values) > 1 else values
    told = [(name, _value(value)) for name in names if (value := values[name]) is not None]
    return Phrase(key, tuple(told))


def _value(value: "str | int | Sequence[str | Phrase]") -> str | Items:
    return str(value) if isinstance(value, str | int) else tuple(value)


def verbatim(text: str) -> Phrase:
    """The phrase of a sentence from an exercise or routine file, which is said as written there."""
    return phrase("verbatim", text=text)


@dataclass(frozen=True, slots=True)
class Pronunciation:
    """Pronunciation of a word that voices say wrong."""

    say: str | None = None
    """Spelled as any voice reads it right; None: as it is written."""
    sounds: str | None = None
    """Sounds in the alphabet of the natural voice (misaki's), which go before `say`."""


_CONTROLS = ("keys", "none")
"""Endings of the forms for ways to give commands."""
_SIDE_WORD = "side-word."
"""Prefix of the keys of the words for a side."""
_WRITTEN = ("screen.", "file.", "list.", _SIDE_WORD, "side-words.")
"""Prefixes of the keys of phrases that are shown and not said."""
_SIDE_NAMES = frozenset({"side", "sides"})


Variants = str | tuple[str, ...]
"""The template of a phrase, or several that say the same thing in other words."""


class PhraseBook:
    """The templates of one language.

    A phrase may have any number of variants. The one that is used follows from the number of the
    session and from the value `turn` of the phrase, which tells its uses in one session apart: the
    same session says the same thing whenever it is played.
    A template with `{n}` may have a second form under its key + ".one", which is used when n is 1.
    A sentence that depends on the user's way to give commands has forms under its key + ".keys" and
    ".none" (see `Control`); a phrase with the value `control` uses the one that this names.
    A phrase about a side has the value `side`, such as "arm": `{side}` and `{sides}` are the words
    of the language for it, and a form under its key + ".arm" goes before the usual one.
    """

    def __init__(self, templates: Mapping[str, Variants], session: int = 0) -> None:
        """`session` is the number of the session, from 0, by which variants are chosen."""
        self._templates: dict[str, tuple[str, ...]] = {
            key: (given,) if isinstance(given, str) else given for key, given in templates.items()
        }
        self._session = session

    def in_session(self, number: int) -> "PhraseBook":
        """The book for the session of this number, from 0."""
        return PhraseBook(self._templates, number)

    def sentence(self, wanted: Phrase) -> str:
        """The phrase in words.

        Raises KeyError if the language lacks the key, or the phrase a value; both are mistakes in
        the product or the language file, which the checks of the loader find first.
        """
        values = {name: self._text(value) for name, value in wanted.values}
        key = wanted.key
        if (control := values.get("control")) is not None:
            key = self._form(key, f".{control}")
        if (side := values.get("side")) is not None:
            key = self._form(key, f".{side}")
            values["side"] = self._variant(f"{_SIDE_WORD}{side}", 0)
            values["sides"] = self._variant(f"side-words.{side}", 0)
        if values.get("n") == "1":
            key = self._form(key, ".one")
        return self._variant(key, int(values.get("turn", 0))).format(**values)

    def _variant(self, key: str, turn: int) -> str:
        variants = self._templates[key]
        return variants[(self._session + turn) % len(variants)]

    def _text(self, value: str | Items) -> str:
        return value if isinstance(value, str) else self._listed(value)

    def _listed(self, items: Items) -> str:
        """The items as a list in words; those with commas of their own are kept apart by more."""
        texts = [self.sentence(item) if isinstance(item, Phrase) else item for item in items]
        by = "semicolon" if any("," in text for text in texts) else "comma"
        if len(texts) < 2:
            return "".join(texts)
        if len(texts) == 2:
            return self.sentence(phrase(f"list.{by}-two", first=texts[0], last=texts[1]))
        told, *between, last = texts
        for text in between:
            told = self.sentence(phrase(f"list.{by}-next", told=told, item=text))
        return self.sentence(phrase(f"list.{by}-last", told=told, item=last))

    def _form(self, key: str, ending: str) -> str:
        return f"{key}{ending}" if f"{key}{ending}" in self._templates else key

    def with_templates(self, templates: Mapping[str, Variants]) -> "PhraseBook":
        """The book with these templates in place of its own.

        A phrase that is replaced loses its forms for the words of a side.
        """
        kept = {
            key: variants
            for key, variants in self._templates.items()
            if (original := self.original(key)) not in templates
            or original == key.removesuffix(".one")
        }
        return PhraseBook({**kept, **templates})

    def translated(self, templates: Mapping[str, Variants]) -> "PhraseBook":
        """Book of another language: these templates, and for missing phrases those of this book.

        A phrase that is translated has only the forms of the other language.
        """
        kept = {
            key: variants
            for key, variants in self._templates.items()
            if self.original(key) not in templates
        }
        return PhraseBook({**kept, **templates})

    def sentences(self) -> frozenset[str]:
        """Keys of the phrases that have words of their own; "{n}." is the same in any language."""
        return frozenset(
            self.original(key)
            for key, variants in self._templates.items()
            for template in variants
            for text, *_ in string.Formatter().parse(template)
            if any(map(str.isalpha, text))
        )

    def original(self, key: str) -> str:
        """Key of the phrase that this is a form of; the key itself if it is a phrase of its own."""
        for is_ending in (lambda ending: ending == "one", self._is_side, _CONTROLS.__contains__):
            bare, _, ending = key.rpartition(".")
            if bare in self._templates and is_ending(ending):
                key = bare
        return key

    def _is_side(self, ending: str) -> bool:
        return f"{_SIDE_WORD}{ending}" in self._templates

    def values(self, key: str) -> frozenset[str]:
        """Names in braces that a form of this phrase may have."""
        return self._values.get(key, frozenset())

    @cached_property
    def _values(self) -> Mapping[str, frozenset[str]]:
        found: dict[str, frozenset[str]] = {}
        for key in self._templates:
            original = self.original(key)
            names = self.placeholders(key)
            endings = key.removeprefix(original).split(".")
            is_about_side = names & _SIDE_NAMES or any(map(self._is_side, endings))
            found[original] = found.get(original, frozenset()) | names
            found[original] |= _SIDE_NAMES if is_about_side else frozenset()
        return found

    def placeholders(self, key: str) -> frozenset[str]:
        """Names in braces in the variants of this key."""
        return frozenset().union(*map(_placeholders, self._templates[key]))

    def fixed_sentences(self) -> tuple[str, ...]:
        """Sentences that are spoken and nothing is filled in, in the order of their keys."""
        return tuple(
            template
            for key in sorted(self._templates)
            for template in self._templates[key]
            if not key.startswith(_WRITTEN) and not _placeholders(template)
        )

    def keys(self) -> frozenset[str]:
        """Every key of the language."""
        return frozenset(self._templates)


def _placeholders(template: str) -> frozenset[str]:
    return frozenset(name for _, name, _, _ in string.Formatter().parse(template) if name)
