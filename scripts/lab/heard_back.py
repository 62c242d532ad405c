"""Recognition of the coach's voice: are numbers, letters and times spoken right?"""

import json
from collections.abc import Callable, Mapping

import numpy as np
import vosk

from voicecoach.content.loader import load_language
from voicecoach.core.dialogue.intent import Intent
from voicecoach.hearing.signal_format import RATE_HZ
from voicecoach.simulation.dither import seed_dither
from voicecoach.sound.clip import Clip, frames_of
from voicecoach.sound.resampler import with_rate
from voicecoach.speech_models.lookup import bundled_model

_NUMBERS = load_language().vocabulary.words[Intent.NUMBER]
NUMBERS: Mapping[str, tuple[str, ...]] = {
    str(number): (words,) for number, words in enumerate(_NUMBERS, start=1)
}
"""Texts, and the words that each must be heard as."""
LETTERS: Mapping[str, tuple[str, ...]] = {
    "A": ("a",),
    "B": ("bee", "be"),
    "C": ("see", "sea"),
    "D": ("dee",),
    "I": ("eye",),
    "J": ("jay",),
    "K": ("kay",),
    "L": ("el",),
    "M": ("em",),
    "N": ("en",),
    "O": ("oh", "owe"),
    "P": ("pee",),
    "Q": ("queue",),
    "R": ("are",),
    "T": ("tea", "tee"),
    "U": ("you",),
    "W": ("double you",),
    "X": ("ex",),
    "Y": ("why",),
}
"""Those whose name is a word that the bundled model knows."""
TIMES: Mapping[str, tuple[str, ...]] = {
    "10 seconds.": ("ten seconds",),
    "20 seconds.": ("twenty seconds",),
    "30 seconds.": ("thirty seconds",),
    "40 seconds.": ("forty seconds",),
    "50 seconds.": ("fifty seconds",),
    "60 seconds.": ("sixty seconds",),
}
KINDS = {"numbers": NUMBERS, "letters": LETTERS, "times": TIMES}
_AROUND_MS = 400
_ROOM_AMPLITUDE = 10 ** (-70 / 20)
"""Noise of a quiet room. In the digital silence that no microphone delivers, the natural voice's P
was taken for A."""


class Listener:
    """The bundled model, which must take what it hears for one of the words of a kind."""

    def __init__(self) -> None:
        seed_dither(1)
        vosk.SetLogLevel(-1)
        self._model = vosk.Model(str(bundled_model()))

    def knows(self, wording: str) -> bool:
        """True if every word of this wording is in the model's lexicon."""
        return all(self._model.vosk_model_find_word(word) >= 0 for word in wording.split())

    def mistakes(
        self, render: Callable[[str], Clip], wanted: Mapping[str, tuple[str, ...]]
    ) -> dict[str, str]:
        """Texts that were misheard: said -> heard."""
        wordings = tuple(dict.fromkeys(word for words in wanted.values() for word in words))
        found = {}
        for said, words in wanted.items():
            heard = self._hear(render(said), wordings)
            if heard not in words:
                found[said] = heard
        return found

    def _hear(self, clip: Clip, wordings: tuple[str, ...]) -> str:
        silence = np.zeros(frames_of(_AROUND_MS, RATE_HZ), np.float32)
        samples = np.concatenate((silence, with_rate(clip, RATE_HZ).samples, silence))
        samples += np.random.default_rng(1).normal(0, _ROOM_AMPLITUDE, len(samples))
        # Without the filler for all other words: the question is which of them it is.
        recognizer = vosk.KaldiRecognizer(self._model, RATE_HZ, json.dumps(wordings))
        recognizer.AcceptWaveform((samples.clip(-1, 1) * 32767).astype("<i2").tobytes())
        return str(json.loads(recognizer.FinalResult())["text"])
