"""Utterances are recognized again as if they were over, and no more often than necessary."""

from dataclasses import dataclass, field

import numpy as np
import pytest

from voicecoach.core.dialogue.intent import Intent
from voicecoach.core.dialogue.intents import Grammar
from voicecoach.hearing.decision import NOTHING, Hypothesis
from voicecoach.hearing.recent_audio import RecentAudio
from voicecoach.hearing.second_pass import SecondPass
from voicecoach.hearing.signal_format import RATE_HZ
from voicecoach.hearing.utterances import SpeechSegment, Utterance
from voicecoach.sound.clip import Samples

NEXT = Grammar({"next": Intent.NEXT}, (), frozenset())
SENTENCE_MS = 500
SENTENCE = SpeechSegment(500, 500 + SENTENCE_MS, -20.0)
WORD = SpeechSegment(2000, 2400, -20.0)


@dataclass
class CountingRecognizers:
    """Recognizers that all recognize "next", and note the length of the sound."""

    margins: list[float] = field(default_factory=lambda: [1, 2, 3, 4])
    """Their scores, one after the other."""
    heard_ms: list[int] = field(default_factory=list)

    def new(self, wordings: tuple[str, ...]) -> "CountingRecognizers":
        assert "next" in wordings
        return self

    def accept(self, block: Samples) -> str:
        self.heard_ms.append(len(block) * 1000 // RATE_HZ)
        return ""

    def conclude(self) -> list[Hypothesis]:
        return [Hypothesis("next", self.margins[len(self.heard_ms) - 1]), Hypothesis("[unk]", 0)]


@pytest.fixture
def recognizers() -> CountingRecognizers:
    return CountingRecognizers()


@pytest.fixture
def hearing(recognizers: CountingRecognizers) -> SecondPass:
    kept = RecentAudio(5000)
    for at_ms in range(0, 3000, 20):
        kept.add(np.zeros(RATE_HZ // 50, np.float32), at_ms)
    hearing = SecondPass(kept, recognizers.new)
    hearing.listen_for(NEXT)
    return hearing


def word(stretch: SpeechSegment = WORD, *before: SpeechSegment) -> Utterance:
    return Utterance((stretch,), is_talk=False, before=before)


def test_an_ended_utterance_is_recognized_once_and_again_with_its_soft_end(
    hearing: SecondPass, recognizers: CountingRecognizers
) -> None:
    margins = [
        hearing.of_ended(word(), 0, with_soft_end=with_soft_end).margin
        for with_soft_end in (False, False, True, True)
    ]
    assert margins == [1, 1, 2, 2]
    assert len(recognizers.heard_ms) == 2


def test_of_two_hearings_the_clearer_one_counts(
    hearing: SecondPass, recognizers: CountingRecognizers
) -> None:
    recognizers.margins = [3, 1]
    for with_soft_end in (False, True):
        assert hearing.of_ended(word(), 0, with_soft_end=with_soft_end).margin == 3


def test_another_grammar_needs_another_recognition(hearing: SecondPass) -> None:
    first = hearing.of_ended(word(), 0, with_soft_end=False)
    hearing.listen_for(NEXT)
    assert hearing.of_ended(word(), 0, with_soft_end=False).margin > first.margin


def test_another_end_needs_another_recognition(
    hearing: SecondPass, recognizers: CountingRecognizers
) -> None:
    hearing.of_ended(word(), 0, with_soft_end=False)
    longer = word(SpeechSegment(2000, 2600, -20.0))
    assert hearing.of_ended(longer, 0, with_soft_end=False).margin == 2


def test_an_utterance_that_goes_on_is_recognized_each_time(
    hearing: SecondPass, recognizers: CountingRecognizers
) -> None:
    going_on = word(SpeechSegment(2000, None, -20.0), SENTENCE)
    assert hearing.so_far(going_on, 0) != hearing.so_far(going_on, 0)
    assert hearing.in_context(going_on, 0, with_soft_end=False) != hearing.in_context(
        going_on, 0, with_soft_end=False
    )


def test_the_speech_before_is_recognized_along_with_it_once(
    hearing: SecondPass, recognizers: CountingRecognizers
) -> None:
    for _ in range(2):
        hearing.in_context(word(WORD, SENTENCE), 0, with_soft_end=False)
    (whole_ms,) = recognizers.heard_ms
    hearing.of_ended(word(), 0, with_soft_end=False)
    assert whole_ms > recognizers.heard_ms[-1] + SENTENCE_MS * 0.9


def test_sound_that_is_not_kept_gives_no_reading(hearing: SecondPass) -> None:
    assert hearing.so_far(word(SpeechSegment(-100, 300, -20.0)), 0) == NOTHING
