"""Every wording and sentence of the language can be heard at all by the bundled model.

libvosk 0.3.45 returned nothing for "how do i do it", even as the only phrase of its grammar, while
"how do i do this" is heard: a wording must be tried.
"""

from collections.abc import Iterator
from contextlib import closing

import numpy as np
import pytest

from scripts.lab.espeak import Espeak
from voicecoach.content.loader import load_language
from voicecoach.core.dialogue.intent import Intent
from voicecoach.devices.vosk_recognizer import VoskModel
from voicecoach.hearing.signal_format import RATE_HZ
from voicecoach.sound.clip import Clip
from voicecoach.sound.resampler import with_rate
from voicecoach.speech_models.lookup import bundled_model
from voicecoach.voice.choice import NATURAL, natural_is_installed, natural_synthesizer
from voicecoach.voice.clip_source import ClipSource

pytestmark = [pytest.mark.model, pytest.mark.voice, pytest.mark.slow]

VOCABULARY = load_language().vocabulary
UNCLEAR = frozenset({"yeah"})
"""Of espeak-ng's "yeah", version 7 of the model hears the beginning alone."""
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
    unheard = {text for text in said() if not can_be_heard(text, Espeak().render(text), model)}
    assert unheard <= UNCLEAR


@pytest.mark.skipif(not natural_is_installed(), reason="the natural voice is not installed")
def test_what_one_voice_says_unclearly_is_heard_from_another(model: VoskModel) -> None:
    with closing(natural_synthesizer(NATURAL, 160)) as voice:
        clips = ClipSource(voice, None)
        assert [one for one in UNCLEAR if not can_be_heard(one, clips.render(one), model)] == []


def can_be_heard(text: str, clip: Clip, model: VoskModel) -> bool:
    recognizer = model.new_recognizer((text,))
    recognizer.accept(np.concatenate((QUIET, with_rate(clip, RATE_HZ).samples, QUIET)))
    return any(each.text == text for each in recognizer.conclude())
