"""Executes sound commands with times of the session on the frames of a sound card."""

from typing import Self, assert_never

from voicecoach.core.effects import ON_THE_VOWEL, AlignBeat, Hush, Rank, SetVolume
from voicecoach.dataclass import dataclass
from voicecoach.sound.clip import Clip, Samples, frames_of
from voicecoach.sound.clocks import BeatClock
from voicecoach.sound.mixer import Mixer

_MOST_LATENESS_MS = {
    Rank.COUNT: 60,
    Rank.TEMPO: 60,
    Rank.CALL: 250,
    Rank.COACHING: 500,
    Rank.ANSWER: 3000,
    Rank.TALK: 3000,
}
"""Largest acceptable lateness. A late count is wrong; a late sentence is only late."""
_MOST_EARCON_LATENESS_MS = 250
COACH_DUCK_DB = -15.0
"""Change of the coach's volume while somebody speaks."""


@dataclass(frozen=True, slots=True, eq=False)
class Sound:
    """Command: play samples at the rate of the scheduler."""

    samples: Samples
    """(frames,) float32 mono."""
    at_ms: int | None
    """Time on the session's clock, without the sound delay; None: as soon as possible."""
    rank: Rank | None
    """None: an earcon, which a hush does not silence."""
    lead_frames: int = 0
    """Number of frames by which they begin earlier, so that the vowel falls on that time."""

    @classmethod
    def of(cls, clip: Clip, at_ms: int | None, rank: Rank | None) -> Self:
        """Command for a clip at the rate of the scheduler."""
        return cls(clip.samples, at_ms, rank, lead_frames(clip, rank))


def lead_frames(clip: Clip, rank: Rank | None) -> int:
    """Number of frames by which a clip of this rank begins before its time."""
    return clip.vowel_frame if rank in ON_THE_VOWEL else 0


@dataclass(frozen=True, slots=True)
class Duck:
    """Command: lower the volume while somebody speaks, or restore it."""

    down: bool


Command = Sound | Hush | AlignBeat | SetVolume | Duck


class SoundScheduler:
    """A mixer that takes times instead of frames. For one thread: the one that renders.

    For each block call `observe`, then `execute` for each command, then `render_into`.
    """

    def __init__(self, rate_hz: int, sound_delay_ms: int) -> None:
        self.mixer = Mixer(rate_hz)
        self._beat = BeatClock(rate_hz)
        self._sound_delay_ms = sound_delay_ms
        self._next_frame = 0

    @property
    def late_ms(self) -> float:
        """Time by which sounds on the beat are heard late, since the beat keeps to the card."""
        return self._beat.late_ms

    def observe(self, audible_ms: float) -> None:
        """Note the time at which the next block will be heard, ms on the session's clock."""
        self._beat.observe(audible_ms, self._next_frame)

    def execute(self, command: Command) -> None:
        """Execute a command, with effect from the next block on."""
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
        """Render the next block into `out`: (frames,) float32 mono."""
        self.mixer.render_into(out, self._next_frame)
        self._next_frame += len(out)

    def _play(self, sound: Sound) -> None:
        lateness_ms = (
            _MOST_EARCON_LATENESS_MS if sound.rank is None else _MOST_LATENESS_MS[sound.rank]
        )
        self.mixer.play(
            sound.samples,
            None
            if sound.at_ms is None
            else self._beat.frame_of(sound.at_ms + self._sound_delay_ms),
            interruptible=sound.rank is not None,
            on_beat=sound.rank in (None, Rank.COUNT),
            lead_frames=sound.lead_frames,
            lateness_frames=frames_of(lateness_ms, self.mixer.rate_hz),
        )
