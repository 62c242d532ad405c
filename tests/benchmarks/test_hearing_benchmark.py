"""The hearing benchmark counts what a listener made of its words."""

import pytest

from scripts.benchmarks.hearing_report import counts_of, summary_of, tables, text_of
from scripts.benchmarks.hearing_scenes import Attempt, Outcome, Scene
from scripts.benchmarks.hearing_words import grammar, meaning_of

WORDS = Scene("words", "clean", "chain", "recorded")
ALONE = Scene("coach", "coach +6 dB", "chain", echo_db=6.0, longest_s=1800)


def attempt(*decided: str, waited_ms: int | None = None) -> Attempt:
    return Attempt("stop", decided, True, waited_ms)


def outcome(scene: Scene, *attempts: Attempt, false: tuple[str, ...] = ()) -> Outcome:
    return Outcome(
        scene,
        attempts,
        false,
        seconds=1800,
        cpu_s=90,
        longest_s=0.12,
        took_s=180,
        peak_mb=150,
        pieces=1,
    )


@pytest.mark.parametrize(
    ("decided", "counts"),
    [
        (("stop",), (1, 0, 0)),
        ((), (0, 1, 0)),
        (("next",), (0, 0, 1)),
        (("stop", "stop"), (0, 0, 1)),
        (("stop", "next"), (0, 0, 1)),
    ],
)
def test_a_word_is_right_only_when_it_is_understood_once_and_nothing_else_is(
    decided: tuple[str, ...], counts: tuple[int, int, int]
) -> None:
    assert counts_of([attempt(*decided)]) == counts


def test_false_commands_are_counted_by_the_hour() -> None:
    words, false, *_ = tables([outcome(WORDS, attempt("stop")), outcome(ALONE, false=("go", "go"))])
    assert [row["right %"] for row in words.rows] == ["100.0 (20.7-100.0)"]
    (row,) = false.rows
    assert (row["talk"], row["false"], row["an hour"]) == ("the coach alone", 2, 4.0)


def test_waits_are_those_of_right_words() -> None:
    attempts = [attempt("stop", waited_ms=wait) for wait in (40, 60, 200)]
    waits = tables([outcome(WORDS, *attempts, attempt("next"))])[2]
    (row,) = waits.rows
    assert (row["right"], row["p50"], row["p95"]) == (3, 60, 186)


def test_costs_are_shares_of_the_time_heard() -> None:
    costs = tables([outcome(WORDS, attempt("stop"))])[-1]
    (row,) = costs.rows
    assert (row["CPU % of a core"], row["with room, x real time"]) == (5.0, 10.0)
    assert row["longest block ms"] == 120
    assert "5.0" in text_of(costs)


def test_a_scene_is_summed_up_while_others_are_played() -> None:
    said = [attempt("stop"), attempt("stop"), attempt(), attempt("go")]
    assert summary_of(outcome(WORDS, *said)) == "2 right, 1 missed, 1 wrong"
    assert summary_of(outcome(ALONE, false=("go",))) == "1 false in 30.0 minutes"


def test_a_word_that_is_heard_as_a_sentence_has_a_meaning() -> None:
    assert meaning_of("more slowly") == "slower"
    assert meaning_of("stop") == "stop"
    for told in (grammar().sentences.commands, grammar().commands):
        assert all(meaning_of(words) == intent.value for words, intent in told.items())
