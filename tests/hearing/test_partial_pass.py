"""The partial pass with a scripted recognizer."""

from dataclasses import dataclass, field

import numpy as np

from voicecoach.core.dialogue.intent import Intent
from voicecoach.core.dialogue.intents import Grammar
from voicecoach.hearing.partial_pass import (
    LATEST_COMMAND_MS,
    MOVED_MS,
    SHORTEST_PARTIAL_MS,
    PartialPass,
)
from voicecoach.hearing.recent_audio import LEAD_IN_MS, RecentAudio
from voicecoach.hearing.thresholds import DecisionThresholds
from voicecoach.hearing.utterances import SpeechSegment, Utterance
from voicecoach.sound.clip import Samples

GRAMMAR = Grammar({"stop": Intent.STOP, "next": Intent.NEXT}, at_once=frozenset({"stop"}))
THRESHOLDS = DecisionThresholds()
BEGAN_MS = 1000
BLOCK_MS = 20


@dataclass
class TextRecognizer:
    """Recognizes the same text in every block."""

    text: str
    blocks: int = 0

    def accept(self, _block: Samples) -> str:
        self.blocks += 1
        return self.text


@dataclass
class Speech:
    """An utterance that goes on, and the pass that follows it."""

    texts: list[str]
    """Text of each recognizer that is made; the last one's counts for all later ones."""
    made: list[TextRecognizer] = field(default_factory=list)
    began_ms: int = BEGAN_MS
    is_talk: bool = False
    now_ms: int = 0

    def __post_init__(self) -> None:
        self.recent = RecentAudio(10_000)
        self.following = PartialPass(self.recent, self._new, THRESHOLDS)
        self.following.listen_for(GRAMMAR)

    def _new(self, _wordings: tuple[str, ...]) -> TextRecognizer:
        text = self.texts[min(len(self.made), len(self.texts) - 1)]
        self.made.append(TextRecognizer(text))
        return self.made[-1]

    def goes_on_until(self, until_ms: int) -> list[int]:
        """Times at which it has stable wordings, up to this one."""
        stable = []
        while self.now_ms < until_ms:
            self.recent.add(np.full(BLOCK_MS * 16, 0.5, np.float32), self.now_ms)
            self.now_ms += BLOCK_MS
            segment = SpeechSegment(self.began_ms, None, -20)
            utterance = Utterance((segment,), is_talk=self.is_talk)
            if self.now_ms > self.began_ms and self.following.has_stable_wordings(
                utterance, 0, self.now_ms
            ):
                stable.append(self.now_ms)
        return stable


def test_a_command_that_is_acted_on_at_once_is_stable_soon_and_told_once() -> None:
    (told_ms,) = Speech(["stop"]).goes_on_until(BEGAN_MS + LATEST_COMMAND_MS)
    assert 0 <= told_ms - (BEGAN_MS + SHORTEST_PARTIAL_MS) < BLOCK_MS


def test_any_other_command_must_stand_for_longer() -> None:
    (told_ms,) = Speech(["next"]).goes_on_until(BEGAN_MS + LATEST_COMMAND_MS)
    first_ms = BEGAN_MS - LEAD_IN_MS
    assert 0 <= told_ms - (first_ms + THRESHOLDS.stable_partial_ms) <= 2 * BLOCK_MS


def test_text_outside_the_grammar_is_never_stable() -> None:
    assert Speech(["[unk]"]).goes_on_until(BEGAN_MS + LATEST_COMMAND_MS) == []
    assert Speech([""]).goes_on_until(BEGAN_MS + LATEST_COMMAND_MS) == []


def test_talk_is_not_recognized() -> None:
    talk = Speech(["stop"], is_talk=True)
    assert talk.goes_on_until(BEGAN_MS + LATEST_COMMAND_MS) == []
    assert talk.made == []


def test_what_goes_on_for_too_long_for_a_command_is_no_longer_recognized() -> None:
    speech = Speech([""])
    speech.goes_on_until(4000)
    blocks = speech.made[0].blocks
    speech.goes_on_until(5000)
    assert speech.made[0].blocks == blocks


def test_another_beginning_is_recognized_anew_and_a_slightly_other_one_is_not() -> None:
    speech = Speech(["", "stop"])
    speech.goes_on_until(BEGAN_MS + 300)
    speech.began_ms = BEGAN_MS + MOVED_MS
    assert speech.goes_on_until(BEGAN_MS + 400) == []
    speech.began_ms = BEGAN_MS + 2 * MOVED_MS
    assert len(speech.goes_on_until(BEGAN_MS + 600)) == 1
    assert len(speech.made) == 2


def test_another_grammar_is_listened_for_with_a_new_recognizer() -> None:
    speech = Speech(["next"])
    speech.goes_on_until(BEGAN_MS + 100)
    speech.following.listen_for(Grammar({"stop": Intent.STOP}))
    assert speech.goes_on_until(BEGAN_MS + LATEST_COMMAND_MS) == []
    assert len(speech.made) == 2
