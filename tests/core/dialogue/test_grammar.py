"""The words that the recognizer may hear in each phase."""

import pytest

from tests.core.sample import LANGUAGE
from voicecoach.core.dialogue.grammar import grammar_for, grammar_without_phase
from voicecoach.core.dialogue.intent import IN_SENTENCES_ONLY, Intent
from voicecoach.core.dialogue.intents import SMALL_NUMBERS
from voicecoach.core.dialogue.transitions import HIGHEST_NUMBERS, TRANSITIONS
from voicecoach.core.effects import Attention
from voicecoach.core.phases import Phase

VOCABULARY = LANGUAGE.vocabulary
QUESTIONED = {Phase.HURTING: 10, Phase.EASING: 10}
"""The highest number where numbers are asked for."""


@pytest.mark.parametrize("phase", Phase)
def test_the_grammar_of_a_phase_is_the_words_of_its_row_and_the_decoys(phase: Phase) -> None:
    row = [
        word
        for intent in TRANSITIONS[phase]
        for word in VOCABULARY.words[intent][
            : QUESTIONED.get(phase) if intent is Intent.NUMBER else None
        ]
    ]
    numbers = VOCABULARY.words[Intent.NUMBER][:SMALL_NUMBERS]
    idle = {*VOCABULARY.decoys, *numbers, VOCABULARY.words[Intent.RIGHT][0]}
    assents = VOCABULARY.sentences.assents if phase is Phase.READY else ()
    wordings = grammar_for(VOCABULARY, phase).wordings
    assert sorted(wordings) == sorted({*row, *idle, *assents})


def test_okay_alone_is_an_answer_where_the_coach_waits_for_ready() -> None:
    grammar = grammar_for(VOCABULARY, Phase.READY)
    (okay,) = grammar.commands_in("okay")
    assert grammar.commands[okay] is VOCABULARY.intent_of(okay) is Intent.READY
    assert grammar.commands_in("okay stop") == ("stop",)
    assert grammar.commands_in("okay ready") == ("ready",)


@pytest.mark.parametrize("phase", [each for each in Phase if each is not Phase.READY])
def test_okay_alone_means_nothing_elsewhere(phase: Phase) -> None:
    grammar = grammar_for(VOCABULARY, phase)
    assert not grammar.commands_in("okay")
    assert not grammar.sentences.commands_in("okay")


def test_okay_is_not_an_answer_to_another_question() -> None:
    asked = grammar_for(VOCABULARY, Phase.READY, Attention.ASKED)
    assert not asked.commands_in("okay")


def test_numbers_that_others_begin_with_are_known() -> None:
    tallying = grammar_for(VOCABULARY, Phase.TALLYING).beginnings
    assert tallying == {"four", "six", "seven", "eight", "nine", "twenty"}
    assert not grammar_for(VOCABULARY, Phase.HURTING).beginnings


def test_numbers_beyond_ten_are_not_listened_for_where_pain_is_rated() -> None:
    assert HIGHEST_NUMBERS == QUESTIONED
    grammar = grammar_for(VOCABULARY, Phase.HURTING)
    assert {"zero", "one", "ten"} <= set(grammar.commands)
    assert not {"eleven", "twenty", "thirteen"} & set(grammar.commands)


def test_the_answers_that_the_coach_waits_for_need_less_certainty() -> None:
    grammar = grammar_for(VOCABULARY, Phase.RATING)
    assert {"easy", "right", "hard"} <= grammar.expected
    assert "stop" not in grammar.expected
    asked = grammar_for(VOCABULARY, Phase.COUNTING, Attention.ASKED)
    assert asked.expected == {"yes", "yeah", "no"}
    assert not grammar_for(VOCABULARY, Phase.COUNTING).expected


def test_only_the_first_wording_of_a_word_that_stops_is_acted_on_at_once() -> None:
    assert grammar_for(VOCABULARY, Phase.COUNTING).at_once == {"stop", "pause", "ouch"}


def test_asleep_nothing_counts_but_the_word_that_wakes() -> None:
    grammar = grammar_for(VOCABULARY, Phase.RESTING, Attention.ASLEEP)
    assert set(grammar.commands) == set(VOCABULARY.words[Intent.WAKE])
    assert not grammar.at_once


def test_outside_a_session_answers_are_not_listened_for() -> None:
    grammar = grammar_without_phase(VOCABULARY)
    answers = {Intent.NUMBER, Intent.ZERO, Intent.EASY, Intent.RIGHT, Intent.HARD, Intent.GOT_IT}
    sentences = set(grammar.sentences.commands.values()) | {Intent.GO_TO}
    alone = set(grammar.commands.values()) | IN_SENTENCES_ONLY
    assert alone == sentences == set(Intent) - answers - {Intent.WAKE}
    assert grammar.at_once == {"stop", "pause", "ouch"}
    assert not grammar.expected
