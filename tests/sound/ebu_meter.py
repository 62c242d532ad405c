"""Loudness and true peak measured in the time domain, independently of what the product does.

Filters are those of BS.1770 as analog prototypes, brought to any rate by the bilinear transform
(De Man 2014, "Evaluation of implementations of the EBU R128 loudness measurement").
"""

import math

import numpy as np

from voicecoach.sound.clip import Samples

Biquad = tuple[float, float, float, float, float]
"""Numerator b0, b1, b2 and denominator a1, a2; a0 is 1."""


def measured_lufs(samples: Samples, rate_hz: int) -> float:
    """Integrated loudness by blocks of 400 ms, each 100 ms after the one before."""
    weighted = _filtered(_filtered(samples.tolist(), _shelf(rate_hz)), _high_pass(rate_hz))
    squares = np.square(np.array(weighted))
    block, hop = rate_hz * 4 // 10, rate_hz // 10
    powers = np.array(
        [squares[begin : begin + block].mean() for begin in range(0, len(squares) - block + 1, hop)]
    )
    loudness = -0.691 + 10 * np.log10(np.maximum(powers, 1e-12))
    above = powers[loudness > -70]
    gate = -0.691 + 10 * math.log10(above.mean()) - 10
    return float(-0.691 + 10 * np.log10(powers[(loudness > -70) & (loudness > gate)].mean()))


def measured_dbtp(samples: Samples, factor: int = 8) -> float:
    """True peak by a windowed sinc, in pieces."""
    reach = 64
    window = np.hanning(2 * reach * factor + 1)
    kernel = np.sinc(np.arange(-reach * factor, reach * factor + 1) / factor) * window
    padded = np.pad(samples.astype(np.float64), reach)
    peak = float(np.abs(samples).max(initial=0.0))
    for phase in range(1, factor):
        peak = max(peak, float(np.abs(np.convolve(padded, kernel[phase::factor], "valid")).max()))
    return 20 * math.log10(peak)


def _shelf(rate_hz: int) -> Biquad:
    gain, quality, hz = 3.999843853973347, 0.7071752369554196, 1681.974450955533
    k = math.tan(math.pi * hz / rate_hz)
    high = 10 ** (gain / 20)
    band = high**0.4996667741545416
    a0 = 1 + k / quality + k * k
    return (
        (high + band * k / quality + k * k) / a0,
        2 * (k * k - high) / a0,
        (high - band * k / quality + k * k) / a0,
        2 * (k * k - 1) / a0,
        (1 - k / quality + k * k) / a0,
    )


def _high_pass(rate_hz: int) -> Biquad:
    quality, hz = 0.5003270373238773, 38.13547087602444
    k = math.tan(math.pi * hz / rate_hz)
    a0 = 1 + k / quality + k * k
    return 1.0, -2.0, 1.0, 2 * (k * k - 1) / a0, (1 - k / quality + k * k) / a0


def _filtered(samples: list[float], biquad: Biquad) -> list[float]:
    b0, b1, b2, a1, a2 = biquad
    x1 = x2 = y1 = y2 = 0.0
    out = []
    for x in samples:
        y = b0 * x + b1 * x1 + b2 * x2 - a1 * y1 - a2 * y2
        x2, x1, y2, y1 = x1, x, y1, y
        out.append(y)
    return out
