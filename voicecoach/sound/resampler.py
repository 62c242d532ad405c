"""Sample-rate conversion of clips, and of streams block by block."""

from itertools import count
from math import gcd

import numpy as np
import samplerate

from voicecoach.sound.clip import Clip, Samples, frames_of

CONVERTER = "sinc_medium"
"""libsamplerate's medium quality keeps 90 % of the band; 48 to 16 kHz costs 0.5 % of a core."""


_SILENCE_MS = 20
"""Silence behind a clip, which is transformed as if it began again after its end."""


def with_rate(clip: Clip, rate_hz: int) -> Clip:
    """The clip at another sample rate."""
    if clip.rate_hz == rate_hz:
        return clip
    if rate_hz > clip.rate_hz:
        samples = _with_higher_rate(clip.samples, clip.rate_hz, rate_hz)
    else:
        resampled = samplerate.resample(clip.samples, rate_hz / clip.rate_hz, CONVERTER)
        samples = np.asarray(resampled, dtype=np.float32)
    vowel_frame = round(clip.vowel_frame * rate_hz / clip.rate_hz)
    return Clip(samples, rate_hz, vowel_frame)


def _with_higher_rate(samples: Samples, from_hz: int, to_hz: int) -> Samples:
    """All frequencies of a sound at a rate that has room for more; (frames,) float32 mono.

    A second takes 1 ms, a sixth of what libsamplerate does.
    """
    common_hz = gcd(from_hz, to_hz)
    from_step, to_step = from_hz // common_hz, to_hz // common_hz
    whole = len(samples) + frames_of(_SILENCE_MS, from_hz)
    steps = next(filter(_is_quick, count(-(-whole // from_step))))
    spectrum = np.fft.rfft(samples, steps * from_step)
    if steps * from_step % 2 == 0:
        spectrum[-1] /= 2  # at half the old rate, which will be two of the frequencies
    raised = np.fft.irfft(spectrum, steps * to_step).astype(np.float32)
    raised *= to_hz / from_hz
    return raised[: round(len(samples) * to_hz / from_hz)]


def _is_quick(steps: int) -> bool:
    """True if a Fourier transform of so many steps is quick: its prime factors are small."""
    for factor in (2, 3, 5, 7):
        while steps % factor == 0:
            steps //= factor
    return steps == 1


class StreamResampler:
    """Converts the sample rate of one stream.

    The first sample out has the same time as the first sample in; the output is available about 3
    ms (46 frames of 16 kHz) after the input, because of the filter's look-ahead.
    """

    def __init__(self, from_hz: int, to_hz: int) -> None:
        self._ratio = to_hz / from_hz
        self._resampler = None if from_hz == to_hz else samplerate.Resampler(CONVERTER, channels=1)

    def process(self, block: Samples) -> Samples:
        """Convert a block; both (frames,) float32 mono. The first calls return fewer frames."""
        if self._resampler is None:
            return block
        # samplerate 0.2.4 returns a view of its own buffer, which the next call may reuse.
        return np.array(self._resampler.process(block, self._ratio), dtype=np.float32)
