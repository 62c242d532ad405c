"""The decoding graph: its tree of words, its filler, its files."""

from pathlib import Path

import numpy as np
import pytest

from scripts.model.graph.decoding_graph import (
    HUB,
    GraphCosts,
    plain_grammar,
    word_tree,
    write_graph,
)
from scripts.model.graph.filler import (
    UNKNOWN,
    FillerCosts,
    kept_pairs,
    phone_bigram,
    phone_costs,
)
from scripts.model.graph.fst import EPSILON, Fst, intervals_of, reachable_outputs
from scripts.model.graph.lexicon import Lexicon
from scripts.model.graph.phones import OUTPUTS, SILENCE, output_of, outputs_of
from voicecoach.speech_models.decoding_graph import stay_in

LEXICON = Lexicon(
    {"no": ["N OW"], "note": ["N OW T"], "go": ["G OW"], "again": ["AH G EH N", "AH G EY N"]}
)
WORDS = ("no", "note", "go", "again")
BIGRAM = phone_bigram([outputs_of("N OW T"), outputs_of("G OW")])


Reached = dict[int, tuple[float, int]]
"""The cost of each state, and the output label on the way to it (0: none)."""


def cheapest(fst: Fst, phones: str) -> dict[int, float]:
    """The cost of each output label that these phones, once each, can be taken for."""
    reached: Reached = {HUB: (0.0, 0)}
    for output in outputs_of(phones):
        reached = step(fst, step(fst, reached, EPSILON) | reached, stay_in(output))
    ends: dict[int, float] = {}
    while reached:
        if HUB in reached:
            cost, said = reached.pop(HUB)
            ends[said] = min(cost, ends.get(said, cost))
        reached = step(fst, reached, EPSILON)
    return ends


def step(fst: Fst, reached: Reached, label: int) -> Reached:
    """Follow the arcs with this input label, one from each state."""
    found: Reached = {}
    for state, (cost, said) in reached.items():
        for arc in fst.arcs[state]:
            if arc.input == label:
                way = (cost + arc.cost, said or arc.output)
                found[arc.to] = min(way, found.get(arc.to, way))
    return found


def tree_of(costs: FillerCosts) -> tuple[Fst, dict[str, int]]:
    tree = word_tree(WORDS, LEXICON, GraphCosts(costs), BIGRAM)
    return tree.fst, dict(tree.labels)


def test_every_pronunciation_leads_to_its_word() -> None:
    fst, labels = tree_of(FillerCosts(phone=3, order=0))
    for word in WORDS:
        for phones in LEXICON.pronunciations(word):
            assert cheapest(fst, phones)[labels[word]] == 0


def test_the_filler_takes_any_phones_for_their_price() -> None:
    fst, labels = tree_of(FillerCosts(phone=3, order=0, entry=0.5))
    assert cheapest(fst, "Z AA B UW")[labels[UNKNOWN]] == pytest.approx(4 * 3 + 0.5)


def test_one_phone_alone_is_not_enough_for_the_filler() -> None:
    fst, _ = tree_of(FillerCosts())
    assert cheapest(fst, "Z") == {}


def test_words_that_begin_alike_have_labels_in_a_row() -> None:
    fst, labels = tree_of(FillerCosts())
    assert abs(labels["no"] - labels["note"]) == 1
    assert labels[UNKNOWN] == 1
    assert sorted(labels.values()) == list(range(1, len(WORDS) + 2))
    sets = reachable_outputs(fst, final_label=len(WORDS) + 2)
    assert max(len(intervals_of(each)) for each in sets) == 1


def test_no_transition_leaves_a_phone_by_its_label() -> None:
    fst, _ = tree_of(FillerCosts())
    inputs = {arc.input for arcs in fst.arcs for arc in arcs}
    assert all(label == EPSILON or label % 2 for label in inputs)


def test_usual_orders_of_phones_are_likelier() -> None:
    n, ow, t = (output_of(phone) for phone in ("N", "OW", "T"))
    assert BIGRAM[n, ow] > BIGRAM[n, t]
    assert np.allclose(BIGRAM.sum(1), 1)
    assert not BIGRAM[:, SILENCE].any()


def test_a_phone_costs_the_same_on_average_whatever_the_order_counts() -> None:
    for order in (0.0, 0.5, 1.0):
        costs = phone_costs(BIGRAM, FillerCosts(phone=2.0, order=order))
        mean = (BIGRAM[1:, 1:] * costs[1:, 1:]).sum() / (OUTPUTS - 1)
        assert mean == pytest.approx(2.0)


def test_unusual_orders_cost_more() -> None:
    costs = phone_costs(BIGRAM, FillerCosts(phone=2.0, order=1.0))
    n, ow, t = (output_of(phone) for phone in ("N", "OW", "T"))
    assert costs[n, ow] < costs[n, t]


def test_only_orders_that_are_cheaper_than_a_phone_by_itself_are_kept() -> None:
    table = phone_costs(BIGRAM, FillerCosts(phone=2.0, order=1.0))
    alone, pairs = kept_pairs(BIGRAM, table)
    n, ow, t, g = (output_of(phone) for phone in ("N", "OW", "T", "G"))
    assert {(n, ow), (ow, t), (g, ow)} <= set(pairs)
    assert all(table[before, phone] < alone[phone] for before, phone in pairs)


def test_no_order_is_kept_when_none_counts() -> None:
    table = phone_costs(BIGRAM, FillerCosts(phone=2.0, order=0.0))
    alone, pairs = kept_pairs(BIGRAM, table)
    assert pairs == []
    assert alone[1:] == pytest.approx(2.0)


def test_common_words_are_cheaper_without_a_grammar() -> None:
    grammar = plain_grammar({UNKNOWN: 1, "no": 2, "go": 3}, {"no": 90, "go": 10})
    costs = {arc.output: arc.cost for arc in grammar.arcs[HUB]}
    assert costs[2] < costs[3] < costs[1]


def test_all_files_of_a_graph_are_written(tmp_path: Path) -> None:
    write_graph(tmp_path, WORDS, ["no go"], lexicon=LEXICON, costs=GraphCosts(), bigram=BIGRAM)
    rows = [line.split() for line in (tmp_path / "words.txt").read_text().splitlines()]
    symbols = {symbol: int(number) for symbol, number in rows}
    assert symbols["<eps>"] == 0
    assert symbols[UNKNOWN] == 1
    assert set(symbols) == {"<eps>", UNKNOWN, *WORDS, "#0"}
    assert len(set(symbols.values())) == len(symbols)
    names = {path.name for path in tmp_path.iterdir()}
    assert names == {"HCLr.fst", "Gr.fst", "words.txt", "phones.txt", "disambig_tid.int"}
