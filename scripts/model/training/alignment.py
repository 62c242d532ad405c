"""Forced alignment: finds the time of each phone of a known text."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from scripts.model.graph.lexicon import Lexicon
from scripts.model.graph.phones import SILENCE, outputs_of

_NEVER = -1e9


@dataclass(frozen=True, slots=True)
class Aligned:
    """Phones of a known text, by output frame of the network."""

    labels: NDArray[np.uint8]
    """Correct output of the network for each frame."""
    words: tuple[tuple[str, int, int], ...]
    """Words, each with its first frame and the one after its last."""
    score: float
    """Mean score per frame."""


@dataclass(frozen=True, slots=True)
class TextGraph:
    """All pronunciations of a text, with or without silence around each word."""

    outputs: NDArray[np.int64]
    """Network output that each state consumes."""
    before: NDArray[np.int64]
    """Predecessors of each state: (states, most), padded with the number of states."""
    words: NDArray[np.int64]
    """Index of each state's word; -1: silence."""
    starts: NDArray[np.bool_]
    ends: NDArray[np.bool_]


def text_graph(words: Sequence[str], lexicon: Lexicon) -> TextGraph:
    """Build the graph of a text; raises KeyError for words that the lexicon lacks."""
    outputs, of_word = [SILENCE], [-1]
    before: list[list[int]] = [[]]
    starts, loose = [0], [0]
    leading = True
    for index, word in enumerate(words):
        ends = []
        for phones in lexicon.pronunciations(word):
            previous = list(loose)
            for at, output in enumerate(outputs_of(phones)):
                outputs.append(output)
                before.append(previous)
                of_word.append(index)
                previous = [len(outputs) - 1]
                if leading and at == 0:
                    starts.append(previous[0])
            ends += previous
        leading = False
        outputs.append(SILENCE)
        before.append(ends)
        of_word.append(-1)
        loose = [*ends, len(outputs) - 1]
    count, most = len(outputs), max(map(len, before))
    padded = np.full((count, max(most, 1)), count)
    for state, sources in enumerate(before):
        padded[state, : len(sources)] = sources
    states = np.arange(count)
    return TextGraph(
        np.array(outputs),
        padded,
        np.array(of_word),
        np.isin(states, starts),
        np.isin(states, loose),
    )


def align(scores: NDArray[np.float32], words: Sequence[str], lexicon: Lexicon) -> Aligned | None:
    """Most likely path through all frames (Viterbi); None if the text is too long for them.

    `scores` are log likelihoods of any common scale: (frames, outputs).
    """
    graph = text_graph(words, lexicon)
    frames, count = len(scores), len(graph.outputs)
    emitted = scores[:, graph.outputs]
    best = np.full(count + 1, _NEVER)
    best[:count] = np.where(graph.starts, emitted[0], _NEVER)
    came_from = np.empty((frames, count), np.int32)
    states = np.arange(count)
    choices = np.concatenate([states[:, None], graph.before], 1)
    for frame in range(1, frames):
        options = best[choices]
        chosen = options.argmax(1)
        came_from[frame] = choices[states, chosen]
        best[:count] = options[states, chosen] + emitted[frame]
    last = int(np.where(graph.ends, best[:count], _NEVER).argmax())
    if not graph.ends[last] or best[last] < _NEVER / 2:
        return None
    path = np.empty(frames, np.int64)
    path[-1] = last
    for frame in range(frames - 1, 0, -1):
        path[frame - 1] = came_from[frame, path[frame]]
    return Aligned(
        graph.outputs[path].astype(np.uint8),
        tuple(_word_times(graph.words[path], words)),
        float(best[last]) / frames,
    )


def _word_times(of_word: NDArray[np.int64], words: Sequence[str]) -> "list[tuple[str, int, int]]":
    found = []
    for index, word in enumerate(words):
        frames = np.flatnonzero(of_word == index)
        found.append((word, int(frames[0]), int(frames[-1]) + 1))
    return found
