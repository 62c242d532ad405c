"""A voice with a strong accent teaches a few commands, and the real model hears it better."""

import subprocess
from pathlib import Path

import numpy as np
import pytest
import soundfile

from voicecoach.app.teaching.teacher import Schooling
from voicecoach.content.loader import load_language
from voicecoach.core.dialogue.grammar import grammar_without_phase
from voicecoach.devices.vosk_recognizer import VoskModel
from voicecoach.hearing.decision import read
from voicecoach.hearing.signal_format import RATE_HZ
from voicecoach.simulation.dither import seed_dither
from voicecoach.sound.clip import Clip, Samples
from voicecoach.sound.resampler import with_rate
from voicecoach.speech_models.lookup import bundled_model

pytestmark = [pytest.mark.model, pytest.mark.voice, pytest.mark.slow]

VOCABULARY = load_language().vocabulary
GRAMMAR = grammar_without_phase(VOCABULARY)
TAUGHT, UNTAUGHT = ("ready", "faster", "pause"), ("stop", "next", "louder")
LESSON_RATES, LATER_RATES = (140, 160), (130, 170)
QUIET = np.zeros(RATE_HZ // 4, np.float32)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("said")


def say(folder: Path, word: str, words_per_minute: int) -> Samples:
    """A word by espeak-ng's Spanish voice: (frames,) float32 mono, 16 kHz."""
    path = folder / "said.wav"
    command = ["espeak-ng", "-v", "es", "-s", str(words_per_minute), "-w", str(path), word]
    subprocess.run(command, check=True)
    samples, rate_hz = soundfile.read(path, dtype="float32")
    return np.concatenate((QUIET, with_rate(Clip(samples, rate_hz), RATE_HZ).samples, QUIET))


def right(model: VoskModel, folder: Path, words: tuple[str, ...]) -> int:
    """Count the words that are heard clearly, each said at two speeds."""
    count = 0
    for word in words:
        for words_per_minute in LATER_RATES:
            seed_dither(1)
            recognizer = model.new_recognizer(GRAMMAR.phrases)
            recognizer.accept(say(folder, word, words_per_minute))
            reading = read(recognizer.conclude(), GRAMMAR)
            count += reading.commands == (word,) and reading.margin > 0
    return count


def test_taught_words_are_heard_better_and_others_as_before(folder: Path) -> None:
    seed_dither(1)
    schooling = Schooling(VOCABULARY, TAUGHT, {})
    for word in TAUGHT:
        for words_per_minute in LESSON_RATES:
            schooling.learner.resemblance(word, say(folder, word, words_per_minute))
    found = schooling.learned()
    usual = VoskModel(bundled_model())
    taught = VoskModel(bundled_model(), pronunciations=found.pronunciations)
    assert found.clear_after >= found.clear_before + 2
    assert right(taught, folder, TAUGHT) >= right(usual, folder, TAUGHT) + 3
    assert right(taught, folder, UNTAUGHT) >= right(usual, folder, UNTAUGHT)
