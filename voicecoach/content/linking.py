"""Links a routine file to the exercises it names, each with its dose in the routine."""

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, replace

from pydantic import ValidationError

from voicecoach.content.problems import Problem, problems_of, shown
from voicecoach.content.schema import (
    CountingTable,
    ExerciseTable,
    RoutineItemTable,
    RoutineTable,
    milliseconds,
)
from voicecoach.content.toml_file import TomlFile
from voicecoach.core.workout.exercise import Exercise
from voicecoach.core.workout.routine import Routine, RoutineItem
from voicecoach.suggestions import did_you_mean

_OTHER_KEYS = frozenset({"exercise", "rest_after_seconds", "sets", "rest_seconds"})
"""Keys of an item that do not belong to the counting."""


@dataclass(frozen=True, slots=True)
class KnownExercise:
    """An exercise as the table of its file, and as the core's own type."""

    table: ExerciseTable
    exercise: Exercise


def link_routine(
    file: TomlFile, exercises: Mapping[str, KnownExercise], broken: Set[str] = frozenset()
) -> Routine:
    """The routine of this file.

    Items with a `broken` exercise are left out: its own file already has an error.
    Raises ContentError with every problem of the file.
    """
    table = file.parse(RoutineTable, also=_item_problems(file, exercises, broken))
    items = [
        _item(item, exercises[item.exercise]) for item in table.items if item.exercise in exercises
    ]
    return Routine(
        file.slug, table.name, table.summary, table.level, tuple(items), is_protocol=table.protocol
    )


def _item_problems(
    file: TomlFile, exercises: Mapping[str, KnownExercise], broken: Set[str]
) -> Iterator[Problem]:
    """Problems within each item, whether or not the rest of the file is valid."""
    items = file.data.get("items")
    for index, data in enumerate(items if isinstance(items, list) else ()):
        slug = data.get("exercise") if isinstance(data, dict) else None
        if not isinstance(slug, str) or slug in broken:
            continue
        if slug not in exercises:
            hint = did_you_mean(slug, exercises) or f"; exercises: {_names(exercises)}"
            text = f"expected the slug of an exercise, got {shown(slug)}{hint}"
            yield Problem(("items", index, "exercise"), text)
            continue
        try:
            item = RoutineItemTable.model_validate(data)
        except ValidationError:
            continue  # reported for the whole table
        yield from _dose_problems(index, item, exercises[slug])


def _names(exercises: Mapping[str, KnownExercise]) -> str:
    return ", ".join(sorted(exercises)) or "none"


def _override(item: RoutineItemTable) -> dict[str, object]:
    """The numbers of this item that replace those in the counting of its exercise."""
    return item.model_dump(include=item.model_fields_set - _OTHER_KEYS)


def _overridden(table: CountingTable, item: RoutineItemTable) -> CountingTable:
    return type(table).model_validate(table.model_dump() | _override(item))


def _dose_problems(index: int, item: RoutineItemTable, known: KnownExercise) -> list[Problem]:
    table = known.table.counting
    fits = sorted(set(type(table).model_fields) & set(RoutineItemTable.model_fields))
    wrong = [
        Problem(
            ("items", index, key),
            f"expected a key of {table.kind} ({', '.join(fits)}), got {key}"
            + did_you_mean(key, fits),
        )
        for key in sorted(_override(item))
        if key not in fits
    ]
    if wrong:
        return wrong
    try:
        _overridden(table, item)
    except ValidationError as error:
        return [
            Problem(("items", index, *problem.path), problem.text)
            for problem in problems_of(error, type(table))
        ]
    return []


def _item(item: RoutineItemTable, known: KnownExercise) -> RoutineItem:
    exercise = known.exercise
    dosed = replace(
        exercise,
        counting=_overridden(known.table.counting, item).to_core(),
        sets=exercise.sets if item.sets is None else item.sets,
        rest_ms=(
            exercise.rest_ms if item.rest_seconds is None else milliseconds(item.rest_seconds)
        ),
    )
    return RoutineItem(dosed, milliseconds(item.rest_after_seconds))
