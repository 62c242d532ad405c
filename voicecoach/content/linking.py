"""Links a routine file to the exercises it names, each with its dose in the routine."""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace

from pydantic import ValidationError

from voicecoach.content.counting_schema import CountingTable, milliseconds
from voicecoach.content.problems import Problem, problems_of, shown
from voicecoach.content.routine_schema import RoutineItemTable, RoutineTable
from voicecoach.content.schema import ExerciseTable
from voicecoach.content.toml_file import TomlFile
from voicecoach.content.toml_lines import KeyPath
from voicecoach.content.variations import varied
from voicecoach.core.workout.exercise import Exercise, Source
from voicecoach.core.workout.routine import Routine, RoutineItem, Stage
from voicecoach.core.workout.variations import in_variation
from voicecoach.suggestions import did_you_mean

_OTHER_KEYS = frozenset(
    [
        *("exercise", "variation", "variation_from_level"),
        *("rest_after_seconds", "sets", "rest_seconds"),
    ]
)
"""Keys of an item that do not belong to the counting."""


@dataclass(frozen=True, slots=True)
class KnownExercise:
    """An exercise as the table of its file, and as the core's own type."""

    table: ExerciseTable
    exercise: Exercise

    def counting_of(self, variation: str | None) -> CountingTable:
        """The counting in the variation of this name; None: of the exercise itself."""
        named = [one for one in self.table.variations if one.name == variation]
        return varied(self.table, named[0]).counting if named else self.table.counting


def link_routine(
    file: TomlFile, exercises: Mapping[str, KnownExercise], broken: Set[str] = frozenset()
) -> Routine:
    """The routine of this file.

    Items with a `broken` exercise are left out: its own file already has an error.
    Raises ContentError with every problem of the file.
    """
    table = file.parse(RoutineTable, also=_problems(file, exercises, broken))
    stages = tuple(
        Stage(stage.weeks, _items(stage.items, exercises, table.level), tuple(stage.words))
        for stage in table.stages or ()
    )
    items = stages[0].items if stages else _items(table.items or (), exercises, table.level)
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
    )


def _items(
    tables: Iterable[RoutineItemTable], exercises: Mapping[str, KnownExercise], level: int
) -> tuple[RoutineItem, ...]:
    known = (item for item in tables if item.exercise in exercises)
    return tuple(_item(item, exercises[item.exercise], level) for item in known)


def _problems(
    file: TomlFile, exercises: Mapping[str, KnownExercise], broken: Set[str]
) -> Iterator[Problem]:
    """Problems beside those of the table, whether or not the rest of the file is valid."""
    match "items" in file.data, "stages" in file.data:
        case True, True:
            yield Problem(("stages",), "expected either items or stages, got both")
        case False, False:
            yield Problem(("items",), "missing (exercises, in order; or else stages)")
    yield from _item_problems(file, exercises, broken)


def _item_problems(
    file: TomlFile, exercises: Mapping[str, KnownExercise], broken: Set[str]
) -> Iterator[Problem]:
    """Problems within each item, whether or not the rest of the file is valid."""
    for path, data in _item_tables(file.data):
        slug = data.get("exercise") if isinstance(data, dict) else None
        if not isinstance(slug, str) or slug in broken:
            continue
        if slug not in exercises:
            hint = did_you_mean(slug, exercises) or f"; exercises: {_names(exercises)}"
            text = f"expected the slug of an exercise, got {shown(slug)}{hint}"
            yield Problem((*path, "exercise"), text)
            continue
        try:
            item = RoutineItemTable.model_validate(data)
        except ValidationError:
            continue  # reported for the whole table
        known = exercises[slug]
        if item.variation and not known.exercise.named(item.variation):
            yield _unknown_variation(path, item.variation, known.exercise)
            continue
        yield from _dose_problems(path, item, known)


def _unknown_variation(path: KeyPath, name: str, exercise: Exercise) -> Problem:
    names = [one.name for one in exercise.variations]
    hint = did_you_mean(name, names) or f"; its variations: {', '.join(names) or 'none'}"
    text = f"expected a variation of {exercise.slug}, got {shown(name)}{hint}"
    return Problem((*path, "variation"), text)


def _item_tables(data: Mapping[str, object]) -> Iterator[tuple[KeyPath, object]]:
    """The items of a routine file and of its stages, each with its path."""
    for index, item in enumerate(_list(data, "items")):
        yield ("items", index), item
    for number, stage in enumerate(_list(data, "stages")):
        for index, item in enumerate(_list(stage, "items")):
            yield ("stages", number, "items", index), item


def _list(table: object, key: str) -> Sequence[object]:
    value = table.get(key) if isinstance(table, dict) else None
    return value if isinstance(value, list) else ()


def _names(exercises: Mapping[str, KnownExercise]) -> str:
    return ", ".join(sorted(exercises)) or "none"


def _override(item: RoutineItemTable) -> dict[str, object]:
    """The numbers of this item that replace those in the counting of its exercise."""
    return item.model_dump(include=item.model_fields_set - _OTHER_KEYS)


def _overridden(table: CountingTable, item: RoutineItemTable) -> CountingTable:
    return type(table).model_validate(table.model_dump() | _override(item))


def _dose_problems(path: KeyPath, item: RoutineItemTable, known: KnownExercise) -> list[Problem]:
    table = known.counting_of(item.variation)
    fits = sorted(set(type(table).model_fields) & set(RoutineItemTable.model_fields))
    wrong = [
        Problem(
            (*path, key),
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
            Problem((*path, *problem.path), problem.text)
            for problem in problems_of(error, type(table))
        ]
    return []


def _item(item: RoutineItemTable, known: KnownExercise, level: int) -> RoutineItem:
    rest_after_ms = milliseconds(item.rest_after_seconds)
    dosed = _dosed(item, known)
    if not item.variation:
        return RoutineItem(dosed, rest_after_ms)
    now = dosed if level >= item.variation_from_level else dosed.itself
    return RoutineItem(now, rest_after_ms, varied=dosed, varied_from=item.variation_from_level)


def _dosed(item: RoutineItemTable, known: KnownExercise) -> Exercise:
    """The exercise in its variation, with the dose of the routine."""
    exercise = in_variation(known.exercise, known.exercise.named(item.variation))
    return replace(
        exercise,
        counting=_overridden(known.counting_of(item.variation), item).to_core(),
        sets=exercise.sets if item.sets is None else item.sets,
        rest_ms=(
            exercise.rest_ms if item.rest_seconds is None else milliseconds(item.rest_seconds)
        ),
    )
