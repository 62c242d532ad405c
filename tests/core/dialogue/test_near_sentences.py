"""Sentences near what was recognized, with the words of the bundled language."""

import pytest

from voicecoach.content.loader import load_language
from voicecoach.core.dialogue.grammar import grammar_for
from voicecoach.core.dialogue.near_sentences import MOST_SENTENCES, near_sentences
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
        ("what's coming next", Phase.RESTING, "what are we doing next"),
        ("how many left", Phase.COUNTING, "how many do i have left"),
    ],
)
def test_sentences_that_may_have_been_said_instead_are_among_them(
    recognized: str, phase: Phase, said: str
) -> None:
    assert said in near(recognized, phase)


def test_a_sentence_that_means_nothing_is_compared_with_its_command() -> None:
    assert {"i'm ready", "i'm not ready"} <= set(near("i'm ready", Phase.READY))
    assert {"stop", "don't stop"} <= set(near("don't stop", Phase.COUNTING))


def test_only_sentences_are_among_them() -> None:
    assert "when are we doing next" not in near("when are we doing next", Phase.RESTING)
    assert not any("[unk]" in one for one in near("[unk] slow down", Phase.COUNTING))


@pytest.mark.parametrize("text", ["", "[unk]", "please", "where is the table"])
def test_nothing_is_near_to_other_speech(text: str) -> None:
    assert near(text, Phase.COUNTING) == ()


def test_no_more_are_compared_than_necessary() -> None:
    assert len(near("it's about a five", Phase.HURTING)) <= MOST_SENTENCES
