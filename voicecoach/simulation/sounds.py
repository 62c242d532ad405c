"""Levels of speech, and noise to hear it in."""

from collections.abc import Sequence

import numpy as np

from voicecoach.sound.clip import Samples
from voicecoach.sound.level import SILENCE_DB, level_of
from voicecoach.sound.ramp import amplitude_of

WINDOW_FRAMES = 320
SPEECH_RANGE_DB = 15.0
"""Windows this far below the loudest are pauses, and do not count for the level of speech."""


def speech_level_db(samples: Samples) -> float:
    """The level of 16 kHz speech without its pauses, in dBFS."""
    whole = len(samples) // WINDOW_FRAMES * WINDOW_FRAMES
    power = np.square(samples[:whole], dtype=np.float64).reshape(-1, WINDOW_FRAMES).mean(axis=1)
    loudest = power.max(initial=0.0)
    if not loudest:
        return SILENCE_DB
    speech = power[power > loudest * 10 ** (-SPEECH_RANGE_DB / 10)]
    return float(10 * np.log10(speech.mean()))


def at_speech_level(samples: Samples, level_db: float) -> Samples:
    """The same speech at another level; silence stays as it is."""
    present_db = speech_level_db(samples)
    if present_db <= SILENCE_DB:
        return samples
    return (samples * amplitude_of(level_db - present_db)).astype(np.float32)


def at_level(samples: Samples, level_db: float) -> Samples:
    """The same sound with this root mean square, in dBFS; silence stays as it is."""
    present_db = level_of(samples)
    if present_db <= SILENCE_DB:
        return samples
    return (samples * amplitude_of(level_db - present_db)).astype(np.float32)


def white_noise(frames: int, level_db: float, seed: int) -> Samples:
    """Noise that has the same power at all frequencies."""
    samples = np.random.default_rng(seed).standard_normal(frames)
    return at_level(samples.astype(np.float32), level_db)


def babble(voices: Sequence[Samples], talkers: int, frames: int, seed: int) -> Samples:
    """So many people talking at once, each one sentence after the other and equally loud."""
    random = np.random.default_rng(seed)
    mixed = np.zeros(frames, np.float32)
    for _ in range(talkers):
        place = -int(random.integers(WINDOW_FRAMES * 100))
        while place < frames:
            sentence = at_speech_level(voices[int(random.integers(len(voices)))], -26.0)
            piece = sentence[max(-place, 0) : frames - place]
            mixed[max(place, 0) : max(place, 0) + len(piece)] += piece
            place += len(sentence)
    return mixed
