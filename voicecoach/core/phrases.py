"""What is said, as a key and its values; the words themselves are data."""

import string
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Phrase:
    """A key of the language file and the values of its placeholders, as (name, text) pairs."""

    key: str
    values: tuple[tuple[str, str], ...] = ()


def phrase(key: str, **values: str | int) -> Phrase:
    """A phrase of this key; numbers become their digits."""
    return Phrase(key, tuple(sorted((name, str(value)) for name, value in values.items())))


def verbatim(text: str) -> Phrase:
    """A sentence that comes from an exercise or routine file and is said as it stands there."""
    return phrase("verbatim", text=text)


class PhraseBook:
    """The templates of one language.

    A template with `{n}` may have a second form under its key + ".one", which is used when n is 1.
    """

    def __init__(self, templates: Mapping[str, str]) -> None:
        self._templates = dict(templates)

    def sentence(self, wanted: Phrase) -> str:
        """The words of a phrase.

        Raises KeyError when the language has no such key, or the phrase lacks a value: both are
        mistakes in the product or the language file, which the loader's checks find first.
        """
        values = dict(wanted.values)
        key = wanted.key
        if values.get("n") == "1" and f"{key}.one" in self._templates:
            key = f"{key}.one"
        return self._templates[key].format(**values)

    def with_templates(self, templates: Mapping[str, str]) -> "PhraseBook":
        """The same book with these templates in place of its own."""
        return PhraseBook({**self._templates, **templates})

    def placeholders(self, key: str) -> frozenset[str]:
        """The names between braces in the template of this key."""
        return frozenset(
            name for _, name, _, _ in string.Formatter().parse(self._templates[key]) if name
        )

    def keys(self) -> frozenset[str]:
        """Every key of the language."""
        return frozenset(self._templates)
