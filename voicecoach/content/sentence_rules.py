"""Rules for sentences: one template stands for many ways to say the same thing.

`[go] (slower | down) [a (bit | little)]` has optional parts in square brackets, alternatives
between bars, and parentheses for grouping, as in the sentence templates of Home Assistant (hassil).
A name in braces, such as `{number}`, stands for a list of wordings that the caller knows.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import product

MOST_SENTENCES = 400
"""A template with more expansions than this would crowd out the other commands."""
_TOKEN = re.compile(r"\s*(?:(?P<mark>[][()|])|\{(?P<list>[a-z-]+)\}|(?P<word>[\w']+))")


class RuleError(ValueError):
    """A template that can't be read; the text says what was expected."""


def expand(template: str, lists: Mapping[str, Sequence[str]] | None = None) -> tuple[str, ...]:
    """Return all sentences of a template, without duplicates, in the order of their parts.

    Raises RuleError.
    """
    parser = _Parser(template, lists or {})
    sentences = tuple(dict.fromkeys(" ".join(words.split()) for words in parser.sentences()))
    if "" in sentences:
        raise RuleError("expected at least one word that is not optional")
    return sentences


class _Parser:
    """Recursive descent over the tokens of one template."""

    def __init__(self, template: str, lists: Mapping[str, Sequence[str]]) -> None:
        self._template = template
        self._lists = lists
        self._at = 0

    def sentences(self) -> tuple[str, ...]:
        found = self._alternatives()
        if self._at < len(self._template.rstrip()):
            raise RuleError(f'expected the end, got "{self._template[self._at :].strip()}"')
        return found

    def _alternatives(self) -> tuple[str, ...]:
        found = list(self._sequence())
        while self._take("|"):
            found += self._sequence()
        return tuple(found)

    def _sequence(self) -> tuple[str, ...]:
        found: tuple[str, ...] = ("",)
        for options in self._parts():
            if len(found) * len(options) > MOST_SENTENCES:
                raise RuleError(f"expected at most {MOST_SENTENCES} sentences")
            found = tuple(f"{first} {second}" for first, second in product(found, options))
        return found

    def _parts(self) -> Iterator[tuple[str, ...]]:
        while True:
            if self._take("["):
                yield ("", *self._alternatives())
                self._close("]")
            elif self._take("("):
                yield self._alternatives()
                self._close(")")
            elif match := self._match("list"):
                yield self._listed(match)
            elif match := self._match("word"):
                yield (match,)
            else:
                return

    def _listed(self, name: str) -> tuple[str, ...]:
        if name not in self._lists:
            known = ", ".join(f"{{{each}}}" for each in self._lists) or "no names in braces"
            raise RuleError(f"expected {known}, got {{{name}}}")
        return tuple(self._lists[name])

    def _match(self, kind: str) -> str:
        """Take the next token if it is of this kind; empty if it is not."""
        match = _TOKEN.match(self._template, self._at)
        if match is None or not match[kind]:
            return ""
        self._at = match.end()
        return match[kind]

    def _take(self, mark: str) -> bool:
        match = _TOKEN.match(self._template, self._at)
        if match is None or match["mark"] != mark:
            return False
        self._at = match.end()
        return True

    def _close(self, mark: str) -> None:
        if not self._take(mark):
            raise RuleError(f'expected "{mark}" in "{self._template}"')
