"""Pieces of speech with their text, packed into one file that is mapped into memory."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

RATE_HZ = 16_000
Pcm = NDArray[np.int16]


@dataclass(frozen=True, slots=True)
class Spoken:
    """Metadata of a piece of speech."""

    text: str
    """Words in lower case, separated by spaces."""
    speaker: str
    source: str
    """Source: "librispeech", "flite"..."""
    phone_ends_s: tuple[tuple[str, float], ...] = ()
    """Phones with their end times, if the synthesizer reports them."""


@dataclass(frozen=True, slots=True)
class Corpus:
    """Pieces of speech and their 16 kHz samples."""

    pieces: Sequence[Spoken]
    bounds: NDArray[np.int64]
    """Piece n has the samples from bounds[n] to bounds[n + 1]."""
    samples: Pcm

    def __len__(self) -> int:
        return len(self.pieces)

    def samples_of(self, index: int) -> Pcm:
        """The samples of a piece."""
        return self.samples[self.bounds[index] : self.bounds[index + 1]]

    @property
    def hours(self) -> float:
        """Total duration."""
        return float(self.bounds[-1]) / RATE_HZ / 3600


def write_corpus(path: Path, pieces: Iterable[tuple[Spoken, Pcm]]) -> None:
    """Write `path`.i16 and `path`.jsonl; the latter last, so that it stands for both."""
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = []
    with path.with_suffix(".i16").open("wb") as file:
        for spoken, samples in pieces:
            file.write(samples.astype("<i2").tobytes())
            lines.append(json.dumps({**asdict(spoken), "length": len(samples)}) + "\n")
    partial = path.with_suffix(".partial")
    partial.write_text("".join(lines), encoding="utf-8")
    partial.rename(path.with_suffix(".jsonl"))


def is_written(path: Path) -> bool:
    """True if the corpus is complete."""
    return path.with_suffix(".jsonl").exists()


def read_corpus(path: Path) -> Corpus:
    """Open the corpus at a path; its samples are read from disk when they are used."""
    lines = path.with_suffix(".jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    lengths = [row.pop("length") for row in rows]
    pieces = [
        Spoken(**{**row, "phone_ends_s": tuple((phone, end) for phone, end in row["phone_ends_s"])})
        for row in rows
    ]
    samples = np.memmap(path.with_suffix(".i16"), "<i2", "r")
    return Corpus(pieces, np.cumsum([0, *lengths]), samples)


def joined(corpora: Sequence[Corpus], most_samples: int | None = None) -> list[tuple[Corpus, int]]:
    """References to the pieces of several corpora, except those longer than `most_samples`."""
    return [
        (corpus, index)
        for corpus in corpora
        for index in range(len(corpus))
        if most_samples is None or len(corpus.samples_of(index)) <= most_samples
    ]
