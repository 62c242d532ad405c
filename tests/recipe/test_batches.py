"""The words of a batch are counted so that none counts too much."""

from collections import Counter
from typing import Any

import numpy as np
import pytest

from scripts.model.graph.lexicon import Lexicon
from scripts.model.training.frames import Span

pytestmark = pytest.mark.recipe

WORDS = Lexicon({"go": ["G OW"], "no": ["N OW"], "see": ["S IY"], "tea": ["T IY"]})


@pytest.fixture(scope="module")
def spans_in() -> Any:
    """Classes that count in a batch with one example for each of these texts."""
    pytest.importorskip("torch", reason="scripts/model/check runs it where torch is")
    from scripts.model.export import Scales
    from scripts.model.graph.decoding_graph import GraphCosts
    from scripts.model.training import batches
    from scripts.model.training.decision import Decider
    from scripts.model.training.examples import Example

    decider = Decider(["go", "no"], WORDS, GraphCosts(), Scales())

    def found(texts: list[str], most: int | None = None) -> Counter[int]:
        examples = [
            Example(np.zeros((30, 40), np.float32), np.zeros(10, np.int64), (Span(2, 8, text),))
            for text in texts
        ]
        return Counter(batches.spans_in(examples, decider, most)[:, 3].tolist())

    return found


GO, NO, OUTSIDE = 0, 1, 2


def test_a_word_counts_as_often_as_it_is_there(spans_in: Any) -> None:
    assert spans_in(["go"] * 5 + ["no", "see"]) == {GO: 5, NO: 1, OUTSIDE: 1}


def test_with_a_bound_common_words_count_no_more_than_rare_ones(spans_in: Any) -> None:
    outside = ["see", "tea"] * 6
    assert spans_in(["go"] * 5 + ["no", *outside], 2) == {GO: 2, NO: 1, OUTSIDE: 8}


def test_of_a_large_batch_some_of_all_kinds_count(spans_in: Any) -> None:
    found = spans_in(["go"] * 40 + ["no"] * 40)
    assert 16 < found.total() <= 32
    assert found[GO] == pytest.approx(found[NO], abs=1)
