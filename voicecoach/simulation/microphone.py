"""A simulated microphone with noise, clipping and a clock of its own."""

import numpy as np
from numpy.typing import NDArray

from voicecoach.dataclass import dataclass
from voicecoach.sound.clip import Samples

FULL_SCALE = 32767
TAPS = 32
"""Length of the interpolation filter for a drifting clock."""


@dataclass(frozen=True, slots=True, eq=False)
class MicrophoneTraits:
    """Properties of a microphone."""

    noise: Samples
    """Background noise, repeated as needed: (frames,) float32 mono, at least one sample."""
    clock_ppm: float = 0.0
    """Drift of its clock against the loudspeaker's, parts per million above it."""


class SimulatedMicrophone:
    """Records sound on the loudspeaker's clock as samples on its own clock."""

    def __init__(self, traits: MicrophoneTraits) -> None:
        self._noise = traits.noise
        self._next_noise = 0
        self._clock = DriftingClock(traits.clock_ppm) if traits.clock_ppm else None

    def record(self, sound: Samples) -> Samples:
        """Record a sound, adding noise, clipping, and rounding to 16 bits.

        Both are (frames,) float32 mono, 16 kHz; with a drifting clock the lengths differ at times.
        """
        positions = np.arange(self._next_noise, self._next_noise + len(sound)) % len(self._noise)
        self._next_noise += len(sound)
        noisy = sound + self._noise[positions]
        own = self._clock.process(noisy) if self._clock else noisy
        return (np.round(np.clip(own, -1, 1) * FULL_SCALE) / FULL_SCALE).astype(np.float32)


class DriftingClock:
    """Resamples a stream to a rate that differs by a few ppm, by a windowed sinc."""

    def __init__(self, ppm: float) -> None:
        """A faster clock gives more samples; all are late by half the filter (1 ms)."""
        self._step = 1 / (1 + ppm * 1e-6)
        self._pending: NDArray[np.float64] = np.zeros(TAPS)
        self._next = TAPS / 2
        """Position of the next output sample in the pending ones."""

    def process(self, block: Samples) -> Samples:
        """Resample a block; both (frames,) float32 mono, at times with one frame more or less."""
        pending = np.concatenate((self._pending, block.astype(np.float64)))
        count = max(0, int((len(pending) - TAPS / 2 - self._next) // self._step) + 1)
        positions = self._next + self._step * np.arange(count)
        first = np.floor(positions).astype(int) - TAPS // 2 + 1
        taps = first[:, None] + np.arange(TAPS)
        inside = np.minimum(taps, len(pending) - 1)
        offsets = positions[:, None] - taps
        window = 0.5 + 0.5 * np.cos(np.pi * np.clip(offsets / (TAPS / 2), -1, 1))
        given: NDArray[np.float64] = np.sum(pending[inside] * np.sinc(offsets) * window, axis=1)
        dropped = max(0, int(self._next + self._step * count) - TAPS)
        self._pending = pending[dropped:]
        self._next += self._step * count - dropped
        return np.asarray(given, np.float32)
