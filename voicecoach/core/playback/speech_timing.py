"""Timing of the voice and the loudspeaker, as one value."""

from collections.abc import Callable

from voicecoach.core.effects import Earcon
from voicecoach.core.phrases import Phrase
from voicecoach.dataclass import dataclass

LengthOf = Callable[[Phrase], int]
"""Duration of a phrase, ms."""
LeadOf = Callable[[Phrase], int]
"""Time from the beginning of a phrase to its first vowel, ms."""

EARCON_MS = 200
"""Room kept for an earcon."""


def no_lead(words: Phrase) -> int:
    """The lead of a voice that is not heard, 0 ms."""
    return 0


@dataclass(frozen=True, slots=True)
class SpeechTiming:
    """Durations of what is played, and its delay on the way to the user."""

    length_of: LengthOf
    lead_of: LeadOf = no_lead
    sound_delay_ms: int = 0
    """Time from when a sound is asked for to when it is heard."""

    def length_ms(self, sound: Phrase | Earcon) -> int:
        """Time for which a sound keeps others away; 0 for a tick, which may sound with words."""
        if isinstance(sound, Phrase):
            return self.length_of(sound)
        return 0 if sound is Earcon.TICK else EARCON_MS

    def lead_ms(self, sound: Phrase | Earcon) -> int:
        """Time from the beginning of a sound to its first vowel; 0 for an earcon."""
        return self.lead_of(sound) if isinstance(sound, Phrase) else 0

    def heard_ms(self, asked_ms: int) -> int:
        """Time at which the user hears what is asked for at this time."""
        return asked_ms + self.sound_delay_ms

    def asked_ms(self, heard_ms: int) -> int:
        """Time at which what the user hears at this time was asked for."""
        return heard_ms - self.sound_delay_ms
