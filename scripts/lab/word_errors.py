"""Compares what was said with what was heard, word by word, as ears would: not by spelling."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

_ONES = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen"),
    *("eighteen", "nineteen"),
)
_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_ALIKE = (
    *("to too two", "for four", "one won", "eight ate", "right write", "heel heal", "sole soul"),
    *("toe tow", "weight wait", "your you're", "it's its", "there their they're", "by buy bye"),
    *("or oar", "no know", "in inn", "be bee b", "see sea c", "you u", "are r", "tea tee t"),
    *("why y", "oh o owe", "eye i", "jay j", "kay k", "ex x", "pea p pee", "queue q cue"),
    *("raise raze", "ok okay", "through threw", "lets let's", "feet feat", "peak peek"),
    *("week weak", "whole hole"),
)
"""Words that sound the same."""
_SAME = {word: alike.split()[0] for alike in _ALIKE for word in alike.split()}
_WORD = re.compile(r"\d+(?:\.\d+)?|[^\W\d_]+(?:'[^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class Compared:
    """One of several texts, compared."""

    words: int
    errors: int
    heard: str
    """The words that were heard for it."""


def words_of(text: str) -> list[str]:
    """The words of a text in lower case, numbers as they are said."""
    found: list[str] = []
    for word in _WORD.findall(text.lower().replace("’", "'").replace("%", " percent")):
        found += _number(word) if word[0].isdigit() else [word]
    return [_SAME.get(word, word) for word in found]


def compared(said: Sequence[str], heard: str) -> list[Compared]:
    """Each of the texts that were said one after the other with its part of what was heard."""
    owners = [index for index, text in enumerate(said) for _ in words_of(text)]
    reference = [word for text in said for word in words_of(text)]
    hypothesis = words_of(heard)
    errors = [0] * len(said)
    parts: list[list[str]] = [[] for _ in said]
    matcher = SequenceMatcher(None, reference, hypothesis, autojunk=False)
    for kind, begin, end, other_begin, other_end in matcher.get_opcodes():
        wanted, got = reference[begin:end], hypothesis[other_begin:other_end]
        owner = owners[min(begin, len(owners) - 1)] if owners else 0
        if kind == "equal":
            for index, word in zip(range(begin, end), got, strict=True):
                parts[owners[index]].append(word)
            continue
        parts[owner] += got
        if "".join(wanted) != "".join(got):  # a word in two is the same sound
            errors[owner] += max(len(wanted), len(got))
    return [
        Compared(len(words_of(text)), wrong, " ".join(part))
        for text, wrong, part in zip(said, errors, parts, strict=True)
    ]


def _number(digits: str) -> list[str]:
    whole, _, fraction = digits.partition(".")
    spoken = _cardinal(int(whole))
    fraction = fraction.rstrip("0")
    return spoken + (["point", *(_ONES[int(digit)] for digit in fraction)] if fraction else [])


def _cardinal(number: int) -> list[str]:
    if number < 20:
        return [_ONES[number]]
    if number < 100:
        return [_TENS[number // 10], *(_cardinal(number % 10) if number % 10 else [])]
    if 1900 <= number < 2100 and number != 2000:
        return [*_cardinal(number // 100), *(_cardinal(number % 100) if number % 100 else [])]
    if number < 1000:
        rest = _cardinal(number % 100) if number % 100 else []
        return [_ONES[number // 100], "hundred", *rest]
    rest = _cardinal(number % 1000) if number % 1000 else []
    return [*_cardinal(number // 1000), "thousand", *rest]
