"""The parts of the hearing benchmark without a room: their counts and their lines."""

import pytest

from scripts.benchmarks.hearing_alone import Stray
from scripts.benchmarks.hearing_alone import tables as alone_tables
from scripts.benchmarks.hearing_sentences import (
    EXAMPLES,
    NOTHING,
    Attempt,
    Sentence,
    lasting,
    sentences,
    wordings,
)
from scripts.benchmarks.hearing_spoken import tables
from scripts.benchmarks.hearing_teach import Result, Said
from scripts.benchmarks.hearing_teach import tables as teach_tables
from scripts.benchmarks.intervals import interval, share_text
from scripts.benchmarks.said import Voice, voices
from voicecoach.content.loader import load_language
from voicecoach.core.dialogue.grammar import grammar_for
from voicecoach.core.dialogue.intent import Intent
from voicecoach.core.dialogue.transitions import accepted_in
from voicecoach.core.events import Heard
from voicecoach.core.phases import Phase

VOICE = Voice("emma", "British")


def attempt(meaning: str, heard: tuple[str, ...] = (), asked: tuple[str, ...] = ()) -> Attempt:
    return Attempt(Sentence("set", Phase.COUNTING, meaning, "okay stop"), VOICE, heard, asked)


@pytest.mark.parametrize(
    ("meaning", "heard", "asked", "verdict"),
    [
        ("stop", ("stop",), (), "right"),
        ("stop", (), ("stop",), "asked"),
        ("stop", (), ("next",), "missed"),
        ("stop", (), (), "missed"),
        ("stop", ("stop", "next"), (), "wrong"),
        ("number 5", ("number 4",), (), "wrong"),
        (NOTHING, (), (), "right"),
        (NOTHING, ("stop",), (), "wrong"),
    ],
)
def test_a_sentence_is_right_when_just_its_meaning_is_obeyed(
    meaning: str, heard: tuple[str, ...], asked: tuple[str, ...], verdict: str
) -> None:
    assert attempt(meaning, heard, asked).verdict == verdict


def test_a_first_word_that_a_longer_command_takes_back_does_not_count() -> None:
    stop, sleep = Heard("stop", 1000, 1350), Heard("stop listening", 1000, 1900)
    assert lasting([stop, sleep]) == [sleep]
    once_more = Heard("stop listening", 3000, 3900)
    assert lasting([stop, once_more]) == [stop, once_more]
    assert lasting([stop, Heard("next", 1100, 1500)])[0] == stop


def test_sentences_that_mean_nothing_have_a_table_of_their_own() -> None:
    found = [attempt("stop", ("stop",)), attempt("stop"), attempt(NOTHING, ("stop",))]
    by_set, by_kind, *_, idle, _ = tables(found)
    assert [(row["group"], row["said"], row["right"]) for row in by_set.rows] == [
        ("set", 2, 1),
        ("all", 2, 1),
    ]
    assert by_kind.rows[0]["group"] == "British"
    assert idle.rows[-1]["wrong"] == 1


@pytest.mark.parametrize(
    ("text", "heard", "asked", "cause"),
    [
        ("okay stop", ("stop",), (), None),
        ("okay stop", (), (), "not heard"),
        ("okay stop", (), ("stop",), "heard, but not clear"),
        ("okay stop", ("next",), (), "taken for another"),
        ("make it stop somehow", (), (), "no rule has it"),
    ],
)
def test_why_a_sentence_was_not_right(
    text: str, heard: tuple[str, ...], asked: tuple[str, ...], cause: str | None
) -> None:
    said = Attempt(Sentence("set", Phase.COUNTING, "stop", text), VOICE, heard, asked)
    assert said.cause == cause
    *_, causes = tables([said, said])
    assert [row["sentences"] for row in causes.rows] == ([f"{text} (2)"] if cause else [])


def test_a_lesson_is_counted_before_and_after() -> None:
    said = [
        Said("eva", "accent", "skip", True, None, before, after)
        for before, after in (("missed", "right"), ("right", "right"), ("right", "wrong"))
    ]
    other = Said("eva", "accent", "why", False, None, "right", "right")
    conditions, kinds, _, others, words = teach_tables([Result([*said, other], 40, 1, 2, 1)])
    assert [(row["group"], row["said"]) for row in conditions.rows] == [
        ("taught, quiet", 3),
        ("others, quiet", 1),
    ]
    row = kinds.rows[0]
    assert (row["group"], row["gained"], row["lost"]) == ("accent", 1, 1)
    assert str(row["right before %"]).startswith("66.7")
    assert str(others.rows[0]["obeyed after %"]).startswith("5.0")
    assert [row["group"] for row in words.rows] == ["skip"]


def test_words_alone_are_counted_by_the_word_and_by_the_hour() -> None:
    found = [Stray("on", ("pain",), ()), Stray("on", (), ("pain",)), Stray("bed", (), ())]
    total, by_word = alone_tables(found, minutes=2)
    assert total.rows[0]["obeyed"] == 1
    assert total.rows[0]["an hour"] == 30.0
    assert [(row["word"], row["obeyed"], row["asked"]) for row in by_word.rows] == [
        ("bed", 0, 0),
        ("on", 1, 1),
    ]


def test_an_interval_holds_the_share_and_shrinks_with_the_number() -> None:
    low, high = interval(9, 10)
    assert low < 90 < high
    wide, narrow = interval(0, 10), interval(0, 1000)
    assert wide[0] == narrow[0] == 0
    assert narrow[1] < wide[1]
    assert share_text(0, 0) == "0.0 (0.0-100.0)"


def test_no_voice_both_chooses_a_threshold_and_measures_it() -> None:
    names = [{voice.name for voice in voices(purpose)} for purpose in ("tuning", "testing")]
    assert all(names)
    assert not names[0] & names[1]


def test_every_sentence_is_said_where_its_meaning_counts() -> None:
    said = sentences()
    assert {one.set_name for one in said} == {
        "usability",
        "unprompted",
        "fresh",
        "unseen",
        "later",
        "untaught",
        EXAMPLES,
    }
    for one in said:
        if one.meaning != NOTHING:
            assert Intent(one.meaning.split()[0]) in accepted_in(one.phase), one


def test_every_wording_is_said_where_it_is_understood() -> None:
    vocabulary = load_language().vocabulary
    for said in wordings():
        grammar = grammar_for(vocabulary, said.phase)
        assert said.text in grammar.commands, (said.text, said.phase)


def test_every_wording_but_the_one_that_wakes_is_said() -> None:
    words = load_language().vocabulary.words
    every = {text for texts in words.values() for text in texts}
    assert {one.text for one in wordings()} == every - {*words[Intent.WAKE]}
