"""Visits: the stays at the exercises of a routine, in the order in which they are done."""

from collections.abc import Iterator, Sequence
from itertools import groupby, product

from voicecoach.core.timeline.steps import Place
from voicecoach.core.workout.block import Block, InARow, OnTheClock, Section, Turn
from voicecoach.core.workout.conduct import Announce, Gate
from voicecoach.core.workout.exercise import Exercise, Side
from voicecoach.core.workout.routine import RoutineItem
from voicecoach.dataclass import dataclass

_ASKED, _AT_ONCE = Gate(asks=True), Gate(asks=False)
_IN_A_ROW = InARow()
MOST_TOLD_BEFORE = 4
"""Exercises of a block on the clock that are announced before it. More would be forgotten: then
only the first is, and the others are told in the rests."""


@dataclass(frozen=True, slots=True)
class Visit:
    """Sets of one exercise that are done in a row, with all that is said before them."""

    item: RoutineItem
    places: tuple[Place, ...]
    """Of its sets, on each side and in each direction."""
    announce: Announce
    gate: Gate
    is_first: bool
    """True if its exercise was not visited before in its block."""
    is_last: bool
    """True if its exercise is not visited again in its block."""
    begins: Block | None = None
    """The block that begins with it; None: none does."""
    section: Section | None = None
    """The section that begins with it; None: it is the one before."""
    begins_round: bool = False
    """True for the first of a round after the first one."""
    exercises: int = 1
    """Number of exercises in its block."""

    @property
    def place(self) -> Place:
        """Place of its first set."""
        return self.places[0]


def visits_of(items: Sequence[RoutineItem]) -> Iterator[Visit]:
    """The visits to these items of a routine, in order."""
    section: Section | None = None
    announced: set[tuple[str, str | None]] = set()
    for block, group in groupby(enumerate(items), key=lambda pair: pair[1].block):
        members = dict(group)
        sets = {index: item.exercise.sets for index, item in members.items()}
        turns = list((block.kind if block else _IN_A_ROW).turns(sets))
        last_of = {turn.index: at for at, turn in enumerate(turns)}
        first_of = {turn.index: at for at, turn in reversed([*enumerate(turns)])}
        is_clocked = block is not None and isinstance(block.kind, OnTheClock)
        named_only = is_clocked and len(members) > MOST_TOLD_BEFORE
        for at, turn in enumerate(turns):
            item = members[turn.index]
            learnt = item.exercise.slug, item.variation.name if item.variation else None
            is_first = at == 0 and block is not None
            yield Visit(
                item,
                _places(turn, item),
                _announce(
                    item,
                    is_known=(named_only and at > 0) or (block is not None and learnt in announced),
                ),
                _gate(item, turn),
                is_first=first_of[turn.index] == at,
                is_last=last_of[turn.index] == at,
                begins=block if is_first else None,
                section=block.section if block and is_first and block.section != section else None,
                begins_round=at > 0 and turn.round_number > turns[at - 1].round_number,
                exercises=len(members),
            )
            announced.add(learnt)
        section = block.section if block and block.section else section


def _announce(item: RoutineItem, *, is_known: bool) -> Announce:
    return item.announce or (Announce.NAME if is_known else Announce.FULL)


def _gate(item: RoutineItem, turn: Turn) -> Gate:
    if item.gate:
        return item.gate
    is_silent = item.announce is Announce.NONE
    return _AT_ONCE if turn.round_number > 1 or is_silent else _ASKED


def _places(turn: Turn, item: RoutineItem) -> tuple[Place, ...]:
    return tuple(
        Place(turn.index, exercise, number, side, direction, item, turn.rounds)
        for number in turn.sets
        for exercise in (item.in_set(number),)
        for side, direction in _ways(exercise, number)
    )


def _ways(exercise: Exercise, set_number: int) -> Iterator[tuple[Side | None, str | None]]:
    """The sides and directions of a set, in order."""
    sides = exercise.sides_of(set_number)
    directions = exercise.directions or (None,)
    if exercise.rig_ms is None:
        return product(sides, directions)
    return ((side, direction) for direction, side in product(directions, sides))
