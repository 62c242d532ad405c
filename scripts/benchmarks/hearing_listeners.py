"""Listeners of the hearing benchmark: the chain of a session, and the ordinary Vosk loop."""

import json
import time
from typing import Protocol

import numpy as np
import vosk

from scripts.benchmarks.hearing_direct import model
from voicecoach.core.dialogue.intents import Grammar
from voicecoach.core.dialogue.wordings import UNKNOWN, find_commands
from voicecoach.core.events import Heard, NotUnderstood
from voicecoach.hearing.chain import HearingChain
from voicecoach.hearing.signal_format import RATE_HZ
from voicecoach.hearing.spotter import CommandSpotter
from voicecoach.simulation.room import Hearing
from voicecoach.sound.clip import Samples, milliseconds_of
from voicecoach.speech_models.lookup import bundled_model

LISTENERS = ("chain", "vosk loop")


class Listener(Hearing, Protocol):
    """Ears whose use of the processor is known."""

    @property
    def cpu_s(self) -> float:
        """Processor time so far."""
        ...

    @property
    def longest_s(self) -> float:
        """Longest processor time for a block of sound: so long nothing else is heard."""
        ...


def listener(name: str, grammar: Grammar) -> Listener:
    """One of LISTENERS, which listens for this."""
    if name == "vosk loop":
        return VoskLoop(grammar)
    chain = HearingChain(CommandSpotter(model().new_recognizer))
    chain.listen_for(grammar)
    return MeteredChain(chain)


class MeteredChain:
    """The chain of a session."""

    def __init__(self, chain: HearingChain) -> None:
        self._chain = chain
        self.cpu_s = self.longest_s = 0.0

    @property
    def wants_quiet(self) -> bool:
        """True if somebody is speaking."""
        return self._chain.wants_quiet

    def listen_for(self, grammar: Grammar) -> list[Heard]:
        """Nothing: the grammar stays as it is."""
        return []

    def process(self, microphone: Samples, reference: Samples, at_ms: float) -> list[Heard]:
        """Take the next samples."""
        began_s = time.process_time()
        heard = self._chain.process(microphone, reference, at_ms)
        took_s = time.process_time() - began_s
        self.cpu_s, self.longest_s = self.cpu_s + took_s, max(self.longest_s, took_s)
        return heard

    def take_not_understood(self) -> NotUnderstood | None:
        """Return speech that ended without a command a while ago."""
        return self._chain.take_not_understood()


class VoskLoop:
    """One recognizer with all commands as its grammar, whose final results are obeyed.

    That is what Vosk's own examples do. It knows nothing of the loudspeaker.
    """

    wants_quiet = False

    def __init__(self, grammar: Grammar) -> None:
        vosk.SetLogLevel(-1)
        words = json.dumps([*grammar.wordings, UNKNOWN])
        self._recognizer = vosk.KaldiRecognizer(vosk.Model(str(bundled_model())), RATE_HZ, words)
        self._grammar = grammar
        self.cpu_s = self.longest_s = 0.0

    def listen_for(self, grammar: Grammar) -> list[Heard]:
        """Nothing: the grammar stays as it is."""
        return []

    def process(self, microphone: Samples, reference: Samples, at_ms: float) -> list[Heard]:
        """Take the next samples; the times of what was heard are those of its final result."""
        began_s = time.process_time()
        pcm = (np.clip(microphone, -1, 1) * 32767).astype("<i2").tobytes()
        is_final = self._recognizer.AcceptWaveform(pcm)
        text = json.loads(self._recognizer.Result())["text"] if is_final else ""
        took_s = time.process_time() - began_s
        self.cpu_s, self.longest_s = self.cpu_s + took_s, max(self.longest_s, took_s)
        now_ms = round(at_ms + milliseconds_of(len(microphone), RATE_HZ))
        found = find_commands(text, self._grammar.wordings)
        return [Heard(words, now_ms, now_ms) for words in found if words in self._grammar.commands]

    def take_not_understood(self) -> None:
        """Nothing: it does not know what it has missed."""
