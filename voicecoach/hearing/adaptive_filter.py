"""An estimate of the way from the loudspeaker to the microphone, learned while it is used.

The echo is the reference through an unknown filter: the loudspeaker, the room and the microphone.
It is the state of a Kalman filter in the frequency domain, in partitions of one block each (Enzner
and Vary, Signal Processing 86, 2006; Kuech, Mabande and Enzner, ICASSP 2014). Its step size is
small while the user speaks and large while the echo path is unknown.
"""

import numpy as np
from numpy.typing import NDArray

from voicecoach.dataclass import dataclass
from voicecoach.hearing.signal_format import BLOCK_FRAMES
from voicecoach.sound.clip import Samples

Spectra = NDArray[np.complex64]
"""Shape (partitions, BLOCK_FRAMES + 1), complex64."""
Powers = NDArray[np.float32]
"""Shape (partitions, BLOCK_FRAMES + 1) or (BLOCK_FRAMES + 1,), float32."""


@dataclass(frozen=True, slots=True)
class FilterSettings:
    """Parameters of the adaptation; the defaults come from synthetic rooms and training speech."""

    partitions: int = 24
    """Length of the filter in blocks: 240 ms."""
    transition_factor: float = 0.9995
    """Expected correlation of the filter with itself a block later."""
    initial_variance: float = 0.1
    """Variance of the unknown filter at the beginning, in each bin of each partition."""
    initial_noise: float = 1e-3
    """Power of everything except the echo at the beginning, in each bin."""
    noise_memory: float = 0.9
    """Smoothing factor of that power, per block."""


class AdaptiveFilter:
    """The filter in the frequency domain, with its uncertainty. For one thread."""

    def __init__(self, settings: FilterSettings) -> None:
        self._settings = settings
        shape = (settings.partitions, BLOCK_FRAMES + 1)
        self._filter: Spectra = np.zeros(shape, np.complex64)
        self._variance: Powers = np.full(shape, settings.initial_variance, np.float32)
        self._noise: Powers = np.full(shape[1], settings.initial_noise, np.float32)
        self._parity = 0

    def in_doubt(self) -> "AdaptiveFilter":
        """The same filter, but taken for so uncertain that it learns another one at once."""
        doubted = AdaptiveFilter(self._settings)
        doubted._filter = self._filter.copy()
        doubted._variance = np.maximum(self._variance, np.float32(self._settings.initial_variance))
        doubted._noise = self._noise.copy()
        doubted._parity = self._parity
        return doubted

    def echo(self, spectra: Spectra) -> Samples:
        """The echo in the latest block, given the spectra of the reference, the newest first.

        Returns (BLOCK_FRAMES,) float32 mono, 16 kHz.
        """
        spectrum = np.einsum("pk,pk->k", spectra, self._filter)
        return np.fft.irfft(spectrum)[BLOCK_FRAMES:].astype(np.float32)

    def learn(self, spectra: Spectra, residual: Samples) -> None:
        """Improve the filter by what it left of the latest block: (BLOCK_FRAMES,) float32 mono."""
        settings = self._settings
        error = np.fft.rfft(residual, 2 * BLOCK_FRAMES)
        # The residual lies in the second half of the window; a shift by half a window is a sign.
        error[1::2] *= -1
        power = np.square(spectra.real) + np.square(spectra.imag)
        self._noise *= settings.noise_memory
        self._noise += (1 - settings.noise_memory) * (np.square(error.real) + np.square(error.imag))
        # Half of each window is the previous block, so half of its power explains the error.
        explained = 0.5 * np.einsum("pk,pk->k", power, self._variance)
        gain = self._variance / (explained + self._noise + 1e-7)
        self._filter += gain * spectra.conj() * error
        self._constrain()
        keep = settings.transition_factor**2
        strength = np.square(self._filter.real) + np.square(self._filter.imag)
        self._variance *= keep * (1 - 0.5 * gain * power)
        self._variance += (1 - keep) * strength

    def move(self, blocks: int) -> None:
        """Adjust the filter to a reference that is delayed by so many more blocks (or fewer)."""
        unknown_variance: float | Powers = self._settings.initial_variance
        if 0 < blocks < self._settings.partitions:
            # The end of a room's response is not stronger than the part before it; with a larger
            # variance, any residual echo would be learned there at once.
            last = self._filter[-1]
            unknown_variance = self._variance[-1] + np.square(last.real) + np.square(last.imag)
        moved(self._filter, blocks, 0.0)
        moved(self._variance, blocks, unknown_variance)

    def _constrain(self) -> None:
        """Constrain partitions to the length of a block; alternate ones in turn, to save time."""
        some = slice(self._parity, None, 2)
        self._parity = 1 - self._parity
        taps = np.fft.irfft(self._filter[some], axis=1)
        taps[:, BLOCK_FRAMES:] = 0
        self._filter[some] = np.fft.rfft(taps, axis=1)


def moved(values: Spectra | Powers, blocks: int, unknown: float | Powers) -> None:
    """Shift partitions in place to so many blocks earlier; `unknown` takes the places left."""
    partitions = len(values)
    kept = max(0, partitions - abs(blocks))
    to = slice(0, kept) if blocks > 0 else slice(partitions - kept, partitions)
    of = slice(partitions - kept, partitions) if blocks > 0 else slice(0, kept)
    remaining = values[of].copy()
    values[:] = unknown
    values[to] = remaining
