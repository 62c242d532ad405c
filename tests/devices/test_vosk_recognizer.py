"""Recorded commands through the real model: the recognizer, the chain, and the ears."""

import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue

import numpy as np
import pytest
import soundfile

from voicecoach.content.loader import load_language
from voicecoach.core.dialogue.grammar import grammar_for
from voicecoach.core.dialogue.intent import Intent
from voicecoach.core.dialogue.intents import Grammar
from voicecoach.core.dialogue.transitions import AT_ONCE, accepted_in
from voicecoach.core.events import Device, DeviceLost, Event, Heard
from voicecoach.core.phases import Phase
from voicecoach.devices.ears import VoskEars
from voicecoach.devices.vosk_recognizer import VoskModel
from voicecoach.errors import ModelError
from voicecoach.hearing.spotter import CommandSpotter
from voicecoach.sound.clip import Samples
from voicecoach.speech_models.lookup import bundled_model

pytestmark = pytest.mark.model

COMMANDS = Path(__file__).parents[1] / "data" / "commands"
VOCABULARY = load_language().vocabulary
LISTENED = frozenset().union(*map(accepted_in, (Phase.COUNTING, Phase.PAUSED, Phase.CONFIRMING)))
GRAMMAR = VOCABULARY.grammar(LISTENED, AT_ONCE)
CLEAR = ("next", "pause", "repeat", "stop", "yes", "no", "go", "down", "ready", "slower", "quieter")
"""The clips that the model was never observed to miss in quiet or at 24 dB."""


@pytest.fixture(scope="module")
def model() -> VoskModel:
    return VoskModel(bundled_model())


def spoken(word: str, noise_below_db: float = 45, at_ms: int = 1500) -> Samples:
    """A recorded command in steady noise."""
    name = word.replace("'", "").replace(" ", "-")
    clip, rate_hz = soundfile.read(COMMANDS / f"{name}.flac", dtype="float32")
    assert rate_hz == 16_000
    loud = np.sort(np.square(clip))[len(clip) // 2 :]
    scale = float(np.sqrt(np.mean(loud))) * 10 ** (-noise_below_db / 20)
    random = np.random.default_rng(7)
    signal = random.standard_normal(at_ms * 16 + len(clip) + 24_000) * scale
    signal[at_ms * 16 : at_ms * 16 + len(clip)] += clip
    return signal.astype(np.float32)


def hear(model: VoskModel, signal: Samples) -> list[Heard]:
    hearing = CommandSpotter(model.new_recognizer)
    hearing.listen_for(GRAMMAR)
    return [
        heard
        for first in range(0, len(signal), 320)
        for heard in hearing.process(signal[first : first + 320], first / 16)
    ]


@pytest.mark.parametrize("word", CLEAR)
def test_a_clear_command_is_heard_once_at_its_time(model: VoskModel, word: str) -> None:
    (heard,) = hear(model, spoken(word))
    assert heard.words == word
    assert 1450 <= heard.began_ms <= 2100
    assert 100 <= heard.ended_ms - heard.began_ms <= 1200


def test_most_recorded_commands_are_heard(model: VoskModel) -> None:
    clips = [path.stem.replace("whats", "what's").replace("-", " ") for path in COMMANDS.iterdir()]
    told = {word: [heard.words for heard in hear(model, spoken(word))] for word in clips}
    wrong = {word: words for word, words in told.items() if words != [word]}
    assert len(clips) == 20
    assert len(wrong) <= 4, wrong


def test_most_recorded_commands_are_heard_in_noise(model: VoskModel) -> None:
    told = {word: [heard.words for heard in hear(model, spoken(word, 15))] for word in CLEAR}
    wrong = {word: words for word, words in told.items() if words != [word]}
    assert len(wrong) <= 3, wrong


@pytest.mark.parametrize("noise_db", [-70, -40, -25])
def test_noise_alone_is_not_a_command(model: VoskModel, noise_db: int) -> None:
    noise = np.random.default_rng(1).standard_normal(20 * 16_000) * 10 ** (noise_db / 20)
    assert hear(model, noise.astype(np.float32)) == []


def test_two_commands_in_a_row_are_both_heard(model: VoskModel) -> None:
    signal = np.concatenate((spoken("pause")[: 2400 * 16], spoken("ready", at_ms=500)))
    assert [heard.words for heard in hear(model, signal)] == ["pause", "ready"]


@pytest.mark.parametrize("phase", [phase for phase in Phase if phase is not Phase.FINISHED])
def test_every_sentence_consists_of_words_that_the_model_knows(
    model: VoskModel, phase: Phase
) -> None:
    sentences = grammar_for(load_language().vocabulary, phase).sentences
    assert sentences.commands
    assert model.unknown(sentences.phrases) == ()


def test_a_wording_with_an_unknown_word_is_left_out_as_a_whole(model: VoskModel) -> None:
    assert model.unknown(("next", "stop hocuspocus")) == ("stop hocuspocus",)
    hearing = CommandSpotter(model.new_recognizer)
    hearing.listen_for(Grammar({"stop hocuspocus": Intent.STOP, "yes": Intent.YES}))
    signal = spoken("stop")
    told = [
        heard.words
        for first in range(0, len(signal), 320)
        for heard in hearing.process(signal[first : first + 320], first / 16)
    ]
    assert "stop" not in told


def test_a_directory_without_a_model_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="not a complete Vosk model"):
        VoskModel(tmp_path)


