"""Mixes a session's sound to one stream of samples, in virtual time: as fast as it is computed."""

from collections.abc import Callable

import numpy as np

from voicecoach.core.effects import Rank
from voicecoach.core.events import Event
from voicecoach.sound.clip import Clip, Samples, frames_of
from voicecoach.sound.mixer import Mixer
from voicecoach.sound.resampler import with_rate
from voicecoach.sound.scheduler import lead_frames

MOST_FRAMES = 1 << 15
"""Largest number of frames written at once."""


class Mixdown:
    """Implements the ports `Inbox` and `Speaker`: virtual time that passes is written as sound.

    There is no user, so no event ever comes. Each sound begins on the exact frame of its time,
    since time passes only while the session waits.
    """

    def __init__(self, rate_hz: int, write: Callable[[Samples], None]) -> None:
        """`write` gets the next samples, (frames,) float32 mono, and may keep them."""
        self.rate_hz = rate_hz
        self._write = write
        self._mixer = Mixer(rate_hz)
        self._now_ms = 0
        self._written_frames = 0

    @property
    def late(self) -> int:
        """Number of sounds that began after their time; 0 in an exact file."""
        return self._mixer.late

    @property
    def sound_delay_ms(self) -> int:
        """0: every sound is written at its own time."""
        return 0

    def now_ms(self) -> int:
        """Virtual time, ms."""
        return self._now_ms

    def wait(self, until_ms: int | None) -> Event | None:
        """Write the sound up to this time; raises ValueError if the session waits for its user."""
        if until_ms is None:
            raise ValueError("A session without a listener must not wait for one.")
        until_frame = frames_of(until_ms, self.rate_hz)
        while self._written_frames < until_frame:
            block = np.empty(min(until_frame - self._written_frames, MOST_FRAMES), np.float32)
            self._mixer.render_into(block, self._written_frames)
            self._written_frames += len(block)
            self._write(block)
        self._now_ms = max(self._now_ms, until_ms)
        return None

    def play(self, clip: Clip, at_ms: int | None, rank: Rank | None) -> None:
        """Play a clip at its time; None: now."""
        converted = with_rate(clip, self.rate_hz)
        self._mixer.play(
            converted.samples,
            frames_of(self._now_ms if at_ms is None else at_ms, self.rate_hz),
            interruptible=rank is not None,
            lead_frames=lead_frames(converted, rank),
        )

    def hush(self) -> None:
        """Fade out current sounds; earcons go on."""
        self._mixer.hush()

    def align_beat(self, at_ms: int) -> None:
        """Do nothing: there is only one clock."""

    def set_gain_db(self, gain_db: float) -> None:
        """Set the gain of all sounds."""
        self._mixer.set_gain_db(gain_db)
