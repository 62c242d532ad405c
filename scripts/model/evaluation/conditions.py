"""Noise conditions of the evaluation."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from scripts.lab.recordings import noises
from scripts.model.evaluation import items
from voicecoach.hearing.signal_format import RATE_HZ
from voicecoach.simulation.sounds import at_level, at_speech_level, babble, white_noise
from voicecoach.sound.clip import Samples

SPEECH_DB = -26.0
_FLOOR_DB = -72.0
_LEAD_S, _TAIL_S = 0.6, 1.0
_NOISE_S = 60
_TALKERS = 6


@dataclass(frozen=True, slots=True)
class Condition:
    """A noise, and its level relative to speech."""

    kind: str = "clean"
    """"clean", "white", "music", "recorded" (dishes, a tap, an exercise bike...) or "babble"."""
    ratio_db: float = 0.0

    def __str__(self) -> str:
        return self.kind if self.kind == "clean" else f"{self.kind} {self.ratio_db:g} dB"


CONDITIONS = (
    Condition(),
    *(Condition("white", ratio_db) for ratio_db in (20, 10, 5)),
    *(Condition("music", ratio_db) for ratio_db in (20, 10, 5)),
    *(Condition("recorded", ratio_db) for ratio_db in (24, 12, 6)),
    *(Condition("babble", ratio_db) for ratio_db in (20, 10)),
)


class Room:
    """Adds noise to speech, reproducibly."""

    def __init__(self, part: str, seed: int = 1) -> None:
        """`part`, "test" or "valid", names the speakers of the babble."""
        self._part, self._seed = part, seed
        self._made: dict[str, Samples] = {}

    def hear(self, speech: Samples, condition: Condition, index: int) -> Samples:
        """Speech with silence around it, in noise that differs for each `index`."""
        silence = (np.zeros(int(part_s * RATE_HZ), np.float32) for part_s in (_LEAD_S, _TAIL_S))
        leveled = at_speech_level(speech, SPEECH_DB)
        sound = np.concatenate([next(silence), leveled, next(silence)])
        sound = sound + white_noise(len(sound), _FLOOR_DB, self._seed + index)
        if condition.kind != "clean":
            noise = self._noise(condition.kind)
            begin = int(np.random.default_rng(self._seed + index).integers(len(noise)))
            piece = np.take(noise, np.arange(len(sound)) + begin, mode="wrap")
            measured = at_speech_level if condition.kind == "babble" else at_level
            sound = sound + measured(piece, SPEECH_DB - condition.ratio_db)
        return sound.astype(np.float32)

    def _noise(self, kind: str) -> Samples:
        if kind not in self._made:
            frames = _NOISE_S * RATE_HZ
            if kind == "white":
                self._made[kind] = white_noise(frames, SPEECH_DB, self._seed)
            elif kind == "music":
                self._made[kind] = music(frames, self._seed)
            elif kind == "recorded":
                self._made[kind] = _in_turn([at_level(each, SPEECH_DB) for each in noises()])
            else:
                readers = [item.samples for item in items.sentences(self._part, 300)]
                self._made[kind] = babble(readers, _TALKERS, frames, self._seed)
        return self._made[kind]


def music(frames: int, seed: int) -> Samples:
    """Plucked chords, a drum and a hiss on the beat; not the music that training makes up."""
    chance = np.random.default_rng([seed, 7])
    time_s = np.arange(frames) / RATE_HZ
    beat_s = 60 / chance.uniform(95, 140)
    into_beat_s = time_s % beat_s
    sound = np.sin(2 * np.pi * 55 * into_beat_s * np.exp(-into_beat_s * 8)) * np.exp(
        -into_beat_s * 14
    )
    bars = (time_s // (4 * beat_s)).astype(int) % 4
    into_bar_s = time_s % (2 * beat_s)
    for chord in ((0, 4, 7, 12), (9, 12, 16, 21), (5, 9, 12, 17), (7, 11, 14, 19)):
        playing = bars == ((0, 4, 7, 12), (9, 12, 16, 21), (5, 9, 12, 17), (7, 11, 14, 19)).index(
            chord
        )
        for step in chord:
            tone_hz = 130.8 * 2 ** (step / 12)
            wave = (time_s * tone_hz % 1) * 2 - 1
            sound += playing * 0.25 * wave * np.exp(-into_bar_s * 2)
    off_beat_s = (time_s + beat_s / 2) % beat_s
    sound += 0.3 * chance.standard_normal(frames) * np.exp(-off_beat_s * 40)
    return at_level(sound.astype(np.float32), SPEECH_DB)


def _in_turn(sounds: Sequence[Samples]) -> Samples:
    each = _NOISE_S * RATE_HZ // len(sounds)
    return np.concatenate([np.resize(sound, each) for sound in sounds])
