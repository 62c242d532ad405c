"""The ears of a session: a thread that spots commands in the microphone and posts them."""

import threading
from collections import deque
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np

from voicecoach.core.dialogue.intents import NO_GRAMMAR, Grammar
from voicecoach.core.events import Device, DeviceLost, Event
from voicecoach.errors import ModelError
from voicecoach.hearing.signal_format import RATE_HZ
from voicecoach.sound.clip import Samples, milliseconds_of
from voicecoach.speech_models.lexicon import NO_PRONUNCIATIONS, Pronunciations

if TYPE_CHECKING:
    from voicecoach.hearing.chain import HearingChain

BUFFERED_BLOCKS = 75
"""Blocks kept until the model is loaded: 1.5 s in blocks of 20 ms; older ones are dropped."""


class SoundBlock(Protocol):
    """A short piece of recorded sound."""

    @property
    def samples(self) -> Samples:
        """(frames,) float32 mono, 16 kHz."""
        ...

    @property
    def began_ms(self) -> float:
        """Time of the first sample on the session's clock, ms."""
        ...


class BlockSource(Protocol):
    """A microphone."""

    def blocks(self) -> Iterable[SoundBlock]:
        """Blocks from now on, until the microphone is closed."""
        ...


class ReferenceSource(Protocol):
    """Log of what a loudspeaker played."""

    def take(self, began_ms: float, until_ms: float) -> Samples:
        """The reference for this time of a recording, up to what was taken before.

        Returns (frames,) float32 mono, 16 kHz.
        """
        ...


class EchoSource(Protocol):
    """A loudspeaker whose echo the microphone may pick up."""

    @property
    def playback_log(self) -> ReferenceSource:
        """Log of what it played, with times."""
        ...

    def duck(self, down: bool) -> None:
        """Lower the coach's volume while somebody speaks, or restore it."""
        ...


class VoskEars:
    """Spots commands with Vosk and posts them; the model loads while the session goes on."""

    def __init__(
        self,
        microphone: BlockSource,
        model: Path,
        post: Callable[[Event], None],
        *,
        loudspeaker: EchoSource | None = None,
        pronunciations: Pronunciations = NO_PRONUNCIATIONS,
    ) -> None:
        """Listen from `start` on; `post` is called from the threads of the ears.

        `loudspeaker` None: a silent session, without an echo. `pronunciations`: the user's ways to
        say words, besides the usual ones.
        """
        self._pronunciations = pronunciations
        self._loudspeaker = loudspeaker
        self._is_ducked = False
        self._microphone = microphone
        self._model_directory = model
        self._post = post
        self._grammar = NO_GRAMMAR
        self._chain: HearingChain | None = None
        self._load_ended = threading.Event()
        self._closed = False
        self._threads = [
            threading.Thread(target=work, name=name, daemon=True)
            for name, work in (("model", self._load), ("ears", self._listen))
        ]

    def start(self) -> None:
        """Begin to load the model and to listen."""
        for thread in self._threads:
            thread.start()

    def listen_for(self, grammar: Grammar) -> None:
        """Use this grammar from the next block on; callable from any thread, the latest wins."""
        self._grammar = grammar

    def wait_until_ready(self, timeout_s: float) -> bool:
        """Wait until the model is loaded or has failed; return True if it is loaded."""
        self._load_ended.wait(timeout_s)
        return self._chain is not None

    def close(self) -> None:
        """Stop listening; close the microphone first, so that no thread waits for its blocks."""
        self._closed = True
        for thread in self._threads:
            if thread.ident is not None:  # it was started
                thread.join(timeout=1)

    def _load(self) -> None:
        try:
            # Importing vosk loads its library (0.1 s), and fails on systems without one.
            from voicecoach.devices.vosk_recognizer import VoskModel
            from voicecoach.hearing.chain import HearingChain
            from voicecoach.hearing.spotter import CommandSpotter

            model = VoskModel(self._model_directory, pronunciations=self._pronunciations)
            self._chain = HearingChain(CommandSpotter(model.new_recognizer))
        except ModelError as error:
            self._post(DeviceLost(Device.MODEL, str(error)))
        except Exception as error:  # a thread's top
            self._post(DeviceLost(Device.MODEL, f"The recognizer failed: {error}. Use the keys."))
        finally:
            self._load_ended.set()

    def _listen(self) -> None:
        pending: deque[SoundBlock] = deque(maxlen=BUFFERED_BLOCKS)
        try:
            for block in self._microphone.blocks():
                if self._closed:
                    return
                pending.append(block)
                while self._chain and pending:
                    self._hear(self._chain, pending.popleft())
        except Exception as error:  # a thread's top
            self._post(DeviceLost(Device.MODEL, f"Listening failed: {error}. Use the keys."))

    def _hear(self, chain: "HearingChain", block: SoundBlock) -> None:
        for heard in chain.listen_for(self._grammar):
            self._post(heard)
        for heard in chain.process(block.samples, self._reference_for(block), block.began_ms):
            self._post(heard)
        if missed := chain.take_not_understood():
            self._post(missed)
        if self._loudspeaker and chain.wants_quiet != self._is_ducked:
            self._is_ducked = not self._is_ducked
            self._loudspeaker.duck(self._is_ducked)

    def _reference_for(self, block: SoundBlock) -> Samples:
        if self._loudspeaker is None:
            return np.zeros(len(block.samples), np.float32)
        until_ms = block.began_ms + milliseconds_of(len(block.samples), RATE_HZ)
        return self._loudspeaker.playback_log.take(block.began_ms, until_ms)
