"""Vosk: a model, and the recognizers that it makes."""

import json
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import vosk

from voicecoach.errors import ModelError
from voicecoach.hearing.decision import UNKNOWN, Hypothesis
from voicecoach.hearing.signal_format import RATE_HZ
from voicecoach.sound.clip import Samples
from voicecoach.speech_models.lookup import check_model

MOST_HYPOTHESES = 8
"""How many ways to understand an utterance are compared."""


class VoskModel:
    """A loaded speech model."""

    def __init__(self, directory: Path) -> None:
        """Load it; takes from 0.1 s (the bundled one) to seconds. Raises ModelError."""
        check_model(directory)
        self._grammars: dict[tuple[str, ...], str] = {}
        """In Vosk's form, by their wordings."""
        vosk.SetLogLevel(-1)
        try:
            self._model = vosk.Model(str(directory))
        except Exception as error:  # vosk 0.3.45 raises bare Exception when libvosk gives up
            raise ModelError(
                f"The speech model in {directory} can't be loaded: {error}. "
                "Download it again, or name another one with --model."
            ) from error

    def knows(self, wording: str) -> bool:
        """Whether every word of this wording is in the model's lexicon."""
        return all(self._model.vosk_model_find_word(word) >= 0 for word in wording.split())

    def unknown(self, wordings: Iterable[str]) -> tuple[str, ...]:
        """The wordings that this model can never hear, in their order."""
        return tuple(wording for wording in wordings if not self.knows(wording))

    def new_recognizer(self, wordings: tuple[str, ...]) -> "VoskRecognizer":
        """A recognizer for these wordings, those unknown to the model left out."""
        # libvosk drops a word it does not know and keeps the rest of the phrase (0.3.45): "skip
        # hocuspocus" would be heard as "skip".
        if wordings not in self._grammars:
            known = [wording for wording in wordings if self.knows(wording)]
            self._grammars[wordings] = json.dumps([*known, UNKNOWN])
        grammar = self._grammars[wordings]
        return VoskRecognizer(vosk.KaldiRecognizer(self._model, RATE_HZ, grammar))


class VoskRecognizer:
    """Turns 16 kHz sound into text."""

    def __init__(self, recognizer: vosk.KaldiRecognizer) -> None:
        self._recognizer = recognizer
        self._recognizer.SetMaxAlternatives(MOST_HYPOTHESES)
        self._before = ""
        """The text of what Vosk took for earlier utterances."""

    def accept_to_end(self, block: Samples) -> tuple[Hypothesis, ...]:
        """What an utterance may be, if Vosk takes it to have ended with this block; else nothing.

        Not to be mixed with `accept`.
        """
        is_over = self._recognizer.AcceptWaveform(_pcm(block))
        return self._hypotheses(self._recognizer.Result()) if is_over else ()

    def accept(self, block: Samples) -> str:
        """The text of the utterance so far, of which the last third of a second is missing."""
        # No SetPartialWords: with it partial text comes much later (vosk 0.3.45).
        if self._recognizer.AcceptWaveform(_pcm(block)):
            # Vosk takes half a second of silence for the end, and its next text begins empty.
            self._before = f"{self._before} {self._hypotheses(self._recognizer.Result())[0].text}"
        # While it knows nothing, it answers in the form of a final result (vosk 0.3.45).
        partial = json.loads(self._recognizer.PartialResult()).get("partial", "")
        return f"{self._before} {partial}".strip()

    def conclude(self) -> tuple[Hypothesis, ...]:
        """What the utterance may be if nothing more is said; the recognizer is spent."""
        return self._hypotheses(self._recognizer.FinalResult())

    def _hypotheses(self, result: str) -> tuple[Hypothesis, ...]:
        return tuple(
            Hypothesis(f"{self._before} {each['text']}".strip(), float(each["confidence"]))
            for each in json.loads(result)["alternatives"]
        )


def _pcm(block: Samples) -> bytes:
    return (np.clip(block, -1, 1) * 32767).astype("<i2").tobytes()
