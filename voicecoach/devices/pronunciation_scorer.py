"""Tells with Vosk how well a take fits each of many ways to say a command."""

import json
from collections.abc import Collection, Mapping

import numpy as np

from voicecoach.core.dialogue.wordings import UNKNOWN
from voicecoach.devices.vosk_recognizer import load_vosk_model, pcm_of
from voicecoach.devices.without_http import http_left_out
from voicecoach.hearing.learning import TakeScores
from voicecoach.hearing.pronouncing import Saying
from voicecoach.hearing.signal_format import RATE_HZ
from voicecoach.sound.clip import Samples, frames_of
from voicecoach.speech_models.decoding_graph import Spoken
from voicecoach.speech_models.lexicon import Lexicon, copy_with

with http_left_out():
    import vosk

_WIDE = {"beam": "10.0", "lattice-beam": "6.0"}
"""So that unlikely sayings are returned, too. With 12 and 8, and 400 sayings, two voices taught
nearly the same in three times the time."""
_MOST = 60
"""Number of sayings that are returned."""
_SILENCE = np.zeros(frames_of(200, RATE_HZ), np.float32)
"""Put before and behind a take: the recognizer expects it."""


class PronunciationScorer:
    """A model in which each saying is a word of its own."""

    def __init__(self, lexicon: Lexicon, sayings: Mapping[str, Collection[Saying]]) -> None:
        """Load a model with these sayings of each wording; takes half a second."""
        self._sayings: dict[str, dict[str, Saying]] = {}
        labels: dict[str, int] = {}
        spoken: list[Spoken] = []
        for wording, each in sayings.items():
            names = self._sayings[wording] = {}
            for saying in sorted(each):
                name = f"~{len(labels)}"
                names[name] = saying
                labels[name] = lexicon.first_free_label + len(labels)
                phones = tuple(phone for word in saying for phone in word)
                spoken.append(lexicon.spoken(wording, phones, labels[name]))
        with copy_with(lexicon, spoken, new_words=labels, settings=_WIDE) as directory:
            self._model = load_vosk_model(directory)

    def scores(self, wording: str, samples: Samples) -> TakeScores:
        """Score a take against each saying of a wording; (frames,) float32 mono, 16 kHz."""
        names = self._sayings[wording]
        grammar = json.dumps([*names, UNKNOWN])
        recognizer = vosk.KaldiRecognizer(self._model, RATE_HZ, grammar)
        recognizer.SetMaxAlternatives(_MOST)
        recognizer.AcceptWaveform(pcm_of(np.concatenate((_SILENCE, samples, _SILENCE))))
        found: dict[str, float] = {}
        for each in json.loads(recognizer.FinalResult())["alternatives"]:
            found.setdefault(each["text"].strip(), float(each["confidence"]))
        known = {names[text]: score for text, score in found.items() if text in names}
        return TakeScores(known, found.get(UNKNOWN))
