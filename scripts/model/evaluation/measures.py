"""Measurements of the evaluation, and their results."""

import resource
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from statistics import median, quantiles

import numpy as np

from scripts.model.evaluation.conditions import SPEECH_DB, Condition, Room
from scripts.model.evaluation.items import Item
from scripts.model.evaluation.listening import (
    BLOCK_FRAMES,
    Ears,
    Listener,
    Tally,
    commands_in,
    shown_texts,
)
from voicecoach.hearing.signal_format import RATE_HZ
from voicecoach.simulation.sounds import at_speech_level
from voicecoach.sound.clip import Samples

_AFTER_S = 2.0
_END_DB = -28.0
_WINDOW_FRAMES = 320


@dataclass(slots=True)
class FalseAlarms:
    """Commands recognized in speech that is not for the coach."""

    seconds: float = 0.0
    words: Counter[str] = field(default_factory=Counter)
    """Words of the grammar that were not said."""
    alone: Counter[str] = field(default_factory=Counter)
    """Those of them recognized as a command alone."""
    said: int = 0
    """Number of command words that were said."""
    found: int = 0
    """Number of those that were recognized."""
    cpu_s: float = 0.0

    @property
    def hours(self) -> float:
        """Duration of the speech, hours."""
        return self.seconds / 3600


@dataclass(frozen=True, slots=True)
class Delays:
    """Time from the end of a word to the first partial text that stays correct, ms."""

    words: int
    median_ms: float
    most_ms: float
    """Ninth decile."""


def words_in(
    listener: Ears, items: Sequence[Item], condition: Condition, room: Room
) -> dict[str, Tally]:
    """Outcomes for words in a noise, by word."""
    tallies: dict[str, Tally] = {}
    for index, item in enumerate(items):
        heard = listener.understand(room.hear(item.samples, condition, index))
        tallies.setdefault(item.text, Tally()).add(item.text, heard)
    return tallies


def outside_words_in(listener: Ears, items: Sequence[Item], room: Room) -> Tally:
    """Outcomes for words that are not commands."""
    tally = Tally()
    for index, item in enumerate(items):
        tally.add("", listener.understand(room.hear(item.samples, Condition(), index)))
    return tally


def false_alarms(listener: Ears, talk: Iterable[Item], commands: Sequence[str]) -> FalseAlarms:
    """False alarms in sentences; a word that was said, where the text is known, is not one."""
    found = FalseAlarms()
    known = {word for command in commands for word in command.split()}
    for item in talk:
        began_s = time.process_time()
        texts = listener.follow(at_speech_level(item.samples, SPEECH_DB))
        found.cpu_s += time.process_time() - began_s
        found.seconds += len(item.samples) / RATE_HZ
        left = Counter(word for word in item.text.split() if word in known)
        found.said += left.total()
        for text in texts:
            false = []
            for word in commands_in(text):
                if left[word]:
                    left[word] -= 1
                    found.found += 1
                else:
                    false.append(word)
            found.words.update(false)
            if false and text in commands:
                found.alone[text] += 1
    return found


def delays(listener: Listener, items: Sequence[Item], room: Room) -> Delays | None:
    """Time after the end of a word until the partial text has it for good.

    None if fewer than two words have one.
    """
    found = []
    for index, item in enumerate(items):
        sound = room.hear(item.samples, Condition(), index)
        sound = np.concatenate([sound, np.zeros(int(_AFTER_S * RATE_HZ), np.float32)])
        if (stable := _stable_frame(listener, sound, item.text)) is not None:
            found.append((stable - end_of_speech(sound)) * 1000 / RATE_HZ)
    if len(found) < 2:
        return None
    return Delays(len(found), median(found), quantiles(found, n=10)[-1])


def end_of_speech(sound: Samples) -> int:
    """Frame after the last one whose level is near that of the loudest part."""
    whole = len(sound) // _WINDOW_FRAMES * _WINDOW_FRAMES
    power = np.square(sound[:whole], dtype=np.float64).reshape(-1, _WINDOW_FRAMES).mean(axis=1)
    loud = np.flatnonzero(power > power.max() * 10 ** (_END_DB / 10))
    return int(loud[-1] + 1) * _WINDOW_FRAMES


def _stable_frame(listener: Listener, sound: Samples, wanted: str) -> int | None:
    since: int | None = None
    for index, text in enumerate(shown_texts(listener.recognizer(), sound)):
        if " ".join(commands_in(text)) != wanted:
            since = None
        elif since is None:
            since = (index + 1) * BLOCK_FRAMES
    return since


def word_errors(said: Sequence[str], heard: Sequence[str]) -> int:
    """Number of words substituted, deleted or inserted."""
    row = list(range(len(heard) + 1))
    for index, word in enumerate(said):
        before, row[0] = row[0], index + 1
        for place, other in enumerate(heard):
            best = min(before + (word != other), row[place] + 1, row[place + 1] + 1)
            before, row[place + 1] = row[place + 1], best
    return row[-1]


def peak_memory_mb() -> float:
    """Peak memory of this process so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
