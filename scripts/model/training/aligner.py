"""Labels a whole corpus with a network."""

from collections.abc import Iterator

import numpy as np
import torch
from numpy.typing import NDArray

from scripts.model.graph.lexicon import Lexicon
from scripts.model.speech.corpus import Corpus
from scripts.model.training.alignment import Aligned, align
from scripts.model.training.features import dithered, mfcc
from scripts.model.training.frames import outputs_of_frames
from scripts.model.training.network import Network, with_context

_PRIOR_SCALE = 0.5
"""Exponent of the priors; with 1, silence would take over the softer phones."""
_LOUDNESS = 12_000
_SHORTEST_FRAMES = 12
_BATCH_FRAMES = 6000


def label_corpus(
    network: Network,
    priors: NDArray[np.float64],
    corpus: Corpus,
    lexicon: Lexicon,
    least_score: float,
) -> Iterator[tuple[int, Aligned | None]]:
    """Index and labels of each piece; None for those whose mean score is below `least_score`.

    Ordered by length, since pieces of similar length share a batch.
    """
    order = sorted(range(len(corpus)), key=lambda index: len(corpus.samples_of(index)))
    batch: list[int] = []
    for index in order:
        longest = len(corpus.samples_of(index)) // 160
        if batch and longest * (len(batch) + 1) > _BATCH_FRAMES:
            yield from _label(network, priors, corpus, batch, lexicon, least_score)
            batch = []
        batch.append(index)
    yield from _label(network, priors, corpus, batch, lexicon, least_score)


def scores_of(
    network: Network, priors: NDArray[np.float64], features: list[NDArray[np.float32]]
) -> list[NDArray[np.float32]]:
    """Log likelihoods, except for a common constant: (output frames, outputs)."""
    longest = max(map(len, features))
    padded = [np.pad(each, ((0, longest - len(each)), (0, 0)), mode="edge") for each in features]
    stacked = np.stack([with_context(each, network.context) for each in padded])
    with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
        body = network.body(torch.from_numpy(stacked))
    with torch.no_grad():
        scores = torch.log_softmax(network.output(body.float()), -1).numpy()
    scores = scores - _PRIOR_SCALE * np.log(priors).astype(np.float32)
    return [row[: outputs_of_frames(len(each))] for row, each in zip(scores, features, strict=True)]


def _label(
    network: Network,
    priors: NDArray[np.float64],
    corpus: Corpus,
    batch: list[int],
    lexicon: Lexicon,
    least_score: float,
) -> Iterator[tuple[int, Aligned | None]]:
    pieces = [corpus.samples_of(index).astype(np.float32) for index in batch]
    chance = np.random.default_rng(0)
    leveled = [each * (_LOUDNESS / (np.abs(each).max() + 1)) for each in pieces]
    features = [mfcc(dithered(each, chance)) for each in leveled]
    usable = [each for each in features if len(each) >= _SHORTEST_FRAMES]
    scores = iter(scores_of(network, priors, usable) if usable else [])
    for index, each in zip(batch, features, strict=True):
        words = corpus.pieces[index].text.split()
        if len(each) < _SHORTEST_FRAMES:
            yield index, None
            continue
        aligned = align(next(scores), words, lexicon)
        yield index, aligned if aligned and aligned.score >= least_score else None
