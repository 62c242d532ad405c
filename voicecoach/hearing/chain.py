"""From the microphone to decided commands, over plain arrays, in a session and in a recording.

A block of the microphone goes in together with the reference, which is what the loudspeaker played
meanwhile; commands come out, and whether the coach should lower its voice.
"""

import numpy as np

from voicecoach.core.dialogue.intents import Grammar
from voicecoach.core.events import Heard, NotUnderstood
from voicecoach.hearing.echo_removal import EchoRemoval
from voicecoach.hearing.signal_format import BLOCK_FRAMES, LOST_SOUND_MS, RATE_HZ
from voicecoach.hearing.spotter import CommandSpotter
from voicecoach.sound.clip import Samples, milliseconds_of


class HearingChain:
    """Echo removal, then command spotting. For one thread."""

    def __init__(self, spotter: CommandSpotter) -> None:
        """`spotter` gets the microphone's signal without the coach's echo."""
        self._spotter = spotter
        self._echo_removal = EchoRemoval()
        self._remainder: Samples = np.zeros(0, np.float32)
        """(frames,) float32 mono, 16 kHz: samples that did not fill a block."""
        self._until_ms = 0.0

    @property
    def wants_quiet(self) -> bool:
        """True if somebody is speaking, so that the coach should lower its voice."""
        return self._spotter.is_spoken_to

    def listen_for(self, grammar: Grammar) -> list[Heard]:
        """Change the grammar; speech that is still undecided is judged by the new one."""
        return self._spotter.listen_for(grammar)

    def take_not_understood(self) -> NotUnderstood | None:
        """Return speech that ended without a command a while ago, each only once."""
        return self._spotter.take_not_understood()

    def process(self, microphone: Samples, reference: Samples, at_ms: float) -> list[Heard]:
        """Take the microphone's next samples, recorded from `at_ms` on; return decided commands.

        Both signals are (frames,) float32 mono, 16 kHz. `reference` continues what the loudspeaker
        is given, without gaps, zeros where it is silent. It may have any length, as long as each
        sample comes before its echo, by at most a second; delay and drift are estimated.
        """
        if abs(at_ms - self._until_ms) > LOST_SOUND_MS:
            self._remainder = self._remainder[:0]
        self._until_ms = at_ms + milliseconds_of(len(microphone), RATE_HZ)
        self._echo_removal.play(reference)
        began_ms = at_ms - milliseconds_of(len(self._remainder), RATE_HZ)
        signal = np.concatenate((self._remainder, microphone))
        whole = len(signal) // BLOCK_FRAMES * BLOCK_FRAMES
        self._remainder = signal[whole:]
        heard: list[Heard] = []
        for first in range(0, whole, BLOCK_FRAMES):
            block = self._echo_removal.process(signal[first : first + BLOCK_FRAMES])
            block_ms = began_ms + milliseconds_of(first, RATE_HZ)
            heard += self._spotter.process(
                block.samples, block_ms, block.threshold_db, block.coach_db
            )
        return heard
