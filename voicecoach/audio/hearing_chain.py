"""The whole way from the microphone to decided words, over plain arrays, in a session and outside.

One block of the microphone goes in together with what the loudspeaker sounded meanwhile; commands
come out, and whether the coach should lower its voice.
"""

from collections.abc import Collection

import numpy as np

from voicecoach.audio.activity import NO_BAR_DB
from voicecoach.audio.alignment import Aligner
from voicecoach.audio.canceller import BLOCK_FRAMES, EchoCanceller
from voicecoach.audio.clip import Samples, milliseconds_of
from voicecoach.audio.gate import BLOCK_MS, Caution, Gate
from voicecoach.audio.hearing import RATE_HZ, Hearing
from voicecoach.audio.level import level_of
from voicecoach.core.events import Heard

ECHO_KNOWN_MS = 5000
"""An echo is found within so much of the coach's speech, or there is none."""
GAP_MS = 200
"""A jump in the times of the blocks longer than this means that sound was lost."""


class HearingChain:
    """Echo canceller, gate and hearing, one behind the other. For one thread."""

    def __init__(self, hearing: Hearing) -> None:
        """`hearing` gets what is left of the microphone's signal without the coach."""
        self._hearing = hearing
        self._aligner = Aligner()
        self._canceller = EchoCanceller()
        self._gate = Gate()
        self._rest: Samples = np.zeros(0, np.float32)
        """What did not fill a block of the canceller."""
        self._until_ms = 0.0
        self._spoken_ms = 0.0
        """How much of the reference was not silent."""

    @property
    def wants_quiet(self) -> bool:
        """Whether somebody is speaking, so that the coach should lower its voice."""
        return self._hearing.is_spoken_to

    def listen_for(self, wordings: tuple[str, ...], at_once: Collection[str]) -> list[Heard]:
        """Change the wordings; speech that has not been decided upon is judged by the new ones."""
        return self._hearing.listen_for(wordings, at_once)

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
        self._note_speech(reference)
        blocks = np.split(signal[:whole], range(BLOCK_FRAMES, whole, BLOCK_FRAMES)) if whole else []
        cleaned = [self._clean(block) for block in blocks]
        if self._is_echo_free:
            # There is nothing to be cautious about, and the ears' patience was measured on whole
            # pieces of the microphone's.
            return self._hear(signal[:whole], NO_BAR_DB, began_ms) if whole else []
        heard: list[Heard] = []
        for index, (block, bar_db) in enumerate(cleaned):
            heard += self._hear(block, bar_db, began_ms + index * BLOCK_MS)
        return heard

    @property
    def _is_echo_free(self) -> bool:
        """Whether the coach spoke for long and was not heard: with headphones, for one."""
        return not self._aligner.hears_echo and self._spoken_ms > ECHO_KNOWN_MS

    def _note_speech(self, reference: Samples) -> None:
        if len(reference) and level_of(reference) > Caution().active_db:
            self._spoken_ms += milliseconds_of(len(reference), RATE_HZ)

    def _clean(self, microphone: Samples) -> tuple[Samples, float]:
        """A block without the coach's voice, and how loud the user must be in it."""
        reference = self._aligner.align(microphone)
        self._canceller.move(self._aligner.take_moved_blocks())
        cleaned = self._canceller.process(microphone, reference)
        return cleaned, self._gate.bar_db(cleaned, reference)

    def _hear(self, samples: Samples, bar_db: float, at_ms: float) -> list[Heard]:
        heard = self._hearing.process(samples, at_ms, bar_db)
        for _ in heard:
            self._gate.command_had(self._hearing.loudest_db)
        return heard
