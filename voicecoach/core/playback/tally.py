"""Tally: counting aloud by the user, at their own pace."""

from voicecoach.core.phrases import Phrase, phrase
from voicecoach.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Counted:
    """The new tally, and the reply to it."""

    tally: int
    answer: Phrase


def count_one(tally: int) -> Counted:
    """Count one more; the user named no number."""
    return Counted(tally + 1, phrase("count", n=tally + 1))


def count_number(tally: int, number: int) -> Counted:
    """Count up to the number that the user named.

    The next number counts, and so does "one" at any time, from a user who says it for each. A
    repeated number adds nothing. One that skips some is accepted, because the user knows better
    than the coach what was not heard, and the gap is named. A lower one changes nothing.
    """
    if number == tally + 1 or number == 1:
        return count_one(tally)
    if number == tally:
        return Counted(tally, phrase("tally.repeated", n=tally))
    if number < tally:
        return Counted(tally, phrase("tally.lower", n=tally))
    if number == tally + 2:
        return Counted(number, phrase("tally.missed-one", missed=number - 1, n=number))
    gap = phrase("tally.missed", n=number, first=tally + 1, last=number - 1)
    return Counted(number, gap)
