"""How loud the user must be: louder than what is left of the coach."""

from collections import deque
from dataclasses import dataclass

import numpy as np

from voicecoach.hearing.signal_format import BLOCK_MS
from voicecoach.hearing.speech_activity import NO_THRESHOLD_DB
from voicecoach.sound.clip import Samples
from voicecoach.sound.level import level_of


@dataclass(frozen=True, slots=True)
class GateSettings:
    """What must be exceeded, and by how much; the defaults come from training speech."""

    active_db: float = -55.0
    """The coach speaks where the reference is louder than this."""
    reverberation_ms: int = 150
    """What is left of the coach may come so much after the loudspeaker."""
    decay_db_per_s: float = 100.0
    """How fast the room's own echo dies away, at least."""
    window_ms: int = 3000
    """How much of the coach's speech tells what is left of it."""
    first_ms: int = 200
    """From less than this, nothing is told."""
    left_share: float = 0.35
    """What is left is taken to be what this share of the window does not exceed: in the rest the
    user may have spoken over the coach."""
    over_residual_db: float = 12.0
    """The user is so much louder than what is left of the coach."""
    unsure_db: float = 6.0
    """At first, while the canceller learns, the user must be louder by up to this."""
    unsure_ms: int = 1500
    """How much of the coach's speech it takes to be sure."""


class Gate:
    """Follows what is left of the coach. For one thread."""

    def __init__(self, settings: GateSettings | None = None) -> None:
        self._caution = settings or GateSettings()
        blocks = self._caution.window_ms // BLOCK_MS
        self._left_db: deque[float] = deque(maxlen=blocks)
        """What was left relative to the loudspeaker, block by block, while the coach spoke."""
        reverberant = self._caution.reverberation_ms // BLOCK_MS
        self._reference_db: deque[float] = deque(maxlen=reverberant)
        self._cleaned_db: deque[float] = deque(maxlen=reverberant)
        self._typical_left_db: float | None = None
        self._last_threshold_db = NO_THRESHOLD_DB

    def threshold_db(self, cleaned: Samples, reference: Samples) -> float:
        """The level of the user, at least, in the next block.

        `cleaned` is the microphone's without its echo, `reference` the loudspeaker's, as long.
        """
        fading_db = self._last_threshold_db - self._caution.decay_db_per_s * BLOCK_MS / 1000
        self._last_threshold_db = max(
            self._coach_threshold_db(cleaned, reference), fading_db, NO_THRESHOLD_DB
        )
        return self._last_threshold_db

    def _coach_threshold_db(self, cleaned: Samples, reference: Samples) -> float:
        settings = self._caution
        self._reference_db.append(level_of(reference))
        self._cleaned_db.append(level_of(cleaned))
        loudest_db = max(self._reference_db)
        if loudest_db < settings.active_db:
            return NO_THRESHOLD_DB
        # Peak against peak: in a pause the loudness of both says little about each other.
        self._left_db.append(max(self._cleaned_db) - loudest_db)
        if len(self._left_db) * BLOCK_MS >= settings.first_ms and len(self._left_db) % 5 == 0:
            self._typical_left_db = float(np.quantile(self._left_db, settings.left_share))
        if self._typical_left_db is None:
            return 0.0
        known = min(1.0, len(self._left_db) * BLOCK_MS / settings.unsure_ms)
        over_db = settings.over_residual_db + settings.unsure_db * (1 - known)
        return loudest_db + self._typical_left_db + over_db
