"""Who listens in the hearing benchmark: the chain of a session, and the ordinary Vosk loop."""

import time
from collections.abc import Collection
from functools import cache
from typing import Protocol

from voicecoach.audio.clip import Samples, milliseconds_of
from voicecoach.audio.hearing import Hearing
from voicecoach.audio.hearing_chain import HearingChain
from voicecoach.content.loader import load_language
from voicecoach.core.events import Heard
from voicecoach.core.intents import find_commands
from voicecoach.core.transitions import AT_ONCE
from voicecoach.devices.recognizer import VoskModel
from voicecoach.models import bundled_model
from voicecoach.offline_room.room import RATE_HZ, Chain

LISTENERS = ("chain", "vosk loop")


class Listener(Chain, Protocol):
    """Ears whose use of the processor is known."""

    @property
    def cpu_s(self) -> float:
        """Processor time so far."""
        ...


def listener(name: str, wordings: Collection[str]) -> Listener:
    """One of LISTENERS, which listens for these and for the decoys."""
    vocabulary = load_language().vocabulary
    grammar = tuple(dict.fromkeys((*wordings, *vocabulary.decoys)))
    if name == "vosk loop":
        return VoskLoop(grammar, frozenset(wordings))
    hearing = Hearing(_model().new_recognizer, decoys=vocabulary.decoys)
    chain = HearingChain(hearing)
    urgent = {wording for intent in AT_ONCE for wording in vocabulary.words[intent]}
    chain.listen_for(grammar, urgent)
    return MeteredChain(chain)


class MeteredChain:
    """The chain of a session."""

    def __init__(self, chain: HearingChain) -> None:
        self._chain = chain
        self.cpu_s = 0.0

    @property
    def wants_quiet(self) -> bool:
        """Whether somebody is speaking."""
        return self._chain.wants_quiet

    def listen_for(self, wordings: tuple[str, ...], at_once: Collection[str]) -> list[Heard]:
        """Nothing: the wordings stay as they are."""
        return []

    def process(self, microphone: Samples, reference: Samples, at_ms: float) -> list[Heard]:
        """Take the next samples."""
        began_s = time.process_time()
        heard = self._chain.process(microphone, reference, at_ms)
        self.cpu_s += time.process_time() - began_s
        return heard


class VoskLoop:
    """One recognizer with all commands as its grammar, whose final results are obeyed.

    That is what Vosk's own examples do. It knows nothing of the loudspeaker.
    """

    wants_quiet = False

    def __init__(self, grammar: tuple[str, ...], wanted: frozenset[str]) -> None:
        self._recognizer = _model().new_recognizer(grammar)
        self._grammar = grammar
        self._wanted = wanted
        self.cpu_s = 0.0

    def listen_for(self, wordings: tuple[str, ...], at_once: Collection[str]) -> list[Heard]:
        """Nothing: the wordings stay as they are."""
        return []

    def process(self, microphone: Samples, reference: Samples, at_ms: float) -> list[Heard]:
        """Take the next samples; the times of what was heard are those of its final result."""
        began_s = time.process_time()
        text, is_final = self._recognizer.accept(microphone)
        self.cpu_s += time.process_time() - began_s
        if not is_final:
            return []
        now_ms = round(at_ms + milliseconds_of(len(microphone), RATE_HZ))
        found = find_commands(text, self._grammar)
        return [Heard(words, now_ms, now_ms) for words in found if words in self._wanted]


@cache
def _model() -> VoskModel:
    return VoskModel(bundled_model())
