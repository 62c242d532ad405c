"""Alignment, on scores of which the right way is plain."""

import numpy as np
from numpy.typing import NDArray

from scripts.model.graph.lexicon import Lexicon
from scripts.model.graph.phones import OUTPUTS, SILENCE, output_of
from scripts.model.training.alignment import align

LEXICON = Lexicon(
    {
        "no": ["N OW"],
        "go": ["G OW"],
        "again": ["AH G EH N", "AH G EY N"],
    }
)


def scores_for(spoken: str) -> NDArray[np.float32]:
    """A score of 0 for these phones, one in each frame ("-": silence), and -5 for all others."""
    outputs = [SILENCE if phone == "-" else output_of(phone) for phone in spoken.split()]
    scores = np.full((len(outputs), OUTPUTS), -5, np.float32)
    scores[np.arange(len(outputs)), outputs] = 0
    return scores


def labels_for(spoken: str) -> list[int]:
    return [SILENCE if phone == "-" else output_of(phone) for phone in spoken.split()]


def test_phones_are_found_where_they_score_best() -> None:
    spoken = "- - N N OW OW OW -"
    aligned = align(scores_for(spoken), ["no"], LEXICON)
    assert aligned is not None
    assert aligned.labels.tolist() == labels_for(spoken)
    assert aligned.words == (("no", 2, 7),)
    assert aligned.score == 0


def test_silence_may_be_missing_everywhere() -> None:
    aligned = align(scores_for("N OW G OW"), ["no", "go"], LEXICON)
    assert aligned is not None
    assert aligned.words == (("no", 0, 2), ("go", 2, 4))


def test_silence_may_be_between_words() -> None:
    aligned = align(scores_for("N OW - - G OW"), ["no", "go"], LEXICON)
    assert aligned is not None
    assert aligned.words == (("no", 0, 2), ("go", 4, 6))


def test_the_pronunciation_that_was_said_is_taken() -> None:
    spoken = "AH G EY EY N"
    aligned = align(scores_for(spoken), ["again"], LEXICON)
    assert aligned is not None
    assert aligned.labels.tolist() == labels_for(spoken)


def test_a_text_that_was_not_said_scores_badly() -> None:
    right = align(scores_for("- N N OW OW -"), ["no"], LEXICON)
    wrong = align(scores_for("- N N OW OW -"), ["again"], LEXICON)
    assert right is not None
    assert wrong is not None
    assert wrong.score < right.score - 1


def test_there_is_no_way_to_say_a_text_in_too_few_frames() -> None:
    assert align(scores_for("AH G EH"), ["again"], LEXICON) is None


def test_all_of_the_text_has_to_be_said() -> None:
    aligned = align(scores_for("N OW OW OW"), ["no", "go"], LEXICON)
    assert aligned is not None
    assert [word for word, _, _ in aligned.words] == ["no", "go"]
