"""Links the blocks of a routine to the exercises of their items."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from voicecoach.content.block_schema import BlockTable
from voicecoach.content.counting_schema import milliseconds
from voicecoach.content.item_linking import KnownExercise, known_exercise, linked_item
from voicecoach.content.problems import Problem
from voicecoach.content.toml_lines import KeyPath
from voicecoach.core.workout.block import Block, BlockKind, InARow, InRounds
from voicecoach.core.workout.routine import RoutineItem


def linked_blocks(
    tables: Iterable[BlockTable], exercises: Mapping[str, KnownExercise], level: int
) -> Iterator[RoutineItem]:
    """The items of these blocks, in order, each with its block."""
    for number, table in enumerate(tables):
        kind = _kind(table)
        block = Block(number, kind, table.name, table.section, table.note)
        rounds = _rounds(table) if kind.in_rounds else None
        for item in table.items:
            if known := known_exercise(item, exercises):
                yield replace(linked_item(item, known, level, sets=rounds), block=block)


def _kind(table: BlockTable) -> BlockKind:
    if _rounds(table) == 1:
        return InARow()
    return InRounds(milliseconds(table.rest_between_rounds_seconds))


def _rounds(table: BlockTable) -> int:
    """The rounds of a block; without a number, as many as counts of all its items ask for."""
    if table.rounds is not None:
        return table.rounds
    counts = {len(item.counts) for item in table.items if item.counts}
    is_ladder = len(counts) == 1 and all(item.sets is None for item in table.items)
    return counts.pop() if is_ladder else 1


def block_problems(path: KeyPath, table: BlockTable) -> Iterator[Problem]:
    """What does not fit together in the block at this path."""
    rounds = _rounds(table)
    for index, item in enumerate(table.items):
        where = (*path, "items", index)
        if rounds > 1 and item.sets is not None:
            text = "expected no sets in a block of several rounds, where each round is a set; "
            yield Problem((*where, "sets"), text + "to do it twice a round, list it twice")
        if item.counts and len(item.counts) != (wanted := item.sets or rounds):
            if rounds == 1 and item.sets is None:
                continue  # its sets are as many as its counts
            things = "sets" if item.sets else "rounds"
            text = f"expected one number for each of {wanted} {things}, got {len(item.counts)}"
            yield Problem((*where, "counts"), text)
