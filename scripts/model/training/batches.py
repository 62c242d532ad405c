"""What the network is given at a time: examples of different lengths as tensors."""

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
"""The label of what was filled up."""
_MOST_SPANS = 32
"""Of a batch; any more would take more time than they teach."""
_FILLERS_FOR_A_WORD = 4
"""So many outside words may count for each time that a command may."""
_LONGEST_SPAN = 50


class Batch(NamedTuple):
    """Examples filled up to the longest of them, and where words are in them."""

    features: Tensor
    """examples x (context + frames + context) x 40; filled up to the longest example."""
    labels: Tensor
    """examples x outputs; what was filled up is ignored."""
    spans: Tensor
    """spans x 4: example, first output, outputs, class."""


def spans_in(
    batch: Sequence[Example], decider: Decider | None, most_of_a_word: int | None = None
) -> Tensor:
    """Where something is said that can be told: spans x 4 (example, first, length, class).

    `most_of_a_word`: so many of each command; outside words come in all kinds, so more of them.
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
    """A batch filled up to the length of its longest example; what was filled up is ignored."""
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
