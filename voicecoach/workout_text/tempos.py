"""Tempo of a repetition and duration of a set, also where a text says nothing about them."""

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from voicecoach.core.workout.amounts import set_ms
from voicecoach.core.workout.exercise import Reps, Sides, Steps
from voicecoach.workout_text.fitting import used
from voicecoach.workout_text.tree import Item

Part = tuple[str, float]
"""A word, and the seconds that it takes."""

_SOURCE = Path(__file__).with_name("written.toml")


@cache
def defaults() -> Mapping[str, Any]:
    """Defaults of a routine file where a text says nothing."""
    return tomllib.loads(_SOURCE.read_text(encoding="utf-8"))


def tempo_of(item: Item) -> Sequence[Part]:
    """The parts of a repetition; empty: those of the exercise with a file.

    A hold takes the place of the one that such an exercise has.
    """
    dose, exercise, words = item.dose, used(item), defaults()["tempo"]
    if dose.tempo_s:
        named = zip(words["words"], dose.tempo_s, strict=False)
        return [(word, float(seconds)) for word, seconds in named if seconds]
    if dose.hold_s is not None:
        parts = _own_parts(item) if exercise else []
        held_word = words["held"][0]["word"]
        if held_word not in dict(parts):
            parts = [(one["word"], float(one["seconds"])) for one in words["held"]]
        held = {held_word: dose.hold_s}
        return [(word, held.get(word, seconds)) for word, seconds in parts]
    if exercise:
        return []
    return [(one["word"], float(one["seconds"])) for one in words["plain"]]


def longest_set_s(item: Item) -> float:
    """Time that the longest set of the exercise takes, with both sides if each works on its own."""
    dose, exercise = item.dose, used(item)
    sides = 2 if dose.side == "both" else 1
    if exercise and not dose.side and exercise.sides is Sides.EACH:
        sides = 2
    if dose.time_s is not None:
        return dose.time_s * sides
    count = max(dose.counts, default=0)
    rep_s = sum(seconds for _, seconds in tempo_of(item))
    if exercise and not rep_s:
        counting = exercise.counting
        amount = counting.count if isinstance(counting, Reps | Steps) else 1
        rep_s = set_ms(counting) / 1000 / amount
    return count * rep_s * sides


def _own_parts(item: Item) -> list[Part]:
    counting = item.known.counting if item.known else None
    phases = counting.tempo if isinstance(counting, Reps) else ()
    return [(one.word, one.duration_ms / 1000) for one in phases]
