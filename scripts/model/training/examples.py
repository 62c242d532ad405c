"""Draws training examples: pieces of speech in a row, disturbed, with a label for each frame."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scripts.model.graph.phones import SILENCE
from scripts.model.speech.augmentation import (
    FULL_SCALE,
    Strengths,
    at_speed,
    colored_by,
    gated,
    in_room,
    level_of,
    narrow_band,
    room,
    stretch_of,
    swelling,
)
from scripts.model.speech.corpus import RATE_HZ
from scripts.model.speech.noise import Chance, Sound, noise_bank
from scripts.model.training.features import dithered, mfcc
from scripts.model.training.frames import (
    FRAME_SHIFT,
    Clip,
    Placed,
    Span,
    outputs_of_frames,
    place_labels,
    spans_of,
)

_ROOMS = 160
_LENGTHS_S = (1.0, 2.0, 2.5, 4.0, 5.0, 6.0)
_LONGEST_S = 9.0
_ONLY_NOISE = 0.05
_NOTHING_OUTPUTS = 33
_SPEEDS = (0.84, 1.2)


@dataclass(frozen=True, slots=True)
class Example:
    """Input of the network, and the outputs wanted."""

    features: NDArray[np.float32]
    labels: NDArray[np.int64]
    spans: Sequence[Span]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of speech, and its share."""

    share: float
    draw: Callable[[Chance], Clip]


class Examples:
    """An endless, reproducible stream of examples."""

    def __init__(
        self,
        kinds: Mapping[str, Kind],
        talk: Callable[[Chance], NDArray[np.int16]],
        strengths: Strengths,
        seed: int,
    ) -> None:
        """`talk` draws speech of other people."""
        self._kinds = list(kinds.values())
        shares = np.array([kind.share for kind in self._kinds])
        self._shares = shares / shares.sum()
        self._talk = talk
        self._strengths = strengths
        self._chance = np.random.default_rng(seed)
        self._noises = noise_bank(seed)
        self._rooms = [room(self._chance) for _ in range(_ROOMS)]

    def batches(self, seconds: float, pool: int = 6) -> Iterator[list[Example]]:
        """Batches of about this length in seconds, each of examples of similar length."""
        most_frames = seconds * RATE_HZ / FRAME_SHIFT
        while True:
            drawn: list[Example] = []
            while sum(len(each.features) for each in drawn) < most_frames * pool:
                drawn.append(self._noise() if self._chance.random() < _ONLY_NOISE else self._draw())
            drawn.sort(key=lambda each: len(each.features))
            batches: list[list[Example]] = [[]]
            for each in drawn:
                if batches[-1] and len(each.features) * (len(batches[-1]) + 1) > most_frames:
                    batches.append([])
                batches[-1].append(each)
            for index in self._chance.permutation(len(batches)):
                yield batches[index]

    def _draw(self) -> Example:
        """Clips of different speakers in a row, at different levels, with pauses between them."""
        chance = self._chance
        wanted = RATE_HZ * chance.choice(_LENGTHS_S)
        parts = [np.zeros(int(chance.uniform(0.02, 0.6) * RATE_HZ), np.float32)]
        length = len(parts[0])
        placed: list[Placed] = []
        while not placed or length < wanted:
            kind = self._kinds[int(chance.choice(len(self._kinds), p=self._shares))]
            samples, labels, said = kind.draw(chance)
            if placed and length + len(samples) > _LONGEST_S * RATE_HZ:
                break
            speed = chance.uniform(*_SPEEDS) if chance.random() < 0.8 else 1.0
            heard = at_speed(samples, speed)
            heard *= chance.uniform(0.5, 1.5) / level_of(heard)
            placed.append(Placed(length, len(heard), speed, labels, said))
            longest_s = 0.15 if chance.random() < 0.4 else 0.9
            pause = np.zeros(int(chance.uniform(0, longest_s) * RATE_HZ), np.float32)
            parts += [heard, pause]
            length += len(heard) + len(pause)
        sound = self._disturbed(np.concatenate(parts))
        if chance.random() < self._strengths.gating:
            spoken = [(each.begin, each.begin + each.length) for each in placed]
            sound = gated(sound, spoken, chance)
        features = mfcc(dithered(sound, chance))
        frames = len(features)
        return Example(features, place_labels(frames, placed), spans_of(frames, placed))

    def _noise(self) -> Example:
        length = int(self._chance.uniform(1, 4) * RATE_HZ)
        sound = stretch_of(self._noises, length, self._chance)
        level_db = self._chance.uniform(-60, -3)
        # Between two knocks there may be silence.
        peak = max(float(np.abs(sound).max()), 1e-3)
        sound = sound / peak * FULL_SCALE * 10 ** (level_db / 20)
        features = mfcc(dithered(sound.astype(np.float32), self._chance))
        outputs = outputs_of_frames(len(features))
        heard = Span(0, min(outputs, _NOTHING_OUTPUTS), "")
        return Example(features, np.full(outputs, SILENCE), [heard])

    def _disturbed(self, sound: Sound) -> Sound:
        chance, strengths = self._chance, self._strengths
        if chance.random() < strengths.rooms:
            sound = in_room(sound, self._any_room())
        if chance.random() < strengths.others:
            ratio_db = chance.uniform(*strengths.others_db)
            sound = sound + self._others(len(sound)) * 10 ** (-ratio_db / 20)
        if chance.random() < strengths.noise:
            noise = stretch_of(self._noises, len(sound), chance)
            if chance.random() < 0.25:
                noise = noise * swelling(len(sound), chance)
            sound = sound + noise * 10 ** (-chance.uniform(*strengths.noise_db) / 20)
        if chance.random() < strengths.coloring:
            sound = colored_by(sound, chance)
        if chance.random() < strengths.narrow_band:
            sound = narrow_band(sound, chance)
        gain_db = chance.uniform(*strengths.gain_db)
        sound = sound / (np.abs(sound).max() + 1e-6) * FULL_SCALE * 10 ** (gain_db / 20)
        if chance.random() < strengths.clipping:
            sound = np.clip(sound * chance.uniform(1, 5), -FULL_SCALE, FULL_SCALE)
        return sound.astype(np.float32)

    def _others(self, length: int) -> Sound:
        """One to eight other people, further away, whom the recognizer must not hear as speech."""
        chance = self._chance
        talkers = int(chance.choice([1, 1, 2, 4, 6, 8]))
        mixed = np.zeros(length, np.float32)
        for _ in range(talkers):
            at = -int(chance.integers(RATE_HZ))
            while at < length:
                said = self._talk(chance).astype(np.float32)
                said = said[max(0, -at) : length - at]
                begin = max(0, at)
                mixed[begin : begin + len(said)] += said / level_of(said) if len(said) else said
                at = begin + len(said) + int(chance.uniform(0.05, 1) * RATE_HZ)
        if chance.random() < 0.7:
            mixed = in_room(mixed, self._any_room())
        return mixed / level_of(mixed)

    def _any_room(self) -> Sound:
        return self._rooms[int(self._chance.integers(len(self._rooms)))]
