"""The streaming pass with a scripted recognizer."""

from dataclasses import dataclass, field

import numpy as np

from voicecoach.core.dialogue.intent import Intent
from voicecoach.core.dialogue.intents import Grammar
from voicecoach.hearing.decision import NOTHING, Hypothesis
from voicecoach.hearing.streaming_pass import StreamingPass
from voicecoach.sound.clip import Samples

GRAMMAR = Grammar({"next": Intent.NEXT})
SILENCE = np.zeros(160, np.float32)
VOICE = np.full(160, 0.5, np.float32)


@dataclass
class EndRecognizer:
    """Recognizes "next" at the first silence after a voice."""

    heard: list[bool] = field(default_factory=list)

    def accept_to_end(self, block: Samples) -> list[Hypothesis]:
        self.heard.append(bool(block.any()))
        is_end = self.heard[-2:] == [True, False]
        return [Hypothesis("next", 12), Hypothesis("[unk]", 10)] if is_end else []


def steady() -> tuple[StreamingPass, list[EndRecognizer]]:
    made: list[EndRecognizer] = []

    def new(_wordings: tuple[str, ...]) -> EndRecognizer:
        made.append(EndRecognizer())
        return made[-1]

    return StreamingPass(new), made


def test_a_word_is_read_where_the_recognizer_finds_its_end() -> None:
    hearing, _ = steady()
    hearing.listen_for(GRAMMAR)
    readings = [hearing.process(block) for block in (SILENCE, VOICE, VOICE, SILENCE, SILENCE)]
    assert [reading.commands for reading in readings] == [(), (), (), ("next",), ()]
    assert readings[3].margin == 2


def test_a_started_utterance_is_discarded_on_demand_and_with_another_grammar() -> None:
    hearing, made = steady()
    hearing.listen_for(GRAMMAR)
    hearing.process(VOICE)
    hearing.forget()
    assert hearing.process(SILENCE) == NOTHING
    hearing.process(VOICE)
    hearing.listen_for(Grammar({"next": Intent.NEXT}, decoys=("text",)))
    assert hearing.process(SILENCE) == NOTHING
    assert len(made) == 3


def test_without_words_to_listen_for_nothing_is_recognized() -> None:
    hearing, made = steady()
    assert hearing.process(VOICE) == NOTHING
    assert made == []
