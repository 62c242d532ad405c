"""Pronunciations are read from the graph of the bundled model, and added to it."""

from pathlib import Path

import pytest

from scripts.model.graph.fst import EPSILON, Arc, Fst, write_with_lookahead
from voicecoach.errors import ModelError
from voicecoach.speech_models.decoding_graph import DecodingGraph, Spoken, read_graph
from voicecoach.speech_models.lookup import bundled_model

CONTENT = (bundled_model() / "graph" / "HCLr.fst").read_bytes()
LOOP_COST = 0.33


def sample(path: Path, words: dict[int, tuple[int, ...]]) -> Path:
    """A graph like the bundled one, of these words with one sound each, and without a filler."""
    fst = Fst([[Arc(1, EPSILON, 0.0, 0)]], {0: 0.0})
    for label, phones in words.items():
        state = 0
        for phone in phones:
            to = fst.add_state()
            fst.add_arc(state, Arc(2 * phone + 1, EPSILON, 0.0, to))
            fst.add_arc(to, Arc(2 * phone + 1, EPSILON, 0.0, to))
            fst.add_arc(to, Arc(1, EPSILON, LOOP_COST, to))
            state = to
        fst.add_arc(state, Arc(EPSILON, label, 0.0, 0))
    write_with_lookahead(fst, path)
    return path


def test_with_nothing_added_every_byte_stays() -> None:
    assert DecodingGraph(CONTENT).with_words([]) == CONTENT


def test_words_are_read_with_all_their_sounds(tmp_path: Path) -> None:
    graph = read_graph(sample(tmp_path / "HCLr.fst", {2: (5, 6, 7), 3: (5, 8)}))
    assert graph.pronunciations(frozenset({2, 3, 9})) == {2: ((5, 6, 7),), 3: ((5, 8),), 9: ()}


def test_added_pronunciations_are_read_beside_the_others(tmp_path: Path) -> None:
    graph = read_graph(sample(tmp_path / "HCLr.fst", {2: (5, 6, 7), 3: (5, 8)}))
    more = [Spoken(2, (5, 9)), Spoken(3, (5, 9, 9)), Spoken(4, (1,))]
    found = DecodingGraph(graph.with_words(more)).pronunciations(frozenset({2, 3, 4}))
    assert found == {2: ((5, 6, 7), (5, 9)), 3: ((5, 8), (5, 9, 9)), 4: ((1,),)}


def test_it_is_the_graph_that_the_recipe_would_write(tmp_path: Path) -> None:
    usual = read_graph(sample(tmp_path / "usual.fst", {2: (5, 6), 3: (7, 8)}))
    more = sample(tmp_path / "more.fst", {2: (5, 6), 3: (7, 8), 4: (9, 5)})
    assert (
        usual.with_words([Spoken(4, (9, 5))])[: len(more.read_bytes()) // 2]
        == (more.read_bytes()[: len(more.read_bytes()) // 2])
    )


def test_a_word_without_a_sound_is_refused() -> None:
    with pytest.raises(ValueError, match="no sound"):
        DecodingGraph(CONTENT).with_words([Spoken(5, ())])


@pytest.mark.parametrize("kept", [0, 3, 4, 40, 90, 130, 200, 100_000, 1_400_000])
def test_a_graph_that_ends_too_soon_is_refused(tmp_path: Path, kept: int) -> None:
    path = tmp_path / "model" / "graph" / "HCLr.fst"
    path.parent.mkdir(parents=True)
    path.write_bytes(CONTENT[:kept])
    with pytest.raises(ModelError, match="models use bundled"):
        read_graph(path)
