"""Both sides, and all directions, of a set are one set."""

from dataclasses import replace

import pytest

from voicecoach.core.facts import SetEnded
from voicecoach.core.progression.whole_sets import count_whole_sets
from voicecoach.core.workout.exercise import Measure, Side


def part(
    number: int, side: Side | None = None, direction: str | None = None, exercise: str = "taps"
) -> SetEnded:
    return SetEnded(exercise, number, side, direction, Measure.REPS, 10, 10, True, False)


RIGHT, LEFT = part(1, Side.RIGHT), part(1, Side.LEFT)
IN, OUT = (part(1, Side.RIGHT, one) for one in ("in", "out"))


@pytest.mark.parametrize(
    ("parts", "count"),
    [
        ([], 0),
        ([part(1)], 1),
        ([part(1), part(2)], 2),
        ([part(1), part(1)], 2),
        ([RIGHT, LEFT], 1),
        ([RIGHT, LEFT, part(2, Side.RIGHT), part(2, Side.LEFT)], 2),
        ([RIGHT, RIGHT, LEFT], 2),
        ([IN, OUT, replace(IN, side=Side.LEFT), replace(OUT, side=Side.LEFT)], 1),
        ([RIGHT, replace(LEFT, exercise="walk")], 2),
        ([part(1), part(1, exercise="walk"), part(1)], 3),
    ],
)
def test_whole_sets_are_counted(parts: list[SetEnded], count: int) -> None:
    assert count_whole_sets(parts) == count
