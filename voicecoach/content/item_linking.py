"""Links an item of a routine to its exercise, with its dose and how it is conducted."""

import re
from collections.abc import Iterator, Mapping, Set
from dataclasses import replace
from typing import Any

from pydantic import ValidationError

from voicecoach.content import convert
from voicecoach.content.counting_schema import CountingTable, milliseconds
from voicecoach.content.item_schema import INLINE_KEYS, OTHER_KEYS, RoutineItemTable
from voicecoach.content.problems import Problem, problems_of, shown
from voicecoach.content.schema import ExerciseTable
from voicecoach.content.toml_lines import KeyPath
from voicecoach.content.variations import instruction_problems, varied
from voicecoach.core.workout.conduct import NO_RESISTANCE, Note, Resistance, SideChoice
from voicecoach.core.workout.exercise import Difficulty, Exercise, Side, Sides
from voicecoach.core.workout.routine import RoutineItem, alternating, with_only
from voicecoach.core.workout.variations import in_variation
from voicecoach.dataclass import dataclass
from voicecoach.suggestions import did_you_mean

_AMOUNT_KEYS = {
    "reps": "count",
    "steps": "count",
    "hold": "seconds",
    "time": "seconds",
    "open-hold": "cap_seconds",
    "user-paced": "target",
    "distance": "meters",
}
"""The key of the amount, for each kind of counting that `counts` can give amounts."""


@dataclass(frozen=True, slots=True)
class KnownExercise:
    """An exercise as the table of its file, and as the core's own type."""

    table: ExerciseTable
    exercise: Exercise

    def counting_of(self, variation: str | None) -> CountingTable:
        """The counting in the variation of this name; None: of the exercise itself."""
        named = [one for one in self.table.variations if one.name == variation]
        return varied(self.table, named[0]).counting if named else self.table.counting


def item_problems(
    path: KeyPath,
    data: object,
    exercises: Mapping[str, KnownExercise],
    broken: Set[str],
    *,
    in_intervals: bool = False,
) -> Iterator[Problem]:
    """Problems of the item at this path beside those of its table, which may be wrong, too.

    `in_intervals`: its block decides about its dose.
    """
    if not isinstance(data, dict):
        return
    if "exercise" not in data:
        yield from _inline_problems(path, data)
    elif inline := sorted(INLINE_KEYS & data.keys()):
        text = f'expected either "exercise" or an exercise of its own, got {inline[0]} as well'
        yield Problem((*path, inline[0]), text)
        return
    slug = data.get("exercise")
    if isinstance(slug, str) and slug not in broken and slug not in exercises:
        hint = did_you_mean(slug, exercises) or f"; exercises: {_names(exercises)}"
        text = f"expected the slug of an exercise, got {shown(slug)}{hint}"
        yield Problem((*path, "exercise"), text)
    try:
        item = RoutineItemTable.model_validate(data)
    except ValidationError:
        return  # reported for the whole table
    known = known_exercise(item, exercises)
    if known is None:
        return
    if item.variation and not known.exercise.named(item.variation):
        yield _unknown_variation(path, item.variation, known.exercise)
        return
    if item.side and known.exercise.sides is Sides.TOGETHER:
        text = "expected an exercise whose sides work one at a time"
        yield Problem((*path, "side"), f"{text}, got {known.exercise.slug}")
    if not in_intervals:
        yield from _dose_problems(path, item, known)


def _names(exercises: Mapping[str, KnownExercise]) -> str:
    return ", ".join(sorted(exercises)) or "none"


def _inline_problems(path: KeyPath, data: Mapping[str, object]) -> Iterator[Problem]:
    """Missing keys of an exercise that an item defines itself."""
    if not INLINE_KEYS & data.keys():
        yield Problem((*path, "exercise"), "missing (slug of the exercise)")
        return
    if "counting" not in data:
        text = "missing (kind of counting, and the dose); or else give the slug of an exercise"
        yield Problem((*path, "counting"), text)
    if "name" not in data:
        yield Problem((*path, "name"), "missing (spoken name)")
    for problem in instruction_problems(data):
        yield Problem((*path, "instruction"), problem.text)


def _unknown_variation(path: KeyPath, name: str, exercise: Exercise) -> Problem:
    names = [one.name for one in exercise.variations]
    hint = did_you_mean(name, names) or f"; its variations: {', '.join(names) or 'none'}"
    text = f"expected a variation of {exercise.slug}, got {shown(name)}{hint}"
    return Problem((*path, "variation"), text)


def known_exercise(
    item: RoutineItemTable, exercises: Mapping[str, KnownExercise]
) -> KnownExercise | None:
    """The exercise that an item names, or that it has itself; None: there is none."""
    if item.exercise is not None:
        return exercises.get(item.exercise)
    given = item.model_dump(include={*INLINE_KEYS}, exclude_none=True)
    try:
        table = ExerciseTable.model_validate(given)
    except ValidationError:
        return None
    plain = convert.exercise(_slug_of(table.name), table)
    return KnownExercise(table, replace(plain, tells_equipment=item.equipment is not None))


