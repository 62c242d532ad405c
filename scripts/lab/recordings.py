"""Finds and reads recorded speech and noise, which are not part of the project."""

import csv
import os
from functools import cache
from pathlib import Path

import soundfile

from voicecoach.hearing.signal_format import RATE_HZ
from voicecoach.sound.clip import Clip, Samples
from voicecoach.sound.resampler import with_rate

_CHECKOUT = Path(__file__).parents[2]
SPEECH = Path(os.environ.get("VOICECOACH_SPEECH", _CHECKOUT.parent / "shared" / "speech"))
"""Folder of the recordings."""
SINGLE_WORDS = {"testing": ("test", "words/"), "tuning": ("train", "words/valid/")}
"""Part of the recordings, and its place of single words, by purpose; they share no speaker."""


@cache
def manifest(part: str) -> tuple[dict[str, str], ...]:
    """Rows of a part, "train" or "test", by their paths: path, text, speaker, source.

    Raises OSError if it is missing.
    """
    with (SPEECH / part / "manifest.tsv").open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t")
        return tuple(sorted(rows, key=lambda row: row["path"]))


def noises() -> list[Samples]:
    """Each of the recorded noises: (frames,) float32 mono, 16 kHz."""
    return [read_recording(path) for path in sorted((SPEECH / "noise").glob("*.flac"))]


def read_recording(path: Path) -> Samples:
    """A sound file as (frames,) float32 mono, 16 kHz."""
    samples, rate_hz = soundfile.read(path, dtype="float32", always_2d=True)
    return with_rate(Clip(samples.mean(axis=1), int(rate_hz)), RATE_HZ).samples
