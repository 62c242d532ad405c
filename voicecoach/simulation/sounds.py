"""Levels of speech, and background noise."""

from collections.abc import Sequence

import numpy as np

from voicecoach.sound.clip import Samples
from voicecoach.sound.level import SILENCE_DB, level_of
from voicecoach.sound.ramp import amplitude_of

WINDOW_FRAMES = 320
SPEECH_RANGE_DB = 15.0
"""Windows this far below the loudest are pauses, which do not count for the level of speech."""


def speech_level_db(samples: Samples) -> float:
    """Level of speech without its pauses, dBFS; `samples`: (frames,) float32 mono, 16 kHz."""
    whole = len(samples) // WINDOW_FRAMES * WINDOW_FRAMES
    power = np.square(samples[:whole], dtype=np.float64).reshape(-1, WINDOW_FRAMES).mean(axis=1)
    loudest = power.max(initial=0.0)
    if not loudest:
        return SILENCE_DB
    speech = power[power > loudest * 10 ** (-SPEECH_RANGE_DB / 10)]
    return float(10 * np.log10(speech.mean()))


def at_speech_level(samples: Samples, level_db: float) -> Samples:
    """The speech scaled to a level without pauses, dBFS; both (frames,) float32 mono, 16 kHz.

    Silence stays silence.
    """
    present_db = speech_level_db(samples)
    if present_db <= SILENCE_DB:
        return samples
    return (samples * amplitude_of(level_db - present_db)).astype(np.float32)


def at_level(samples: Samples, level_db: float) -> Samples:
    """The sound scaled to a root mean square, dBFS; both (frames,) float32 mono.

    Silence stays silence.
    """
    present_db = level_of(samples)
    if present_db <= SILENCE_DB:
        return samples
    return (samples * amplitude_of(level_db - present_db)).astype(np.float32)


def white_noise(frames: int, level_db: float, seed: int) -> Samples:
    """White noise: (frames,) float32 mono."""
    samples = np.random.default_rng(seed).standard_normal(frames)
    return at_level(samples.astype(np.float32), level_db)


def babble(voices: Sequence[Samples], talkers: int, frames: int, seed: int) -> Samples:
    """Several people talking at once, equally loud: (frames,) float32 mono.

    `voices` are sentences, each (frames,) float32 mono, 16 kHz.
    """
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
