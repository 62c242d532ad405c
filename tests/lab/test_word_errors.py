"""Words that were said are compared with words that were heard, by their sound."""

import pytest

from scripts.lab.word_errors import compared, words_of


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        ("30 seconds.", "Thirty seconds"),
        ("Exercise 1 of 4. Heel-to-toe walk.", "exercise one of four heel to toe walk"),
        ("2.42 times", "two point four two times"),
        ("14.0 percent", "fourteen %"),
        ("In 2019", "in twenty nineteen"),
        ("Warm up.", "warmup"),
        ("The left heel.", "the left heal"),
        ("You’ll need it.", "you'll need it"),
        ("Exercise 2 of 5.", "exercise 2/5"),
        ("Exercise 1 of 4.", "exercise 1-4"),
        ("The hand's back.", "the hands back"),
        ("Shoulders soft.", "shouldersoft"),
    ],
)
def test_homophones_are_the_same(said: str, heard: str) -> None:
    (result,) = compared([said], heard)
    assert result.errors == 0
    assert result.words == len(words_of(said))


def test_errors_belong_to_the_sentence_in_which_they_are() -> None:
    several = ["Stand tall.", "Keep the knee still.", "Breathe."]
    results = compared(several, "stand tall keep the need still breathe out")
    assert [one.errors for one in results] == [0, 1, 1]
    assert results[1].heard == "keep the need still"


def test_nothing_heard_is_every_word_wrong() -> None:
    (result,) = compared(["Keep the knee still."], "")
    assert result.errors == result.words == 4
