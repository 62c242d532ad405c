"""Judges the tempo of what a loudspeaker sounded, where the machine could keep it."""

from collections.abc import Iterable, Sequence
from typing import Protocol

import pytest

ATTEMPTS = 3
_STALLED_MS = 35.0
"""A room that stalls for longer breaks the sound off, or moves it."""


class Stalled(Protocol):
    """A record of how long the room stood still."""

    @property
    def longest_stall_ms(self) -> float:
        """The longest time without sound that was due, ms."""
        ...


def check_intervals(
    attempts: Iterable[tuple[Sequence[float], Stalled]],
    expected: Sequence[float],
    tolerance: float,
) -> None:
    """Fail unless the intervals of one attempt are as expected; skip if the room is to blame.

    A sound chain that keeps no tempo does so in every attempt; a busy machine may keep it in one.
    """
    found: Sequence[float] = ()
    stalls_ms = []
    for found, recording in attempts:
        if found == pytest.approx(expected, abs=tolerance):
            return
        stalls_ms.append(recording.longest_stall_ms)
    if stalls_ms and min(stalls_ms) > _STALLED_MS:
        pytest.skip(f"no tempo can be kept by a machine that stalls for {min(stalls_ms):.0f} ms")
    assert found == pytest.approx(expected, abs=tolerance)