def _slug_of(name: str) -> str:
    return "-".join(re.findall(r"[a-z0-9]+", name.lower())) or "exercise"


def _override(item: RoutineItemTable) -> dict[str, Any]:
    """The numbers of this item that replace those in the counting of its exercise."""
    return item.model_dump(include=item.model_fields_set - OTHER_KEYS)


def _overridden(table: CountingTable, item: RoutineItemTable) -> CountingTable:
    own = _override(item)
    if item.counts and (key := _AMOUNT_KEYS.get(table.kind)):
        own[key] = item.counts[0]
    return type(table).model_validate(table.model_dump() | own)


def _dose_problems(
    path: KeyPath, item: RoutineItemTable, known: KnownExercise
) -> Iterator[Problem]:
    table = known.counting_of(item.variation)
    fits = sorted(set(type(table).model_fields) & set(RoutineItemTable.model_fields))
    wrong = [key for key in sorted(_override(item)) if key not in fits]
    for key in wrong:
        text = f"expected a key of {table.kind} ({', '.join(fits)}), got {key}"
        yield Problem((*path, key), text + did_you_mean(key, fits))
    if wrong:
        return
    try:
        _overridden(table, item)
    except ValidationError as error:
        for problem in problems_of(error, type(table)):
            yield Problem((*path, *problem.path), problem.text)
        return
    yield from _counts_problems(path, item, table)


def _counts_problems(
    path: KeyPath, item: RoutineItemTable, table: CountingTable
) -> Iterator[Problem]:
    key = _AMOUNT_KEYS.get(table.kind)
    if item.counts and key is None:
        yield Problem((*path, "counts"), f"expected an exercise with numbers, got {table.kind}")
        return
    for index, count in enumerate(item.counts or ()):
        try:
            type(table).model_validate(table.model_dump() | {key: count})
        except ValidationError as error:
            for problem in problems_of(error, type(table)):
                yield Problem((*path, "counts", index), problem.text)


def linked_item(
    item: RoutineItemTable,
    known: KnownExercise,
    level: int,
    *,
    sets: int | None = None,
    counting: CountingTable | None = None,
) -> RoutineItem:
    """The item with its exercise, for a routine of this level.

    `sets` are the rounds of its block; None: it has sets of its own. `counting` is that of its
    block; None: its own. Raises ValidationError if its dose is not one of the exercise.
    """
    dosed = _dosed(item, known, sets, counting)
    now = dosed if level >= item.variation_from_level else dosed.itself
    return RoutineItem(
        now if item.variation else dosed,
        milliseconds(item.rest_after_seconds),
        varied=dosed if item.variation else None,
        varied_from=item.variation_from_level if item.variation else 1,
        announce=item.announce,
        gate=item.gate,
        asks_effort=item.effort_question,
        counts=tuple(item.counts or ()),
        notes=tuple(Note(milliseconds(one.at_seconds), one.text) for one in item.notes or ()),
    )


def _plain(
    item: RoutineItemTable, known: KnownExercise, exercise: Exercise, sets: int
) -> Exercise | None:
    """The exercise itself, for a user who finds an easier variation too easy.

    It then has the dose of the routine, since its own may be far more.
    """
    variation, plain = exercise.variation, exercise.plain
    own, varied = known.counting_of(None), known.counting_of(item.variation)
    is_easier = variation is not None and variation.difficulty is Difficulty.EASIER
    if plain is None or not is_easier or type(own) is not type(varied):
        return plain
    return replace(plain, counting=_overridden(own, item).to_core(), sets=sets)


def _timed(exercise: Exercise, counting: CountingTable) -> Exercise | None:
    """The exercise itself, done for the same time."""
    plain = exercise.plain
    return None if plain is None else replace(plain, counting=counting.to_core())


def _dosed(
    item: RoutineItemTable,
    known: KnownExercise,
    rounds: int | None,
    counting: CountingTable | None,
) -> Exercise:
    """The exercise in its variation, with the dose of the routine."""
    exercise = in_variation(known.exercise, known.exercise.named(item.variation))
    resistance = Resistance(item.kilograms, item.band)
    sets = rounds or item.sets or len(item.counts or ()) or exercise.sets
    dosed = replace(
        exercise,
        counting=(counting or _overridden(known.counting_of(item.variation), item)).to_core(),
        sets=sets,
        rest_ms=(
            exercise.rest_ms if item.rest_seconds is None else milliseconds(item.rest_seconds)
        ),
        keeps_sets=bool(rounds or item.counts),
        plain=_plain(item, known, exercise, sets)
        if counting is None
        else _timed(exercise, counting),
    )
    if resistance != NO_RESISTANCE:
        plain = dosed.plain and replace(dosed.plain, resistance=resistance)
        dosed = replace(dosed, resistance=resistance, plain=plain)
    match item.side:
        case SideChoice.RIGHT | SideChoice.LEFT as side:
            return with_only(dosed, Side(side.value))
        case SideChoice.ALTERNATE:
            return alternating(dosed)
        case _:
            return dosed
