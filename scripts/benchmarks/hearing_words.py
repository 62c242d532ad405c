"""Speech of the hearing benchmark: recorded and synthetic words, and the talk of others."""

import random
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from scripts.benchmarks.said import USER_DB
from scripts.lab.recordings import SPEECH, manifest, read_recording
from voicecoach.content.loader import load_language
from voicecoach.core.dialogue.grammar import grammar_without_phase
from voicecoach.core.dialogue.intents import Grammar
from voicecoach.hearing.signal_format import RATE_HZ
from voicecoach.simulation.sounds import at_speech_level
from voicecoach.sound.clip import Samples

_COMMANDS: Mapping[str, list[str]] = {
    "flite rms": ["flite", "-voice", "rms", "-t", "{text}", "-o", "{path}"],
    "espeak en-gb+f5": ["espeak-ng", "-v", "en-gb+f5", "-w", "{path}", "{text}"],
}
"""Voices of which training has heard nothing."""
_RECORDED: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "testing": ("test", ("words/", "phrases/", "continuous/an4/")),
    "tuning": ("train", ("words/valid/",)),
}
"""Folder of the recordings, and the places of single words in it; they share no speaker."""
_DRAW = 1
"""Seed of the draw: all conditions, and all runs, have the same recordings."""
_EDGE_DB = -25.0
_WINDOW_FRAMES = 160


@dataclass(frozen=True, slots=True, eq=False)
class Word:
    """A command as somebody said it, at the user's level."""

    wording: str
    samples: Samples
    ended_ms: int
    """End of its sound: the rest is 25 dB below its loudest 10 ms."""


def commands() -> dict[str, str]:
    """The intent of every wording that the benchmark listens for."""
    return {wording: intent.value for wording, intent in grammar().commands.items()}


def meaning_of(words: str) -> str:
    """The intent of what a listener tells, a command or a sentence; else the words themselves."""
    intent = load_language().vocabulary.intent_of(words)
    return intent.value if intent else words


def grammar() -> Grammar:
    """The commands and the decoys that a listener listens for."""
    return grammar_without_phase(load_language().vocabulary)


def words_of(group: str, most_a_word: int, purpose: str = "testing") -> list[Word]:
    """The words of a group in a fixed order; at most so many recordings of each.

    Those for "tuning" and for "testing" are of different speakers. A synthetic voice says the first
    wording of each intent, once.
    """
    if group == "recorded":
        return list(_recorded(most_a_word, purpose))
    words = load_language().vocabulary.words
    listened_for = set(grammar().commands.values())
    return [
        _word(wordings[0], _synthesized(group, wordings[0]))
        for intent, wordings in words.items()
        if intent in listened_for
    ]


def missing() -> list[str]:
    """Measurements that are not possible on this machine, and the reasons."""
    gone = [f"{name}: {command[0]} is not installed" for name, command in _COMMANDS.items()
            if shutil.which(command[0]) is None]  # fmt: skip
    if not (SPEECH / "test").is_dir():
        gone.append(f"recorded words and talk: {SPEECH} is missing; name it in VOICECOACH_SPEECH")
    gone.append(
        "words cut from test sentences: aligning them with the model finds ten that a pause follows"
    )
    return gone


def groups() -> tuple[str, ...]:
    """The groups that this machine has."""
    here = [name for name, command in _COMMANDS.items() if shutil.which(command[0])]
    return (*(["recorded"] if (SPEECH / "test").is_dir() else []), *here)


def talk(source: str, longest_s: float) -> list[Samples]:
    """Talk of others that is not a command to the coach, at the user's level.

    "common voice" are sentences without transcripts, "librispeech" is read aloud, "other words"
    are single words that are not a wording of any command.
    """
    paths = list(_talk_paths(source))
    found: list[Samples] = []
    left_s = longest_s
    # Spread over the whole folder: its order is by speaker.
    stride = max(1, int(len(paths) * 5 / max(longest_s, 1))) if source != "other words" else 1
    for path in paths[::stride]:
        if left_s <= 0:
            break
        samples = at_speech_level(read_recording(path), USER_DB)
        left_s -= len(samples) / RATE_HZ
        found.append(samples)
    return found


def _talk_paths(source: str) -> Iterator[Path]:
    test = SPEECH / "test"
    match source:
        case "common voice":
            yield from sorted((test / "negatives" / "common_voice").iterdir())
        case "librispeech":
            yield from sorted((test / "continuous" / "librispeech").iterdir())
        case "other words":
            known = set(commands())
            for row in manifest("test"):
                if row["path"].startswith("words/") and not known & set(row["text"].split()):
                    yield test / row["path"]


def _recorded(most: int, purpose: str) -> Iterator[Word]:
    """Drawn by chance, each speaker's second recording of a word after everybody's first."""
    folder, places = _RECORDED[purpose]
    wanted = commands()
    rows: dict[str, list[Mapping[str, str]]] = {}
    seen: set[str] = set()
    for row in manifest(folder):
        text = row["text"].lower().strip()
        name = (
            f"{text} {Path(row['path']).name}"  # some are listed under words and under their source
        )
        if row["path"].startswith(places) and text in wanted and name not in seen:
            seen.add(name)
            rows.setdefault(text, []).append(row)
    for text, found in rows.items():
        for drawn in _spread(found)[:most]:
            yield _word(text, read_recording(SPEECH / folder / drawn["path"]))


def _spread(rows: Sequence[Mapping[str, str]]) -> list[Mapping[str, str]]:
    drawn = list(rows)
    random.Random(_DRAW).shuffle(drawn)
    before: Counter[str] = Counter()
    turns = []
    for row in drawn:
        turns.append(before[row["speaker"]])
        before[row["speaker"]] += 1
    return [drawn[index] for index in sorted(range(len(drawn)), key=lambda index: turns[index])]


def _synthesized(voice: str, text: str) -> Samples:
    with TemporaryDirectory() as folder:
        path = str(Path(folder) / "word.wav")
        command = [part.format(text=text, path=path) for part in _COMMANDS[voice]]
        subprocess.run(command, check=True, capture_output=True)
        return read_recording(Path(path))


def _word(wording: str, samples: Samples) -> Word:
    leveled = at_speech_level(samples, USER_DB)
    whole = len(leveled) // _WINDOW_FRAMES * _WINDOW_FRAMES
    power = np.square(leveled[:whole]).reshape(-1, _WINDOW_FRAMES).mean(axis=1)
    last = int(np.flatnonzero(power > power.max() * 10 ** (_EDGE_DB / 10))[-1])
    return Word(wording, leveled, (last + 1) * _WINDOW_FRAMES * 1000 // RATE_HZ)
