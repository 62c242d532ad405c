"""Links the blocks of a routine to the exercises of their items."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from pydantic import ValidationError

from voicecoach.content.block_schema import BlockTable
from voicecoach.content.counting_schema import (
    CountingTable,
    HoldTable,
    OpenHoldTable,
    TimeTable,
    milliseconds,
)
from voicecoach.content.item_linking import KnownExercise, known_exercise, linked_item
from voicecoach.content.item_schema import RoutineItemTable
from voicecoach.content.problems import Problem
from voicecoach.content.toml_lines import KeyPath
from voicecoach.core.workout.amounts import set_ms
from voicecoach.core.workout.block import (
    AsManyRounds,
    Block,
    BlockKind,
    InARow,
    InRounds,
    OnTheClock,
)
from voicecoach.core.workout.routine import RoutineItem

_CLOCKS = ("work_seconds", "every_seconds", "for_seconds")
"""Keys of a block that let it run on a clock, of which it has one."""
_USUAL_REST_S = 60.0
"""Rest between rounds that are on no clock."""


def linked_blocks(
    tables: Iterable[BlockTable], exercises: Mapping[str, KnownExercise], level: int
) -> Iterator[RoutineItem]:
    """The items of these blocks, in order, each with its block."""
    for number, table in enumerate(tables):
        block = Block(number, _kind(table), table.name, table.section, table.note)
        for item in table.items:
            if known := known_exercise(item, exercises):
                yield replace(_linked(item, known, level, table), block=block)


def _linked(
    item: RoutineItemTable, known: KnownExercise, level: int, table: BlockTable
) -> RoutineItem:
    rounds = _rounds(table) if _kind(table).in_rounds else None
    if table.work_seconds is None:
        linked = linked_item(item, known, level, sets=rounds)
        every_s = table.every_seconds
        return replace(linked, period_ms=None if every_s is None else milliseconds(every_s))
    counting = _interval_of(item, known, table.work_seconds)
    linked = linked_item(item, known, level, sets=rounds, counting=counting)
    own_rest = "rest_after_seconds" in item.model_fields_set
    rest_s = item.rest_after_seconds if own_rest else table.rest_seconds or 0
    work_ms = set_ms(linked.exercise.counting)
    return replace(linked, period_ms=work_ms + milliseconds(rest_s))


def _interval_of(item: RoutineItemTable, known: KnownExercise, work_s: float) -> CountingTable:
    """The counting of an exercise in intervals: a hold stays a hold, all else is done for a time.

    Raises ValidationError if it can't be that long.
    """
    counting = known.counting_of(item.variation)
    seconds = work_s if item.seconds is None else item.seconds
    if isinstance(counting, HoldTable | OpenHoldTable):
        return HoldTable(kind="hold", seconds=seconds)
    areas = counting.areas if isinstance(counting, TimeTable) else []
    return TimeTable(kind="time", seconds=seconds, areas=areas)


def _kind(table: BlockTable) -> BlockKind:
    between_s = table.rest_between_rounds_seconds
    if table.for_seconds is not None:
        return AsManyRounds(milliseconds(table.for_seconds))
    if table.work_seconds is not None or table.every_seconds is not None:
        return OnTheClock(milliseconds(between_s or 0))
    if _rounds(table) == 1:
        return InARow()
    return InRounds(milliseconds(_USUAL_REST_S if between_s is None else between_s))


def _rounds(table: BlockTable) -> int:
    """The rounds of a block; without a number, as many as counts of all its items ask for."""
    if table.rounds is not None:
        return table.rounds
    counts = {len(item.counts) for item in table.items if item.counts}
    is_ladder = len(counts) == 1 and all(item.sets is None for item in table.items)
    return counts.pop() if is_ladder else 1


def block_problems(
    path: KeyPath, table: BlockTable, exercises: Mapping[str, KnownExercise]
) -> Iterator[Problem]:
    """Contradictions in the block at this path."""
    clocks = [key for key in _CLOCKS if getattr(table, key) is not None]
    if len(clocks) > 1:
        text = f"expected one of {', '.join(_CLOCKS)}, got {clocks[0]} as well"
        yield Problem((*path, clocks[1]), text)
        return
    if table.rest_seconds is not None and table.work_seconds is None:
        text = "expected work_seconds beside it; between rounds: rest_between_rounds_seconds"
        yield Problem((*path, "rest_seconds"), text)
    if table.for_seconds is not None and table.rounds is not None:
        text = "expected no rounds with for_seconds, which asks for as many as possible"
        yield Problem((*path, "rounds"), text)
    for index, item in enumerate(table.items):
        where = (*path, "items", index)
        yield from _sets_problems(where, item, table, is_clocked=bool(clocks))
        if known := known_exercise(item, exercises):
            yield from _clock_problems(where, item, known, table)


def _sets_problems(
    path: KeyPath, item: RoutineItemTable, table: BlockTable, *, is_clocked: bool
) -> Iterator[Problem]:
    rounds = _rounds(table)
    if (rounds > 1 or is_clocked) and item.sets is not None:
        text = "expected no sets in a block of several rounds, where each round is a set; "
        yield Problem((*path, "sets"), text + "to do it twice a round, list it twice")
    if item.counts and table.for_seconds is not None:
        yield Problem((*path, "counts"), "expected a count, since nobody knows the rounds")
    elif item.counts and len(item.counts) != (wanted := item.sets or rounds):
        if rounds == 1 and item.sets is None and not is_clocked:
            return  # its sets are as many as its counts
        things = "sets" if item.sets else "rounds"
        text = f"expected one number for each of {wanted} {things}, got {len(item.counts)}"
        yield Problem((*path, "counts"), text)


_DOSE_KEYS = ("count", "counts", "tempo", "cap_seconds", "first", "last", "target")


def _clock_problems(
    path: KeyPath, item: RoutineItemTable, known: KnownExercise, table: BlockTable
) -> Iterator[Problem]:
    """Items that take longer than their place on the clock, or have a dose of another kind."""
    if table.work_seconds is not None:
        for key in _DOSE_KEYS:
            if getattr(item, key) is not None:
                text = "expected seconds, or nothing: in intervals an exercise is done for a time"
                yield Problem((*path, key), f"{text}, got {key}")
                return
        try:
            _interval_of(item, known, table.work_seconds)
        except ValidationError:
            yield Problem((*path, "seconds"), "expected 1 to 3600 seconds of work")
        return
    if table.every_seconds is None:
        return
    try:
        linked = linked_item(item, known, level=3)
    except ValidationError:
        return  # reported for the item
    numbers = range(1, len(linked.counts) + 1) or (1,)
    longest_ms = max(set_ms(linked.in_set(number).counting) for number in numbers)
    if longest_ms > milliseconds(table.every_seconds):
        text = f"expected a set of at most {table.every_seconds:g} seconds (every_seconds)"
        yield Problem(path, f"{text}, got one of {longest_ms / 1000:g}")
