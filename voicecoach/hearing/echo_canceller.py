"""Takes the coach's own voice out of the microphone's signal: a linear, adaptive echo canceller.

The echo is the loudspeaker's signal through an unknown filter: the loudspeaker, the room and the
microphone. The filter is estimated while it is used, as the state of a Kalman filter in the
frequency domain, in partitions of one block each (Enzner and Vary, Signal Processing 86, 2006;
Kuech, Mabande and Enzner, ICASSP 2014). Its step is by itself small where the user speaks and
large where the echo is not yet known, so it needs no detector of double talk.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from voicecoach.hearing.signal_format import BLOCK_FRAMES
from voicecoach.sound.clip import Samples

Spectra = NDArray[np.complex64]
"""Shape (partitions, BLOCK_FRAMES + 1)."""
Powers = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class AdaptationSettings:
    """How the filter is followed; the defaults come from synthetic rooms and training speech."""

    partitions: int = 24
    """The longest echo, in blocks: 240 ms."""
    steadiness: float = 0.9995
    """How much of the filter is expected to be the same a block later."""
    uncertainty: float = 0.1
    """The variance of the unknown filter at the beginning, in each bin of each partition."""
    first_noise: float = 1e-3
    """What else there is, before anything is known: power in each bin."""
    noise_memory: float = 0.9
    """How slowly the estimate of what is no echo follows."""
    silence: float = 1e-9
    """A reference of less power than this, -90 dB, gives no echo worth the work."""
    tolerance: float = 1.1
    """An output so much stronger in power than the input is worse than nothing."""
    balance_memory: float = 0.95
    """How slowly input and output are compared: over 0.2 s."""
    doubt_share: float = 0.4
    """Of the input's power: a filter that leaves more than this may be wrong."""
    doubt_blocks: int = 70
    """After so long in doubt the filter counts as uncertain again, and is learned anew."""


class EchoCanceller:
    """Subtracts the echo of a reference, block by block; for one thread."""

    def __init__(self, adaptation: AdaptationSettings | None = None) -> None:
        self._settings = adaptation or AdaptationSettings()
        shape = (self._settings.partitions, BLOCK_FRAMES + 1)
        # Each spectrum is written twice, so that the latest ones are always one slice in order.
        self._history = np.zeros((2 * shape[0], shape[1]), np.complex64)
        self._newest = shape[0]
        self._filter: Spectra = np.zeros(shape, np.complex64)
        self._variance: Powers = np.full(shape, self._settings.uncertainty, np.float32)
        self._noise: Powers = np.full(shape[1], self._settings.first_noise, np.float32)
        self._reference = np.zeros(2 * BLOCK_FRAMES, np.float32)
        """The latest of it; a spectrum is that of a block and the one before it."""
        self._silent_blocks = shape[0]
        self._turn = 0
        self._input_power = self._output_power = 1e-9
        self._doubtful_blocks = 0

    def process(self, microphone: Samples, reference: Samples) -> Samples:
        """The microphone's next BLOCK_FRAMES without the echo of the reference's.

        What comes out is never much louder than what goes in: then the input itself is given.
        """
        self._push(reference)
        if self._silent_blocks > self._settings.partitions:
            return microphone
        spectra = self._history[self._newest : self._newest + self._settings.partitions]
        spectrum = np.einsum("pk,pk->k", spectra, self._filter)
        residual = microphone - np.fft.irfft(spectrum)[BLOCK_FRAMES:].astype(np.float32)
        self._learn(spectra, residual)
        return residual if self._is_better(microphone, residual) else microphone

    def move(self, blocks: int) -> None:
        """From now on the reference comes so many blocks later (below 0: earlier)."""
        if not blocks:
            return
        partitions = self._settings.partitions
        kept = max(0, partitions - abs(blocks))
        to = slice(0, kept) if blocks > 0 else slice(partitions - kept, partitions)
        of = slice(partitions - kept, partitions) if blocks > 0 else slice(0, kept)
        latest = self._history[self._newest : self._newest + partitions].copy()
        unknown_variance: float | Powers = self._settings.uncertainty
        if blocks > 0 and kept:
            # The end of a room's echo is no stronger than what comes before it; with more
            # uncertainty, whatever is left of the echo would be learned there at once.
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
        quiet = float(np.dot(reference, reference)) < self._settings.silence * BLOCK_FRAMES
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
        # The residual lies in the second half of the frame; a shift by half a frame is a sign.
        error[1::2] *= -1
        power = np.square(spectra.real) + np.square(spectra.imag)
        self._noise *= settings.noise_memory
        self._noise += (1 - settings.noise_memory) * (np.square(error.real) + np.square(error.imag))
        # Half of each frame is the block before, so half of its power explains the error.
        explained = 0.5 * np.einsum("pk,pk->k", power, self._variance)
        gain = self._variance / (explained + self._noise + 1e-7)
        self._filter += gain * spectra.conj() * error
        self._shorten()
        keep = settings.steadiness**2
        strength = np.square(self._filter.real) + np.square(self._filter.imag)
        self._variance *= keep * (1 - 0.5 * gain * power)
        self._variance += (1 - keep) * strength

    def _shorten(self) -> None:
        """Keep each partition as long as a block; every other partition in turn, to save time."""
        some = slice(self._turn, None, 2)
        self._turn = 1 - self._turn
        taps = np.fft.irfft(self._filter[some], axis=1)
        taps[:, BLOCK_FRAMES:] = 0
        self._filter[some] = np.fft.rfft(taps, axis=1)

    def _is_better(self, microphone: Samples, residual: Samples) -> bool:
        news = 1 - self._settings.balance_memory
        self._input_power += news * (float(np.dot(microphone, microphone)) - self._input_power)
        self._output_power += news * (float(np.dot(residual, residual)) - self._output_power)
        is_better = self._output_power <= self._settings.tolerance * self._input_power
        in_doubt = self._output_power > self._settings.doubt_share * self._input_power
        self._doubtful_blocks = self._doubtful_blocks + 1 if in_doubt else 0
        if self._doubtful_blocks == self._settings.doubt_blocks:
            self._doubtful_blocks = 0
            # Somebody who talks for long looks the same; the filter stays, and may only move.
            np.maximum(self._variance, self._settings.uncertainty, out=self._variance)
        return is_better
