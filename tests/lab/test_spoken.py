"""The sentences of the content, as the benchmark speaks them."""

import pytest

from scripts.lab.spoken import sentences_of_routine, spoken_sentences

pytestmark = pytest.mark.slow


def test_sentences_of_sessions_answers_and_topics_are_among_them() -> None:
    found = spoken_sentences()
    assert len(found) == len(set(found)) > 1500
    for text in ("12", "Z", "Welcome. This is Balance.", "Toe curls.", "Right foot"):
        assert any(text in sentence for sentence in found), text
    assert not [text for text in found if "{" in text or not text.strip()]
    of_balance = sentences_of_routine("balance")
    assert "Welcome. This is Balance." in of_balance
    assert set(of_balance) < set(found)
