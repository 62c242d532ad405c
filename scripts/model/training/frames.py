"""Frames of features, and outputs of the network: one for every three frames."""

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from scripts.model.graph.phones import SILENCE
from scripts.model.speech.corpus import Pcm

COEFFICIENTS = 40
"""Number of features of a frame."""
FRAME_SHIFT = 160
"""Samples between two frames: 10 ms."""
FRAME_LENGTH = 400
SUBSAMPLING = 3
"""Number of frames per output."""
OUTPUT_SHIFT = FRAME_SHIFT * SUBSAMPLING
"""Samples between two outputs."""

_AROUND_OUTPUTS = 5
"""Number of outputs of silence that belong to a word on either side."""

Labels = NDArray[np.uint8]
"""Correct output of the network for each output frame."""


class Clip(NamedTuple):
    """A piece of speech, with a label for each output frame."""

    samples: Pcm
    labels: Labels
    said: str | None = None
    """Its words, if they are said alone in it."""


class Placed(NamedTuple):
    """Position of a clip in an example."""

    begin: int
    """Its first sample in the example; `length` is in samples, too, at its speed there."""
    length: int
    speed: float
    """Speed relative to the original."""
    labels: Labels
    said: str | None = None


class Span(NamedTuple):
    """Output frames in which something is said, with a little silence around it."""

    first: int
    end: int
    said: str
    """Empty text: silence."""


def frames_of(samples: int) -> int:
    """Number of frames in this many samples; like Kaldi, without an incomplete last one."""
    return max(0, (samples - FRAME_LENGTH) // FRAME_SHIFT + 1)


def outputs_of_frames(frames: int) -> int:
    """Number of outputs for this many frames."""
    return -(-frames // SUBSAMPLING)


def place_labels(frames: int, placed: Sequence[Placed]) -> NDArray[np.int64]:
    """Labels for the outputs of this many frames; silence where no clip is."""
    centers = _centers(frames)
    found = np.full(len(centers), SILENCE, np.int64)
    for each in placed:
        first = bisect_left(centers, each.begin)
        last = bisect_left(centers, each.begin + each.length)
        originally = (centers[first:last] - each.begin) * each.speed - FRAME_LENGTH // 2
        places = np.rint(originally / OUTPUT_SHIFT).astype(np.int64)
        found[first:last] = each.labels[places.clip(0, len(each.labels) - 1)]
    return found


def spans_of(frames: int, placed: Sequence[Placed]) -> list[Span]:
    """Span of each clip with words, widened by silence but not into its neighbors."""
    centers = _centers(frames)
    found = []
    for at, each in enumerate(placed):
        if each.said is None:
            continue
        first = bisect_left(centers, each.begin)
        end = bisect_left(centers, each.begin + each.length)
        before = placed[at - 1] if at else None
        least = bisect_left(centers, before.begin + before.length) if before else 0
        behind = placed[at + 1].begin if at + 1 < len(placed) else centers[-1] + 1
        most = bisect_left(centers, behind)
        around = _AROUND_OUTPUTS
        found.append(Span(max(least, first - around), min(most, end + around), each.said))
    return found


def _centers(frames: int) -> NDArray[np.int64]:
    """Sample in the middle of the frame of each output."""
    return np.arange(outputs_of_frames(frames)) * OUTPUT_SHIFT + FRAME_LENGTH // 2
