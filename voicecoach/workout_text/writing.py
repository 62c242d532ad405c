"""Writes a workout as a routine file, in which every line of the text is a comment."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from voicecoach.printable import printable
from voicecoach.workout_text.fitting import LONGEST_HOLD_S, used
from voicecoach.workout_text.tempos import defaults, tempo_of
from voicecoach.workout_text.tree import Block, Item, Kind, Outcome, Reading, WorkoutText

SLOWEST_S_PER_M = 1.5
"""Of a distance: slower than a stroll, so that nobody is cut off."""
SHORTEST_CAP_S, LONGEST_CAP_S = 60.0, 14_400.0


def routine_text(workout: WorkoutText, *, name: str, source: str) -> str:
    """The routine file of a workout; `source` names the text in its first comment.

    `name` is the spoken one, for a text without a title.
    """
    lines = [
        "#:schema ../schemas/routine.json",
        f"# From {printable(source)}. Change whatever you like, then run: voicecoach check",
        "# Before each exercise stands its line; a line that was not understood is marked.",
        "",
        _entry("name", workout.title or name),
        _entry("summary", defaults()["summary"]),
        _entry("level", 1),
    ]
    for reading in workout.readings:
        if reading.outcome is not Outcome.EMPTY:
            made = list(_made_by(reading.line, workout.blocks))
            gap = [""] if lines[-1] else []
            lines += [*gap, *_comment(reading), *made]
    return "\n".join(lines).rstrip() + "\n"


def _made_by(line: int, blocks: tuple[Block, ...]) -> Iterator[str]:
    """The blocks and exercises of a line."""
    for block in blocks:
        items = [item for item in block.items if item.line == line]
        if block.line == line and not block.is_one_by_one:
            yield from _block_lines(block)
        for item in items:
            if block.is_one_by_one:
                yield from _block_lines(block)
            yield from ["[[blocks.items]]", *_entries(item_values(item, block)), ""]


def _block_lines(block: Block) -> Iterator[str]:
    return iter(["[[blocks]]", *_entries(_block_values(block)), ""])


def _comment(reading: Reading) -> Iterator[str]:
    text = printable(reading.text).strip()
    if reading.outcome is Outcome.NOT_UNDERSTOOD:
        yield f"# line {reading.line}, not understood: {text}"
        yield f"#   ({printable(reading.meaning)})"
    else:
        yield f"# line {reading.line}: {text}"


def _block_values(block: Block) -> Mapping[str, Any]:
    """The keys of a block without its items."""
    values: dict[str, Any] = {"section": block.section, "name": block.name}
    match block.kind:
        case Kind.ROUNDS if (block.rounds or 1) > 1:
            values["rounds"] = block.rounds
            values["rest_between_rounds_seconds"] = block.between_s or 0
        case Kind.AMRAP:
            values["for_seconds"] = block.total_s
        case Kind.EMOM:
            values |= {"rounds": block.rounds, "every_seconds": block.period_s}
        case Kind.INTERVALS | Kind.PACES:
            values |= {"rounds": block.rounds, "work_seconds": block.work_s}
            values["rest_seconds"] = block.rest_s if block.kind is Kind.INTERVALS else 0
    return values


def item_values(item: Item, block: Block) -> Mapping[str, Any]:
    """The keys of an exercise."""
    exercise, dose = used(item), item.dose
    values: dict[str, Any]
    if exercise:
        values = {"exercise": exercise.slug, **_dose_of_known(item, block)}
    else:
        values = dict(_own_exercise(item, block))
    if len(dose.counts) > 1:
        values["counts"] = list(dose.counts)
    if dose.side in ("left", "right"):
        values["side"] = dose.side
    if block.kind is Kind.PACES and item is block.items[-1]:
        values["seconds"] = block.rest_s
    if item is block.items[0]:
        values["gate"] = block.gate_s
    values |= {"kilograms": dose.kilograms, "band": dose.band}
    return {**values, **_sets_and_rests(item, block)}


def _dose_of_known(item: Item, block: Block) -> Mapping[str, Any]:
    dose = item.dose
    count = dose.counts[0] if len(dose.counts) == 1 else None
    cap_s = block.period_s if dose.meters is not None else None
    return {
        "count": count,
        "seconds": dose.time_s,
        "tempo": _tempo(item),
        "meters": dose.meters,
        "cap_seconds": cap_s,
    }


def _own_exercise(item: Item, block: Block) -> Iterator[tuple[str, Any]]:
    """An exercise that is written down in its place."""
    counting = _counting(item, block)
    yield "name", item.name
    yield "counting", counting
    yield "instruction", _instruction(item, counting["kind"])
    if item.dose.side:
        yield "sides", "each"
        yield "side_word", item.dose.limb or "side"


def _instruction(item: Item, kind: str) -> str:
    """Instruction of the exercise with this name, if there is one."""
    if item.known and kind != "distance":
        return item.known.instructions.minimal[0]
    instruction: str = defaults()["instructions"][kind]
    return instruction


def _counting(item: Item, block: Block) -> dict[str, Any]:
    dose = item.dose
    if dose.counts:
        return {"kind": "reps", "count": dose.counts[0], "tempo": _tempo(item)}
    if dose.meters is not None:
        usual_s = max(SHORTEST_CAP_S, min(LONGEST_CAP_S, dose.meters * SLOWEST_S_PER_M))
        cap_s = usual_s if block.period_s is None else min(usual_s, block.period_s)
        return {"kind": "distance", "meters": dose.meters, "cap_seconds": cap_s}
    seconds = dose.time_s or block.work_s or 0
    is_held = item.is_held and seconds <= LONGEST_HOLD_S
    return {"kind": "hold" if is_held else "time", "seconds": seconds}


def _tempo(item: Item) -> list[dict[str, Any]] | None:
    return [{"word": word, "seconds": seconds} for word, seconds in tempo_of(item)] or None


def _sets_and_rests(item: Item, block: Block) -> Mapping[str, Any]:
    dose, is_last = item.dose, item is block.items[-1]
    if block.kind not in (Kind.PLAIN, Kind.ROUNDS):
        return {}
    if (block.rounds or 1) > 1:
        after_s = item.rest_after_s if not is_last else block.after_s
        return {"rest_after_seconds": (after_s or 0) if not is_last else after_s}
    sets = None if len(dose.counts) > 1 else dose.sets or 1
    after_s = item.after_s
    if is_last and block.after_s is not None:
        after_s = block.after_s
    if block.kind is Kind.ROUNDS and after_s is None and not is_last:
        after_s = 0
    rest_s = dose.rest_s if dose.set_rest_s is None else dose.set_rest_s
    is_single = (sets or len(dose.counts)) == 1
    return {
        "sets": sets,
        "rest_seconds": None if is_single else rest_s,
        "rest_after_seconds": after_s,
    }


def _entries(values: Mapping[str, Any]) -> Iterator[str]:
    return (_entry(key, value) for key, value in values.items() if value is not None)


def _entry(key: str, value: object) -> str:
    return f"{key} = {_toml(value)}"


def _toml(value: object) -> str:
    match value:
        case float():
            return f"{value:g}"
        case list():
            return "[" + ", ".join(map(_toml, value)) + "]"
        case dict():
            return "{ " + ", ".join(_entry(key, one) for key, one in value.items()) + " }"
        case str():
            return json.dumps(value, ensure_ascii=False)
    return str(value)
