"""Makes other programs quieter while the coach speaks, in a thread of its own."""

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
"""So many small changes make a large one that does not click."""
DOWN_STEP_S = 0.02
UP_STEP_S = 0.08
LOOK_EVERY_S = 1.0
"""How soon a song that begins while the coach speaks becomes quieter, too."""
JOIN_LIMIT_S = 3.0
"""How long the end of a session waits until all volumes are as they were."""

Connect = Callable[[], AbstractContextManager[OtherStreams]]


class Ducker:
    """Knows when the coach speaks, and lets its thread do the rest."""

    def __init__(
        self,
        connect: Connect,
        elapsed_ms: Callable[[], float],
        *,
        kept: Path,
        tell: Callable[[str], None] | None,
        wait: Callable[[float], None] = time.sleep,
    ) -> None:
        """`kept` is the file of what was made quieter, for the case that this process is killed.

        `tell` gets a line where others can't be made quieter; None: nobody asked for it. `wait`
        lets seconds pass between the steps of a change.
        """
        self._connect = connect
        self._elapsed_ms = elapsed_ms
        self._kept = kept
        self._tell = tell
        self._wait = wait
        self._volumes = OtherVolumes(read_ducked(kept))
        self._times = SpeechTimes()
        self._is_down = False
        self._stopped = False
        self._changed = threading.Condition()
        self._thread = threading.Thread(target=self._work, name="ducker", daemon=True)

    def start(self) -> None:
        """Bring back what an earlier session left quieter, then wait for words."""
        self._thread.start()

    def spoke(self, begins_ms: float, ends_ms: float) -> None:
        """The coach will be heard from then until then."""
        with self._changed:
            self._times.spoke(begins_ms, ends_ms)
            self._changed.notify()

    def hushed(self) -> None:
        """It falls silent now."""
        with self._changed:
            self._times.hushed(self._elapsed_ms())
            self._changed.notify()

    def close(self) -> None:
        """Bring all volumes back at once."""
        with self._changed:
            self._stopped = True
            self._changed.notify()
        self._thread.join(JOIN_LIMIT_S)

    def _work(self) -> None:
        # A thread's top: whatever goes wrong here, the session goes on as loud as others are.
        try:
            self._follow()
        except Exception as error:
            if self._tell:
                self._tell(str(error))

    def _follow(self) -> None:
        """Do what is asked for until the end. Raises AudioDeviceError if it can't be done here."""
        self._move(down=False)
        while (down := self._next()) is not None:
            # A server that is gone for a moment may be there again for the next words.
            with suppress(AudioDeviceError):
                self._move(down=down)
            self._is_down = down
        if self._is_down:
            with suppress(AudioDeviceError):
                self._move(down=False, at_once=True)

    def _next(self) -> bool | None:
        """Whether others should be quieter, once there is something to do; None: it is over."""
        with self._changed:
            looked_s = time.monotonic()
            while not self._stopped:
                now_ms = self._elapsed_ms()
                down = self._times.is_down(now_ms)
                rest_s = LOOK_EVERY_S - (time.monotonic() - looked_s)
                if down is not self._is_down or (down and rest_s <= 0):
                    return down
                at_ms = self._times.changes_ms(now_ms)
                waits_s = [] if at_ms is None else [max(0.0, at_ms - now_ms) / 1000]
                self._changed.wait(min([*waits_s, *([rest_s] if down else [])], default=None))
            return None

    def _move(self, *, down: bool, at_once: bool = False) -> None:
        """Make what is there quieter or bring it back. Raises AudioDeviceError."""
        with self._connect() as streams:
            playing = streams.playing()
            if down:
                changes = self._volumes.lower(playing)
                write_ducked(self._kept, self._volumes.left)
                self._ramp(streams, changes, DOWN_STEP_S)
            else:
                step_s = 0 if at_once else UP_STEP_S
                self._ramp(streams, self._volumes.restore(playing), step_s)
                write_ducked(self._kept, self._volumes.left)

    def _ramp(self, streams: OtherStreams, changes: Sequence[VolumeChange], step_s: float) -> None:
        for step in range(1, STEPS + 1) if step_s else [STEPS]:
            for change in changes:
                pairs = zip(change.before, change.after, strict=True)
                volumes = tuple(before + (after - before) * step / STEPS for before, after in pairs)
                streams.set_volumes(change.index, volumes)
            if step < STEPS and changes:
                self._wait(step_s)


class DuckingSpeaker:
    """The port Speaker: passes everything on, and lets the ducker know when words are heard."""

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
        """Sound a clip; words are told to the ducker, earcons are not."""
        self._speaker.play(clip, at_ms, rank)
        if rank is not None:
            asked_ms = self._elapsed_ms() if at_ms is None else at_ms
            lead_ms = milliseconds_of(lead_frames(clip, rank), clip.rate_hz)
            begins_ms = asked_ms + self.sound_delay_ms - lead_ms
            self._ducker.spoke(begins_ms, begins_ms + clip.duration_ms)

    def hush(self) -> None:
        """Fade out what sounds."""
        self._speaker.hush()
        self._ducker.hushed()

    def align_beat(self, at_ms: int) -> None:
        """As the loudspeaker does."""
        self._speaker.align_beat(at_ms)

    def set_gain_db(self, gain_db: float) -> None:
        """As the loudspeaker does."""
        self._speaker.set_gain_db(gain_db)
