"""Turns commands with times of the session into sound on the frames of a card."""

from dataclasses import dataclass
from typing import Self, assert_never

from voicecoach.core.effects import ON_THE_VOWEL, AlignBeat, Hush, Rank, SetVolume
from voicecoach.sound.clip import Clip, Samples, frames_of
from voicecoach.sound.clocks import BeatClock
from voicecoach.sound.mixer import Mixer

_PATIENCE_MS = {
    Rank.COUNT: 60,
    Rank.TEMPO: 60,
    Rank.CALL: 250,
    Rank.COACHING: 500,
    Rank.ANSWER: 3000,
    Rank.TALK: 3000,
}
"""How late a sound still makes sense. A late count is wrong; a late sentence is only late."""
_EARCON_PATIENCE_MS = 250
COACH_DUCK_DB = -15.0
"""By how much the coach is quieter while somebody speaks."""


@dataclass(frozen=True, slots=True, eq=False)
class Sound:
    """A command: sound these samples, which have the rate of the desk."""

    samples: Samples
    at_ms: int | None
    """On the session's clock, before the sound delay; None: as soon as can be."""
    rank: Rank | None
    """None: an earcon, which a hush does not silence."""
    lead_frames: int = 0
    """How much sooner they begin, so that their vowel lies on that time."""

    @classmethod
    def of(cls, clip: Clip, at_ms: int | None, rank: Rank | None) -> Self:
        """The command for a clip that has the rate of the desk."""
        return cls(clip.samples, at_ms, rank, lead_frames(clip, rank))


def lead_frames(clip: Clip, rank: Rank | None) -> int:
    """How much sooner than its time a clip begins when it is sounded for this."""
    return clip.vowel_frame if rank in ON_THE_VOWEL else 0


@dataclass(frozen=True, slots=True)
class Duck:
    """A command: be quieter while somebody speaks, or come back."""

    down: bool


Command = Sound | Hush | AlignBeat | SetVolume | Duck


class SoundScheduler:
    """A mixer that is told times instead of frames. For one thread: the one that renders.

    Each block goes: `observe`, then `obey` what has arrived, then `render_into`.
    """

    def __init__(self, rate_hz: int, sound_delay_ms: int) -> None:
        self.mixer = Mixer(rate_hz)
        self._beat = BeatClock(rate_hz)
        self._sound_delay_ms = sound_delay_ms
        self._next_frame = 0

    def observe(self, audible_ms: float) -> None:
        """Note when the first frame of the next block will be heard, on the session's clock."""
        self._beat.observe(audible_ms, self._next_frame)

    def obey(self, command: Command) -> None:
        """Take a command; what it asks for is in the next block at the earliest."""
        match command:
            case Sound():
                self._play(command)
            case Hush():
                self.mixer.hush()
            case AlignBeat(at_ms):
                self._beat.align(at_ms)
            case SetVolume(gain_db):
                self.mixer.set_gain_db(gain_db)
            case Duck(down):
                self.mixer.set_duck_db(COACH_DUCK_DB if down else 0.0)
            case _:
                assert_never(command)

    def render_into(self, out: Samples) -> None:
        """Fill the next block, shape (frames,)."""
        self.mixer.render_into(out, self._next_frame)
        self._next_frame += len(out)

    def _play(self, sound: Sound) -> None:
        patience_ms = _EARCON_PATIENCE_MS if sound.rank is None else _PATIENCE_MS[sound.rank]
        self.mixer.play(
            sound.samples,
            None
            if sound.at_ms is None
            else self._beat.frame_of(sound.at_ms + self._sound_delay_ms),
            interruptible=sound.rank is not None,
            on_beat=sound.rank in (None, Rank.COUNT),
            lead_frames=sound.lead_frames,
            lateness_frames=frames_of(patience_ms, self.mixer.rate_hz),
        )
