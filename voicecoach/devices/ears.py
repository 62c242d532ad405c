"""The ears of a session: a thread that listens to the microphone and posts what was heard."""

import threading
from collections import deque
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Protocol

import numpy as np

from voicecoach.core.dialogue.intents import NO_GRAMMAR, Grammar
from voicecoach.core.events import Device, DeviceLost, Event
from voicecoach.errors import ModelError
from voicecoach.hearing.chain import HearingChain
from voicecoach.hearing.signal_format import RATE_HZ
from voicecoach.hearing.spotter import CommandSpotter
from voicecoach.sound.clip import Samples, milliseconds_of

BUFFERED_BLOCKS = 75
"""What is kept until the model is loaded: 1.5 s in blocks of 20 ms; older sound is dropped."""


class Block(Protocol):
    """A little sound."""

    @property
    def samples(self) -> Samples:
        """Shape (frames,), float32 at 16 kHz."""
        ...

    @property
    def began_ms(self) -> float:
        """When the first of them was recorded, on the session's clock."""
        ...


class Microphone(Protocol):
    """A source of sound."""

    def blocks(self) -> Iterable[Block]:
        """What is recorded, from now until the microphone is closed."""
        ...


class Played(Protocol):
    """What a loudspeaker played."""

    def take(self, began_ms: float, until_ms: float) -> Samples:
        """What belongs to this time of a recording, and has not been taken."""
        ...


class Loudspeaker(Protocol):
    """What the coach speaks with, where it can be heard by these ears."""

    @property
    def played(self) -> Played:
        """What it really played, with times."""
        ...

    def duck(self, down: bool) -> None:
        """Be quieter while somebody speaks, or come back."""
        ...


class VoskEars:
    """Hears commands with Vosk and posts them; the model loads while the session begins."""

    def __init__(
        self,
        microphone: Microphone,
        model: Path,
        post: Callable[[Event], None],
        *,
        loudspeaker: Loudspeaker | None = None,
    ) -> None:
        """Start listening. `post` is called from the threads of the ears.

        `loudspeaker` None: there is none that could be heard.
        """
        self._loudspeaker = loudspeaker
        self._ducked = False
        self._microphone = microphone
        self._directory = model
        self._post = post
        self._wanted = NO_GRAMMAR
        self._hearing: HearingChain | None = None
        self._settled = threading.Event()
        self._closed = False
        self._threads = [
            threading.Thread(target=work, name=name, daemon=True)
            for name, work in (("model", self._load), ("ears", self._listen))
        ]
        for thread in self._threads:
            thread.start()

    def listen_for(self, grammar: Grammar) -> None:
        """From the next block on, recognize this; callable from any thread, the latest wins."""
        self._wanted = grammar

    def wait_until_ready(self, timeout_s: float) -> bool:
        """Wait until the model is loaded or has failed; whether it can hear then."""
        self._settled.wait(timeout_s)
        return self._hearing is not None

    def close(self) -> None:
        """Stop listening; close the microphone first, so that no thread waits for its blocks."""
        self._closed = True
        for thread in self._threads:
            thread.join(timeout=1)

    def _load(self) -> None:
        try:
            # Importing vosk loads its library (0.1 s), and fails where the system has none for it.
            from voicecoach.devices.vosk_recognizer import VoskModel

            model = VoskModel(self._directory)
            self._hearing = HearingChain(CommandSpotter(model.new_recognizer))
        except ModelError as error:
            self._post(DeviceLost(Device.MODEL, str(error)))
        except Exception as error:  # a thread's top
            self._post(DeviceLost(Device.MODEL, f"The recognizer failed: {error}. Use the keys."))
        finally:
            self._settled.set()

    def _listen(self) -> None:
        waiting: deque[Block] = deque(maxlen=BUFFERED_BLOCKS)
        try:
            for block in self._microphone.blocks():
                if self._closed:
                    return
                waiting.append(block)
                while self._hearing and waiting:
                    self._hear(self._hearing, waiting.popleft())
        except Exception as error:  # a thread's top
            self._post(DeviceLost(Device.MODEL, f"Listening failed: {error}. Use the keys."))

    def _hear(self, hearing: HearingChain, block: Block) -> None:
        for heard in hearing.listen_for(self._wanted):
            self._post(heard)
        for heard in hearing.process(block.samples, self._reference_for(block), block.began_ms):
            self._post(heard)
        if self._loudspeaker and hearing.wants_quiet != self._ducked:
            self._ducked = not self._ducked
            self._loudspeaker.duck(self._ducked)

    def _reference_for(self, block: Block) -> Samples:
        if self._loudspeaker is None:
            return np.zeros(len(block.samples), np.float32)
        until_ms = block.began_ms + milliseconds_of(len(block.samples), RATE_HZ)
        return self._loudspeaker.played.take(block.began_ms, until_ms)
