"""Finds and reads recorded speech and noise, which are not part of the project."""

import os
from pathlib import Path

import soundfile

from voicecoach.hearing.signal_format import RATE_HZ
from voicecoach.sound.clip import Clip, Samples
from voicecoach.sound.resampler import with_rate

_CHECKOUT = Path(__file__).parents[2]
SPEECH = Path(os.environ.get("VOICECOACH_SPEECH", _CHECKOUT.parent / "shared" / "speech"))
"""Folder of the recordings."""


def noises() -> list[Samples]:
    """Each of the recorded noises: (frames,) float32 mono, 16 kHz."""
    return [read_recording(path) for path in sorted((SPEECH / "noise").glob("*.flac"))]


def read_recording(path: Path) -> Samples:
    """A sound file as (frames,) float32 mono, 16 kHz."""
    samples, rate_hz = soundfile.read(path, dtype="float32", always_2d=True)
    return with_rate(Clip(samples.mean(axis=1), int(rate_hz)), RATE_HZ).samples
