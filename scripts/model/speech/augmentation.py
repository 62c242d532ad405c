"""Makes clean speech sound as if recorded by a microphone in a room."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scripts.model.speech.corpus import RATE_HZ, Pcm
from scripts.model.speech.noise import Chance, Sound

FULL_SCALE = 32767.0
_GATE_BEFORE_S = (0.05, 0.25)
_GATE_AFTER_S = (0.1, 0.4)
_SPREAD = 3.0
"""Ratio of the reverberation times of a room's lowest and highest frequencies."""


@dataclass(frozen=True, slots=True)
class Strengths:
    """Frequency and strength of each disturbance; speech-to-noise ratios in dB."""

    rooms: float = 0.5
    noise: float = 0.6
    noise_db: tuple[float, float] = (2, 30)
    others: float = 0.35
    """Talk of other people."""
    others_db: tuple[float, float] = (5, 28)
    coloring: float = 0.5
    clipping: float = 0.05
    narrow_band: float = 0.1
    """Narrow band and coarse quantization of a headset or codec."""
    gating: float = 0.3
    """Digital silence wherever nobody speaks, as with a noise gate."""
    gain_db: tuple[float, float] = (-36, 0)


MILD = Strengths(rooms=0.15, noise=0.3, noise_db=(15, 35), others=0, gating=0, gain_db=(-20, 0))
"""For the first steps, in which the network learns the phones."""


def level_of(speech: NDArray[np.floating]) -> float:
    """Level of the louder half of the samples, which is that of speech without pauses."""
    middle = len(speech) // 2
    power = np.partition(np.square(speech, dtype=np.float32), middle)
    return float(np.sqrt(power[middle:].mean())) + 1e-6


def at_speed(samples: NDArray[np.floating] | Pcm, speed: float) -> Sound:
    """Play faster, which raises the pitch and shortens the vocal tract."""
    length = int(len(samples) / speed)
    places = np.arange(length) * speed
    return np.asarray(np.interp(places, np.arange(len(samples)), samples), np.float32)


def room(chance: Chance) -> Sound:
    """Impulse response of a room: direct sound, a few reflections, reverberation.

    From a near headset (little reverberation) to three meters in a bathroom.
    """
    length_s = chance.uniform(0.12, 0.8)
    length = int(length_s * RATE_HZ)
    spectrum = np.fft.rfft(chance.standard_normal(length))
    decay = np.exp(-6.9 * np.arange(length) / length)
    late = np.fft.irfft(spectrum, length) * decay
    muffled = np.fft.irfft(spectrum / (1 + _SPREAD * np.linspace(0, 1, len(spectrum))), length)
    late = late * decay + muffled * decay
    late[: int(0.004 * RATE_HZ)] = 0
    reverberant_db = chance.uniform(-18, 3)
    response = late / np.sqrt(np.sum(late**2)) * 10 ** (reverberant_db / 20)
    for _ in range(int(chance.integers(0, 6))):
        response[int(chance.uniform(0.001, 0.03) * RATE_HZ)] += chance.uniform(-0.4, 0.4)
    response[0] = 1
    return np.asarray(response, np.float32)


def in_room(sound: Sound, response: Sound) -> Sound:
    """Convolve with a room; the direct sound keeps its place."""
    length = fast_length(len(sound) + len(response) - 1)
    spectrum = np.fft.rfft(sound, length) * np.fft.rfft(response, length)
    return np.fft.irfft(spectrum, length)[: len(sound)].astype(np.float32)


def fast_length(least: int) -> int:
    """Next length with a fast Fourier transform: 1, 3 or 5 times a power of two."""
    return min(odd << max(0, -(-least // odd) - 1).bit_length() for odd in (1, 3, 5))


def colored_by(sound: Sound, chance: Chance) -> Sound:
    """Apply the frequency response of a random microphone."""
    length = fast_length(len(sound))
    spectrum = np.fft.rfft(sound, length)
    places = np.linspace(0, 1, len(spectrum))
    gain_db = np.interp(places, [0, 0.02, 0.06, 0.12, 0.25, 0.5, 1], chance.uniform(-7, 7, 7))
    if chance.random() < 0.2:
        gain_db -= 6 * np.maximum(0, (places - chance.uniform(0.4, 0.8)) / 0.05)
    if chance.random() < 0.3:
        gain_db -= 6 * np.maximum(0, (chance.uniform(0.01, 0.05) - places) / 0.01)
    gain = (10 ** (np.maximum(gain_db, -60) / 20)).astype(np.float32)
    return np.fft.irfft(spectrum * gain, length)[: len(sound)].astype(np.float32)


def narrow_band(sound: Sound, chance: Chance) -> Sound:
    """Cut off above 3.4 to 6 kHz, and quantize to 8 bits as a telephone does (mu-law)."""
    length = fast_length(len(sound))
    spectrum = np.fft.rfft(sound, length)
    edge = int(len(spectrum) * chance.uniform(3400, 6000) / (RATE_HZ / 2))
    spectrum[edge:] = 0
    narrow = np.fft.irfft(spectrum, length)[: len(sound)]
    if chance.random() < 0.5:
        narrow = mu_law(narrow)
    return narrow.astype(np.float32)


def mu_law(sound: NDArray[np.float64], mu: float = 255.0) -> NDArray[np.float64]:
    """Round to the 8 bits of ITU-T G.711."""
    peak = np.abs(sound).max() + 1e-9
    pressed = np.sign(sound) * np.log1p(mu * np.abs(sound) / peak) / np.log1p(mu)
    steps = np.round(pressed * 127) / 127
    restored = np.sign(steps) * np.expm1(np.abs(steps) * np.log1p(mu)) / mu
    return np.asarray(restored * peak)


def stretch_of(bank: Sequence[Sound], length: int, chance: Chance) -> Sound:
    """Random part of one of the noises, which repeats if it is too short."""
    noise = bank[int(chance.integers(len(bank)))]
    return np.take(noise, np.arange(length) + int(chance.integers(len(noise))), mode="wrap")


def gated(sound: Sound, spoken: Sequence[tuple[int, int]], chance: Chance) -> Sound:
    """Silence everything except from one sample to another, with a small margin."""
    before = int(chance.uniform(*_GATE_BEFORE_S) * RATE_HZ)
    after = int(chance.uniform(*_GATE_AFTER_S) * RATE_HZ)
    passed = np.zeros(len(sound), bool)
    for begin, end in spoken:
        passed[max(0, begin - before) : end + after] = True
    return np.where(passed, sound, 0).astype(np.float32)


def swelling(length: int, chance: Chance) -> Sound:
    """Slowly varying gain."""
    levels = np.interp(np.arange(length), np.linspace(0, length, 6), chance.uniform(0, 1, 6))
    return levels.astype(np.float32)
