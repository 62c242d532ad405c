"""Runs a Vosk model on sounds, and counts its results."""

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
"""Margin of a result without a rival."""
SURE_MARGIN = 1.0
"""Margin from which the coach acts on a command."""


@dataclass(frozen=True, slots=True)
class Understood:
    """Result for one utterance."""

    command: str
    """Most likely command; empty if there is none."""
    margin: float
    """Lead of its log likelihood over anything else; below 0: it is less likely."""


class Kind(Enum):
    """Outcome for one command."""

    RIGHT = "right"
    MISSED = "missed"
    WRONG = "wrong"


@dataclass(slots=True)
class Tally:
    """Outcomes for many commands."""

    kinds: Counter[Kind] = field(default_factory=Counter)
    sure: Counter[Kind] = field(default_factory=Counter)
    """Those of them with a margin that the coach acts on."""
    confused: Counter[str] = field(default_factory=Counter)
    """Confusions, as "said > heard"."""

    def add(self, said: str, what: Understood) -> None:
        """Count one; `said` is empty if there was no command."""
        heard = what.command if what.margin >= 0 else ""
        kind = Kind.RIGHT if heard == said else Kind.WRONG if heard else Kind.MISSED
        self.kinds[kind] += 1
        if heard and what.margin >= SURE_MARGIN:
            self.sure[kind] += 1
        if kind is Kind.WRONG:
            self.confused[f"{said} > {heard}"] += 1

    @property
    def total(self) -> int:
        """Number of commands counted."""
        return self.kinds.total()

    def share(self, kind: Kind) -> float:
        """In percent."""
        return 100 * self.kinds[kind] / max(1, self.total)

    def sure_share(self, kind: Kind) -> float:
        """Share that the coach would act on, in percent of all."""
        return 100 * self.sure[kind] / max(1, self.total)


class Ears(Protocol):
    """A recognizer of commands."""

    unknown: Sequence[str]
    """Commands outside its vocabulary."""

    def understand(self, sound: Samples) -> Understood:
        """Result for one utterance."""
        ...

    def follow(self, sound: Samples) -> list[str]:
        """Texts recognized in speech, one for each utterance."""
        ...


class Listener:
    """A Vosk model that listens for commands."""

    def __init__(self, directory: Path, commands: Sequence[str] = COMMANDS) -> None:
        """Load the model; raises ModelError."""
        check_model(directory)
        vosk.SetLogLevel(-1)
        self._model = vosk.Model(str(directory))
        self._commands = frozenset(commands)
        self.unknown: Sequence[str] = [each for each in commands if not self._knows(each)]
        known = [each for each in commands if each not in self.unknown]
        self._grammar = json.dumps([*known, UNKNOWN])

    def understand(self, sound: Samples) -> Understood:
        """Result for one utterance."""
        recognizer = VoskRecognizer(self.recognizer())
        for block in blocks(sound):
            recognizer.accept(block)
        return understood(recognizer.conclude(), self._commands)

    def follow(self, sound: Samples) -> list[str]:
        """Texts recognized in speech, one for each utterance that the model finds."""
        recognizer = self.recognizer()
        texts = []
        for block in blocks(sound):
            if recognizer.AcceptWaveform(pcm(block)):
                texts.append(str(json.loads(recognizer.Result())["text"]))
        return [*texts, str(json.loads(recognizer.FinalResult())["text"])]

    def recognizer(self) -> vosk.KaldiRecognizer:
        """A new recognizer with the grammar of the commands."""
        return vosk.KaldiRecognizer(self._model, RATE_HZ, self._grammar)

    def transcribe(self, sound: Samples) -> str:
        """Text recognized without a grammar."""
        recognizer = vosk.KaldiRecognizer(self._model, RATE_HZ)
        texts = []
        for block in blocks(sound):
            if recognizer.AcceptWaveform(pcm(block)):
                texts.append(str(json.loads(recognizer.Result())["text"]))
        return " ".join([*texts, str(json.loads(recognizer.FinalResult())["text"])])

    def _knows(self, wording: str) -> bool:
        return all(self._model.vosk_model_find_word(word) >= 0 for word in wording.split())


def understood(hypotheses: Sequence[Hypothesis], commands: frozenset[str]) -> Understood:
    """Most likely command, with its lead over the most likely text that is something else."""
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
    """Text after each block: partial results, after the text of finished utterances."""
    before = ""
    for block in blocks(sound):
        if recognizer.AcceptWaveform(pcm(block)):
            before = f"{before} {json.loads(recognizer.Result())['text']}".strip()
        # While it has nothing, its answer has the form of a final result (vosk 0.3.45).
        partial = json.loads(recognizer.PartialResult()).get("partial", "")
        yield f"{before} {partial}".strip()


def commands_in(text: str) -> list[str]:
    """Words of the grammar that occur in recognized text."""
    return [word for word in text.split() if word != UNKNOWN]


def blocks(sound: Samples) -> Iterator[Samples]:
    """Blocks of the length that a microphone gives."""
    for begin in range(0, len(sound), BLOCK_FRAMES):
        yield sound[begin : begin + BLOCK_FRAMES]


def pcm(block: Samples) -> bytes:
    """Samples as the bytes that Vosk takes."""
    return bytes((np.clip(block, -1, 1) * 32767).astype("<i2").tobytes())
