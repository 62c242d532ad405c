"""Commands in whole sentences, with the words of the bundled language."""

from dataclasses import replace
from itertools import cycle

import pytest

from voicecoach.content.loader import load_language
from voicecoach.core.dialogue.grammar import grammar_for
from voicecoach.core.dialogue.intent import Intent
from voicecoach.core.dialogue.sentences import NO_SENTENCES, Sentences
from voicecoach.core.dialogue.wordings import UNKNOWN
from voicecoach.core.phases import Phase

VOCABULARY = load_language().vocabulary


def understood(text: str, phase: Phase) -> list[Intent]:
    sentences = grammar_for(VOCABULARY, phase).sentences
    return [sentences.commands[each] for each in sentences.commands_in(text)]


@pytest.mark.parametrize(
    ("phase", "text", "intent"),
    [
        (Phase.COUNTING, "okay stop", Intent.STOP),
        (Phase.COUNTING, "slow down please", Intent.SLOWER),
        (Phase.COUNTING, "that's too fast", Intent.SLOWER),
        (Phase.COUNTING, "my foot hurts", Intent.OUCH),
        (Phase.READY, "okay i'm ready", Intent.READY),
        (Phase.RESTING, "i need more time", Intent.LONGER),
        (Phase.PAUSED, "can we carry on please", Intent.RESUME),
        (Phase.HURTING, "it's about a four", Intent.NUMBER),
        (Phase.RATING, "that was pretty hard", Intent.HARD),
        # One command, not "let's go" and "back".
        (Phase.RESTING, "let's go back please", Intent.BACK),
        (Phase.PAUSED, "okay let's go on", Intent.RESUME),
        (Phase.COUNTING, "let's go to the next one now", Intent.NEXT),
        (Phase.COUNTING, "i'm done for today", Intent.STOP),
        (Phase.COUNTING, "i'm done for now", Intent.DONE),
    ],
)
def test_fillers_and_paraphrases_are_understood(phase: Phase, text: str, intent: Intent) -> None:
    assert understood(text, phase) == [intent]


@pytest.mark.parametrize(
    ("phase", "text"),
    [
        (Phase.READY, "i'm not ready"),
        (Phase.COUNTING, "don't stop"),
        (Phase.COUNTING, "please never stop"),
        (Phase.COUNTING, f"stop {UNKNOWN}"),
        (Phase.COUNTING, "okay please"),
        (Phase.RATING, "that wasn't hard"),
        (Phase.RESTING, "stop to the"),
    ],
)
def test_negations_unknown_speech_and_bare_fillers_mean_nothing(phase: Phase, text: str) -> None:
    assert understood(text, phase) == []


def test_two_wishes_in_one_sentence_are_two_commands() -> None:
    assert understood("okay stop please next", Phase.COUNTING) == [Intent.STOP, Intent.NEXT]


def test_a_sentence_means_nothing_where_its_intent_does_not_fit() -> None:
    assert understood("five out of ten", Phase.HURTING) == [Intent.NUMBER]
    assert understood("five out of ten", Phase.PAUSED) == []


def test_the_number_in_a_sentence_is_known_and_bounded() -> None:
    assert VOCABULARY.number_of("it's about a four") == 4
    assert VOCABULARY.number_of("seven out of ten") == 7
    assert understood("twenty out of ten", Phase.HURTING) == []


def test_the_recognizer_gets_examples_of_fillers_and_negations_around_commands() -> None:
    phrases = grammar_for(VOCABULARY, Phase.READY).sentences.phrases
    assert any(phrase.startswith("okay ") for phrase in phrases)
    assert any(phrase.endswith(" please") for phrase in phrases)
    assert "i'm not ready" in phrases


def test_a_single_command_is_recognized_with_the_small_grammar_alone() -> None:
    grammar = grammar_for(VOCABULARY, Phase.COUNTING)
    assert grammar.commands_in("slow down") == ("slow down",)
    assert grammar.phrases == grammar.wordings
    assert not {"please", "slow it down"} & set(grammar.phrases)


def test_a_language_without_sentences_has_no_grammar_for_them() -> None:

    plain = replace(VOCABULARY, sentences=Sentences())
    assert grammar_for(plain, Phase.COUNTING).sentences is NO_SENTENCES
    assert grammar_for(VOCABULARY, Phase.FINISHED).sentences is NO_SENTENCES


def test_sentences_close_to_a_command_are_heard_and_mean_nothing() -> None:
    grammar = grammar_for(VOCABULARY, Phase.RATING).sentences
    assert "that wasn't easy" in grammar.phrases
    assert not grammar.commands_in("that wasn't easy")
    assert grammar.commands_in("that was easy")


@pytest.mark.parametrize("text", ["please stop now", "okay let's stop", "stop thanks please"])
def test_fillers_stand_in_their_own_places(text: str) -> None:
    assert understood(text, Phase.COUNTING) == [Intent.STOP]


def test_the_commands_of_a_sentence_are_among_what_was_spoken() -> None:
    grammar = grammar_for(VOCABULARY, Phase.RESTING).sentences
    fillers = zip(cycle(grammar.before), cycle(grammar.behind), strict=False)
    for command, (before, behind) in zip(grammar.commands, fillers, strict=False):
        spoken = grammar.spoken(text := f"{before} {command} {behind}")
        assert set(grammar.commands_in(text)) <= set(spoken), text
        assert " ".join(spoken) == text


@pytest.mark.parametrize(
    "text", ["stop alright", "stop i want to", "thanks stop", "please", "okay"]
)
def test_a_filler_in_another_place_makes_it_no_sentence(text: str) -> None:
    assert understood(text, Phase.COUNTING) == []
