"""Lowers other programs' volume while the coach speaks, in a thread of its own."""

import threading
import time
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, suppress
from pathlib import Path

from voicecoach.core.effects import Rank
from voicecoach.devices.ducked import read_ducked, write_ducked
from voicecoach.devices.other_programs import OtherStreams
from voicecoach.errors import AudioDeviceError
from voicecoach.ports import Speaker
from voicecoach.sound.clip import Clip, milliseconds_of
from voicecoach.sound.ducking import OtherVolumes, SpeechTimes, VolumeChange
from voicecoach.sound.scheduler import lead_frames

STEPS = 6
"""Number of small changes that make up a large one, so that it does not click."""
DOWN_STEP_S = 0.02
UP_STEP_S = 0.08
LOOK_EVERY_S = 1.0
"""Interval at which streams that begin while the coach speaks are lowered, too."""
JOIN_LIMIT_S = 3.0
"""Longest time that the end of a session waits for all volumes to be restored."""

Connect = Callable[[], AbstractContextManager[OtherStreams]]


class Ducker:
    """Notes when the coach speaks; its thread lowers and restores the volumes."""

    def __init__(
        self,
        connect: Connect,
        elapsed_ms: Callable[[], float],
        *,
        record: Path,
        tell: Callable[[str], None] | None,
        wait: Callable[[float], None] = time.sleep,
    ) -> None:
        """`record` is the file of lowered streams, in case this process is killed.

        `tell` gets a line if other programs can't be lowered; None: stay quiet about it, since the
        user did not ask for it. `wait` sleeps between the steps of a change.
        """
        self._connect = connect
        self._elapsed_ms = elapsed_ms
        self._record = record
        self._tell = tell
        self._wait = wait
        self._volumes = OtherVolumes(read_ducked(record))
        self._times = SpeechTimes()
        self._is_lowered = False
        self._stopped = False
        self._changed = threading.Condition()
        self._thread = threading.Thread(target=self._work, name="ducker", daemon=True)

    def start(self) -> None:
        """Restore what an earlier session left lowered, then wait for speech."""
        self._thread.start()

    def spoke(self, begins_ms: float, ends_ms: float) -> None:
        """Note that the coach will be heard in this time."""
        with self._changed:
            self._times.spoke(begins_ms, ends_ms)
            self._changed.notify()

    def hushed(self) -> None:
        """Note that the coach falls silent now."""
        with self._changed:
            self._times.hushed(self._elapsed_ms())
            self._changed.notify()

    def close(self) -> None:
        """Restore all volumes at once and end the thread."""
        with self._changed:
            self._stopped = True
            self._changed.notify()
        if self._thread.ident is not None:  # it was started
            self._thread.join(JOIN_LIMIT_S)

    def _work(self) -> None:
        # Top of the thread: whatever goes wrong, the session goes on, with other programs as loud.
        try:
            self._follow()
        except Exception as error:
            if self._tell:
                self._tell(str(error))

    def _follow(self) -> None:
        """Lower and restore volumes until closed. Raises AudioDeviceError if it is impossible."""
        self._set_lowered(lowered=False)
        while (lowered := self._next()) is not None:
            # A server that is gone may be back for the next words.
            with suppress(AudioDeviceError):
                self._set_lowered(lowered=lowered)
            self._is_lowered = lowered
        if self._is_lowered:
            with suppress(AudioDeviceError):
                self._set_lowered(lowered=False, at_once=True)

    def _next(self) -> bool | None:
        """Wait for a change: True to lower other programs, False to restore them, None to end."""
        with self._changed:
            looked_s = time.monotonic()
            while not self._stopped:
                now_ms = self._elapsed_ms()
                lowered = self._times.is_lowered(now_ms)
                rest_s = LOOK_EVERY_S - (time.monotonic() - looked_s)
                if lowered is not self._is_lowered or (lowered and rest_s <= 0):
                    return lowered
                at_ms = self._times.next_change_ms(now_ms)
                waits_s = [] if at_ms is None else [max(0.0, at_ms - now_ms) / 1000]
                self._changed.wait(min([*waits_s, *([rest_s] if lowered else [])], default=None))
            return None

    def _set_lowered(self, *, lowered: bool, at_once: bool = False) -> None:
        """Lower the playing streams or restore them. Raises AudioDeviceError."""
        with self._connect() as streams:
            playing = streams.playing()
            if lowered:
                changes = self._volumes.lower(playing)
                write_ducked(self._record, self._volumes.lowered)
                self._ramp(streams, changes, DOWN_STEP_S)
            else:
                step_s = 0 if at_once else UP_STEP_S
                self._ramp(streams, self._volumes.restore(playing), step_s)
                write_ducked(self._record, self._volumes.lowered)

    def _ramp(self, streams: OtherStreams, changes: Sequence[VolumeChange], step_s: float) -> None:
        for step in range(1, STEPS + 1) if step_s else [STEPS]:
            for change in changes:
                pairs = zip(change.before, change.after, strict=True)
                volumes = tuple(before + (after - before) * step / STEPS for before, after in pairs)
                streams.set_volumes(change.index, volumes)
            if step < STEPS and changes:
                self._wait(step_s)


class DuckingSpeaker:
    """Implements the port `Speaker`: passes all on, and tells the ducker when words are heard."""

    def __init__(
        self,
        speaker: Speaker,
        ducker: Ducker,
        *,
        elapsed_ms: Callable[[], float],
    ) -> None:
        self._speaker = speaker
        self._ducker = ducker
        self._elapsed_ms = elapsed_ms

    @property
    def rate_hz(self) -> int:
        """Sample rate of the loudspeaker."""
        return self._speaker.rate_hz

    @property
    def sound_delay_ms(self) -> int:
        """Sound delay of the loudspeaker, ms."""
        return self._speaker.sound_delay_ms

    def play(self, clip: Clip, at_ms: int | None, rank: Rank | None) -> None:
        """Play a clip; notes words, but not earcons, for the ducker."""
        self._speaker.play(clip, at_ms, rank)
        if rank is not None:
            asked_ms = self._elapsed_ms() if at_ms is None else at_ms
            lead_ms = milliseconds_of(lead_frames(clip, rank), clip.rate_hz)
            begins_ms = asked_ms + self.sound_delay_ms - lead_ms
            self._ducker.spoke(begins_ms, begins_ms + clip.duration_ms)

    def hush(self) -> None:
        """Fade out the loudspeaker, and note that for the ducker."""
        self._speaker.hush()
        self._ducker.hushed()

    def align_beat(self, at_ms: int) -> None:
        """Align the beat of the loudspeaker."""
        self._speaker.align_beat(at_ms)

    def set_gain_db(self, gain_db: float) -> None:
        """Set the gain of the loudspeaker."""
        self._speaker.set_gain_db(gain_db)
