"""The recognizer's dither is the same in every offline room."""

import sys
from pathlib import Path

import numpy as np
import pytest
import soundfile

from voicecoach.devices.vosk_recognizer import VoskModel
from voicecoach.hearing.decision import Hypothesis
from voicecoach.simulation.dither import seed_dither
from voicecoach.speech_models.lookup import bundled_model

COMMANDS = Path(__file__).parents[1] / "data" / "commands"


@pytest.mark.model
@pytest.mark.skipif(sys.platform == "win32", reason="its C library can't be named there")
def test_a_seed_gives_the_same_scores_again() -> None:
    model = VoskModel(bundled_model())
    samples, _ = soundfile.read(COMMANDS / "pause.flac", dtype="float32")
    quiet = np.asarray(samples * np.float32(0.2), np.float32)

    def scores() -> tuple[Hypothesis, ...]:
        recognizer = model.new_recognizer(("pause", "resume", "back"))
        recognizer.accept(quiet)
        return recognizer.conclude()

    seed_dither(1)
    first, other = scores(), scores()
    seed_dither(1)
    assert scores() == first
    assert other != first
