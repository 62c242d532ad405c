"""Level threshold for the user's voice, above the estimated residual echo."""

from collections import deque

import numpy as np

from voicecoach.dataclass import dataclass
from voicecoach.hearing.coach_level import COACH_SPEAKS_DB
from voicecoach.hearing.signal_format import BLOCK_MS
from voicecoach.hearing.speech_activity import NO_THRESHOLD_DB
from voicecoach.sound.clip import Samples
from voicecoach.sound.level import level_of


@dataclass(frozen=True, slots=True)
class GateSettings:
    """Parameters of the threshold; the defaults come from training speech."""

    reverberation_ms: int = 150
    """Longest delay of the residual echo after the reference."""
    decay_db_per_s: float = 100.0
    """Slowest decay of the room's reverberation."""
    window_ms: int = 3000
    """Duration of the coach's speech from which the residual echo is estimated."""
    first_ms: int = 200
    """Duration of the coach's speech before the first estimate."""
    residual_share: float = 0.35
    """Quantile of the window that is taken for the residual echo: above it, the user may have
    spoken over the coach."""
    over_residual_db: float = 15.0
    """Distance of the threshold from the residual echo. With 12 dB, which was enough for the even
    voice of espeak-ng, one word of the natural voice was taken for a command in two hours."""
    learning_db: float = 6.0
    """Additional distance at the beginning, while the canceller learns."""
    learning_ms: int = 8000
    """Duration of the coach's speech over which that distance falls to 0. Vowels come first, and
    the sounds of an "s" are learned late: with 1.5 s, "stand" in the second sentence of one session
    was taken for "start"."""


class EchoGate:
    """Follows the residual echo block by block. For one thread."""

    def __init__(self, settings: GateSettings | None = None) -> None:
        self._settings = settings or GateSettings()
        blocks = self._settings.window_ms // BLOCK_MS
        self._residual_db: deque[float] = deque(maxlen=blocks)
        """Residual echo relative to the reference, block by block, while the coach spoke."""
        reverberant = self._settings.reverberation_ms // BLOCK_MS
        self._reference_db: deque[float] = deque(maxlen=reverberant)
        self._cleaned_db: deque[float] = deque(maxlen=reverberant)
        self._learned_ms = 0
        """Duration of the coach's speech so far."""
        self._typical_residual_db: float | None = None
        self._last_threshold_db = NO_THRESHOLD_DB

    def threshold_db(self, cleaned: Samples, reference: Samples) -> float:
        """Level that the user must exceed in the next block, dBFS.

        `cleaned` is the microphone after cancellation, `reference` what the loudspeaker played:
        both (BLOCK_FRAMES,) float32 mono, 16 kHz.
        """
        fading_db = self._last_threshold_db - self._settings.decay_db_per_s * BLOCK_MS / 1000
        self._last_threshold_db = max(
            self._coach_threshold_db(cleaned, reference), fading_db, NO_THRESHOLD_DB
        )
        return self._last_threshold_db

    def _coach_threshold_db(self, cleaned: Samples, reference: Samples) -> float:
        settings = self._settings
        self._reference_db.append(level_of(reference))
        self._cleaned_db.append(level_of(cleaned))
        loudest_db = max(self._reference_db)
        if loudest_db < COACH_SPEAKS_DB:
            return NO_THRESHOLD_DB
        # Peak against peak: in a pause the levels of the two signals are hardly related.
        self._residual_db.append(max(self._cleaned_db) - loudest_db)
        self._learned_ms += BLOCK_MS
        if (
            len(self._residual_db) * BLOCK_MS >= settings.first_ms
            and len(self._residual_db) % 5 == 0
        ):
            self._typical_residual_db = float(
                np.quantile(self._residual_db, settings.residual_share)
            )
        if self._typical_residual_db is None:
            return 0.0
        known = min(1.0, self._learned_ms / settings.learning_ms)
        over_db = settings.over_residual_db + settings.learning_db * (1 - known)
        return loudest_db + self._typical_residual_db + over_db
