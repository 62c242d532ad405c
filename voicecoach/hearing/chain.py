"""The whole way from the microphone to decided words, over plain arrays, in a session and outside.

One block of the microphone goes in together with what the loudspeaker sounded meanwhile; commands
come out, and whether the coach should lower its voice.
"""

import numpy as np

from voicecoach.core.dialogue.intents import Grammar
from voicecoach.core.events import Heard
from voicecoach.hearing.echo_alignment import EchoAligner
from voicecoach.hearing.echo_canceller import BLOCK_FRAMES, EchoCanceller
from voicecoach.hearing.echo_gate import Gate
from voicecoach.hearing.spotter import RATE_HZ, CommandSpotter
from voicecoach.sound.clip import Samples, milliseconds_of

GAP_MS = 200
"""A jump in the times of the blocks longer than this means that sound was lost."""


class HearingChain:
    """Echo canceller, gate and hearing, one behind the other. For one thread."""

    def __init__(self, hearing: CommandSpotter) -> None:
        """`hearing` gets what is left of the microphone's signal without the coach."""
        self._hearing = hearing
        self._aligner = EchoAligner()
        self._canceller = EchoCanceller()
        self._gate = Gate()
        self._rest: Samples = np.zeros(0, np.float32)
        """What did not fill a block of the canceller."""
        self._until_ms = 0.0

    @property
    def wants_quiet(self) -> bool:
        """Whether somebody is speaking, so that the coach should lower its voice."""
        return self._hearing.is_spoken_to

    def listen_for(self, grammar: Grammar) -> list[Heard]:
        """Change the grammar; speech that has not been decided upon is judged by the new one."""
        return self._hearing.listen_for(grammar)

    def process(self, microphone: Samples, reference: Samples, at_ms: float) -> list[Heard]:
        """Take the next samples of the microphone (float32, 16 kHz), recorded from `at_ms` on.

        `reference` continues what the loudspeaker is given, without gaps, zeros where it is silent.
        It may be of any length, as long as each sample comes before its echo, by at most a second;
        delay and drift are found.
        """
        if abs(at_ms - self._until_ms) > GAP_MS:
            self._rest = self._rest[:0]
        self._until_ms = at_ms + milliseconds_of(len(microphone), RATE_HZ)
        self._aligner.play(reference)
        began_ms = at_ms - milliseconds_of(len(self._rest), RATE_HZ)
        signal = np.concatenate((self._rest, microphone))
        whole = len(signal) // BLOCK_FRAMES * BLOCK_FRAMES
        self._rest = signal[whole:]
        heard: list[Heard] = []
        for first in range(0, whole, BLOCK_FRAMES):
            block_ms = began_ms + milliseconds_of(first, RATE_HZ)
            heard += self._hear(signal[first : first + BLOCK_FRAMES], block_ms)
        return heard

    def _hear(self, microphone: Samples, at_ms: float) -> list[Heard]:
        reference = self._aligner.align(microphone)
        self._canceller.move(self._aligner.take_moved_blocks())
        cleaned = self._canceller.process(microphone, reference)
        return self._hearing.process(cleaned, at_ms, self._gate.threshold_db(cleaned, reference))
