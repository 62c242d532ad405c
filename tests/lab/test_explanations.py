"""Differences between what was said and heard are explained by a list, or reported."""

from pathlib import Path

import pytest

from scripts.benchmarks import speech
from scripts.lab.explanations import Explanation, explained, read_explanations
from scripts.lab.word_errors import Difference, differences


def test_a_difference_has_what_was_said_and_what_was_heard_of_it() -> None:
    found = differences("Press Y, or N to rest 2 minutes.", "press why or end to rest too minutes")
    assert found == [Difference("n", "end")]
    assert differences("Stand tall.", "stand tall and breathe") == [Difference("", "and breathe")]
    assert differences("Warm up.", "warmup") == []


def test_differences_are_counted_by_their_reason_and_all_others_told() -> None:
    reasons = (
        Explanation("a name", names=frozenset({"tibialis"})),
        Explanation("the same sound", pairs=frozenset({Difference("n", "end")})),
    )
    found = explained(
        [
            ("The tibialis anterior.", "the tibeles anterior"),
            ("Or N to rest.", "or end to rest"),
            ("Press N, or rest.", "press an or vest"),
            ("Breathe.", "breathe"),
        ],
        reasons,
    )
    assert found.kinds == {"a name": 1, "the same sound": 1}
    assert found.unexplained == (
        (
            "Press N, or rest.",
            "press an or vest",
            (Difference("n", "an"), Difference("rest", "vest")),
        ),
    )


@pytest.mark.parametrize(
    ("said", "heard", "is_covered"),
    [
        ("in", "and", True),
        ("", "and", True),
        ("in the", "and", True),
        ("in", "an", False),
        ("in pain", "and", False),
        ("hips", "hip", True),
        ("hip", "hips", True),
        ("hips", "heap", False),
    ],
)
def test_weak_words_and_endings_are_taken_for_each_other(
    said: str, heard: str, is_covered: bool
) -> None:
    weak = Explanation("weak", among=frozenset({"in", "and", "the"}), endings=("s",))
    assert weak.covers(Difference(said, heard)) is is_covered


def test_reasons_are_read_with_words_as_they_are_compared(tmp_path: Path) -> None:
    path = tmp_path / "reasons.toml"
    path.write_text('[[explained]]\nwhy = "so"\nnames = ["Leppänen"]\npairs = ["2 > too", "a >"]\n')
    (reason,) = read_explanations(path)
    assert reason == Explanation(
        "so", frozenset({"leppänen"}), frozenset({Difference("to", "to"), Difference("a", "")})
    )


def test_a_pair_without_both_sides_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "reasons.toml"
    path.write_text('[[explained]]\nwhy = "so"\npairs = ["end"]\n')
    with pytest.raises(ValueError, match="said > heard"):
        read_explanations(path)


def test_the_reasons_of_the_benchmark_can_be_read() -> None:
    reasons = read_explanations(speech.EXPLANATIONS)
    assert all(reason.why for reason in reasons)
    assert not any(reason.covers(Difference("heel", "knee")) for reason in reasons)
    assert not any(one.said == one.heard for reason in reasons for one in reason.pairs)
