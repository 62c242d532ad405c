"""Finite-state transducers, and OpenFst's binary files of them (of 1.7 and 1.8 alike)."""

import struct
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import IntFlag
from itertools import chain
from math import inf
from pathlib import Path
from typing import NamedTuple

from voicecoach.speech_models.decoding_graph import packed_intervals

EPSILON = 0
_FILE = 2125659606
_ADDED_DATA = 446681434
_VERSION_OF_CONST = 2
"""Version without aligned states and arcs; 1 would be with them."""


class Property(IntFlag):
    """Known properties of a transducer; OpenFst finds out the others itself."""

    EXPANDED = 1
    NOT_ACCEPTOR = 1 << 17
    HAS_EPSILON_INPUTS = 1 << 24
    HAS_EPSILON_OUTPUTS = 1 << 26
    SORTED_BY_INPUT = 1 << 28
    SORTED_BY_OUTPUT = 1 << 30
    WEIGHTED = 1 << 32
    CYCLIC = 1 << 34


class Arc(NamedTuple):
    """An arc from one state to another."""

    input: int
    output: int
    cost: float
    to: int


@dataclass
class Fst:
    """A transducer that starts in state 0."""

    arcs: list[list[Arc]] = field(default_factory=list)
    """Arcs of each state."""
    final_costs: dict[int, float] = field(default_factory=dict)
    """Costs of the final states."""

    def add_state(self) -> int:
        """Add a state; returns its number."""
        self.arcs.append([])
        return len(self.arcs) - 1

    def add_arc(self, state: int, arc: Arc) -> None:
        """Add an arc to a state."""
        self.arcs[state].append(arc)


def write_const(fst: Fst, path: Path) -> None:
    """Encode as OpenFst's "const" type, with arcs sorted by input label."""
    known = Property.EXPANDED | Property.SORTED_BY_INPUT
    path.write_bytes(_const(fst, [sorted(arcs) for arcs in fst.arcs], known))


def write_with_lookahead(fst: Fst, path: Path) -> None:
    """Encode as "olabel_lookahead": a const type with the output labels reachable from each state.

    Composition with a grammar then follows only paths that the grammar allows. The sets of labels
    are stored as intervals: number the labels so that these are few.
    """
    known = (
        Property.EXPANDED
        | Property.NOT_ACCEPTOR
        | Property.HAS_EPSILON_INPUTS
        | Property.HAS_EPSILON_OUTPUTS
        | Property.SORTED_BY_OUTPUT
        | Property.WEIGHTED
        | Property.CYCLIC
    )
    ordered = [sorted(arcs, key=lambda arc: (arc.output, arc.input)) for arcs in fst.arcs]
    final_label = 1 + max(arc.output for arcs in fst.arcs for arc in arcs)
    sets = reachable_outputs(fst, final_label)
    content = (
        _header("olabel_lookahead", 1, known, start=-1, states=0, arcs=0)
        + struct.pack("<i", _ADDED_DATA)
        + _const(fst, ordered, known)
        # There is added data, for outputs alone, not from the input side, without a map of labels.
        + struct.pack("<5B", True, False, True, False, False)
        + struct.pack("<iq", final_label, len(sets))
        + b"".join(packed_intervals([*chain(*intervals_of(labels))]) for labels in sets)
    )
    path.write_bytes(content)


def reachable_outputs(fst: Fst, final_label: int) -> list[frozenset[int]]:
    """Output labels reachable from each state, the final label among them if it may end."""
    reached = [{arc.output for arc in arcs if arc.output != EPSILON} for arcs in fst.arcs]
    for state in fst.final_costs:
        reached[state].add(final_label)
    sources: list[list[int]] = [[] for _ in fst.arcs]
    for state, arcs in enumerate(fst.arcs):
        for arc in arcs:
            if arc.output == EPSILON and arc.to != state:
                sources[arc.to].append(state)
    # Deepest states were added last, so most of this is done after one pass.
    pending = list(range(len(fst.arcs)))
    waiting = set(pending)
    while pending:
        state = pending.pop()
        waiting.discard(state)
        for source in sources[state]:
            if not reached[state] <= reached[source]:
                reached[source] |= reached[state]
                if source not in waiting:
                    waiting.add(source)
                    pending.append(source)
    return [frozenset(labels) for labels in reached]


def intervals_of(labels: Iterable[int]) -> list[tuple[int, int]]:
    """The intervals [first, last + 1) that cover labels, and nothing else."""
    found: list[tuple[int, int]] = []
    for label in sorted(labels):
        if found and found[-1][1] == label:
            found[-1] = (found[-1][0], label + 1)
        else:
            found.append((label, label + 1))
    return found


def _const(fst: Fst, ordered: list[list[Arc]], known: Property) -> bytes:
    total = sum(map(len, ordered))
    parts = [_header("const", _VERSION_OF_CONST, known, start=0, states=len(ordered), arcs=total)]
    position = 0
    for state, arcs in enumerate(ordered):
        inputs = sum(arc.input == EPSILON for arc in arcs)
        outputs = sum(arc.output == EPSILON for arc in arcs)
        cost = fst.final_costs.get(state, inf)
        parts.append(struct.pack("<f4I", cost, position, len(arcs), inputs, outputs))
        position += len(arcs)
    parts += [struct.pack("<iifi", *arc) for arcs in ordered for arc in arcs]
    return b"".join(parts)


def _header(
    kind: str, version: int, known: Property, *, start: int, states: int, arcs: int
) -> bytes:
    return (
        struct.pack("<i", _FILE)
        + _text(kind)
        + _text("standard")
        + struct.pack("<iiQqqq", version, 0, known, start, states, arcs)
    )


def _text(text: str) -> bytes:
    return struct.pack("<i", len(text)) + text.encode()