@pytest.mark.parametrize("name", ["graph/HCLr.fst", "graph/Gr.fst", "am/final.mdl"])
def test_a_damaged_model_is_refused_and_does_not_end_the_program(tmp_path: Path, name: str) -> None:
    directory = tmp_path / "model"
    shutil.copytree(bundled_model(), directory)
    file = directory / name
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
    with pytest.raises(ModelError, match=r"can't be used: .*install it again"):
        VoskModel(directory)


def test_a_sound_model_that_is_not_known_is_used_after_a_trial(tmp_path: Path) -> None:
    shutil.copytree(bundled_model(), tmp_path / "model")
    assert VoskModel(tmp_path / "model").knows("stop")


def test_its_import_opens_no_socket() -> None:
    code = (
        "import sys\n"
        "seen = []\n"
        "sys.addaudithook(lambda event, _: seen.append(event) if 'socket' in event else None)\n"
        "import voicecoach.devices.vosk_recognizer\n"
        "print([event for event in seen if event.startswith('socket.')])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


@dataclass
class PlayedBlock:
    """A block of a recording."""

    samples: Samples
    began_ms: float


class Recording:
    """A microphone that plays a recording block by block, once the ears listen."""

    def __init__(self, signal: Samples, start: threading.Event) -> None:
        self._signal = signal
        self._start = start

    def blocks(self) -> Iterator[PlayedBlock]:
        yield PlayedBlock(self._signal[:320], 0)
        assert self._start.wait(10)
        for first in range(320, len(self._signal), 320):
            yield PlayedBlock(self._signal[first : first + 320], first / 16)


def test_the_ears_post_commands_from_the_microphone() -> None:
    posted: SimpleQueue[Event] = SimpleQueue()
    start = threading.Event()
    ears = VoskEars(Recording(spoken("stop"), start), bundled_model(), posted.put)
    ears.start()
    ears.listen_for(GRAMMAR)
    assert ears.wait_until_ready(10)
    start.set()
    heard = posted.get(timeout=10)
    ears.close()
    assert isinstance(heard, Heard)
    assert heard.words == "stop"
    assert posted.empty()


def test_a_model_that_is_missing_is_posted_as_a_lost_device(tmp_path: Path) -> None:
    posted: SimpleQueue[Event] = SimpleQueue()
    start = threading.Event()
    ears = VoskEars(Recording(spoken("stop"), start), tmp_path / "nowhere", posted.put)
    ears.start()
    lost = posted.get(timeout=10)
    start.set()
    ears.close()
    assert isinstance(lost, DeviceLost)
    assert lost.device is Device.MODEL
    assert "nowhere" in lost.reason
    assert posted.empty()
