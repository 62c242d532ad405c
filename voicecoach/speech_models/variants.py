"""Ways in which speakers with an accent may say a word: one or two phones other than usual."""

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from voicecoach.dataclass import dataclass

SHORTEST = 2
"""Number of phones that a word keeps."""
Phones = tuple[str, ...]
"""Names of phones, without stress, as in CMUdict."""


def all_phones() -> frozenset[str]:
    """The phones of English, as the model tells them apart."""
    return frozenset(_table().near)


def variants_of(phones: Phones) -> frozenset[Phones]:
    """The ways to say a word that differ in one phone: another one, none, or a vowel between."""
    return frozenset({*_replaced(phones), *_left_out(phones), *_broken_up(phones)} - {phones})


def distance(one: Phones, other: Phones) -> int:
    """Number of phones that have to be changed, left out or added to get from one to the other."""
    row = list(range(len(other) + 1))
    for place, phone in enumerate(one, start=1):
        before, row[0] = row[0], place
        for at, wanted in enumerate(other, start=1):
            before, row[at] = row[at], min(row[at] + 1, row[at - 1] + 1, before + (phone != wanted))
    return row[-1]


def _replaced(phones: Phones) -> Iterator[Phones]:
    near = _table().near
    for place, phone in enumerate(phones):
        for other in near[phone]:
            yield (*phones[:place], other, *phones[place + 1 :])


def _left_out(phones: Phones) -> Iterator[Phones]:
    if len(phones) > SHORTEST:
        for place in range(len(phones)):
            yield phones[:place] + phones[place + 1 :]


def _broken_up(phones: Phones) -> Iterator[Phones]:
    """With a vowel between two consonants, before the first or behind the last one."""
    table = _table()
    for place in range(len(phones) + 1):
        around = phones[max(0, place - 1) : place + 1]
        if table.vowels.isdisjoint(around):
            for vowel in table.between:
                yield (*phones[:place], vowel, *phones[place:])


@dataclass(frozen=True, slots=True)
class _Table:
    near: Mapping[str, tuple[str, ...]]
    vowels: frozenset[str]
    between: tuple[str, ...]


@cache
def _table() -> _Table:
    table = tomllib.loads(Path(__file__).with_name("near_phones.toml").read_text(encoding="utf-8"))
    near = {phone: tuple(others.split()) for phone, others in table["near"].items()}
    return _Table(near, frozenset(table["vowels"].split()), tuple(table["between"].split()))
