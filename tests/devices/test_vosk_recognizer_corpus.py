"""Commands of many people, where the recordings are at hand.

The folder is named by VOICECOACH_SPEECH, else it is `../shared/speech` beside the checkout.
"""

from pathlib import Path

import numpy as np
import pytest
import soundfile

from scripts.lab.recordings import SPEECH
from voicecoach.content.loader import load_language
from voicecoach.core.dialogue.transitions import AT_ONCE, accepted_in
from voicecoach.core.phases import Phase
from voicecoach.devices.vosk_recognizer import VoskModel
from voicecoach.hearing.spotter import CommandSpotter
from voicecoach.sound.clip import Samples
from voicecoach.speech_models.lookup import bundled_model

pytestmark = [pytest.mark.model, pytest.mark.long]

CHECKOUT = Path(__file__).parents[2]
VOCABULARY = load_language().vocabulary
LISTENED = frozenset().union(*map(accepted_in, (Phase.COUNTING, Phase.PAUSED, Phase.CONFIRMING)))
GRAMMAR = VOCABULARY.grammar(LISTENED, AT_ONCE)
RECORDED = ("stop", "yes", "no", "go", "down")
CLIPS_A_WORD = 12


@pytest.fixture(scope="module")
def model() -> VoskModel:
    return VoskModel(bundled_model())


def recordings(folder: str, count: int) -> list[Samples]:
    """Some clips from a folder of the test set, each at -26 dBFS."""
    directory = SPEECH / "test" / folder
    if not directory.is_dir():
        pytest.skip(f"No recordings in {directory}: name their folder in VOICECOACH_SPEECH.")
    paths = sorted(directory.glob("*.opus"))
    clips = [soundfile.read(path, dtype="float32")[0] for path in paths[:: len(paths) // count]]
    return [clip / max(np.sqrt(np.mean(np.square(clip))), 1e-6) * 0.05 for clip in clips[:count]]


def in_room(clip: Samples, noise_db: float) -> Samples:
    random = np.random.default_rng(len(clip))
    signal = random.standard_normal(len(clip) + 40_000) * 10 ** (noise_db / 20)
    signal[16_000 : 16_000 + len(clip)] += clip
    return signal.astype(np.float32)


def hear(model: VoskModel, signal: Samples) -> list[str]:
    hearing = CommandSpotter(model.new_recognizer)
    hearing.listen_for(GRAMMAR)
    return [
        heard.words
        for first in range(0, len(signal), 320)
        for heard in hearing.process(signal[first : first + 320], first / 16)
    ]


@pytest.mark.parametrize(("noise_db", "fewest_right"), [(-70, 0.75), (-38, 0.65)])
def test_commands_of_many_people_are_heard(
    model: VoskModel, noise_db: float, fewest_right: float
) -> None:
    told = [
        (word, hear(model, in_room(clip, noise_db)))
        for word in RECORDED
        for clip in recordings(f"words/{word}", CLIPS_A_WORD)
    ]
    right = sum(words == [word] for word, words in told)
    assert right >= fewest_right * len(told), [each for each in told if each[1] != [each[0]]]


def test_sentences_of_others_are_hardly_taken_for_commands(model: VoskModel) -> None:
    clips = recordings("continuous/librispeech", 20)
    told = [words for clip in clips for words in hear(model, in_room(clip, -70))]
    minutes = sum(len(clip) for clip in clips) / 16_000 / 60
    assert len(told) <= minutes, told
