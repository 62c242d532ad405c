"""An exercise or a routine as plain data for other programs."""

from collections.abc import Iterable
from dataclasses import asdict, replace
from enum import Enum
from typing import Any

from voicecoach.app.catalog import TimedStep, WorkoutOutline, equipment_of
from voicecoach.app.dose_text import dose_text
from voicecoach.core.playback.estimate import TYPICAL
from voicecoach.core.workout.block import AsManyRounds, Block, InARow, InRounds, OnTheClock
from voicecoach.core.workout.counting import kind_of
from voicecoach.core.workout.exercise import Exercise, Variation
from voicecoach.core.workout.routine import Routine, RoutineItem

_KINDS = {
    InARow: "in-a-row",
    InRounds: "rounds",
    OnTheClock: "clock",
    AsManyRounds: "as-many-rounds",
}


def workout_json(workout: Routine | Exercise, plan: WorkoutOutline) -> dict[str, Any]:
    """The workout for --json, with enums as their values and times in milliseconds."""
    content = _exercise(workout) if isinstance(workout, Exercise) else _routine(workout)
    return content | {
        "length_ms": plan.length_ms,
        "length_assumes": asdict(TYPICAL),
        "timeline": [_moment(moment) for moment in plan.moments],
    }


def _exercise(exercise: Exercise) -> dict[str, Any]:
    counting: dict[str, Any] = {"kind": kind_of(exercise.counting).name}
    # The exercise itself, of which it may be a variation, would say everything twice.
    plain: dict[str, Any] = _plain(asdict(replace(exercise, plain=None, variations=())))
    for name in ("plain", "longest_hold_s", "keeps_sets", "alternates"):
        del plain[name]
    plain["counting"] = counting | plain["counting"]
    plain["variation"] = exercise.variation.name if exercise.variation else None
    plain["variations"] = [_variation(one) for one in exercise.variations]
    return {"type": "exercise"} | plain | {"dose": dose_text(exercise)}


def _variation(variation: Variation) -> dict[str, Any]:
    """A variation with what it changes in its exercise."""
    whole = _exercise(variation.whole) if variation.whole else {}
    return {
        "name": variation.name,
        "difficulty": variation.difficulty.value,
        "instruction": variation.instruction,
        "load": variation.load,
        "most_age": variation.most_age,
        "change": {name: whole[name] for name in sorted(variation.own)},
    }


def _routine(routine: Routine) -> dict[str, Any]:
    return {
        "type": "routine",
        "slug": routine.slug,
        "name": routine.name,
        "summary": routine.summary,
        "level": routine.level,
        "purpose": routine.purpose.value if routine.purpose else None,
        "equipment": [asdict(thing) for thing in equipment_of(routine)],
        "items": _items(routine.items),
        "every_days": routine.every_days,
        "stages": [
            {"weeks": stage.weeks, "words": list(stage.words), "items": _items(stage.items)}
            for stage in routine.stages
        ],
        "sources": [asdict(source) for source in routine.sources],
    }


def _items(items: Iterable[RoutineItem]) -> list[dict[str, Any]]:
    return [
        {
            "rest_after_ms": item.rest_after_ms,
            "block": _block(item.block) if item.block else None,
            "counts": list(item.counts),
            "period_ms": item.period_ms,
            "notes": [asdict(note) for note in item.notes],
            **_exercise(item.exercise),
        }
        for item in items
    ]


def _block(block: Block) -> dict[str, Any]:
    """A block, of which all items with its number are part."""
    return {
        "number": block.number,
        "kind": _KINDS[type(block.kind)],
        "name": block.name,
        "section": block.section.value if block.section else None,
        "note": block.note,
        "rest_between_rounds_ms": block.kind.rest_ms if isinstance(block.kind, InRounds) else None,
        "limit_ms": block.kind.limit_ms if isinstance(block.kind, AsManyRounds) else None,
    }


def _moment(moment: TimedStep) -> dict[str, Any]:
    place = moment.step.place
    return {
        "at_ms": moment.at_ms,
        "length_ms": moment.length_ms,
        "phase": moment.step.phase.value,
        "exercise": place.exercise.slug if place else None,
        "set": place.set_number if place else None,
        "side": place.side.value if place and place.side else None,
        "direction": place.direction if place else None,
    }


def _plain(value: Any) -> Any:
    match value:
        case Enum():
            return value.value
        case dict():
            return {key: _plain(item) for key, item in value.items()}
        case list() | tuple():
            return [_plain(item) for item in value]
        case _:
            return value
