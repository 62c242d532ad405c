"""Writes `graph/`: the words as a tree of phones beside the filler, and a plain grammar of them."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from scripts.model.graph.filler import (
    UNKNOWN,
    FillerCosts,
    add_filler,
    add_loops,
    word_cost,
)
from scripts.model.graph.fst import EPSILON, Arc, Fst, write_const, write_with_lookahead
from scripts.model.graph.lexicon import Lexicon
from scripts.model.graph.phones import OUTPUTS, PHONES, SILENCE, outputs_of
from voicecoach.speech_models.decoding_graph import stay_in

HUB = 0
"""The state between words."""
_UNKNOWN_SHARE = 0.02


@dataclass(frozen=True, slots=True)
class GraphCosts:
    """Costs of a decoding graph, relative to acoustic scores times the acoustic scale."""

    filler: FillerCosts = field(default_factory=FillerCosts)
    inner_silence: float = 0.33
    """Cost of a frame of silence inside a word."""


@dataclass(frozen=True, slots=True)
class WordTree:
    """Prefix tree of the words' phones, and the word labels."""

    fst: Fst
    labels: Mapping[str, int]
    """Label of each word. Words with a common beginning have consecutive numbers, so that the words
    reachable from a state form few intervals."""


def word_tree(
    words: Iterable[str], lexicon: Lexicon, costs: GraphCosts, bigram: NDArray[np.float64]
) -> WordTree:
    """Transducer from transitions to words, with the filler parallel to the words."""
    spoken = sorted(
        (outputs_of(phones), word) for word in set(words) for phones in lexicon.pronunciations(word)
    )
    # The filler has the first label, since it is not in the tree.
    labels = {UNKNOWN: 1}
    for _, word in spoken:
        labels.setdefault(word, len(labels) + 1)
    fst = Fst()
    assert fst.add_state() == HUB
    fst.final_costs[HUB] = 0.0
    fst.add_arc(HUB, Arc(stay_in(SILENCE), EPSILON, 0.0, HUB))
    states: dict[tuple[int, int], int] = {}
    for phones, word in spoken:
        state = HUB
        for phone in phones:
            if (state, phone) not in states:
                states[state, phone] = fst.add_state()
                to = states[state, phone]
                fst.add_arc(state, Arc(stay_in(phone), EPSILON, 0.0, to))
                add_loops(fst, to, phone, costs.inner_silence)
            state = states[state, phone]
        fst.add_arc(state, Arc(EPSILON, labels[word], 0.0, HUB))
    add_filler(fst, HUB, labels[UNKNOWN], costs.filler, bigram, costs.inner_silence)
    return WordTree(fst, labels)


def plain_grammar(labels: Mapping[str, int], counts: Mapping[str, int]) -> Fst:
    """Unigram grammar for recognition without a grammar: any words, common ones cheaper."""
    total = sum(counts.get(word, 0) for word in labels)
    fst = Fst([[]], {HUB: 0.0})
    for word, label in labels.items():
        count = round(_UNKNOWN_SHARE * total) if word == UNKNOWN else counts.get(word, 0)
        fst.add_arc(HUB, Arc(label, label, word_cost(count, total), HUB))
    return fst


def write_graph(
    directory: Path,
    words: Sequence[str],
    transcripts: Iterable[str],
    *,
    lexicon: Lexicon,
    costs: GraphCosts,
    bigram: NDArray[np.float64],
) -> None:
    """Write all files of a model's `graph/`."""
    directory.mkdir(parents=True, exist_ok=True)
    tree = word_tree(words, lexicon, costs, bigram)
    counts = Counter(word for text in transcripts for word in text.split())
    write_with_lookahead(tree.fst, directory / "HCLr.fst")
    write_const(plain_grammar(tree.labels, counts), directory / "Gr.fst")
    disambiguation = 1 + len(tree.labels)
    # The look-ahead takes the number after the last label for the end.
    rows = [("<eps>", EPSILON), *tree.labels.items(), ("#0", disambiguation + 1)]
    _write_table(directory / "words.txt", rows)
    phones = [("<eps>", 0), ("SIL", SILENCE + 1)]
    phones += [(phone, index + 2) for index, phone in enumerate(PHONES)]
    _write_table(directory / "phones.txt", phones)
    (directory / "disambig_tid.int").write_text(f"{2 * OUTPUTS + 1}\n", encoding="utf-8")


def _write_table(path: Path, rows: Iterable[tuple[str, int]]) -> None:
    lines = (f"{symbol} {number}\n" for symbol, number in rows)
    path.write_text("".join(lines), encoding="utf-8")
