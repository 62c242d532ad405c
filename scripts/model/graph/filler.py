"""The filler, for out-of-vocabulary speech: a loop of phones, cheaper in their usual order."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import log

import numpy as np
from numpy.typing import NDArray

from scripts.model.graph.fst import EPSILON, Arc, Fst
from scripts.model.graph.phones import OUTPUTS, SILENCE
from voicecoach.speech_models.decoding_graph import stay_in

UNKNOWN = "[unk]"
_PSEUDO_COUNT = 2.0
_KEPT_PAIRS = 300


@dataclass(frozen=True, slots=True)
class FillerCosts:
    """Costs of a path through the filler, natural logarithms."""

    phone: float = 0.37
    """Mean cost of a phone."""
    order: float = 0.0
    """Weight of the log probability of the order of phones, from 0 to 1."""
    entry: float = 0.0
    """Cost of entering it."""


def phone_bigram(sequences: Iterable[Sequence[int]]) -> NDArray[np.float64]:
    """Probability of a phone (column) after another (row); row 0: at the beginning of a word.

    `sequences` are the phones of words in running text, as outputs of the network.
    """
    counts = np.full((OUTPUTS, OUTPUTS), _PSEUDO_COUNT)
    counts[:, SILENCE] = 0
    for phones in sequences:
        for before, after in zip((SILENCE, *phones), phones, strict=False):
            counts[before, after] += 1
    found: NDArray[np.float64] = counts / counts.sum(1, keepdims=True)
    return found


def phone_costs(bigram: NDArray[np.float64], costs: FillerCosts) -> NDArray[np.float64]:
    """Cost of each phone after each other; column 0, silence, is infinite."""
    surprise = np.full_like(bigram, np.inf)
    surprise[:, 1:] = -np.log(bigram[:, 1:])
    usual = float(np.sum(bigram[1:, 1:] * surprise[1:, 1:]) / (OUTPUTS - 1))
    spread = costs.order * (surprise - usual) if costs.order else 0 * bigram
    spread[:, SILENCE] = np.inf
    return costs.phone + spread


def kept_pairs(
    bigram: NDArray[np.float64], table: NDArray[np.float64]
) -> tuple[NDArray[np.float64], list[tuple[int, int]]]:
    """Cost of a phone after any other, and the cheaper pairs that matter most.

    With all pairs, the decoder would spend most of its time on them.
    """
    alone = table[1:].mean(0)
    gains = np.zeros_like(table)
    gains[1:, 1:] = bigram[1:, 1:] * (alone[1:] - table[1:, 1:])
    best = np.argsort(gains, axis=None)[::-1][:_KEPT_PAIRS]
    pairs = (np.unravel_index(index, gains.shape) for index in best if gains.flat[index] > 1e-9)
    return alone, [(int(before), int(phone)) for before, phone in pairs]


def add_filler(
    fst: Fst,
    hub: int,
    label: int,
    costs: FillerCosts,
    bigram: NDArray[np.float64],
    inner_silence_cost: float,
) -> None:
    """Add a loop at `hub` of two or more phones, with `label` as output.

    A single phone would be too short: it would capture the beginnings of words.
    """
    table = phone_costs(bigram, costs)
    alone, pairs = kept_pairs(bigram, table)
    firsts = {phone: fst.add_state() for phone in range(1, OUTPUTS)}
    others = {phone: fst.add_state() for phone in range(1, OUTPUTS)}
    join, leave = fst.add_state(), fst.add_state()
    fst.add_arc(leave, Arc(EPSILON, label, 0.0, hub))
    for phone, state in firsts.items():
        cost = costs.entry + float(table[SILENCE, phone])
        fst.add_arc(hub, Arc(stay_in(phone), EPSILON, cost, state))
    for states in (firsts, others):
        for phone, state in states.items():
            add_loops(fst, state, phone, inner_silence_cost)
            fst.add_arc(state, Arc(EPSILON, EPSILON, 0.0, join))
        for before, phone in pairs:
            cost = float(table[before, phone])
            fst.add_arc(states[before], Arc(stay_in(phone), EPSILON, cost, others[phone]))
    for phone, state in others.items():
        fst.add_arc(join, Arc(stay_in(phone), EPSILON, float(alone[phone]), state))
        fst.add_arc(state, Arc(EPSILON, EPSILON, 0.0, leave))


def add_loops(fst: Fst, state: int, phone: int, inner_silence_cost: float) -> None:
    """Let a phone last, and silence interrupt it."""
    fst.add_arc(state, Arc(stay_in(phone), EPSILON, 0.0, state))
    fst.add_arc(state, Arc(stay_in(SILENCE), EPSILON, inner_silence_cost, state))


def word_cost(count: int, total: int) -> float:
    """Cost of a word with this count."""
    return -log((count + 0.5) / (total + 1))
