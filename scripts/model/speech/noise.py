"""Synthetic noise, so that its origin is known: colored, machine-like, music-like."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from scripts.model.speech.corpus import RATE_HZ

Sound = NDArray[np.float32]
Chance = np.random.Generator
_CHORDS = ((0, 4, 7), (0, 3, 7), (5, 9, 12), (7, 11, 14), (0, 5, 9))


def colored(length: int, slope: float, chance: Chance) -> Sound:
    """Noise whose power falls with frequency to the power of `slope`: 0 white, 1 pink, 2 brown."""
    frequencies = np.fft.rfftfreq(length)
    frequencies[0] = frequencies[1]
    spectrum = chance.standard_normal(len(frequencies)) + 1j * chance.standard_normal(
        len(frequencies)
    )
    return _at_unit_power(np.fft.irfft(spectrum / frequencies ** (slope / 2), length))


def machine(length: int, chance: Chance) -> Sound:
    """A fan or an exercise bike: hum with harmonics and hiss that comes and goes with its turns."""
    time_s = np.arange(length) / RATE_HZ
    turn_hz, hum_hz = chance.uniform(0.7, 12), chance.uniform(45, 300)
    wave = np.zeros(length)
    for harmonic in range(1, 12):
        level = chance.uniform(0, 1) / harmonic
        wave += level * np.sin(2 * np.pi * hum_hz * harmonic * time_s + chance.uniform(0, 6))
    depth = chance.uniform(0, 0.9)
    swell = 1 + depth * np.sin(2 * np.pi * turn_hz * time_s)
    hiss = colored(length, chance.uniform(0, 2), chance) * swell ** chance.uniform(1, 4)
    return _at_unit_power(wave * chance.uniform(0, 1) + hiss)


def clatter(length: int, chance: Chance) -> Sound:
    """Dishes, steps, weights put down: short ringing knocks at random times."""
    sound = np.zeros(length + RATE_HZ)
    for _ in range(int(length / RATE_HZ * chance.uniform(0.5, 6)) + 1):
        begin, ring = int(chance.integers(length)), int(RATE_HZ * chance.uniform(0.02, 0.5))
        time_s = np.arange(ring) / RATE_HZ
        decay = np.exp(-time_s * chance.uniform(8, 80))
        knock = chance.standard_normal(ring) * np.exp(-time_s * 200) * chance.uniform(0, 3)
        for _ in range(int(chance.integers(1, 6))):
            tone_hz = chance.uniform(60, 6000)
            knock += chance.uniform(0, 1) * np.sin(2 * np.pi * tone_hz * time_s)
        sound[begin : begin + ring] += knock * decay * chance.uniform(0.1, 1)
    return _at_unit_power(sound[:length])


def music(length: int, chance: Chance) -> Sound:
    """Chords, a bass drum on the beat and a cymbal off it."""
    sound = np.zeros(length + 8 * RATE_HZ)
    beat_s, root_hz = 60 / chance.uniform(80, 170), chance.uniform(70, 220)
    for beat in range(int(length / RATE_HZ / beat_s) + 1):
        at = int(beat * beat_s * RATE_HZ)
        if chance.random() < 0.8:
            _add(sound, at, _chord(root_hz, beat_s * chance.choice([1, 2, 4]), chance))
        time_s = np.arange(int(0.15 * RATE_HZ)) / RATE_HZ
        drum_hz = 50 + 80 * np.exp(-time_s * 30)
        _add(sound, at, 1.5 * np.sin(2 * np.pi * drum_hz * time_s) * np.exp(-time_s * 20))
        cymbal = np.diff(chance.standard_normal(int(0.05 * RATE_HZ)))
        fading = np.exp(-np.arange(len(cymbal)) / RATE_HZ * 80)
        _add(sound, at + int(beat_s / 2 * RATE_HZ), 0.6 * cymbal * fading)
    return _at_unit_power(sound[:length])


def noise_bank(seed: int, length: int = 15 * RATE_HZ, each: int = 8) -> list[Sound]:
    """Several noises of each kind, at unit power."""
    chance = np.random.default_rng(seed)
    kinds: list[Callable[[], Sound]] = [
        lambda: colored(length, chance.uniform(0, 2.2), chance),
        lambda: machine(length, chance),
        lambda: clatter(length, chance),
        lambda: music(length, chance),
    ]
    return [make() for make in kinds for _ in range(each)]


def _chord(root_hz: float, length_s: float, chance: Chance) -> Sound:
    time_s = np.arange(int(length_s * RATE_HZ)) / RATE_HZ
    wave: NDArray[np.float64] = np.zeros(len(time_s))
    for step in _CHORDS[int(chance.integers(len(_CHORDS)))]:
        tone_hz = root_hz * 2 ** (step / 12) * chance.choice([1, 2])
        for harmonic in range(1, 8):
            if tone_hz * harmonic < 7500:
                fading = np.exp(-time_s * chance.uniform(1, 6))
                phase = chance.uniform(0, 6)
                wave += fading * np.sin(2 * np.pi * tone_hz * harmonic * time_s + phase) / harmonic
    return np.asarray(0.3 * wave, dtype=np.float32)


def _add(sound: NDArray[np.float64], at: int, part: NDArray[np.floating]) -> None:
    part = part[: max(0, len(sound) - at)]
    sound[at : at + len(part)] += part


def _at_unit_power(sound: NDArray[np.float64]) -> Sound:
    return np.asarray(sound / (float(sound.std()) + 1e-9), np.float32)
