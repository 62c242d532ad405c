"""The last step of a sound file: one loudness, and peaks that no player has to cut off."""

from collections.abc import Iterable, Iterator

import numpy as np

from voicecoach.sound.clip import Samples
from voicecoach.sound.level import SILENCE_DB
from voicecoach.sound.limiter import limited_in_pieces
from voicecoach.sound.ramp import amplitude_of

FILE_LUFS = -17.0
"""Integrated loudness of a file, in the middle of what podcasts have."""
TOLERANCE_LU = 0.5
"""Difference from it that is not worth another round."""
PEAK_DBTP = -1.0
"""Highest true peak of a file, as it is played."""


def gain_to(measured_lufs: float) -> float:
    """Factor that gives a sound of this loudness that of a file; 1 for silence."""
    return amplitude_of(FILE_LUFS - measured_lufs) if measured_lufs > SILENCE_DB else 1.0


def is_near(measured_lufs: float) -> bool:
    """True if a sound of this loudness needs no other gain."""
    return measured_lufs == SILENCE_DB or abs(measured_lufs - FILE_LUFS) <= TOLERANCE_LU


def mastered(
    pieces: Iterable[Samples], rate_hz: int, gain: float, *, reserve_db: float
) -> Iterator[Samples]:
    """The pieces of one sound with this gain and limited peaks; (frames,) float32 mono each.

    `reserve_db` is how much their encoding may raise a peak.
    """
    raised = (piece * np.float32(gain) for piece in pieces)
    return limited_in_pieces(raised, rate_hz, amplitude_of(PEAK_DBTP - reserve_db))
