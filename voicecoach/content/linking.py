"""Links a routine file to the exercises it names, each with its dose in the routine."""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set

from pydantic import ValidationError

from voicecoach.content.block_linking import block_problems, linked_blocks
from voicecoach.content.block_schema import BlockTable
from voicecoach.content.item_linking import (
    KnownExercise,
    item_problems,
    known_exercise,
    linked_item,
)
from voicecoach.content.problems import Problem
from voicecoach.content.routine_schema import RoutineTable, StageTable
from voicecoach.content.toml_file import TomlFile
from voicecoach.content.toml_lines import KeyPath
from voicecoach.core.workout.exercise import Source
from voicecoach.core.workout.routine import Routine, RoutineItem, Stage

__all__ = ["KnownExercise", "link_routine", "named_exercises"]

MOST_SETS = 5000
"""Limit to the sets of a routine, on each side and in each direction."""
_WAYS = ("items", "blocks", "stages")
"""Keys of which a routine has one; of the first two, a stage."""


def link_routine(
    file: TomlFile, exercises: Mapping[str, KnownExercise], broken: Set[str] = frozenset()
) -> Routine:
    """The routine of this file.

    Items with a `broken` exercise are left out: its own file already has an error.
    Raises ContentError with every problem of the file.
    """
    table = file.parse(RoutineTable, also=_problems(file, exercises, broken))
    stages = tuple(
        Stage(stage.weeks, _items(stage, exercises, table.level), tuple(stage.words))
        for stage in table.stages or ()
    )
    items = stages[0].items if stages else _items(table, exercises, table.level)
    for each in (items, *(stage.items for stage in stages)):
        if (sets := _sets_of(each)) > MOST_SETS:
            text = f"expected a routine of at most {MOST_SETS} sets, got {sets}"
            raise file.error([Problem((), text)])
    return Routine(
        file.slug,
        table.name,
        table.summary,
        table.level,
        items if all(stage.items for stage in stages) else (),
        is_protocol=table.protocol,
        every_days=table.every_days,
        stages=stages,
        sources=tuple(Source(one.title, one.claim) for one in table.sources),
        purpose=table.purpose,
    )


def _items(
    table: RoutineTable | StageTable, exercises: Mapping[str, KnownExercise], level: int
) -> tuple[RoutineItem, ...]:
    if table.blocks:
        return tuple(linked_blocks(table.blocks, exercises, level))
    known = ((item, known_exercise(item, exercises)) for item in table.items or ())
    return tuple(linked_item(item, one, level) for item, one in known if one)


def _sets_of(items: Iterable[RoutineItem]) -> int:
    return sum(item.exercise.sets * item.exercise.times_per_set for item in items)


def _problems(
    file: TomlFile, exercises: Mapping[str, KnownExercise], broken: Set[str]
) -> Iterator[Problem]:
    """Problems beside those of the table, whether or not the rest of the file is valid."""
    yield from _choice_problems((), file.data, _WAYS)
    for number, stage in enumerate(_list(file.data, "stages")):
        if isinstance(stage, dict):
            yield from _choice_problems(("stages", number), stage, _WAYS[:2])
    for path, data, holder in item_tables(file.data):
        in_intervals = isinstance(holder, dict) and "work_seconds" in holder
        yield from item_problems(path, data, exercises, broken, in_intervals=in_intervals)
    for path, data in _block_tables(file.data):
        try:
            block = BlockTable.model_validate(data)
        except ValidationError:
            continue  # reported for the whole table
        yield from block_problems(path, block, exercises)


def _choice_problems(
    path: KeyPath, data: Mapping[str, object], ways: Sequence[str]
) -> Iterator[Problem]:
    """Problems of a table that has none of these keys, or several."""
    given = [key for key in ways if key in data]
    *others, last = ways
    if not given:
        yield Problem((*path, "items"), f"missing (exercises, in order; or else {last})")
    elif len(given) > 1:
        text = f"expected either {', '.join(others)} or {last}, got both"
        yield Problem((*path, given[-1]), text)


def item_tables(data: Mapping[str, object]) -> Iterator[tuple[KeyPath, object, object]]:
    """The items of a routine file, of its blocks and its stages, each with its path and the table
    that it stands in."""
    holders: list[tuple[KeyPath, object]] = [((), data)]
    holders += [(("stages", at), stage) for at, stage in enumerate(_list(data, "stages"))]
    holders += _block_tables(data)
    for path, holder in holders:
        for index, item in enumerate(_list(holder, "items")):
            yield (*path, "items", index), item, holder


def named_exercises(file: TomlFile) -> frozenset[str]:
    """The slugs of the exercises that a routine file names."""
    items = (item for _, item, _ in item_tables(file.data) if isinstance(item, dict))
    return frozenset(slug for item in items if isinstance(slug := item.get("exercise"), str))


def _block_tables(data: Mapping[str, object]) -> Iterator[tuple[KeyPath, object]]:
    """The blocks of a routine file and of its stages, each with its path."""
    for index, block in enumerate(_list(data, "blocks")):
        yield ("blocks", index), block
    for number, stage in enumerate(_list(data, "stages")):
        for index, block in enumerate(_list(stage, "blocks")):
            yield ("stages", number, "blocks", index), block


def _list(table: object, key: str) -> Sequence[object]:
    value = table.get(key) if isinstance(table, dict) else None
    return value if isinstance(value, list) else ()
