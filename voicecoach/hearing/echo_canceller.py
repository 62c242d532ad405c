"""Removes the coach's voice from the microphone's signal: a linear, adaptive echo canceller.

The user's speech and a change of the echo path look the same in the residual signal. So a filter in
doubt is kept, and a second one learns beside it, which replaces it if its residual is smaller
(two-path structure: Ochiai, Araseki and Ogihara, IEEE Transactions on Communications 25, 1977).
"""

from dataclasses import field

import numpy as np

from voicecoach.dataclass import dataclass
from voicecoach.hearing.adaptive_filter import AdaptiveFilter, FilterSettings, Spectra, moved
from voicecoach.hearing.signal_format import BLOCK_FRAMES
from voicecoach.sound.clip import Samples


@dataclass(frozen=True, slots=True)
class CancellerSettings:
    """Parameters of the canceller; the defaults come from synthetic rooms and training speech."""

    filter: FilterSettings = field(default_factory=FilterSettings)
    silence_power: float = 1e-9
    """A reference with less power than this, -90 dB, is treated as silence."""
    tolerance: float = 1.1
    """Ratio of output to input power above which the input is passed through."""
    balance_memory: float = 0.95
    """Smoothing factor of input and output power, per block: over 0.2 s."""
    doubt_share: float = 0.4
    """Ratio of output to input power above which the filter is in doubt."""
    doubt_blocks: int = 70
    """After so many blocks in doubt a second filter begins to learn..."""
    trial_blocks: int = 200
    """... for so many blocks."""
    better_share: float = 0.5
    """The second one replaces the first if it leaves less than this share of the power..."""
    trial_memory: float = 0.98
    """... smoothed by this factor per block: over 0.5 s."""


class EchoCanceller:
    """Subtracts the echo of a reference, block by block; for one thread."""

    def __init__(self, settings: CancellerSettings | None = None) -> None:
        self._settings = settings or CancellerSettings()
        self._partitions = self._settings.filter.partitions
        # Each spectrum is stored twice, so that the latest ones are always one ordered slice.
        self._history = np.zeros((2 * self._partitions, BLOCK_FRAMES + 1), np.complex64)
        self._newest = self._partitions
        self._filter = AdaptiveFilter(self._settings.filter)
        self._trial: _Trial | None = None
        self._reference = np.zeros(2 * BLOCK_FRAMES, np.float32)
        """The latest two blocks of the reference, the window of a spectrum."""
        self._silent_blocks = self._partitions
        self._input_power = self._output_power = 1e-9
        self._blocks_in_doubt = 0

    def process(self, microphone: Samples, reference: Samples) -> Samples:
        """The microphone's next block without the echo of the reference.

        All three are (BLOCK_FRAMES,) float32 mono, 16 kHz. If the output would be louder than the
        input, the input is returned.
        """
        self._push(reference)
        if self._silent_blocks > self._partitions:
            return microphone
        spectra = self._history[self._newest : self._newest + self._partitions]
        residual = microphone - self._filter.echo(spectra)
        self._filter.learn(spectra, residual)
        is_better = self._improves(microphone, residual)
        self._try_another(microphone, residual, spectra)
        return residual if is_better else microphone

    def move(self, blocks: int) -> None:
        """Adjust the filter to a reference that is delayed by so many more blocks (or fewer)."""
        if not blocks:
            return
        self._filter.move(blocks)
        if self._trial is not None:
            self._trial.filter.move(blocks)
        latest = self._history[self._newest : self._newest + self._partitions].copy()
        moved(latest, blocks, 0.0)
        self._newest = 0
        self._history = np.concatenate((latest, latest))
        self._reference = np.fft.irfft(latest[0]).astype(np.float32)

    def _push(self, reference: Samples) -> None:
        quiet = float(np.dot(reference, reference)) < self._settings.silence_power * BLOCK_FRAMES
        self._silent_blocks = self._silent_blocks + 1 if quiet else 0
        self._reference = np.concatenate((self._reference[BLOCK_FRAMES:], reference))
        if self._silent_blocks > self._partitions + 1:
            return
        self._newest = (self._newest - 1) % self._partitions
        spectrum = np.fft.rfft(self._reference)
        self._history[self._newest] = self._history[self._newest + self._partitions] = spectrum

    def _improves(self, microphone: Samples, residual: Samples) -> bool:
        news = 1 - self._settings.balance_memory
        self._input_power += news * (_energy(microphone) - self._input_power)
        self._output_power += news * (_energy(residual) - self._output_power)
        in_doubt = self._output_power > self._settings.doubt_share * self._input_power
        self._blocks_in_doubt = self._blocks_in_doubt + 1 if in_doubt else 0
        return self._output_power <= self._settings.tolerance * self._input_power

    def _try_another(self, microphone: Samples, residual: Samples, spectra: Spectra) -> None:
        """Let a second filter learn while this one is in doubt, and keep the better one."""
        settings = self._settings
        if self._trial is None:
            if self._blocks_in_doubt >= settings.doubt_blocks:
                self._trial = _Trial(self._filter.in_doubt())
            return
        trial = self._trial
        left = microphone - trial.filter.echo(spectra)
        trial.filter.learn(spectra, left)
        trial.blocks += 1
        trial.power += (1 - settings.trial_memory) * (_energy(left) - trial.power)
        trial.other_power += (1 - settings.trial_memory) * (_energy(residual) - trial.other_power)
        if trial.blocks > 1 / (1 - settings.trial_memory) and (
            trial.power < settings.better_share * trial.other_power
        ):
            self._filter = trial.filter
        elif trial.blocks < settings.trial_blocks:
            return
        self._trial = None
        self._blocks_in_doubt = 0


@dataclass(slots=True)
class _Trial:
    """A second filter, and how much it left so far."""

    filter: AdaptiveFilter
    blocks: int = 0
    power: float = 0.0
    """Energy of what it leaves of a block, smoothed..."""
    other_power: float = 0.0
    """... and of what the other one leaves."""


def _energy(block: Samples) -> float:
    return float(np.dot(block, block))
