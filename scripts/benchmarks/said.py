"""Sentences by synthetic voices for the hearing benchmark; each is kept once it was said."""

import shutil
import subprocess
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import soundfile
from platformdirs import user_cache_path

from scripts.lab import kokoro
from scripts.lab.recordings import read_recording
from voicecoach.hearing.signal_format import RATE_HZ
from voicecoach.simulation.sounds import at_speech_level
from voicecoach.sound.clip import Clip, Samples
from voicecoach.sound.resampler import with_rate

USER_DB = -26.0
"""The level of the user's speech at the microphone."""
_VOICES = Path(__file__).with_name("voices.toml")
_KEPT = user_cache_path("voicecoach-benchmarks")


@dataclass(frozen=True, slots=True)
class Voice:
    """A synthetic voice."""

    name: str
    kind: str
    command: tuple[str, ...] = ()
    """Command line with {text} and {path}; empty: a voice of Kokoro."""

    @property
    def lacks(self) -> str:
        """Missing parts for the voice; empty if nothing is missing."""
        if self.command:
            program = self.command[0]
            return "" if shutil.which(program) else f"{program} is not installed"
        return "" if kokoro.is_here() else "Kokoro is missing: scripts/lab/fetch_kokoro"


def voices(purpose: str) -> tuple[Voice, ...]:
    """The voices for "tuning" or for "testing", also those that this machine lacks."""
    table = tomllib.loads(_VOICES.read_text(encoding="utf-8"))[purpose]
    return tuple(
        Voice(name, about["kind"], tuple(about.get("command", ()))) for name, about in table.items()
    )


def missing(wanted: Sequence[Voice]) -> list[str]:
    """The voices that can't be measured on this machine, and why."""
    return [f"{voice.name}: {voice.lacks}" for voice in wanted if voice.lacks]


def say(voice: Voice, text: str, speed: float = 1.0) -> Samples:
    """A text at the user's level: (frames,) float32 mono, 16 kHz.

    At another speed, Kokoro says it anew; of other voices it is played faster or slower.
    """
    if voice.command and speed != 1.0:
        return with_rate(Clip(say(voice, text), round(RATE_HZ * speed)), RATE_HZ).samples
    name = text if speed == 1.0 else f"{text} at {speed:g}"
    path = _KEPT / voice.name / f"{name}.flac"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        spoken = _synthesized(voice, text, speed)
        # Under another name first, since several processes may say the same.
        with TemporaryDirectory(dir=path.parent) as folder:
            new = Path(folder) / "said.flac"
            soundfile.write(new, spoken, RATE_HZ)
            new.replace(path)
    return at_speech_level(read_recording(path), USER_DB)


def _synthesized(voice: Voice, text: str, speed: float) -> Samples:
    if not voice.command:
        sentence = f"{text[0].upper()}{text[1:]}."
        sound = with_rate(kokoro.say(sentence, voice.name, speed=speed), RATE_HZ).samples
    else:
        with TemporaryDirectory() as folder:
            path = str(Path(folder) / "said.wav")
            command = [part.format(text=text, path=path) for part in voice.command]
            subprocess.run(command, check=True, capture_output=True)
            sound = read_recording(Path(path))
    return _without_clipping(Clip(sound, RATE_HZ)).samples


def _without_clipping(clip: Clip) -> Clip:
    peak = float(abs(clip.samples).max())
    return Clip(clip.samples / peak * 0.9, clip.rate_hz) if peak > 0.9 else clip
