"""Compares what was said with what was heard, word by word, as ears would: not by spelling."""

import re
from collections.abc import Iterator, Sequence
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
    *("toe tow", "weight wait", "your you're", "there their they're", "by buy bye"),
    *("or oar", "no know", "in inn", "be bee b", "see sea c", "you u", "are r", "tea tee t"),
    *("why y", "oh o owe", "eye i", "jay j", "kay k", "ex x", "pea p pee", "queue q cue"),
    *("raise raze", "ok okay", "through threw", "feet feat", "peak peek"),
    *("week weak", "whole hole", "sore soar", "soles souls", "plantar planter", "toes tows"),
    *("patience patients", "bare bear", "heels heals", "missed mist", "waist waste", "way weigh"),
    *("where wear", "hour our", "calm com", "plain plane", "rows rose", "roll role", "knot not"),
    *("past passed", "band banned", "ours hours", "break brake", "pain pane", "v vee"),
    *("kneel neil", "breaks brakes", "jacks jax"),
)
"""Words that sound the same."""
_SAME = {word: alike.split()[0] for alike in _ALIKE for word in alike.split()}
_OF = re.compile(r"(?<=\d)[/-](?=\d)")
"""Another notation of "1 of 5"."""
_WORD = re.compile(r"\d+(?:\.\d+)?|[^\W\d_]+(?:'[^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class Compared:
    """One of several texts, compared."""

    words: int
    errors: int
    heard: str
    """The words that were heard for it."""


@dataclass(frozen=True, slots=True)
class Difference:
    """Words that were said, and those that were heard in their place; either may be empty."""

    said: str
    heard: str


def words_of(text: str) -> list[str]:
    """The words of a text in lower case, numbers as they are said."""
    found: list[str] = []
    plain = _OF.sub(" of ", text.lower().replace("’", "'").replace("%", " percent"))
    for word in _WORD.findall(plain):
        # The apostrophe of a possessive is not heard.
        found += _number(word) if word[0].isdigit() else [word.replace("'s", "s")]
    return [_SAME.get(word, word) for word in found]


def compared(said: Sequence[str], heard: str) -> list[Compared]:
    """Each of the texts that were said one after the other with its part of what was heard."""
    owners = [index for index, text in enumerate(said) for _ in words_of(text)]
    reference = [word for text in said for word in words_of(text)]
    errors = [0] * len(said)
    parts: list[list[str]] = [[] for _ in said]
    begin = 0
    for wanted, got in _matched(reference, words_of(heard)):
        owner = owners[min(begin, len(owners) - 1)] if owners else 0
        if wanted == got:
            for index, word in enumerate(got, start=begin):
                parts[owners[index]].append(word)
        else:
            parts[owner] += got
            errors[owner] += 0 if _sound_alike(wanted, got) else max(len(wanted), len(got))
        begin += len(wanted)
    return [
        Compared(len(words_of(text)), wrong, " ".join(part))
        for text, wrong, part in zip(said, errors, parts, strict=True)
    ]


def differences(said: str, heard: str) -> list[Difference]:
    """List the places where a text and what was heard of it do not sound the same, in order."""
    return [
        Difference(" ".join(wanted), " ".join(got))
        for wanted, got in _matched(words_of(said), words_of(heard))
        if not _sound_alike(wanted, got)
    ]


def _matched(
    reference: Sequence[str], hypothesis: Sequence[str]
) -> Iterator[tuple[Sequence[str], Sequence[str]]]:
    """Both in parts, one after the other, which are the same or take each other's place."""
    matcher = SequenceMatcher(None, reference, hypothesis, autojunk=False)
    for _, begin, end, other_begin, other_end in matcher.get_opcodes():
        yield reference[begin:end], hypothesis[other_begin:other_end]


def _sound_alike(wanted: Sequence[str], got: Sequence[str]) -> bool:
    # A word in two is the same sound, and so is a consonant that ends one word and begins the next.
    return _run_together(wanted) == _run_together(got)


def _run_together(words: Sequence[str]) -> str:
    return re.sub(r"(.)\1", r"\1", "".join(words))


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
