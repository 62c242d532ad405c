"""Whole sets: a set of each side, or in each direction, is one set, as the coach counts aloud."""

from collections.abc import Iterable
from typing import Protocol


class SetPart(Protocol):
    """A set, or one side or direction of it."""

    @property
    def exercise(self) -> str: ...
    @property
    def set_number(self) -> int: ...
    @property
    def side(self) -> object: ...
    @property
    def direction(self) -> str | None: ...


def count_whole_sets(parts: Iterable[SetPart]) -> int:
    """Number of whole sets among these parts, in the order in which they were done.

    A part belongs to the set of the part before it if only its side or its direction differs.
    """
    count, before = 0, None
    for part in parts:
        at = ((part.exercise, part.set_number), (part.side, part.direction))
        if before is None or before[0] != at[0] or before[1] == at[1]:
            count += 1
        before = at
    return count
