"""Loudness and true peak, as ITU-R BS.1770-4 defines them: what LUFS and dBTP are.

Everything is computed in the frequency domain, so no sample rate needs filters of its own.
"""

from collections.abc import Iterator
from functools import cache

import numpy as np
from numpy.typing import NDArray

from voicecoach.sound.clip import Samples, frames_of
from voicecoach.sound.level import SILENCE_DB

BLOCK_MS = 400
"""Sound whose loudness is taken as one; blocks overlap by three quarters."""
ABSOLUTE_GATE_LUFS = -70.0
RELATIVE_GATE_DB = -10.0
"""Blocks so far below the mean of the others are pauses, which do not count."""
OVERSAMPLING = 8
"""Of the true peak: between the samples the sound is higher than at them. At the rates of voices it
is as fine as 4 times 48 kHz."""

_OFFSET_DB = -0.691
_TABLES_HZ = 48_000
_SHELF = (
    (1.53512485958697, -2.69169618940638, 1.19839281085285),
    (-1.69065929318241, 0.73248077421585),
)
_HIGH_PASS = (1.0, -2.0, 1.0), (-1.99004745483398, 0.99007225036621)
"""Tables 1 and 2 of the recommendation: numerator and denominator of each filter at 48 kHz."""
_PIECE_S = 30
_RINGING_MS = 200
"""The high-pass filter at 38 Hz has died away by 80 dB after so long."""


def k_weighted(samples: Samples, rate_hz: int) -> NDArray[np.float64]:
    """The sound as the ear weighs it; `samples`: (frames,) float32 mono, result the same shape."""
    return _weighted(samples, rate_hz, frames_of(_RINGING_MS, rate_hz))


class LoudnessMeter:
    """Measures the integrated loudness of a sound that comes piece by piece."""

    def __init__(self, rate_hz: int) -> None:
        self._rate_hz = rate_hz
        self._hop = frames_of(BLOCK_MS, rate_hz) // 4
        self._frames = 0
        self._before: Samples = np.zeros(0, np.float32)
        """The last measured samples, which still ring in the filters."""
        self._waiting: list[Samples] = []
        """Samples that are to be measured together, as that is quicker."""
        self._quarters: list[NDArray[np.float64]] = []
        """Energy of each quarter of a block."""

    def add(self, samples: Samples) -> None:
        """Take the next samples into account: (frames,) float32 mono."""
        self._frames += len(samples)
        self._waiting.append(samples)
        if sum(map(len, self._waiting)) >= _PIECE_S * self._rate_hz:
            self._measure(is_last=False)

    def _measure(self, *, is_last: bool) -> None:
        """Measure what waits, in whole quarters; the rest waits on, unless it is the last."""
        sound = np.concatenate((np.zeros(0, np.float32), *self._waiting))
        frames = len(sound) if is_last else len(sound) // self._hop * self._hop
        ringing = frames_of(_RINGING_MS, self._rate_hz)
        begun = np.concatenate((self._before, sound[:frames]))
        weighted = _weighted(begun, self._rate_hz, ringing)[len(self._before) :]
        self._before, self._waiting = begun[-ringing:], [sound[frames:]]
        whole = weighted[: len(weighted) // self._hop * self._hop]
        if not self._quarters and len(whole) < 4 * self._hop:
            # A sound that is shorter than a block is measured as if it were one.
            whole = np.pad(weighted[: 4 * self._hop], (0, 4 * self._hop - len(weighted)))
        self._quarters.append(np.square(whole).reshape(-1, self._hop).sum(axis=1))

    def lufs(self) -> float:
        """Loudness of the sound, which is over with this; SILENCE_DB for silence.

        A sound shorter than a block is measured as if it were one.
        """
        self._measure(is_last=True)
        quarters = np.concatenate(self._quarters)
        frames = min(4 * self._hop, max(1, self._frames))
        blocks = np.convolve(quarters, np.ones(4), "valid") / frames
        loud = blocks[blocks > _power(ABSOLUTE_GATE_LUFS)]
        if not len(loud):
            return SILENCE_DB
        return lufs_of(float(loud[loud > loud.mean() * 10 ** (RELATIVE_GATE_DB / 10)].mean()))


def loudness_lufs(samples: Samples, rate_hz: int) -> float:
    """Integrated loudness; SILENCE_DB for silence; `samples`: (frames,) float32 mono."""
    meter = LoudnessMeter(rate_hz)
    for begin in range(0, len(samples), _PIECE_S * rate_hz):
        meter.add(samples[begin : begin + _PIECE_S * rate_hz])
    return meter.lufs()


def lufs_of(power: float) -> float:
    """Loudness of a mean square of K-weighted samples."""
    return float(_OFFSET_DB + 10 * np.log10(power)) if power > 0 else SILENCE_DB


def true_peak(samples: Samples) -> float:
    """Largest amplitude of the sound, between its samples too; `samples`: (frames,) mono."""
    peaks = (np.abs(place).max(initial=0.0) for place in (samples, *between(samples)))
    return float(max(peaks))


def between(samples: Samples | NDArray[np.float64]) -> Iterator[NDArray[np.floating]]:
    """The sound at each place between a sample and the next, OVERSAMPLING - 1 of them: (frames,).

    To turn the sound's spectrum for each is several times quicker than one transform of so many
    samples, and as exact: a voice has sibilants near the highest frequency, which short filters
    miss by a decibel.
    """
    # The end is padded, since the transform takes the sound for one that goes round.
    size = _quick_size(len(samples) + 64)
    spectrum = np.fft.rfft(samples.astype(np.float32), size)
    turned = np.exp(2j * np.pi / (OVERSAMPLING * size) * np.arange(len(spectrum)))
    turned = turned.astype(spectrum.dtype)
    for _ in range(1, OVERSAMPLING):
        spectrum = spectrum * turned
        yield np.fft.irfft(spectrum, size)[: len(samples)]


def _quick_size(least: int) -> int:
    """The smallest size of at least so many that is quickly transformed."""
    return min(
        odd << max(0, (-(-least // odd) - 1).bit_length()) for odd in (1, 3, 5, 9, 15, 25, 27)
    )


def _power(lufs: float) -> float:
    return float(10 ** ((lufs - _OFFSET_DB) / 10))


def _weighted(samples: Samples, rate_hz: int, ringing: int) -> NDArray[np.float64]:
    size = 1 << (len(samples) + ringing).bit_length()
    spectrum = np.fft.rfft(samples, size) * _response(size, rate_hz)
    sound: NDArray[np.float64] = np.fft.irfft(spectrum, size)
    return sound[: len(samples)]


@cache
def _response(size: int, rate_hz: int) -> NDArray[np.complex128]:
    """Gain of both filters at each frequency of a transform: (size // 2 + 1,) complex128."""
    delay = np.exp(-2j * np.pi * np.fft.rfftfreq(size, 1 / rate_hz) / _TABLES_HZ)
    (shelf_above, shelf_below), (pass_above, pass_below) = _SHELF, _HIGH_PASS
    gain = _polynomial(np.convolve(shelf_above, pass_above), delay)
    gain /= _polynomial(np.convolve((1.0, *shelf_below), (1.0, *pass_below)), delay)
    return gain


def _polynomial(
    coefficients: NDArray[np.float64], at: NDArray[np.complex128]
) -> NDArray[np.complex128]:
    """The polynomial with these coefficients, the constant first, at each place: (places,).

    In place, it takes a third of what numpy's does, which the first words of a session wait for.
    """
    value = np.full_like(at, coefficients[-1])
    for coefficient in coefficients[-2::-1]:
        value *= at
        value += coefficient
    return value
