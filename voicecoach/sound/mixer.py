"""Places sounds on exact frames and mixes them, block by block."""

import heapq
from itertools import count

import numpy as np

from voicecoach.dataclass import dataclass
from voicecoach.sound.clip import Samples, frames_of
from voicecoach.sound.ramp import Ramp, amplitude_of

FADE_MS = 15
"""Duration of the fade of a hush: short enough to seem immediate, long enough not to click."""
GAIN_RAMP_MS = 50
RETURN_MS = 400
"""Duration of the return to full volume after ducking."""
BEAT_SHARE = 0.5
"""Share of the ducking, in decibels, that applies to sounds on the beat: they stay audible."""
KNEE = 0.84
"""Amplitude above which sums are limited softly; a sentence alone stays below it..."""
CEILING = 0.86
"""... so that they never reach this one: with what is between the samples, -1 dBTP."""
_BEFORE_ALL = -(2**62)
"""Queue position of sounds that begin as soon as possible."""


@dataclass(slots=True, eq=False)
class _Sound:
    """One clip on its way through the mixer."""

    samples: Samples
    due_frame: int | None
    """None: as soon as possible."""
    interruptible: bool
    on_beat: bool
    lead_frames: int
    """Number of first samples that may be cut off to put the others on their frames."""
    lateness_frames: int | None
    next_sample: int = 0
    faded_frames: int | None = None
    """Frames of the fade that are over; None: it was not hushed."""


class Mixer:
    """Waiting sounds, current sounds, and their gain. For one thread: the one that renders.

    A sound begins on its own frame, wherever in a block that frame lies. Frames are counted by the
    caller, from any start.
    """

    def __init__(self, rate_hz: int) -> None:
        self.rate_hz = rate_hz
        self.played = 0
        """Sounds that have begun, late ones included."""
        self.late = 0
        """Sounds that began after their frame."""
        self.dropped = 0
        """Sounds that never began because they were too late."""
        self._waiting: list[tuple[int, int, _Sound]] = []
        self._order = count()
        self._sounding: list[_Sound] = []
        self._gain = Ramp(frames_of(GAIN_RAMP_MS, rate_hz))
        self._duck = Ramp(frames_of(GAIN_RAMP_MS, rate_hz))
        self._beat_duck = Ramp(frames_of(GAIN_RAMP_MS, rate_hz))
        self._duck_db = 0.0
        fade = np.linspace(0, np.pi, frames_of(FADE_MS, rate_hz), dtype=np.float32)
        self._fade: Samples = np.float32(0.5) * (1 + np.cos(fade))

    @property
    def is_silent(self) -> bool:
        """True if there are neither current nor waiting sounds."""
        return not self._sounding and not self._waiting

    def play(
        self,
        samples: Samples,
        at_frame: int | None,
        *,
        interruptible: bool = True,
        on_beat: bool = False,
        lead_frames: int = 0,
        lateness_frames: int | None = None,
    ) -> None:
        """Play samples, (frames,) float32 mono, from `at_frame` on; None: from the next block on.

        With a lead they begin earlier: the sample after the lead falls on that frame. If it is too
        late for the whole lead, but not for the rest, the beginning is cut off.

        A sound that is late begins with the next block, unless that is more than `lateness_frames`
        late (None: no limit); then it is dropped and counted.
        """
        due_frame = None if at_frame is None else at_frame - lead_frames
        sound = _Sound(samples, due_frame, interruptible, on_beat, lead_frames, lateness_frames)
        place = _BEFORE_ALL if due_frame is None else due_frame
        heapq.heappush(self._waiting, (place, next(self._order), sound))

    def hush(self) -> None:
        """Drop interruptible sounds that have not begun, and fade out current ones."""
        self._waiting = [entry for entry in self._waiting if not entry[2].interruptible]
        heapq.heapify(self._waiting)
        for sound in self._sounding:
            if sound.interruptible and sound.faded_frames is None:
                sound.faded_frames = 0

    def set_gain_db(self, gain_db: float) -> None:
        """Ramp all sounds to this gain."""
        self._gain.move_to(amplitude_of(gain_db))

    def set_duck_db(self, duck_db: float) -> None:
        """Duck all sounds by a negative number of decibels, or return to full volume (0).

        Ducking is quick, and the return is gentle; sounds on the beat change by half as much.
        """
        if duck_db == self._duck_db:
            return
        frames = frames_of(RETURN_MS if duck_db > self._duck_db else GAIN_RAMP_MS, self.rate_hz)
        self._duck_db = duck_db
        self._duck.move_to(amplitude_of(duck_db), frames)
        self._beat_duck.move_to(amplitude_of(duck_db * BEAT_SHARE), frames)

    def render_into(self, out: Samples, first_frame: int) -> None:
        """Overwrite `out`, (frames,) float32 mono, with the frames from `first_frame` on.

        The result stays within `CEILING`.
        """
        out[:] = 0
        beat = np.zeros_like(out)
        self._sounding = [
            sound for sound in self._sounding if self._add(sound, beat if sound.on_beat else out)
        ]
        while self._waiting and self._waiting[0][0] < first_frame + len(out):
            sound = heapq.heappop(self._waiting)[2]
            due_frame = first_frame if sound.due_frame is None else sound.due_frame
            if self._is_wanted(sound, first_frame - due_frame) and self._add(
                sound, (beat if sound.on_beat else out)[max(due_frame - first_frame, 0) :]
            ):
                self._sounding.append(sound)
        self._duck.apply_to(out)
        self._beat_duck.apply_to(beat)
        out += beat
        self._gain.apply_to(out)
        limit_softly(out)

    def _is_wanted(self, sound: _Sound, late_frames: int) -> bool:
        """True if a sound may begin this late (0 or less: in time); updates the counters."""
        if 0 < late_frames <= sound.lead_frames:
            sound.samples = self._risen(sound.samples[late_frames:])
        elif sound.lateness_frames is not None and late_frames > sound.lateness_frames:
            self.dropped += 1
            return False
        self.played += 1
        self.late += late_frames > 0
        return True

    def _risen(self, samples: Samples) -> Samples:
        """The samples with a fade-in: (frames,) float32 mono."""
        rise = self._fade[::-1][: len(samples)]
        return np.concatenate((samples[: len(rise)] * rise, samples[len(rise) :]))

    def _add(self, sound: _Sound, out: Samples) -> bool:
        """Add the next samples of a sound to `out`; return True if there are more."""
        piece = sound.samples[sound.next_sample : sound.next_sample + len(out)]
        sound.next_sample += len(piece)
        is_over = sound.next_sample >= len(sound.samples)
        if sound.faded_frames is not None:
            curve = self._fade[sound.faded_frames : sound.faded_frames + len(piece)]
            piece = piece[: len(curve)] * curve
            sound.faded_frames += len(curve)
            is_over = is_over or sound.faded_frames >= len(self._fade)
        out[: len(piece)] += piece
        return not is_over


def limit_softly(block: Samples) -> None:
    """Compress samples above the knee towards the ceiling, in place: (frames,) float32 mono."""
    loud = np.abs(block) > KNEE
    if not loud.any():
        return
    over = (np.abs(block[loud]) - KNEE) / (CEILING - KNEE)
    block[loud] = np.sign(block[loud]) * (KNEE + (CEILING - KNEE) * np.tanh(over))
