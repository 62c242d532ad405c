"""Blocks: exercises of a routine that belong together, and the order in which they are done.

A block is named by each of its items, so that a routine stays one row of items, whatever happens to
some of them. A round is a set of each exercise of the block.
"""

from collections.abc import Iterator, Mapping
from enum import Enum
from typing import Protocol

from voicecoach.dataclass import dataclass


class Section(Enum):
    """Part of a workout that a block belongs to."""

    WARM_UP = "warm-up"
    MAIN = "main"
    COOL_DOWN = "cool-down"


@dataclass(frozen=True, slots=True)
class Turn:
    """Sets of one item that are done in a row."""

    index: int
    """Of the item in the routine."""
    sets: tuple[int, ...]
    """Their numbers, from 1."""
    round_number: int = 1
    rounds: int = 1
    """Rounds of the block; 1: it isn't done in rounds."""


class BlockKind(Protocol):
    """The order of what is done in a block."""

    @property
    def in_rounds(self) -> bool:
        """True if each set of an exercise is a round of the block."""
        ...

    def turns(self, sets: Mapping[int, int]) -> Iterator[Turn]:
        """The turns of items with so many sets, by their indices in the routine."""
        ...


@dataclass(frozen=True, slots=True)
class InARow:
    """All sets of an exercise, then those of the next one."""

    @property
    def in_rounds(self) -> bool:
        """False: the sets of an exercise follow each other."""
        return False

    def turns(self, sets: Mapping[int, int]) -> Iterator[Turn]:
        """One turn for each item."""
        for index, count in sets.items():
            yield Turn(index, tuple(range(1, count + 1)))


@dataclass(frozen=True, slots=True)
class InRounds:
    """A set of each exercise, then the next round: a circuit, a superset, a ladder."""

    rest_ms: int
    """Rest between two rounds."""

    @property
    def in_rounds(self) -> bool:
        """True: a set is a round."""
        return True

    def turns(self, sets: Mapping[int, int]) -> Iterator[Turn]:
        """One turn for each item in each round; one with fewer sets has no turn in the last."""
        rounds = max(sets.values())
        for number in range(1, rounds + 1):
            for index, count in sets.items():
                if number <= count:
                    yield Turn(index, (number,), number, rounds)


@dataclass(frozen=True, slots=True)
class OnTheClock(InRounds):
    """Rounds in which each set begins at its time: intervals, and sets every minute.

    Each item has its `period_ms`; the rest between two rounds comes on top.
    """


@dataclass(frozen=True, slots=True)
class AsManyRounds:
    """As many rounds as possible in a time, at the user's own pace."""

    limit_ms: int

    @property
    def in_rounds(self) -> bool:
        """True: a set is a round."""
        return True

    def turns(self, sets: Mapping[int, int]) -> Iterator[Turn]:
        """One turn for each item: only the user knows how many rounds there are."""
        for index in sets:
            yield Turn(index, (1,))


@dataclass(frozen=True, slots=True)
class Block:
    """Exercises that belong together."""

    number: int
    """Of the block in its routine, from 0."""
    kind: BlockKind
    name: str | None = None
    """Spoken before it; None: nothing is."""
    section: Section | None = None
    note: str | None = None
    """Spoken sentences about it."""
