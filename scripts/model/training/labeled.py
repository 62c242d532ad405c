"""Speech with a label for each output frame: stored, read, and drawn from."""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import sqrt
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from scripts.model.graph.phones import PHONES, SILENCE, output_of
from scripts.model.speech.corpus import RATE_HZ, Corpus
from scripts.model.speech.noise import Chance
from scripts.model.training.alignment import Aligned
from scripts.model.training.frames import (
    FRAME_LENGTH,
    OUTPUT_SHIFT,
    Clip,
    Labels,
    frames_of,
    outputs_of_frames,
)

_PAUSE_FRAMES = 5
"""Shortest silence inside a sentence at which it may be cut."""
_PART_S = (1.2, 6.0)
_FADE = 160
_PHONES_OF_FLITE = {"ax": "AH", "axr": "ER"}


@dataclass(frozen=True, slots=True)
class Labeled:
    """A corpus, with a label for each output frame."""

    corpus: Corpus
    bounds: NDArray[np.int64]
    """Piece n has the labels from bounds[n] to bounds[n + 1]; none: it is not used."""
    labels: Labels
    words: Sequence[Sequence[tuple[str, int, int]]]
    """Words of each piece: word, first frame, frame after the last."""

    def clip(self, index: int) -> Clip:
        """A whole piece."""
        said = self.corpus.pieces[index].text
        return Clip(self.corpus.samples_of(index), self.labels_of(index), said)

    def labels_of(self, index: int) -> Labels:
        """The labels of a piece."""
        return self.labels[self.bounds[index] : self.bounds[index + 1]]

    def part(self, index: int, first: int, end: int) -> Clip:
        """Part of a piece, from one output frame to another."""
        samples = self.corpus.samples_of(index)
        begin = first * OUTPUT_SHIFT
        return Clip(samples[begin : end * OUTPUT_SHIFT], self.labels_of(index)[first:end])

    def usable(self) -> list[int]:
        """The pieces that have labels."""
        return [int(index) for index in np.flatnonzero(np.diff(self.bounds))]


def write_labels(path: Path, found: Iterable[Aligned | None]) -> None:
    """Write `path`.labels and `path`.words.json; the latter last, so that it stands for both."""
    path.parent.mkdir(parents=True, exist_ok=True)
    labels, words, bounds = [], [], [0]
    for aligned in found:
        words.append(aligned.words if aligned else ())
        labels.append(aligned.labels if aligned else np.zeros(0, np.uint8))
        bounds.append(bounds[-1] + len(labels[-1]))
    path.with_suffix(".labels").write_bytes(np.concatenate(labels).tobytes())
    partial = path.with_suffix(".partial")
    partial.write_text(json.dumps({"bounds": bounds, "words": words}), encoding="utf-8")
    partial.rename(path.with_suffix(".words.json"))


def has_labels(path: Path) -> bool:
    """True if all labels of a corpus were written."""
    return path.with_suffix(".words.json").exists()


def read_labels(path: Path, corpus: Corpus) -> Labeled:
    """The labels that were written for a corpus."""
    stored = json.loads(path.with_suffix(".words.json").read_text(encoding="utf-8"))
    labels = np.fromfile(path.with_suffix(".labels"), np.uint8)
    words = [[(word, first, end) for word, first, end in piece] for piece in stored["words"]]
    return Labeled(corpus, np.array(stored["bounds"]), labels, words)


def synthesized_labels(corpus: Corpus) -> Labeled:
    """Labels from the times that the synthesizer reports; pieces without them are not usable."""
    labels, bounds = [], [0]
    for index, piece in enumerate(corpus.pieces):
        frames = outputs_of_frames(frames_of(len(corpus.samples_of(index))))
        found = _labels_at(piece.phone_ends_s, frames) if piece.phone_ends_s else []
        labels.append(np.array(found, np.uint8))
        bounds.append(bounds[-1] + len(found))
    return Labeled(corpus, np.array(bounds), np.concatenate(labels), [()] * len(corpus))


def _labels_at(phone_ends_s: Sequence[tuple[str, float]], frames: int) -> list[int]:
    ends_s = [end_s for _, end_s in phone_ends_s]
    times_s = (np.arange(frames) * OUTPUT_SHIFT + FRAME_LENGTH / 2) / RATE_HZ
    places = np.searchsorted(ends_s, times_s).clip(0, len(ends_s) - 1)
    return [_output_of_flite(phone_ends_s[place][0]) for place in places]


def _output_of_flite(phone: str) -> int:
    name = _PHONES_OF_FLITE.get(phone, phone.upper())
    return output_of(name) if name in PHONES else SILENCE


def pieces_by_text(labeled: Labeled) -> Callable[[Chance], Clip]:
    """Draws whole pieces; a text with n pieces is drawn in proportion to the square root of n."""
    by_text: dict[str, list[int]] = {}
    for index in labeled.usable():
        by_text.setdefault(labeled.corpus.pieces[index].text, []).append(index)
    groups = list(by_text.values())
    weights = np.array([sqrt(len(group)) for group in groups])
    shares = np.cumsum(weights / weights.sum())

    def draw(chance: Chance) -> Clip:
        group = groups[min(int(np.searchsorted(shares, chance.random())), len(groups) - 1)]
        return labeled.clip(group[int(chance.integers(len(group)))])

    return draw


def parts_of_sentences(labeled: Labeled) -> Callable[[Chance], Clip]:
    """Draws parts of sentences, from one pause to another."""
    usable = labeled.usable()

    def draw(chance: Chance) -> Clip:
        index = usable[int(chance.integers(len(usable)))]
        edges = pauses(labeled.labels_of(index))
        begin = int(chance.integers(len(edges) - 1))
        longest = chance.uniform(*_PART_S) * RATE_HZ / OUTPUT_SHIFT
        end = begin + 1
        while end + 1 < len(edges) and edges[end + 1] - edges[begin] <= longest:
            end += 1
        return labeled.part(index, edges[begin], edges[end])

    return draw


def pauses(labels: Labels) -> list[int]:
    """Both ends, and the middle of each pause between words, so that each part has a word."""
    found, run = [0], 0
    for frame, label in enumerate(labels):
        if label == SILENCE:
            run += 1
            continue
        if _PAUSE_FRAMES <= run < frame:
            found.append(frame - run // 2)
        run = 0
    return [*found, len(labels)]


def words_of_sentences(
    labeled: Labeled, wordings: Iterable[str]
) -> Callable[[Chance], Clip] | None:
    """Draws commands cut out of sentences, all equally often; None if there are none."""
    places = {tuple(wording.split()): list[tuple[int, int, int]]() for wording in wordings}
    longest = max(map(len, places))
    for index in labeled.usable():
        words = labeled.words[index]
        for at in range(len(words)):
            for count in range(1, min(longest, len(words) - at) + 1):
                run = words[at : at + count]
                if (said := places.get(tuple(word for word, _, _ in run))) is not None:
                    said.append((index, run[0][1], run[-1][2]))
    groups = [(" ".join(words), group) for words, group in places.items() if group]
    if not groups:
        return None

    def draw(chance: Chance) -> Clip:
        said, group = groups[int(chance.integers(len(groups)))]
        part = labeled.part(*group[int(chance.integers(len(group)))])
        return Clip(_faded(part.samples), part.labels, said)

    return draw


def _faded(samples: NDArray[np.int16]) -> NDArray[np.int16]:
    ramp = np.minimum(np.arange(len(samples)), _FADE) / _FADE
    return (samples * np.minimum(ramp, ramp[::-1])).astype(np.int16)
