"""The decoding graph of the bundled model, `graph/HCLr.fst`: how words sound, and more ways to.

It is what `scripts/model` writes: a tree of words with one state for each phone, in OpenFst's
"olabel_lookahead". More pronunciations are paths of their own beside the tree, so that no number of
a word or a state changes, and the other files of the model stay as they are.
"""

import struct
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from voicecoach.dataclass import dataclass
from voicecoach.errors import ModelError
from voicecoach.program import program

HUB = 0
"""The state between words."""
_SILENCE = 0
"""The network's output for silence."""
_KIND = b"olabel_lookahead"
_STATE_ROW = np.dtype(
    [("cost", "<f4"), ("first", "<u4"), ("arcs", "<u4"), ("inputs", "<u4"), ("outputs", "<u4")]
)
"""A state; the last two are numbers of its arcs without an input and without an output."""
_ARC_ROW = np.dtype([("input", "<i4"), ("output", "<i4"), ("cost", "<f4"), ("to", "<i4")])
_SIZES = struct.Struct("<qq")
"""Numbers of states and of arcs, at the end of a header."""
_FLAGS = 5
"""Bytes between the arcs and the sets of labels."""
_NO_END = float("inf")

_Arc = tuple[int, int, float, int]
"""Input, output, cost and the state it leads to."""
Phones = tuple[int, ...]
"""Outputs of the network, which are the numbers of `graph/phones.txt` less one."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """A word as it sounds; a word may sound in several ways."""

    label: int
    """Number of the word in `graph/words.txt`."""
    phones: Phones


class DecodingGraph:
    """The graph of a model that `scripts/model` has made."""

    def __init__(self, content: bytes) -> None:
        """`content` of HCLr.fst; raises ValueError if it is another kind of graph."""
        try:
            self._parse(content)
        except (struct.error, IndexError) as error:
            raise ValueError(f"it ends too soon ({error})") from error

    def _parse(self, content: bytes) -> None:
        after_outer = _after_header(content, 0, _KIND)
        # Behind the outer header is the magic number of the added data.
        begin = after_outer + 4
        first = _after_header(content, begin, b"const")
        self._head = content[: first - _SIZES.size]
        states, arcs = _SIZES.unpack_from(content, first - _SIZES.size)
        if not 0 < states * _STATE_ROW.itemsize + arcs * _ARC_ROW.itemsize < len(content):
            raise ValueError("its size is wrong")
        self._states: NDArray[Any] = np.frombuffer(content, _STATE_ROW, states, first)
        first += states * _STATE_ROW.itemsize
        self._arcs: NDArray[Any] = np.frombuffer(content, _ARC_ROW, arcs, first)
        first += arcs * _ARC_ROW.itemsize
        self._flags = content[first : first + _FLAGS]
        first += _FLAGS
        self._final_label, sets = struct.unpack_from("<iq", content, first)
        if sets != states:
            raise ValueError("it lacks sets of labels")
        first += 12
        (intervals,) = struct.unpack_from("<q", content, first)
        self._hub_labels = list(struct.unpack_from(f"<{2 * intervals}i", content, first + 8))
        self._other_sets = content[first + 12 + 8 * intervals :]

    def _rows(self, state: int) -> list[_Arc]:
        first, count = int(self._states[state]["first"]), int(self._states[state]["arcs"])
        return [tuple(arc) for arc in self._arcs[first : first + count].tolist()]

    def pronunciations(self, labels: frozenset[int]) -> dict[int, tuple[Phones, ...]]:
        """Pronunciations of the words of these labels."""
        found: dict[int, list[Phones]] = {label: [] for label in labels}
        parents = self._parents()
        ends = np.flatnonzero(np.isin(self._arcs["output"], sorted(labels)))
        starts = np.searchsorted(self._states["first"], ends, side="right") - 1
        for arc, state in zip(ends.tolist(), starts.tolist(), strict=True):
            phones: list[int] = []
            at = state
            while at != HUB and at in parents:
                at, phone = parents[at]
                phones.append(phone)
            if at == HUB and phones:
                found[int(self._arcs[arc]["output"])].append(tuple(phones[::-1]))
        return {label: tuple(each) for label, each in found.items()}

    def _parents(self) -> dict[int, tuple[int, int]]:
        """The state before each one of the tree, and the phone that leads from there to it."""
        starts = np.repeat(np.arange(len(self._states)), self._states["arcs"])
        arcs = self._arcs
        leads = (arcs["input"] > 0) & (arcs["output"] == 0) & (arcs["to"] > starts)
        before, to, inputs = starts[leads], arcs["to"][leads], arcs["input"][leads]
        ordinary = np.bincount(to, minlength=len(self._states)) == 1
        kept = ordinary[to]
        rows = zip(to[kept].tolist(), before[kept].tolist(), inputs[kept].tolist(), strict=True)
        return {to: (before, (number - 1) // 2) for to, before, number in rows}

    def with_words(self, spoken: Sequence[Spoken]) -> bytes:
        """Content of a file in which these words may sound like this, too.

        A label may be a new one, behind those of the model's list.
        """
        paths = _paths(spoken)
        base = len(self._states)
        silence = self._inner_silence_cost()
        # Arcs that lead on: from the hub, or from a state of the paths.
        onward: dict[int | None, list[_Arc]] = {}
        for place, (before, phone, _) in enumerate(paths):
            onward.setdefault(before, []).append((stay_in(phone), 0, 0.0, base + place))
        new: list[list[_Arc]] = [[*self._rows(HUB), *onward.get(None, [])]]
        for place, (_, phone, labels) in enumerate(paths):
            stays = (stay_in(phone), 0, 0.0, base + place)
            silent = (stay_in(_SILENCE), 0, silence, base + place)
            ends = [(0, label, 0.0, HUB) for label in labels]
            new.append([stays, silent, *onward.get(place, []), *ends])
        return self._written(new, _reached(paths))

    def _inner_silence_cost(self) -> float:
        child = next((to for _, _, _, to in self._rows(HUB) if to != HUB), HUB)
        for number, _, cost, to in self._rows(child):
            if to == child and number == stay_in(_SILENCE):
                return cost
        raise ValueError("silence can't interrupt its words")

    def _written(self, new: Sequence[Sequence[_Arc]], reached: Sequence[Sequence[int]]) -> bytes:
        """The file with the hub's arcs (first of `new`) replaced, and the other states added."""
        tables = [_sorted(arcs) for arcs in new]
        states = np.concatenate((self._states, np.zeros(len(tables) - 1, _STATE_ROW)))
        added = len(tables[0]) - int(self._states[HUB]["arcs"])
        states["first"][1:] += added
        position = len(self._arcs) + added
        for state, arcs in zip([HUB, *range(len(self._states), len(states))], tables, strict=True):
            if state != HUB:
                states[state] = (_NO_END, position, 0, 0, 0)
                position += len(arcs)
            states[state]["arcs"] = len(arcs)
            states[state]["inputs"] = np.count_nonzero(arcs["input"] == 0)
            states[state]["outputs"] = np.count_nonzero(arcs["output"] == 0)
        others = self._arcs[int(self._states[HUB]["arcs"]) :]
        every = np.concatenate((tables[0], others, *tables[1:]))
        labels = {label for each in reached for label in each}
        hub = packed_intervals(_with_labels(self._hub_labels, labels))
        return b"".join(
            (
                self._head,
                _SIZES.pack(len(states), len(every)),
                states.tobytes(),
                every.tobytes(),
                self._flags,
                struct.pack("<iq", self._final_label, len(states)),
                hub,
                self._other_sets,
                *(packed_intervals(_with_labels([], each)) for each in reached),
            )
        )


