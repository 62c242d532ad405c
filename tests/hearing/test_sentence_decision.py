"""Decisions on commands in whole sentences."""

from dataclasses import replace

from scripts.lab.thresholds import THRESHOLDS
from voicecoach.core.dialogue.intent import Intent
from voicecoach.core.dialogue.sentences import SentenceGrammar
from voicecoach.hearing.decision import (
    Reading,
    Verdict,
    judge_sentence,
)
from voicecoach.hearing.utterances import SpeechSegment, Utterance

SENTENCES = SentenceGrammar(
    {"stop": Intent.STOP, "down": Intent.DONE},
    before=("okay",),
    behind=("please",),
    expected=frozenset({"down"}),
)
SPOKEN = Utterance((SpeechSegment(1000, 1900, -20),), is_talk=False)


def sentence(margin: float, *spoken: str) -> Reading:
    commands = tuple(each for each in spoken if each in SENTENCES.commands)
    return Reading(commands, margin, spoken)


def judged_sentence(reading: Reading, utterance: Utterance = SPOKEN) -> Verdict:
    return judge_sentence(reading, utterance, grammar=SENTENCES, thresholds=THRESHOLDS)


def test_a_sentence_must_be_clear_and_a_doubtful_one_is_asked_about() -> None:
    wanted = THRESHOLDS.sentence_margin
    assert judged_sentence(sentence(wanted, "okay", "stop")) is Verdict.TAKE
    assert judged_sentence(sentence(wanted - 0.1, "okay", "stop")) is Verdict.ASK
    doubt = wanted - THRESHOLDS.doubt_margin - 0.1
    assert judged_sentence(sentence(doubt, "okay", "stop")) is Verdict.WAIT
    assert judged_sentence(sentence(wanted - 0.5, "okay", "down")) is Verdict.TAKE


def test_a_sentence_of_two_commands_must_be_clearer() -> None:
    slowly = Utterance((SpeechSegment(1000, 2500, -20),), is_talk=False)
    wanted = THRESHOLDS.several_commands_margin
    assert judged_sentence(sentence(wanted, "okay", "stop", "down"), slowly) is Verdict.TAKE
    assert judged_sentence(sentence(wanted - 0.1, "okay", "stop", "down"), slowly) is Verdict.ASK


def test_a_sentence_that_was_found_among_all_may_be_less_clear() -> None:
    found = replace(sentence(0.0, "okay", "stop"), is_found=True)
    wanted = THRESHOLDS.sentence_margin - THRESHOLDS.found_margin
    assert judged_sentence(replace(found, margin=wanted)) is Verdict.TAKE
    assert judged_sentence(replace(found, margin=wanted - 0.1)) is Verdict.ASK
    after_talk = replace(SPOKEN, in_conversation=True)
    assert judged_sentence(replace(found, margin=wanted), after_talk) is Verdict.WAIT


def test_two_answers_in_a_breath_are_no_clearer_because_one_is_waited_for() -> None:
    wanted = THRESHOLDS.several_commands_margin
    assert judged_sentence(sentence(wanted - 0.1, "down", "down")) is Verdict.ASK


def test_a_sentence_must_be_clearer_than_its_opposite() -> None:
    clear = replace(sentence(2.0, "okay", "stop"), opposite_margin=THRESHOLDS.opposite_margin)
    assert judged_sentence(clear) is Verdict.TAKE
    assert judged_sentence(replace(clear, opposite_margin=0.0)) is Verdict.ASK
    assert judged_sentence(replace(clear, opposite_margin=-0.1)) is Verdict.WAIT
    after_talk = replace(SPOKEN, in_conversation=True)
    assert judged_sentence(replace(clear, opposite_margin=0.0), after_talk) is Verdict.WAIT


def test_after_conversation_a_sentence_must_be_clearer_and_is_never_asked_about() -> None:
    wanted = THRESHOLDS.sentence_margin + THRESHOLDS.conversation_margin
    after_talk = replace(SPOKEN, in_conversation=True)
    assert judged_sentence(sentence(wanted, "okay", "stop"), after_talk) is Verdict.TAKE
    assert judged_sentence(sentence(wanted - 0.1, "okay", "stop"), after_talk) is Verdict.WAIT
