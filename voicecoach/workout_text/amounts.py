"""Numbers, times, distances and loads in a plain text."""

import re
from collections.abc import Mapping, Sequence
from typing import Any, Self

from voicecoach.dataclass import dataclass
from voicecoach.errors import ContentError

Value = int | float | str | tuple[int, ...]

LEAST_BARE_SECONDS = 10
"""Of a number without a unit that stands for seconds; fewer might be minutes."""
LEAST_BARE_METERS = 20
"""Of a distance in "m"; fewer might be minutes."""

_DECIMAL = r"\d{1,5}(?:[.,]\d{1,3})?"
_NOT_WITHIN = r"(?<![\d.,:/])(?<!\d-)"
_NOT_IN_NUMBER = r"(?<![\d.,:])(?<!\d-)"
_NOT_GOING_ON = r"(?!\d|[.,:/]\d|\s?-\s?\d)"
_TO = r"\s?(?:-|to)\s?"
_TIME_PART = re.compile(rf"({_DECIMAL})\s?-?\s?([^\d\s.,]+)")


class UnclearError(ContentError):
    """Something was written that has several meanings, or none; says what and how to write it."""


@dataclass(frozen=True, slots=True)
class Amounts:
    """The words of `forms.toml` for numbers, units, limbs and colors."""

    numbers: Mapping[str, int]
    units: Mapping[str, Mapping[str, float]]
    """Value of each unit in seconds, meters or kilograms, by type and word."""
    limbs: Mapping[str, str]
    colors: Sequence[str]

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Self:
        """The words in the tables of the file."""
        units: dict[str, dict[str, float]] = {}
        for table in data["units"]:
            words = dict.fromkeys(table["words"], float(table["factor"]))
            units.setdefault(table["type"], {}).update(words)
        limbs = {word: limb for limb, words in data["limbs"].items() for word in words}
        return cls(data["numbers"], units, limbs, data["bands"]["colors"])

    def expression(self, kind: str) -> str:
        """The regular expression of a type, without a group."""
        number = rf"(?:\d{{1,6}}{_END_OR_X}|{_NO_LETTER}(?:{_any(self.numbers)}){_END})"
        match kind:
            case "whole":
                return rf"{_NOT_WITHIN}{number}(?:{_TO}{number})?{_NOT_GOING_ON}"
            case "seconds" | "minutes":
                return rf"{_NOT_IN_NUMBER}\d{{1,4}}(?!\d|[.,:]\d)"
            case "counts":
                return rf"{_NOT_WITHIN}\d{{1,3}}(?:\s?[-/,]\s?\d{{1,3}}){{2,30}}{_NOT_GOING_ON}"
            case "time":
                return self._time()
            case "distance" | "load":
                return rf"{_NOT_WITHIN}{_DECIMAL}\s?-?\s?(?:{_any(self.units[kind])}){_END}\.?"
            case "tempo":
                return rf"{_NOT_WITHIN}\d(?:\s?[-/.]?\s?\d){{3}}{_NOT_GOING_ON}"
            case "limb":
                return rf"(?:{_any(self.limbs)}){_END}"
            case "turns":
                return r"alternating"
            case "color":
                return rf"(?:{_any(self.colors)}){_END}"
        raise ValueError(kind)

    def _time(self) -> str:
        unit = rf"(?:{_any(self.units['time'])})"
        word = rf"{_NO_LETTER}(?:{_any(self.numbers)}|half an?|an?){_END}"
        part = rf"(?:{_DECIMAL}|{word})\s?-?\s?{unit}{_END}\.?"
        more = rf"(?:\s?(?:and )?{_DECIMAL}\s?{unit}{_END}\.?)?"
        clock = rf"\d{{1,3}}:[0-5]\d(?:\s?(?:minutes|mins|min)){{0,1}}{_END}"
        return rf"{_NOT_IN_NUMBER}(?:{clock}|(?:{_DECIMAL}{_TO})?{part}{more})(?!:?\d)"

    def value(self, kind: str, written: str) -> Value:
        """Meaning of the text; raises UnclearError if it can't be told."""
        text = written.strip().lower()
        match kind:
            case "whole":
                return self._whole(text)
            case "seconds":
                return _bare_seconds(text)
            case "minutes":
                return int(text) * 60.0
            case "counts":
                return tuple(int(one) for one in re.findall(r"\d+", text))
            case "time":
                return self._seconds(text)
            case "distance":
                return self._meters(text)
            case "load":
                number, unit = self._parts(text)[0]
                return round(number * self.units["load"][unit], 1)
            case "tempo":
                return tuple(int(one) for one in re.findall(r"\d", text))
            case "limb":
                return self.limbs[text]
        return text

    def remarks(self, kind: str, written: str) -> list[str]:
        """The part of the text that a value leaves out: all of a range but its lower end."""
        is_range = kind in ("whole", "time") and re.search(rf"\d{_TO}\d", written)
        return [f"the upper end of {written.strip()}"] if is_range else []

    def _whole(self, text: str) -> Value:
        first, *rest = (self._number(one) for one in re.split(_TO, text))
        if rest and rest[0] <= first:
            raise UnclearError(f'"{text}": write a ladder with all of its numbers, such as 10-8-6')
        return first

    def _number(self, word: str) -> int:
        return self.numbers[word] if word in self.numbers else int(word)

    def _parts(self, text: str) -> list[tuple[float, str]]:
        return [(_decimal(one), unit.strip("-. ")) for one, unit in _TIME_PART.findall(text)]

    def _seconds(self, text: str) -> float:
        if clock := re.match(r"(\d+):(\d\d)", text):
            return int(clock[1]) * 60.0 + int(clock[2])
        words = re.sub(r"\band\b", " ", text)
        if lower := re.match(rf"({_DECIMAL}){_TO}(?=\d)", words):
            unit = self._parts(words[lower.end() :])[0][1]
            words = f"{lower[1]} {unit}"
        words = re.sub(r"^half an?\b", "0.5", words)
        words = re.sub(r"^an?\b", "1", words)
        words = re.sub(r"^[a-z]+", lambda word: str(self.numbers.get(word[0], word[0])), words)
        seconds = sum(number * self.units["time"][unit] for number, unit in self._parts(words))
        return round(seconds, 3)

    def _meters(self, text: str) -> int:
        number, unit = self._parts(text)[0]
        meters = number * self.units["distance"][unit]
        if unit == "m" and meters < LEAST_BARE_METERS:
            raise UnclearError(f'"{text}": meters or minutes? Write "meters" or "min"')
        return max(1, round(meters))


_END = r"(?![^\W\d_])"
"""No letter goes on."""
_END_OR_X = r"(?!(?!x(?![^\W\d_]))[^\W\d_])"
"""The same, but for the sign of multiplication."""
_NO_LETTER = r"(?<![^\W\d_])"


def _any(words: Mapping[str, object] | Sequence[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def _decimal(text: str) -> float:
    return float(text.replace(",", "."))


def _bare_seconds(text: str) -> float:
    if int(text) < LEAST_BARE_SECONDS:
        raise UnclearError(f'"{text}": seconds or minutes? Write a unit')
    return float(text)
