"""Every wording and sentence of the language can be heard at all by the bundled model.

libvosk 0.3.45 returned nothing for "how do i do it", even as the only phrase of its grammar, while
"how do i do this" is heard: a wording must be tried.
"""

from collections.abc import Iterator

import numpy as np
import pytest

from scripts.lab.espeak import Espeak
from voicecoach.content.loader import load_language
from voicecoach.core.dialogue.intent import Intent
from voicecoach.devices.vosk_recognizer import VoskModel
from voicecoach.hearing.signal_format import RATE_HZ
from voicecoach.sound.resampler import with_rate
from voicecoach.speech_models.lookup import bundled_model

pytestmark = [pytest.mark.model, pytest.mark.voice, pytest.mark.slow]

VOCABULARY = load_language().vocabulary
QUIET = np.zeros(RATE_HZ // 2, np.float32)


def said() -> Iterator[str]:
    """Every wording and sentence; of the sentences with numbers, those with the first one."""
    for intent in Intent:
        for text in VOCABULARY.said_for(intent):
            is_wording = text in VOCABULARY.words[intent]
            if is_wording or intent is not Intent.NUMBER or VOCABULARY.number_of(text) == 1:
                yield text


@pytest.fixture(scope="module")
def model() -> VoskModel:
    return VoskModel(bundled_model())


def test_every_word_is_in_the_lexicon(model: VoskModel) -> None:
    assert model.unknown(said()) == ()


def test_every_wording_is_heard_where_nothing_else_is_listened_for(model: VoskModel) -> None:
    assert [text for text in said() if not can_be_heard(text, model)] == []


def can_be_heard(text: str, model: VoskModel) -> bool:
    clip = with_rate(Espeak().render(text), RATE_HZ)
    recognizer = model.new_recognizer((text,))
    recognizer.accept(np.concatenate((QUIET, clip.samples, QUIET)))
    return any(each.text == text for each in recognizer.conclude())
