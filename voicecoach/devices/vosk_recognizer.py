"""Speech recognition by Vosk: a model, and recognizers that use it."""

import json
from collections.abc import Iterable
from pathlib import Path

import numpy as np

from voicecoach.core.dialogue.wordings import UNKNOWN
from voicecoach.devices.model_trial import try_model
from voicecoach.devices.without_http import http_left_out
from voicecoach.errors import ModelError
from voicecoach.hearing.decision import Hypothesis
from voicecoach.hearing.signal_format import RATE_HZ
from voicecoach.sound.clip import Samples
from voicecoach.speech_models.lexicon import (
    NO_PRONUNCIATIONS,
    Pronunciations,
    copy_with,
    read_lexicon,
    taught,
)
from voicecoach.speech_models.lookup import check_model
from voicecoach.speech_models.store import is_as_published

with http_left_out():
    import vosk

MOST_HYPOTHESES = 8
"""Number of alternatives for an utterance that are compared."""
MOST_GRAMMARS = 32
"""Number of grammars that are kept in Vosk's form: of sentences, each utterance has its own."""


class VoskModel:
    """A loaded speech model."""

    def __init__(
        self,
        directory: Path,
        *,
        is_tried: bool = False,
        pronunciations: Pronunciations = NO_PRONUNCIATIONS,
    ) -> None:
        """Load the model; takes 0.1 s (the bundled one) to seconds. Raises ModelError.

        Unless its files are as published, or it was tried, it is tried in a child process first.
        With `pronunciations` words may sound like these, too; only the bundled model takes them.
        """
        check_model(directory)
        if not (is_tried or is_as_published(directory)):
            try_model(directory)
        self._grammars: dict[tuple[str, ...], str] = {}
        """Vosk's form of the grammars, by their wordings."""
        if pronunciations:
            lexicon = read_lexicon(directory)
            with copy_with(lexicon, taught(lexicon, pronunciations)) as copy:
                self._model = load_vosk_model(copy)
        else:
            self._model = load_vosk_model(directory)

    def knows(self, wording: str) -> bool:
        """True if every word of the wording is in the model's lexicon."""
        return all(self._model.vosk_model_find_word(word) >= 0 for word in wording.split())

    def unknown(self, wordings: Iterable[str]) -> tuple[str, ...]:
        """The wordings that the model can't recognize, in their order."""
        return tuple(wording for wording in wordings if not self.knows(wording))

    def new_recognizer(self, wordings: tuple[str, ...]) -> "VoskRecognizer":
        """A recognizer for these wordings, leaving out those unknown to the model."""
        # libvosk 0.3.45 drops an unknown word and keeps the rest of the phrase: "skip hocuspocus"
        # would be recognized as "skip".
        if wordings not in self._grammars:
            if len(self._grammars) == MOST_GRAMMARS:
                del self._grammars[next(iter(self._grammars))]
            known = [wording for wording in wordings if self.knows(wording)]
            self._grammars[wordings] = json.dumps([*known, UNKNOWN])
        grammar = self._grammars[wordings]
        return VoskRecognizer(vosk.KaldiRecognizer(self._model, RATE_HZ, grammar))


class VoskRecognizer:
    """Turns 16 kHz mono sound into text."""

    def __init__(self, recognizer: vosk.KaldiRecognizer) -> None:
        self._recognizer = recognizer
        self._recognizer.SetMaxAlternatives(MOST_HYPOTHESES)
        self._before = ""
        """Text of what Vosk took for earlier utterances."""

    def accept_to_end(self, block: Samples) -> tuple[Hypothesis, ...]:
        """Take the next samples; return hypotheses if Vosk finds an endpoint in them, else ().

        `block`: (frames,) float32 mono, 16 kHz. Can't be combined with `accept`.
        """
        is_over = self._recognizer.AcceptWaveform(pcm_of(block))
        return self._hypotheses(self._recognizer.Result()) if is_over else ()

    def accept(self, block: Samples) -> str:
        """Take the next samples; return the text so far, which lacks the last third of a second.

        `block`: (frames,) float32 mono, 16 kHz.
        """
        # Without SetPartialWords, which delays partial results a lot (vosk 0.3.45).
        if self._recognizer.AcceptWaveform(pcm_of(block)):
            # Vosk takes half a second of silence for an endpoint, and its next text begins empty.
            self._before = f"{self._before} {self._hypotheses(self._recognizer.Result())[0].text}"
        # Before the first word the answer has the form of a final result (vosk 0.3.45).
        partial = json.loads(self._recognizer.PartialResult()).get("partial", "")
        return f"{self._before} {partial}".strip()

    def accept_whole(self, sound: Samples) -> str:
        """Take a whole utterance; return its likeliest text, without the last third of a second.

        `sound`: (frames,) float32 mono, 16 kHz. Takes no pause for an end: libvosk (0.3.45) would
        look for alternatives then, which took up to seconds where nothing in the grammar fits.
        """
        self._recognizer.AcceptWaveform(pcm_of(sound))
        return str(json.loads(self._recognizer.PartialResult()).get("partial", ""))

    def conclude(self) -> tuple[Hypothesis, ...]:
        """End the utterance and return its hypotheses; the recognizer can't be used again."""
        return self._hypotheses(self._recognizer.FinalResult())

    def _hypotheses(self, result: str) -> tuple[Hypothesis, ...]:
        return tuple(
            Hypothesis(f"{self._before} {each['text']}".strip(), float(each["confidence"]))
            for each in json.loads(result)["alternatives"]
        )


def load_vosk_model(directory: Path) -> vosk.Model:
    """Load a model that was tried; raises ModelError."""
    vosk.SetLogLevel(-1)
    try:
        return vosk.Model(str(directory))
    except Exception as error:  # vosk 0.3.45 raises bare Exception when libvosk gives up
        raise ModelError(
            f"The speech model in {directory} can't be loaded: {error}. "
            "Download it again, or name another one with --model."
        ) from error


def pcm_of(block: Samples) -> bytes:
    """Samples as Vosk takes them; (frames,) float32 mono."""
    return (np.clip(block, -1, 1) * 32767).astype("<i2").tobytes()
