"""Words that are not commands, each said alone into silence, as by a bystander or in a film."""

import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from scripts.benchmarks.hearing_direct import background, chain_for, follow
from scripts.benchmarks.hearing_report import Row, Table
from scripts.benchmarks.intervals import share_text
from scripts.benchmarks.said import USER_DB
from scripts.lab.recordings import SINGLE_WORDS, SPEECH, manifest, read_recording
from voicecoach.content.loader import load_language
from voicecoach.core.dialogue.grammar import grammar_without_phase
from voicecoach.core.events import Heard
from voicecoach.devices.vosk_recognizer import VoskModel
from voicecoach.hearing.signal_format import RATE_HZ
from voicecoach.simulation.sounds import at_speech_level
from voicecoach.sound.clip import Samples, frames_of, milliseconds_of

_PAUSES_MS = (1500, 1900)
"""Shortest and longest silence between two words."""


@dataclass(frozen=True, slots=True)
class Recording:
    """A recorded word that is not a command."""

    word: str
    path: Path


@dataclass(frozen=True, slots=True)
class Stray:
    """A word, and the commands that it was taken for."""

    word: str
    obeyed: tuple[str, ...]
    asked: tuple[str, ...]


def missing(purpose: str) -> list[str]:
    """List what this machine lacks; empty if nothing."""
    path = SPEECH / SINGLE_WORDS[purpose][0] / "manifest.tsv"
    return [] if path.is_file() else [f"{path} is missing; name its folder in VOICECOACH_SPEECH"]


def recordings(purpose: str, most_a_word: int, seed: int) -> list[Recording]:
    """Words outside the grammar, drawn at random over speakers, at most so many of each."""
    known = grammar_without_phase(load_language().vocabulary).commands
    part, place = SINGLE_WORDS[purpose]
    chance = random.Random(seed)
    found: dict[str, list[Path]] = defaultdict(list)
    rows = list(manifest(part))
    chance.shuffle(rows)
    for row in rows:
        word = row["text"].lower()
        outside = " " not in word and word not in known
        if row["path"].startswith(place) and outside and len(found[word]) < most_a_word:
            found[word].append(SPEECH / part / row["path"])
    drawn = [Recording(word, path) for word, paths in found.items() for path in paths]
    chance.shuffle(drawn)
    return drawn


def strays(
    wanted: Sequence[Recording], seed: int, with_model: VoskModel | None = None
) -> tuple[list[Stray], float]:
    """Say each word in silence, one after another; return what it was taken for, and the minutes.

    `with_model` None: by the bundled model.
    """
    chance = random.Random(seed)
    frames = frames_of(_PAUSES_MS[1], RATE_HZ)
    pieces: list[Samples] = [np.zeros(frames, np.float32)]
    ends_ms = []
    for recording in wanted:
        samples = at_speech_level(read_recording(recording.path), USER_DB)
        pause = np.zeros(frames_of(chance.uniform(*_PAUSES_MS), RATE_HZ), np.float32)
        frames += len(samples) + len(pause)
        pieces += [samples, pause]
        ends_ms.append(milliseconds_of(frames, RATE_HZ))
    signal = np.concatenate(pieces) + background(frames, None)
    chain = chain_for(grammar_without_phase(load_language().vocabulary), with_model)
    heard = list(follow(chain, signal))
    return list(_sorted(wanted, ends_ms, heard)), frames / RATE_HZ / 60


def _sorted(
    wanted: Sequence[Recording], ends_ms: Sequence[float], heard: Sequence[tuple[float, Heard]]
) -> Iterator[Stray]:
    """Each word with what was decided until the next one began."""
    began_ms = 0.0
    for recording, ended_ms in zip(wanted, ends_ms, strict=True):
        mine = [each for at_ms, each in heard if began_ms <= at_ms < ended_ms]
        yield Stray(
            recording.word,
            tuple(each.words for each in mine if not each.is_doubtful),
            tuple(each.words for each in mine if each.is_doubtful),
        )
        began_ms = ended_ms


def tables(found: Sequence[Stray], minutes: float) -> list[Table]:
    """Words that were obeyed or asked about, by word and together."""
    names = sorted({stray.word for stray in found})
    rows = [_row(name, [one for one in found if one.word == name]) for name in names]
    obeyed = sum(bool(stray.obeyed) for stray in found)
    total = _row("all", found) | {"an hour": round(60 * obeyed / minutes, 1)}
    return [Table("words that are not commands, alone", [total]), Table("by word", rows)]


def _row(name: str, found: Sequence[Stray]) -> Row:
    obeyed = [stray for stray in found if stray.obeyed]
    taken_for = sorted({command for stray in obeyed for command in stray.obeyed})
    return {
        "word": name,
        "said": len(found),
        "obeyed": len(obeyed),
        "asked": sum(bool(stray.asked) and not stray.obeyed for stray in found),
        "obeyed %": share_text(len(obeyed), len(found)),
        "as": " ".join(taken_for)[:40],
    }
