"""A voice whose sound for a sentence depends on nothing but the sentence."""

import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

import soundfile

from voicecoach.sound.clip import Clip

_VOICE = "en-us"
_WORDS_PER_MINUTE = "160"


class Espeak:
    """Renders each sentence with espeak-ng in a process of its own.

    Within one process espeak-ng 1.51 carries a state from sentence to sentence. So when the engine
    of a session is replaced, as happens on a starved machine when a sentence exceeds its time, all
    that follows sounds otherwise, by up to some hundred frames.
    """

    def render(self, text: str) -> Clip:
        """The sound of a text."""
        with TemporaryDirectory() as folder:
            path = Path(folder) / "sentence.wav"
            command = ["espeak-ng", "-v", _VOICE, "-s", _WORDS_PER_MINUTE, "-w", str(path), text]
            subprocess.run(command, check=True)
            samples, rate_hz = soundfile.read(path, dtype="float32")
        return Clip(samples, int(rate_hz))
