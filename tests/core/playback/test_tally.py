"""Tally: counting aloud by the user."""

import pytest

from voicecoach.core.phrases import phrase
from voicecoach.core.playback.tally import Counted, count_number, count_one


@pytest.mark.parametrize(
    ("tally", "number", "counted"),
    [
        (0, 1, Counted(1, phrase("count", n=1))),
        (6, 7, Counted(7, phrase("count", n=7))),
        (6, 1, Counted(7, phrase("count", n=7))),
        (6, 6, Counted(6, phrase("tally.repeated", n=6))),
        (6, 4, Counted(6, phrase("tally.lower", n=6))),
        (6, 8, Counted(8, phrase("tally.missed-one", missed=7, n=8))),
        (6, 10, Counted(10, phrase("tally.missed", first=7, last=9, n=10))),
    ],
)
def test_a_number_counts_repeats_or_skips(tally: int, number: int, counted: Counted) -> None:
    assert count_number(tally, number) == counted


def test_a_user_who_says_one_for_each_is_counted() -> None:
    tally = 0
    for _ in range(5):
        tally = count_number(tally, 1).tally
    assert tally == 5


def test_got_it_adds_one() -> None:
    assert count_one(3) == Counted(4, phrase("count", n=4))
