"""Synthetic echoes whose delay, drift and strength are known."""

import numpy as np

from voicecoach.sound.clip import Samples

RATE_HZ = 16_000
TAIL_MS = 120


def talk(duration_s: float, *, seed: int = 1, level_db: float = -26.0) -> Samples:
    """Noise with the spectrum and, roughly, the rhythm of speech: (frames,) float32 mono."""
    random = np.random.default_rng(seed)
    frames = round(duration_s * RATE_HZ)
    noise = random.standard_normal(frames)
    tilted = np.convolve(noise, 0.85 ** np.arange(40), "same")
    syllables = np.repeat(random.uniform(0, 1, frames // 2400 + 1), 2400)[:frames]
    envelope = np.convolve(np.where(syllables > 0.3, syllables, 0), np.hanning(800) / 400, "same")
    voiced = tilted * envelope
    talked: Samples = (voiced / np.sqrt(np.mean(voiced**2)) * 10 ** (level_db / 20)).astype(
        np.float32
    )
    return talked


def hiss(duration_s: float, *, level_db: float = -65.0) -> Samples:
    """Noise of a quiet room at the microphone: (frames,) float32 mono."""
    noise = np.random.default_rng(9).standard_normal(round(duration_s * RATE_HZ))
    quiet: Samples = (noise * 10 ** (level_db / 20)).astype(np.float32)
    return quiet


def echo_of(
    reference: Samples, *, delay_ms: int = 60, drift_ppm: float = 0.0, gain: float = 1.0
) -> Samples:
    """Echo in a reflecting room, on a clock that is faster by the drift: (frames,) float32 mono."""
    random = np.random.default_rng(2)
    frames = TAIL_MS * RATE_HZ // 1000
    room = random.standard_normal(frames) * 10 ** (-3 * np.arange(frames) / frames)
    room[0] = 4.0
    room *= gain / np.sqrt(np.sum(room**2))
    size = len(reference) + frames
    wet = np.fft.irfft(np.fft.rfft(reference, size) * np.fft.rfft(room, size), size)
    late = np.concatenate((np.zeros(delay_ms * RATE_HZ // 1000), wet))[: len(reference)]
    return _with_drift(late.astype(np.float32), drift_ppm)


def reduction_db(before: Samples, after: Samples) -> float:
    """Reduction of the power, dB."""
    return float(10 * np.log10(np.mean(np.square(before)) / np.mean(np.square(after))))


def seconds(samples: Samples, first_s: float, stop_s: float) -> Samples:
    """A part of a signal, by seconds."""
    return samples[round(first_s * RATE_HZ) : round(stop_s * RATE_HZ)]


def _with_drift(samples: Samples, drift_ppm: float) -> Samples:
    """The signal at a slightly higher rate: eightfold oversampling, then linear interpolation."""
    if not drift_ppm:
        return samples
    finer = np.fft.irfft(np.fft.rfft(samples) * 8, 8 * len(samples))
    positions = np.arange(len(samples)) * (1 + drift_ppm * 1e-6) * 8
    drifted: Samples = np.interp(positions, np.arange(len(finer)), finer).astype(np.float32)
    return drifted
