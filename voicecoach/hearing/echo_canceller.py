"""Removes the coach's voice from the microphone's signal: a linear, adaptive echo canceller.

The echo is the reference through an unknown filter: the loudspeaker, the room and the microphone.
The filter is estimated while it is used, as the state of a Kalman filter in the frequency domain,
in partitions of one block each (Enzner and Vary, Signal Processing 86, 2006; Kuech, Mabande and
Enzner, ICASSP 2014). Its step size is small while the user speaks and large while the echo path is
unknown, without a double-talk detector.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from voicecoach.hearing.signal_format import BLOCK_FRAMES
from voicecoach.sound.clip import Samples

Spectra = NDArray[np.complex64]
"""Shape (partitions, BLOCK_FRAMES + 1), complex64."""
Powers = NDArray[np.float32]
"""Shape (partitions, BLOCK_FRAMES + 1) or (BLOCK_FRAMES + 1,), float32."""


@dataclass(frozen=True, slots=True)
class AdaptationSettings:
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
    silence_power: float = 1e-9
    """A reference with less power than this, -90 dB, is treated as silence."""
    tolerance: float = 1.1
    """Ratio of output to input power above which the input is passed through."""
    balance_memory: float = 0.95
    """Smoothing factor of input and output power, per block: over 0.2 s."""
    doubt_share: float = 0.4
    """Ratio of output to input power above which the filter is in doubt."""
    doubt_blocks: int = 70
    """After so many blocks in doubt the filter counts as uncertain, and is learned again."""


class EchoCanceller:
    """Subtracts the echo of a reference, block by block; for one thread."""

    def __init__(self, adaptation: AdaptationSettings | None = None) -> None:
        self._settings = adaptation or AdaptationSettings()
        shape = (self._settings.partitions, BLOCK_FRAMES + 1)
        # Each spectrum is stored twice, so that the latest ones are always one ordered slice.
        self._history = np.zeros((2 * shape[0], shape[1]), np.complex64)
        self._newest = shape[0]
        self._filter: Spectra = np.zeros(shape, np.complex64)
        self._variance: Powers = np.full(shape, self._settings.initial_variance, np.float32)
        self._noise: Powers = np.full(shape[1], self._settings.initial_noise, np.float32)
        self._reference = np.zeros(2 * BLOCK_FRAMES, np.float32)
        """The latest two blocks of the reference, the window of a spectrum."""
        self._silent_blocks = shape[0]
        self._parity = 0
        self._input_power = self._output_power = 1e-9
        self._blocks_in_doubt = 0

    def process(self, microphone: Samples, reference: Samples) -> Samples:
        """The microphone's next block without the echo of the reference.

        All three are (BLOCK_FRAMES,) float32 mono, 16 kHz. If the output would be louder than the
        input, the input is returned.
        """
        self._push(reference)
        if self._silent_blocks > self._settings.partitions:
            return microphone
        spectra = self._history[self._newest : self._newest + self._settings.partitions]
        spectrum = np.einsum("pk,pk->k", spectra, self._filter)
        residual = microphone - np.fft.irfft(spectrum)[BLOCK_FRAMES:].astype(np.float32)
        self._learn(spectra, residual)
        return residual if self._improves(microphone, residual) else microphone

    def move(self, blocks: int) -> None:
        """Adjust the filter to a reference that is delayed by so many more blocks (or fewer)."""
        if not blocks:
            return
        partitions = self._settings.partitions
        kept = max(0, partitions - abs(blocks))
        to = slice(0, kept) if blocks > 0 else slice(partitions - kept, partitions)
        of = slice(partitions - kept, partitions) if blocks > 0 else slice(0, kept)
        latest = self._history[self._newest : self._newest + partitions].copy()
        unknown_variance: float | Powers = self._settings.initial_variance
        if blocks > 0 and kept:
            # The end of a room's response is not stronger than the part before it; with a larger
            # variance, any residual echo would be learned there at once.
            last = self._filter[-1]
            unknown_variance = self._variance[-1] + np.square(last.real) + np.square(last.imag)
        for values, unknown in (
            (self._filter, 0.0),
            (self._variance, unknown_variance),
            (latest, 0.0),
        ):
            moved = values[of].copy()
            values[:] = unknown
            values[to] = moved
        self._newest = 0
        self._history = np.concatenate((latest, latest))
        self._reference = np.fft.irfft(latest[0]).astype(np.float32)

    def _push(self, reference: Samples) -> None:
        quiet = float(np.dot(reference, reference)) < self._settings.silence_power * BLOCK_FRAMES
        self._silent_blocks = self._silent_blocks + 1 if quiet else 0
        self._reference = np.concatenate((self._reference[BLOCK_FRAMES:], reference))
        if self._silent_blocks > self._settings.partitions + 1:
            return
        partitions = self._settings.partitions
        self._newest = (self._newest - 1) % partitions
        spectrum = np.fft.rfft(self._reference)
        self._history[self._newest] = self._history[self._newest + partitions] = spectrum

    def _learn(self, spectra: Spectra, residual: Samples) -> None:
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

    def _constrain(self) -> None:
        """Constrain partitions to the length of a block; alternate ones in turn, to save time."""
        some = slice(self._parity, None, 2)
        self._parity = 1 - self._parity
        taps = np.fft.irfft(self._filter[some], axis=1)
        taps[:, BLOCK_FRAMES:] = 0
        self._filter[some] = np.fft.rfft(taps, axis=1)

    def _improves(self, microphone: Samples, residual: Samples) -> bool:
        news = 1 - self._settings.balance_memory
        self._input_power += news * (float(np.dot(microphone, microphone)) - self._input_power)
        self._output_power += news * (float(np.dot(residual, residual)) - self._output_power)
        is_better = self._output_power <= self._settings.tolerance * self._input_power
        in_doubt = self._output_power > self._settings.doubt_share * self._input_power
        self._blocks_in_doubt = self._blocks_in_doubt + 1 if in_doubt else 0
        if self._blocks_in_doubt == self._settings.doubt_blocks:
            self._blocks_in_doubt = 0
            # Long speech of the user looks the same, so the filter is kept and only made uncertain.
            np.maximum(self._variance, self._settings.initial_variance, out=self._variance)
        return is_better
