"""The whole way from the microphone to decided words, over plain arrays, in a session and outside.

One block of the microphone goes in together with what the loudspeaker sounded meanwhile; commands
come out, and whether the coach should lower its voice.
"""

from collections.abc import Collection

from voicecoach.audio.clip import Samples
from voicecoach.audio.hearing import Hearing
from voicecoach.core.events import Heard


class HearingChain:
    """Echo canceller, gate and hearing, one behind the other. For one thread."""

    def __init__(self, hearing: Hearing) -> None:
        """`hearing` gets what is left of the microphone's signal without the coach."""
        self._hearing = hearing

    @property
    def wants_quiet(self) -> bool:
        """Whether somebody is speaking, so that the coach should lower its voice."""
        stretches = self._hearing.activity.stretches
        return bool(stretches) and stretches[-1].ended_ms is None

    def listen_for(self, wordings: tuple[str, ...], at_once: Collection[str]) -> list[Heard]:
        """Change the wordings; speech that has not been decided upon is judged by the new ones."""
        return self._hearing.listen_for(wordings, at_once)

    def process(self, microphone: Samples, reference: Samples, at_ms: float) -> list[Heard]:
        """Take the next samples of both (float32, 16 kHz, as many of each), from `at_ms` on.

        `reference` is what the loudspeaker was given for that time: zeros when it was silent. It
        may be up to a quarter of a second earlier than its echo, at a rate that differs a little.
        """
        if len(microphone) != len(reference):
            raise ValueError(f"{len(microphone)} samples came with {len(reference)} of reference.")
        return self._hearing.process(microphone, at_ms)
