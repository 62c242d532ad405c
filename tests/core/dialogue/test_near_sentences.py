"""Sentences near what was recognized, with the words of the bundled language."""

import pytest

from voicecoach.content.loader import load_language
from voicecoach.core.dialogue.grammar import grammar_for
from voicecoach.core.dialogue.near_sentences import MOST_OPPOSITES, MOST_SENTENCES, near_sentences
from voicecoach.core.phases import Phase

VOCABULARY = load_language().vocabulary


def near(text: str, phase: Phase) -> tuple[str, ...]:
    return near_sentences(text, grammar_for(VOCABULARY, phase).sentences)


def test_a_sentence_is_nearest_to_itself() -> None:
    assert near("what are we doing next", Phase.RESTING)[0] == "what are we doing next"


@pytest.mark.parametrize(
    ("recognized", "phase", "said"),
    [
        ("when are we doing next", Phase.RESTING, "what are we doing next"),
        ("we doing next", Phase.RESTING, "what are we doing next"),
        ("okay ready", Phase.READY, "okay i'm ready"),
        ("five out ten", Phase.HURTING, "five out of ten"),
        # "Now" is a filler too, and "for" alone is none.
        ("skip this for now", Phase.COUNTING, "skip that for now"),
        ("what's coming next", Phase.RESTING, "what are we doing next"),
        ("how many left", Phase.COUNTING, "how many do i have left"),
        # Opposites of the nearest.
        ("i need more time", Phase.RESTING, "i don't need more time"),
        ("i want to go back", Phase.RESTING, "i don't want to go back"),
        ("that's too fast", Phase.COUNTING, "that's not too fast"),
        ("too hard", Phase.COUNTING, "it's not too hard"),
        ("my foot hurts", Phase.COUNTING, "my foot doesn't hurt"),
    ],
)
def test_sentences_that_may_have_been_said_instead_are_among_them(
    recognized: str, phase: Phase, said: str
) -> None:
    assert said in near(recognized, phase)


def test_a_sentence_that_means_nothing_is_compared_with_its_command() -> None:
    assert {"i'm ready", "i'm not ready"} <= set(near("i'm ready", Phase.READY))
    assert {"stop", "don't stop"} <= set(near("don't stop", Phase.COUNTING))


def test_what_was_recognized_with_a_negation_is_among_them() -> None:
    assert "please don't slow it down" in near("please don't slow it down", Phase.COUNTING)


def test_an_opposite_means_nothing_unless_it_is_a_sentence_itself() -> None:
    grammar = grammar_for(VOCABULARY, Phase.COUNTING).sentences
    for command in tuple(grammar.commands)[::50]:
        for text in near_sentences(command, grammar):
            if grammar.denies(text) and text not in grammar.commands:
                assert not grammar.commands_in(text), text


def test_only_sentences_are_among_them() -> None:
    assert "when are we doing next" not in near("when are we doing next", Phase.RESTING)
    assert not any("[unk]" in one for one in near("[unk] slow down", Phase.COUNTING))


@pytest.mark.parametrize("text", ["", "[unk]", "please", "where did she put it"])
def test_nothing_is_near_to_other_speech(text: str) -> None:
    assert near(text, Phase.COUNTING) == ()


def test_no_more_are_compared_than_necessary() -> None:
    most = MOST_SENTENCES + 2 * MOST_OPPOSITES
    assert len(near("it's about a five", Phase.HURTING)) <= most