def read_graph(path: Path) -> DecodingGraph:
    """Read the graph of a model; raises ModelError if it is not like the bundled one."""
    try:
        return DecodingGraph(path.read_bytes())
    except (OSError, ValueError) as error:
        raise ModelError(
            f"No pronunciation can be added to the model in {path.parent.parent}: {error}. Use the "
            f"one that comes with voicecoach: {program()} models use bundled"
        ) from error


_Path = tuple[int | None, int, list[int]]
"""Place of the state before (None: the hub), phone, and labels of the words that end here."""


def _paths(spoken: Sequence[Spoken]) -> list[_Path]:
    """A tree of the words' phones, each state behind the one before it."""
    paths: list[_Path] = []
    known: dict[Phones, int] = {}
    for one in sorted(spoken, key=lambda each: (each.phones, each.label)):
        if not one.phones:
            raise ValueError("a word has no sound")
        before: int | None = None
        for end in range(1, len(one.phones) + 1):
            if one.phones[:end] not in known:
                known[one.phones[:end]] = len(paths)
                paths.append((before, one.phones[end - 1], []))
            before = known[one.phones[:end]]
        assert before is not None
        paths[before][2].append(one.label)
    return paths


def _reached(paths: Sequence[_Path]) -> list[list[int]]:
    """The labels that can follow each state."""
    found = [set(labels) for _, _, labels in paths]
    for place in range(len(paths) - 1, -1, -1):
        before = paths[place][0]
        if before is not None:
            found[before] |= found[place]
    return [sorted(each) for each in found]


def _with_labels(edges: Sequence[int], labels: "set[int] | Sequence[int]") -> list[int]:
    """Edges of intervals [first, last + 1) that cover these labels, too, and nothing else."""
    pairs = list(zip(edges[::2], edges[1::2], strict=True))
    covered: list[list[int]] = []
    for first, end in sorted([*pairs, *((label, label + 1) for label in labels)]):
        if covered and first <= covered[-1][1]:
            covered[-1][1] = max(covered[-1][1], end)
        else:
            covered.append([first, end])
    return [edge for interval in covered for edge in interval]


def packed_intervals(edges: Sequence[int]) -> bytes:
    """A set of labels in OpenFst's form; `edges`: first and last + 1 of each interval, in order."""
    count = sum(end - first for first, end in zip(edges[::2], edges[1::2], strict=True))
    return struct.pack(f"<q{len(edges)}ii", len(edges) // 2, *edges, count)


def _sorted(arcs: Sequence[_Arc]) -> NDArray[Any]:
    """By output, then input, as the look-ahead needs it."""
    return np.array(sorted(arcs, key=lambda arc: (arc[1], arc[0])), _ARC_ROW)


def stay_in(output: int) -> int:
    """The transition that reads an output of the network, as the model numbers them.

    Transitions that leave a phone are never used: with them libvosk's lattices keep the phones
    apart, and the filler's many equivalent paths take all time and memory (0.3.45).
    """
    return 2 * output + 1


def _after_header(content: bytes, at: int, kind: bytes) -> int:
    """Place behind a header of this kind; raises ValueError for another one."""
    at += 4
    for expected in (kind, b"standard"):
        (length,) = struct.unpack_from("<i", content, at)
        if content[at + 4 : at + 4 + length] != expected:
            raise ValueError("its kind is another one")
        at += 4 + length
    return at + struct.calcsize("<iiQqqq")
