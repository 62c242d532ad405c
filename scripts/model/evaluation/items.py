"""Material of the evaluation: recorded words, sentences, and conversation."""

import csv
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from scripts.lab.recordings import SPEECH, manifest, read_recording
from scripts.model.speech.split import is_valid_speaker
from voicecoach.hearing.signal_format import RATE_HZ
from voicecoach.sound.clip import Samples

_CUTS = Path(__file__).with_name("cut_words.tsv")
COMMANDS = (
    "next", "repeat", "again", "pause", "resume", "stop", "skip", "go back", "faster", "slower",
    "done", "ready", "start", "help", "yes", "no", "louder", "quieter", "how long", "what",
    "continue", "mute", "up", "down", "left", "right", "go", "quit", "back", "wait",
)  # fmt: skip
"""The thirty commands that the figures are for."""


@dataclass(frozen=True, slots=True, eq=False)
class Item:
    """A recorded utterance."""

    text: str
    """In lower case; empty if unknown."""
    speaker: str
    samples: Samples
    path: str = ""
    """Path in the folder of its part."""


def words(part: str, most_a_word: int) -> list[Item]:
    """Single commands: of "test", or of those kept for choosing ("valid")."""
    rows = [row for row in _word_rows(part) if row["text"] in COMMANDS]
    return [_item(part, row) for row in _some(rows, most_a_word)]


def outside_words(part: str, most_a_word: int) -> list[Item]:
    """Single words that are not among the commands."""
    said = {word for command in COMMANDS for word in command.split()}
    rows = [row for row in _word_rows(part) if not said & set(row["text"].split())]
    return [_item(part, row) for row in _some(rows, most_a_word)]


def phrases() -> list[Item]:
    """Commands of several words, from one speaker; for measuring alone."""
    rows = [row for row in _word_rows("test") if row["source"] == "s2p"]
    # Utterances with names and numbers are not commands for a coach.
    few = [row for row in rows if 1 < len(row["text"].split()) <= 4]
    return [_item("test", row) for row in few]


def cut_words(most_a_word: int) -> list[Item]:
    """Commands cut out of test sentences, where `cut_words.tsv` says; for measuring alone."""
    with _CUTS.open(encoding="utf-8", newline="") as file:
        rows = _some(list(csv.DictReader(file, delimiter="\t")), most_a_word)
    found = []
    for row in rows:
        first, end = (round(float(row[edge]) * RATE_HZ) for edge in ("begin_s", "end_s"))
        samples = read_recording(SPEECH / "test" / row["path"])[first:end]
        found.append(Item(row["text"], row["speaker"], samples))
    return found


def sentences(part: str, longest_s: float) -> Iterator[Item]:
    """Sentences read from books, up to this total length in seconds, speakers in turn."""
    rows = [row for row in _rows(part) if row["source"] == "librispeech"]
    if part == "valid":
        rows = [row for row in rows if is_valid_speaker(row["speaker"])]
    random.Random(1).shuffle(rows)
    yield from _up_to(longest_s, (_item(part, row) for row in rows))


def strangers(longest_s: float) -> Iterator[Item]:
    """Sentences of many people at their own, noisy microphones; for measuring alone."""
    paths = sorted((SPEECH / "test" / "negatives" / "common_voice").iterdir())
    random.Random(1).shuffle(paths)
    yield from _up_to(longest_s, (Item("", path.stem, read_recording(path)) for path in paths))


def _up_to(longest_s: float, items: Iterator[Item]) -> Iterator[Item]:
    left_s = longest_s
    for item in items:
        if left_s <= 0:
            return
        left_s -= len(item.samples) / RATE_HZ
        yield item


def _item(part: str, row: dict[str, str]) -> Item:
    folder = "train" if part == "valid" else part
    samples = read_recording(SPEECH / folder / row["path"])
    return Item(row["text"], row["speaker"], samples, row["path"])


def _word_rows(part: str) -> list[dict[str, str]]:
    folder = "words/valid/" if part == "valid" else "words/"
    seen: set[str] = set()
    found = []
    for row in _rows(part):
        # Some are listed under words and under their source.
        name = f"{row['text']} {Path(row['path']).name}"
        if row["path"].startswith(folder) and name not in seen:
            seen.add(name)
            found.append(row)
    return found


def _some(rows: Sequence[dict[str, str]], most_a_word: int) -> list[dict[str, str]]:
    by_word: dict[str, list[dict[str, str]]] = {}
    for row in rows:
        by_word.setdefault(row["text"], []).append(row)
    chosen = [
        random.Random(word).sample(of_word, min(most_a_word, len(of_word)))
        for word, of_word in sorted(by_word.items())
    ]
    return [row for of_word in chosen for row in of_word]


@cache
def _rows(part: str) -> list[dict[str, str]]:
    rows = manifest("train" if part == "valid" else part)
    return [row | {"text": row["text"].lower().strip()} for row in rows]
