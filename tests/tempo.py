"""Judges the tempo of what a loudspeaker sounded, where the machine could keep it."""

from collections.abc import Sequence

import pytest

from scripts.lab.room import Recording

STALLED_MS = 40.0
"""A room that stalls for longer breaks the sound off, or moves it."""


def check_tempo(
    intervals_ms: Sequence[float], tempo_ms: float, tolerance_ms: float, recording: Recording
) -> None:
    """Fail unless all intervals are as long as they should be; skip if the room is to blame."""
    if intervals_ms == pytest.approx([tempo_ms] * len(intervals_ms), abs=tolerance_ms):
        return
    stall_ms = recording.longest_stall_ms
    if stall_ms > STALLED_MS:
        pytest.skip(f"no tempo can be kept by a machine that stalls for {stall_ms:.0f} ms")
    assert intervals_ms == pytest.approx([tempo_ms] * len(intervals_ms), abs=tolerance_ms)
