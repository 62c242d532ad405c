"""Batches for the network: examples of different lengths as tensors."""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor

from scripts.model.training.decision import Decider
from scripts.model.training.examples import Example
from scripts.model.training.network import with_context

IGNORED = -1
"""Label of padding."""
_MOST_SPANS = 32
"""Most spans in a batch; more would cost more time than they teach."""
_FILLERS_FOR_A_WORD = 4
"""Number of out-of-vocabulary words that count for each occurrence of a command that counts."""
_LONGEST_SPAN = 50


class Batch(NamedTuple):
    """Examples, padded to the longest of them, and the spans of their words."""

    features: Tensor
    """(examples, context + frames + context, 40), padded to the longest example."""
    labels: Tensor
    """(examples, outputs); padding is ignored."""
    spans: Tensor
    """(spans, 4): example, first output, number of outputs, class."""


def spans_in(
    batch: Sequence[Example], decider: Decider | None, most_of_a_word: int | None = None
) -> Tensor:
    """Spans of words that can be classified: (spans, 4), example, first output, length, class.

    `most_of_a_word` limits each command; more out-of-vocabulary words count, as they vary more.
    """
    if decider is None:
        return torch.empty((0, 4), dtype=torch.int64)
    found: list[tuple[int, int, int, int]] = []
    counts: Counter[int] = Counter()
    for row, example in enumerate(batch):
        for span in example.spans:
            of, length = decider.class_of(span.said), span.end - span.first
            if of is None or not 0 < length <= _LONGEST_SPAN:
                continue
            counts[of] += 1
            if most_of_a_word is None or counts[of] <= most_of_a_word * (
                _FILLERS_FOR_A_WORD if of == decider.filler else 1
            ):
                found.append((row, span.first, length, of))
    some = found[:: 1 + len(found) // (_MOST_SPANS + 1)]
    return torch.tensor(some, dtype=torch.int64).reshape(-1, 4)


def as_tensors(batch: Sequence[Example], context: int) -> tuple[Tensor, Tensor]:
    """A batch, padded to the length of its longest example; padding is ignored."""
    frames = max(len(each.features) for each in batch)
    outputs = max(len(each.labels) for each in batch)
    features = np.stack(
        [
            np.pad(
                with_context(each.features, context),
                ((0, frames - len(each.features)), (0, 0)),
                mode="edge",
            )
            for each in batch
        ]
    )
    labels = np.full((len(batch), outputs), IGNORED)
    for row, each in zip(labels, batch, strict=True):
        row[: len(each.labels)] = each.labels
    return torch.from_numpy(features), torch.from_numpy(labels)
