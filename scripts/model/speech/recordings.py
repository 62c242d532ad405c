"""Recorded speech of people: the folder that VOICECOACH_SPEECH names (default ../shared/speech)."""

import re
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import soundfile

from scripts.lab.recordings import SPEECH, manifest
from scripts.model.graph.lexicon import Lexicon
from scripts.model.speech.corpus import RATE_HZ, Pcm, Spoken
from scripts.model.speech.split import is_valid_speaker
from voicecoach.sound.clip import Clip, Samples
from voicecoach.sound.resampler import with_rate

LONGEST_S = 18
_NOT_SPOKEN = re.compile(r"<[^>]*>|\([^)]*\)|[^a-z' ]")


def recordings(lexicon: Lexicon, most: int | None = None) -> Iterator[tuple[Spoken, Pcm]]:
    """Training recordings whose words are all known; about `most` at most, evenly chosen."""
    rows = [row for row in manifest("train") if _is_for_training(row)]
    stride = max(1, len(rows) // most) if most else 1
    for row in rows[::stride]:
        text = " ".join(_NOT_SPOKEN.sub(" ", row["text"].lower()).split())
        if text and lexicon.knows(text.split()):
            samples = read_speech(SPEECH / "train" / row["path"])
            if len(samples) <= LONGEST_S * RATE_HZ:
                source = "words" if row["path"].startswith("words/") else row["source"]
                yield Spoken(text, row["speaker"], source), samples


def transcripts() -> list[str]:
    """Texts of the training sentences."""
    return [row["text"].lower() for row in manifest("train") if row["source"] == "librispeech"]


def read_speech(path: Path) -> Pcm:
    """The first channel of a file, at 16 kHz."""
    samples, rate_hz = soundfile.read(path, dtype="float32", always_2d=True)
    return as_pcm(samples[:, 0], rate_hz)


def as_pcm(samples: Samples, rate_hz: int) -> Pcm:
    """Convert samples between -1 and 1 at any rate to 16-bit integers at 16 kHz."""
    resampled = with_rate(Clip(samples, rate_hz), RATE_HZ).samples
    return (np.clip(resampled, -1, 1) * 32767).astype(np.int16)


def _is_for_training(row: dict[str, str]) -> bool:
    """True if training may use it; single words, and their speakers, have a split of their own."""
    if row["path"].startswith("words/"):
        return row["path"].startswith("words/train/")
    return not is_valid_speaker(row["speaker"])
