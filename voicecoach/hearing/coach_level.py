"""Level of the coach's voice at the microphone."""

from collections import deque

import numpy as np

from voicecoach.hearing.signal_format import BLOCK_MS
from voicecoach.sound.clip import Samples
from voicecoach.sound.level import level_of

COACH_SPEAKS_DB = -55.0
"""The coach speaks where what is played is louder than this."""
WINDOW_MS = 5000
"""Duration of the coach's speech from which its level is taken."""
FIRST_MS = 500
"""Duration of its speech before the first estimate."""
LOUD_SHARE = 0.99
"""Quantile of that speech that is its loudest moment, but for knocks and clicks."""
_EVERY_BLOCKS = 10
"""The level is estimated anew after so many blocks of speech."""


class CoachLevel:
    """Follows the level block by block. For one thread."""

    def __init__(self) -> None:
        self._levels_db: deque[float] = deque(maxlen=WINDOW_MS // BLOCK_MS)
        self._blocks = 0
        self._loud_db: float | None = None

    def follow(self, microphone: Samples, reference: Samples) -> float | None:
        """Level of the loudest moments of the coach's voice so far, dBFS; None: it is unknown.

        `microphone` and `reference`, which is what the loudspeaker played: both (BLOCK_FRAMES,)
        float32 mono, 16 kHz.
        """
        if level_of(reference) >= COACH_SPEAKS_DB:
            self._levels_db.append(level_of(microphone))
            self._blocks += 1
            if self._blocks * BLOCK_MS >= FIRST_MS and self._blocks % _EVERY_BLOCKS == 0:
                self._loud_db = float(np.quantile(self._levels_db, LOUD_SHARE))
        return self._loud_db
