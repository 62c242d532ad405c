"""Sentences are recognized roughly, and then among those near."""

from dataclasses import dataclass, field

import numpy as np
import pytest

from voicecoach.core.dialogue.intent import Intent
from voicecoach.core.dialogue.sentences import SentenceGrammar
from voicecoach.hearing.decision import NOTHING, SURE_MARGIN, Hypothesis
from voicecoach.hearing.recent_audio import RecentAudio
from voicecoach.hearing.sentence_pass import SentencePass, lead_over_opposites
from voicecoach.hearing.signal_format import RATE_HZ
from voicecoach.hearing.utterances import SpeechSegment, Utterance
from voicecoach.sound.clip import Samples

GRAMMAR = SentenceGrammar(
    {"what are we doing next": Intent.WHATS_NEXT, "stop": Intent.STOP},
    before=("okay",),
    phrases=("what are we doing next", "stop", "okay"),
)
SAID = Utterance((SpeechSegment(1000, 1900, -20.0),), is_talk=False)


@dataclass
class Recognizers:
    """Take any sound for the same text; among others, for the sentence that was said."""

    rough: str
    grammars: list[tuple[str, ...]] = field(default_factory=list)

    def new(self, phrases: tuple[str, ...]) -> "Recognizers":
        self.grammars.append(phrases)
        return self

    def accept(self, block: Samples) -> str:
        return ""

    def accept_whole(self, sound: Samples) -> str:
        return self.rough

    def conclude(self) -> list[Hypothesis]:
        return [Hypothesis(self.grammars[-1][0], 12), Hypothesis("[unk]", 10)]


def hearing(recognizers: Recognizers) -> SentencePass:
    kept = RecentAudio(5000)
    for at_ms in range(0, 2300, 20):
        kept.add(np.zeros(RATE_HZ // 50, np.float32), at_ms)
    found = SentencePass(kept, recognizers.new)
    found.listen_for(GRAMMAR)
    return found


def test_a_sentence_is_read_among_those_near_to_what_was_recognized_first() -> None:
    recognizers = Recognizers("when are we doing next")
    reading = hearing(recognizers).of_ended(SAID, 0)
    assert reading.commands == ("what are we doing next",)
    assert reading.margin == pytest.approx(2)
    first, second = recognizers.grammars
    assert first == GRAMMAR.phrases
    assert second == ("what are we doing next",)


def test_the_lead_over_the_opposite_is_told() -> None:
    grammar = SentenceGrammar(
        {"stop": Intent.STOP, "not so fast": Intent.SLOWER},
        decoys=("don't", "not"),
        negations=("don't", "not"),
    )
    hypotheses = [
        Hypothesis("stop", 12),
        Hypothesis("[unk]", 11.5),
        Hypothesis("don't stop", 11),
        Hypothesis("not so fast", 10),
    ]
    assert lead_over_opposites(hypotheses, grammar) == pytest.approx(1)
    assert lead_over_opposites(hypotheses[:2], grammar) == SURE_MARGIN
    assert lead_over_opposites(hypotheses[1:3], grammar) == SURE_MARGIN
    assert lead_over_opposites(hypotheses[1:], grammar) == SURE_MARGIN


def test_speech_near_to_no_command_is_not_recognized_again() -> None:
    recognizers = Recognizers("is it raining")
    assert hearing(recognizers).of_ended(SAID, 0) == NOTHING
    assert len(recognizers.grammars) == 1


def test_an_utterance_is_recognized_once_for_each_grammar() -> None:
    recognizers = Recognizers("okay stop")
    sentences = hearing(recognizers)
    readings = [sentences.of_ended(SAID, 0) for _ in range(2)]
    assert readings[0] == readings[1]
    assert sentences.best_margin == readings[0].margin
    assert len(recognizers.grammars) == 2
    sentences.listen_for(GRAMMAR)
    assert sentences.best_margin == NOTHING.margin
    sentences.of_ended(SAID, 0)
    assert len(recognizers.grammars) == 4


def test_sound_that_is_not_kept_gives_no_reading() -> None:
    recognizers = Recognizers("stop")
    long_ago = Utterance((SpeechSegment(-100, 300, -20.0),), is_talk=False)
    assert hearing(recognizers).of_ended(long_ago, 0) == NOTHING


@pytest.mark.parametrize(
    ("rough", "is_found"), [("what are we doing next", True), ("when are we doing next", False)]
)
def test_a_long_sentence_that_was_recognized_at_first_was_found_among_all(
    rough: str, is_found: bool
) -> None:
    assert hearing(Recognizers(rough)).of_ended(SAID, 0).is_found is is_found


def test_a_short_sentence_may_be_found_by_chance() -> None:
    reading = hearing(Recognizers("stop")).of_ended(SAID, 0)
    assert reading.commands == ("stop",)
    assert not reading.is_found
