"""A recognizer that knows words by their loudness, and signals for it."""

from dataclasses import dataclass, field

import numpy as np

from scripts.lab.thresholds import THRESHOLDS
from voicecoach.core.dialogue.intent import Intent
from voicecoach.core.dialogue.intents import Grammar
from voicecoach.core.events import Heard
from voicecoach.hearing.decision import Hypothesis
from voicecoach.hearing.speech_activity import NO_THRESHOLD_DB
from voicecoach.hearing.spotter import CommandSpotter
from voicecoach.sound.clip import Samples

BLOCK_MS = 20
WORD_MS = 400


@dataclass
class LoudnessRecognizer:
    """Recognizes a word by its level: at once when concluded, else 200 ms later."""

    words: dict[float, str]
    margin: float
    heard: list[float] = field(default_factory=list)

    def accept(self, block: Samples) -> str:
        """Take a block; the words recognized so far."""
        for first in range(0, len(block), BLOCK_MS * 16):
            self.heard.append(round(float(np.max(np.abs(block[first : first + BLOCK_MS * 16]))), 2))
        return self._text(len(self.heard) - 10)

    def accept_to_end(self, block: Samples) -> list[Hypothesis]:
        """Return nothing: this recognizer finds no endpoints itself."""
        return []

    def accept_whole(self, sound: Samples) -> str:
        """Take an utterance; its words."""
        return self.accept(sound)

    def conclude(self) -> list[Hypothesis]:
        """The best hypothesis and its rival."""
        text = self._text(len(self.heard))
        rival = Hypothesis("[unk] [unk]", 50 - self.margin)
        return [Hypothesis(text, 50), rival] if text else [rival]

    def _text(self, until: int) -> str:
        seen = [self.words.get(level, "[unk]") for level in self.heard[: max(until, 0)] if level]
        return " ".join(dict.fromkeys(seen))


def scripted(words: dict[float, str], margin: float = 5) -> CommandSpotter:
    """A spotter that knows these words by their level."""
    return CommandSpotter(
        lambda wordings: LoudnessRecognizer(
            {level: word for level, word in words.items() if _occurs(word, wordings)}, margin
        ),
        thresholds=THRESHOLDS,
    )


def _occurs(word: str, wordings: tuple[str, ...]) -> bool:
    return any(f" {word} " in f" {wording} " for wording in wordings)


def listening(
    hearing: CommandSpotter, *words: str, at_once: tuple[str, ...] = ()
) -> CommandSpotter:
    """The spotter with a grammar of these words."""
    hearing.listen_for(grammar(*words, at_once=at_once))
    return hearing


def grammar(*words: str, at_once: tuple[str, ...] = ()) -> Grammar:
    """A grammar of these words, some of them acted on at once."""
    commands = {word: Intent(word) for word in words if word != "paws"}
    decoys = tuple(word for word in words if word == "paws")
    return Grammar(commands, decoys, frozenset(at_once))


def signal(duration_ms: int, *words: tuple[int, float]) -> Samples:
    """Silence of this length, 16 kHz, with words as times in ms and levels."""
    samples = np.zeros(duration_ms * 16, np.float32)
    for at_ms, level in words:
        pulses = np.tile(np.repeat(np.array([level, -level], np.float32), 20), WORD_MS * 16 // 40)
        samples[at_ms * 16 : (at_ms + WORD_MS) * 16] = pulses
    return samples


def feed(
    hearing: CommandSpotter, samples: Samples, at_ms: int = 0, coach_until_ms: int = 0
) -> list[tuple[int, Heard]]:
    """Decided commands with their times in the signal; the coach speaks softly at first."""
    told = []
    for first_ms in range(0, len(samples) // 16, BLOCK_MS):
        block = samples[first_ms * 16 : (first_ms + BLOCK_MS) * 16]
        threshold_db = -100.0 if first_ms < coach_until_ms else NO_THRESHOLD_DB
        for heard in hearing.process(block, at_ms + first_ms, threshold_db):
            told.append((at_ms + first_ms + BLOCK_MS, heard))
    return told


def words_of(told: list[tuple[int, Heard]]) -> list[str]:
    """The words that were told."""
    return [heard.words for _, heard in told]
