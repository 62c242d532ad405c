"""Lets a Vosk model hear sounds, and counts what it makes of them."""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from typing import Protocol

import numpy as np
import vosk

from scripts.model.evaluation.items import COMMANDS
from voicecoach.core.dialogue.wordings import UNKNOWN
from voicecoach.devices.vosk_recognizer import VoskRecognizer
from voicecoach.hearing.decision import Hypothesis
from voicecoach.hearing.signal_format import RATE_HZ
from voicecoach.sound.clip import Samples
from voicecoach.speech_models.lookup import check_model

BLOCK_FRAMES = 800
MOST = 8.0
"""The margin of what has no rival."""
SURE_MARGIN = 1.0
"""By so much a command has to be likelier than anything else before the coach acts on it."""


@dataclass(frozen=True, slots=True)
class Understood:
    """What an utterance is taken for."""

    command: str
    """The likeliest one; empty if none is likely at all."""
    margin: float
    """By how much it is likelier than anything else; below 0: less likely."""


class Kind(Enum):
    """What became of a command."""

    RIGHT = "right"
    MISSED = "missed"
    WRONG = "wrong"


@dataclass(slots=True)
class Tally:
    """What became of many commands."""

    kinds: Counter[Kind] = field(default_factory=Counter)
    sure: Counter[Kind] = field(default_factory=Counter)
    """Of them, those with a margin that the coach acts on."""
    confused: Counter[str] = field(default_factory=Counter)
    """"said > heard" of the wrong ones."""

    def add(self, said: str, what: Understood) -> None:
        """Count one; `said` is empty when nothing was to be heard."""
        heard = what.command if what.margin >= 0 else ""
        kind = Kind.RIGHT if heard == said else Kind.WRONG if heard else Kind.MISSED
        self.kinds[kind] += 1
        if heard and what.margin >= SURE_MARGIN:
            self.sure[kind] += 1
        if kind is Kind.WRONG:
            self.confused[f"{said} > {heard}"] += 1

    @property
    def total(self) -> int:
        """How many were counted."""
        return self.kinds.total()

    def share(self, kind: Kind) -> float:
        """In percent."""
        return 100 * self.kinds[kind] / max(1, self.total)

    def sure_share(self, kind: Kind) -> float:
        """Of those that the coach would act on, in percent of all."""
        return 100 * self.sure[kind] / max(1, self.total)


class Ears(Protocol):
    """What listens for commands."""

    unknown: Sequence[str]
    """Commands that it can't hear at all."""

    def understand(self, sound: Samples) -> Understood:
        """What an utterance is taken for."""
        ...

    def follow(self, sound: Samples) -> list[str]:
        """What is heard in talk, a text for each utterance."""
        ...


class Listener:
    """A model that listens for commands."""

    def __init__(self, directory: Path, commands: Sequence[str] = COMMANDS) -> None:
        """Raises ModelError."""
        check_model(directory)
        vosk.SetLogLevel(-1)
        self._model = vosk.Model(str(directory))
        self._commands = frozenset(commands)
        self.unknown: Sequence[str] = [each for each in commands if not self._knows(each)]
        known = [each for each in commands if each not in self.unknown]
        self._grammar = json.dumps([*known, UNKNOWN])

    def understand(self, sound: Samples) -> Understood:
        """What an utterance is taken for."""
        recognizer = VoskRecognizer(self.recognizer())
        for block in blocks(sound):
            recognizer.accept(block)
        return understood(recognizer.conclude(), self._commands)

    def follow(self, sound: Samples) -> list[str]:
        """What is heard in talk: a text for each stretch that the model takes for an utterance."""
        recognizer = self.recognizer()
        texts = []
        for block in blocks(sound):
            if recognizer.AcceptWaveform(pcm(block)):
                texts.append(str(json.loads(recognizer.Result())["text"]))
        return [*texts, str(json.loads(recognizer.FinalResult())["text"])]

    def recognizer(self) -> vosk.KaldiRecognizer:
        """A new one for the commands."""
        return vosk.KaldiRecognizer(self._model, RATE_HZ, self._grammar)

    def transcribe(self, sound: Samples) -> str:
        """What is heard without a grammar."""
        recognizer = vosk.KaldiRecognizer(self._model, RATE_HZ)
        texts = []
        for block in blocks(sound):
            if recognizer.AcceptWaveform(pcm(block)):
                texts.append(str(json.loads(recognizer.Result())["text"]))
        return " ".join([*texts, str(json.loads(recognizer.FinalResult())["text"])])

    def _knows(self, wording: str) -> bool:
        return all(self._model.vosk_model_find_word(word) >= 0 for word in wording.split())


def understood(hypotheses: Sequence[Hypothesis], commands: frozenset[str]) -> Understood:
    """The likeliest command, compared with the likeliest text that is anything else."""
    best: dict[str, float] = {}
    for each in hypotheses:
        best[each.text] = max(each.score, best.get(each.text, each.score))
    found = [text for text in best if text in commands]
    if not found:
        return Understood("", 0.0)
    command = max(found, key=lambda text: best[text])
    others = [score for text, score in best.items() if text != command]
    return Understood(command, min(best[command] - max(others), MOST) if others else MOST)


def shown_texts(recognizer: vosk.KaldiRecognizer, sound: Samples) -> Iterator[str]:
    """What stands there after each block, with the text of what the model takes for over."""
    before = ""
    for block in blocks(sound):
        if recognizer.AcceptWaveform(pcm(block)):
            before = f"{before} {json.loads(recognizer.Result())['text']}".strip()
        # While it knows nothing, it answers in the form of a final result (vosk 0.3.45).
        partial = json.loads(recognizer.PartialResult()).get("partial", "")
        yield f"{before} {partial}".strip()


def commands_in(text: str) -> list[str]:
    """The words of the grammar in recognized text."""
    return [word for word in text.split() if word != UNKNOWN]


def blocks(sound: Samples) -> Iterator[Samples]:
    """As a microphone gives it."""
    for begin in range(0, len(sound), BLOCK_FRAMES):
        yield sound[begin : begin + BLOCK_FRAMES]


def pcm(block: Samples) -> bytes:
    """As Vosk takes it."""
    return bytes((np.clip(block, -1, 1) * 32767).astype("<i2").tobytes())
