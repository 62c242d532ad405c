"""The forms of `forms.toml` as regular expressions that take time in proportion to a line."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from voicecoach.dataclass import dataclass
from voicecoach.workout_text.amounts import Amounts, Value

_SOURCE = Path(__file__).with_name("forms.toml")
_STARTS = re.compile(r"(?<![^\W\d_])[^\W\d_]|(?<!\d)\d|[^\w\s]")
"""Possible start of a form: a word, a number or a sign."""
_FIELD = re.compile(r"\{(\w+):(\w+)\}")
_PIECE = re.compile(r"\{\w+:\w+\}|[\[\]()|:,/@]|[^\s\[\]()|{}:,/@]+")
_OPENING = {"[": "(?:", "(": "(?:"}
_CLOSING = {"]": ")?", ")": ")"}


@dataclass(frozen=True, slots=True, eq=False)
class Form:
    """One way of writing something."""

    pattern: str
    expression: re.Pattern[str]
    types: Mapping[str, str]
    """Type of each field."""
    example: str
    means: str
    kind: str | None
    """Of a block; None: a part of an exercise."""
    fixed: Mapping[str, Value]
    """Values that the form has without naming them."""
    needs_colon: bool
    is_left_out: bool
    """True: it is understood, but a routine file has no place for it."""


class Found(NamedTuple):
    """A form in a text, with what its fields say."""

    form: Form
    start: int
    end: int
    values: Mapping[str, Value]
    remarks: Sequence[str]
    """Words for the parts that were left out."""


@dataclass(frozen=True, slots=True)
class Forms:
    """All forms, and the words of their types."""

    amounts: Amounts
    time: re.Pattern[str]
    parts: Sequence[Form]
    blocks: Sequence[Form]
    between: Sequence[Form]
    sections: Mapping[str, str]
    """Section of each heading."""
    titles: frozenset[str]
    notes: Mapping[str, Sequence[str]]
    """Paragraphs for people about each group of forms."""
    reserved: frozenset[str]

    def first(self, forms: Sequence[Form], text: str, start: int = 0) -> Found | None:
        """The first form in the text from a place on, and of those there the longest."""
        for place in _STARTS.finditer(text, start):
            if found := self.at_start(forms, text, place.start()):
                return found
        return None

    def at_start(self, forms: Sequence[Form], text: str, start: int = 0) -> Found | None:
        """The longest form at the start of the text, or at a place in it."""
        matches = ((form, form.expression.match(text, start)) for form in forms)
        found = [(form, match) for form, match in matches if match and match.end() > start]
        best = max(found, key=lambda pair: pair[1].end(), default=None)
        return self._found(*best) if best else None

    def _found(self, form: Form, match: re.Match[str]) -> Found:
        if form.is_left_out:
            return Found(form, match.start(), match.end(), {}, [match[0].strip()])
        values = dict(form.fixed)
        remarks: list[str] = []
        for name, kind in form.types.items():
            if (written := match[name]) is not None:
                values[name] = self.amounts.value(kind, written)
                remarks += self.amounts.remarks(kind, written)
        return Found(form, match.start(), match.end(), values, remarks)


@cache
def all_forms() -> Forms:
    """The forms that are shipped."""
    data = tomllib.loads(_SOURCE.read_text(encoding="utf-8"))
    amounts = Amounts.of(data)
    return Forms(
        amounts,
        re.compile(amounts.expression("time"), re.IGNORECASE),
        parts=tuple(_forms(data["parts"], amounts)),
        blocks=tuple(_forms(data["blocks"], amounts)),
        between=tuple(_forms(data["between"], amounts)),
        sections={word: section for section, words in data["sections"].items() for word in words},
        titles=frozenset(data["title"]["words"]),
        notes=data["notes"],
        reserved=frozenset(data["reserved"]["words"]),
    )


def _forms(tables: Sequence[Mapping[str, Any]], amounts: Amounts) -> Iterator[Form]:
    for table in tables:
        pattern = table["pattern"]
        fixed: dict[str, Value] = {}
        if "sets_side" in table:
            fixed["side"] = table["sets_side"]
        if "period" in table:
            fixed["period"] = float(table["period"])
        end = r"(?=\s*[.)]?\s*$)" if table.get("at_end") else ""
        yield Form(
            pattern,
            re.compile(_expression(pattern, amounts) + end, re.IGNORECASE),
            dict(_FIELD.findall(pattern)),
            table["example"],
            table["means"],
            table.get("kind"),
            fixed,
            table.get("needs_colon", False),
            table.get("left_out", False),
        )


def _expression(pattern: str, amounts: Amounts) -> str:
    """The regular expression of a pattern.

    Any space may stand between its pieces, none inside them; every word ends where it ends.
    """
    parts: list[str] = []
    for piece in _PIECE.findall(pattern):
        if piece in _OPENING:
            parts.append(_OPENING[piece])
        elif piece in _CLOSING:
            parts.append(_CLOSING[piece])
        elif piece == "|":
            parts.append("|")
        elif field := _FIELD.fullmatch(piece):
            parts.append(rf"\s?(?P<{field[1]}>{amounts.expression(field[2])})")
        else:
            parts.append(
                rf"[\s-]?{_word(piece)}" if piece[0].isalpha() else rf"\s?{re.escape(piece)}"
            )
    return "".join(parts)


def _word(word: str) -> str:
    return rf"(?<![^\W\d_]){re.escape(word)}(?![^\W\d_])"
