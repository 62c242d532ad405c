"""Applies the variations of an exercise file to its exercise, each of them a patch."""

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import ValidationError

from voicecoach.content.convert import exercise
from voicecoach.content.problems import Problem, problems_of
from voicecoach.content.schema import ExerciseTable
from voicecoach.content.variation_schema import VariationTable
from voicecoach.core.workout.exercise import Variation

_FIELDS = {"rest_seconds": "rest_ms", "change_seconds": "change_ms", "rig_seconds": "rig_ms"}
"""Field of the core's exercise for each key that has another name there."""
_MERGED = ("instructions", "counting")
"""Tables of which a change replaces single values."""
_AMOUNTS = frozenset(
    [
        *("kind", "count", "seconds", "cap_seconds", "first", "last", "target", "meters"),
        *("rounds", "parts"),
    ]
)
"""Keys of a counting that give a variation a dose of its own."""


def varied(table: ExerciseTable, variation: VariationTable) -> ExerciseTable:
    """The table of the exercise in this variation; raises ValidationError if it is not complete."""
    data: dict[str, Any] = table.model_dump(exclude={"variations", "instruction"})
    data["instructions"] = table.told.model_dump()
    for key, value in _changes(variation).items():
        if key in _MERGED and value.get("kind", data[key].get("kind")) == data[key].get("kind"):
            data[key] = {**data[key], **value}
        else:
            data[key] = None if value is False else value
    return ExerciseTable.model_validate(data)


def _changes(variation: VariationTable) -> dict[str, Any]:
    return variation.change.model_dump(exclude_unset=True) if variation.change else {}


def instruction_problems(data: Mapping[str, object]) -> Iterator[Problem]:
    """Problems of an exercise that has neither an instruction nor instructions, or both."""
    match "instruction" in data, "instructions" in data:
        case False, False:
            yield Problem(("instructions",), "missing (instructions in three lengths)")
        case True, True:
            text = "expected either an instruction or instructions in three lengths, got both"
            yield Problem(("instruction",), text)


def variation_problems(table: ExerciseTable) -> Iterator[Problem]:
    """Everything that keeps the exercise from being complete in one of its variations."""
    for index, variation in enumerate(table.variations):
        try:
            varied(table, variation)
        except ValidationError as error:
            for problem in problems_of(error, ExerciseTable):
                path = ("variations", index, "change", *problem.path)
                yield Problem(path, problem.text)


def variations(slug: str, table: ExerciseTable) -> tuple[Variation, ...]:
    """The variations of an exercise, each with the complete exercise in it."""
    return tuple(_variation(slug, table, variation) for variation in table.variations)


def _variation(slug: str, table: ExerciseTable, variation: VariationTable) -> Variation:
    changes = _changes(variation)
    return Variation(
        variation.name,
        variation.difficulty,
        variation.instruction,
        load=variation.load,
        is_prescribed=variation.most_age is None,
        most_age=variation.most_age,
        whole=exercise(slug, varied(table, variation)) if changes else None,
        own=frozenset(_FIELDS.get(key, key) for key in changes),
        has_dose=not _AMOUNTS.isdisjoint(changes.get("counting", ())),
    )
