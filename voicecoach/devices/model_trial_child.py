"""Child process that tries a speech model: it may crash."""

import sys
from pathlib import Path

import numpy as np

from voicecoach.devices.vosk_recognizer import VoskModel
from voicecoach.errors import ModelError
from voicecoach.hearing.signal_format import RATE_HZ
from voicecoach.sound.clip import frames_of

_TRIAL_MS = 500


def load_and_listen(directory: str) -> None:
    """Load a model and hear half a second of noise; print the reason if it is refused."""
    try:
        model = VoskModel(Path(directory), is_tried=True)
    except ModelError as error:
        print(error.__cause__ or error)
        sys.exit(1)
    recognizer = model.new_recognizer(())
    frames = frames_of(_TRIAL_MS, RATE_HZ)
    noise = np.random.default_rng(1).normal(0, 0.1, frames).astype(np.float32)
    recognizer.accept_to_end(noise)
    recognizer.conclude()
