"""A microphone with a noise, a limit and a clock of its own."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from voicecoach.sound.clip import Samples

FULL_SCALE = 32767
TAPS = 32
"""Length of the interpolation filter of a clock that differs."""


@dataclass(frozen=True, slots=True, eq=False)
class MicrophoneTraits:
    """What a microphone adds to the sound that reaches it."""

    noise: Samples
    """The background, repeated as often as needed; at least one sample."""
    clock_ppm: float = 0.0
    """How much faster than the loudspeaker's its clock runs, in millionths."""


class SimulatedMicrophone:
    """Turns sound at the loudspeaker's clock into samples of its own clock."""

    def __init__(self, traits: MicrophoneTraits) -> None:
        self._noise = traits.noise
        self._next_noise = 0
        self._clock = DriftingClock(traits.clock_ppm) if traits.clock_ppm else None

    def record(self, sound: Samples) -> Samples:
        """What this sound becomes: with noise, clipped, and rounded to 16 bits."""
        positions = np.arange(self._next_noise, self._next_noise + len(sound)) % len(self._noise)
        self._next_noise += len(sound)
        noisy = sound + self._noise[positions]
        own = self._clock.process(noisy) if self._clock else noisy
        return (np.round(np.clip(own, -1, 1) * FULL_SCALE) / FULL_SCALE).astype(np.float32)


class DriftingClock:
    """Samples a stream at a rate that differs by some millionths, by a windowed sinc."""

    def __init__(self, ppm: float) -> None:
        """A clock that runs faster gives more samples; all come half the filter (1 ms) late."""
        self._step = 1 / (1 + ppm * 1e-6)
        self._pending: NDArray[np.float64] = np.zeros(TAPS)
        self._next = TAPS / 2
        """Where in the pending samples the next one to give lies."""

    def process(self, block: Samples) -> Samples:
        """The samples that this block completes; sometimes one more or one less than it has."""
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
