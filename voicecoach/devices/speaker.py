"""The loudspeaker: one output stream whose callback owns a `SoundScheduler`."""

from collections.abc import Callable
from dataclasses import astuple
from queue import Empty, SimpleQueue

from voicecoach.core.effects import AlignBeat, Hush, Rank, SetVolume
from voicecoach.core.events import Device
from voicecoach.dataclass import dataclass
from voicecoach.devices.playback_log import PlaybackLog
from voicecoach.devices.stream_health import (
    STREAM_BLOCK_MS,
    OpenOutput,
    Stream,
    StreamHealth,
    start_or_close,
)
from voicecoach.sound.clip import Clip, Samples
from voicecoach.sound.clip_memory import ClipMemory
from voicecoach.sound.resampler import with_rate
from voicecoach.sound.scheduler import Command, Duck, Sound, SoundScheduler

SOUND_DELAY_MS = 200
"""Delay from the time of a sound to the moment it is heard: the card's latency (through PulseAudio
up to 141 ms), and a margin for a main loop that wakes up late."""
_WAKE_UP_MS = 40
CONVERTED_BYTES = 8_000_000
"""Size of the clips that are kept as the card plays them, about 20 sentences or 100 counts; another
conversion takes a few milliseconds."""
_QUIET_MS = 5000
"""Silence in which no beat can be running: longer than any tempo."""
_USUAL_RATE_HZ = 48000


@dataclass(frozen=True, slots=True)
class SpeakerStats:
    """Counters of the loudspeaker, over all its openings."""

    callbacks: int = 0
    underflows: int = 0
    """Blocks before which the card ran dry."""
    played: int = 0
    late: int = 0
    """Sounds that began after their time."""
    dropped: int = 0
    """Sounds that came too late to be played."""
    unheard: int = 0
    """Sounds requested while there was no loudspeaker."""

    def __add__(self, other: "SpeakerStats") -> "SpeakerStats":
        return SpeakerStats(*map(sum, zip(astuple(self), astuple(other), strict=True)))


class _Output:
    """One opening of the loudspeaker; `fill` runs in PortAudio's thread."""

    def __init__(
        self, elapsed_ms: Callable[[], float], health: StreamHealth, playback_log: PlaybackLog
    ) -> None:
        self.health = health
        self._playback_log = playback_log
        self.commands: SimpleQueue[Command] = SimpleQueue()
        self.stream: Stream
        self.scheduler: SoundScheduler
        self.longest_lead_ms: int
        self.callbacks = 0
        self.underflows = 0
        self.sounded_ms = elapsed_ms()
        self._elapsed_ms = elapsed_ms

    def stats(self) -> SpeakerStats:
        mixer = self.scheduler.mixer
        return SpeakerStats(
            self.callbacks, self.underflows, mixer.played, mixer.late, mixer.dropped
        )

    def fill(self, out: Samples, lead_ms: float, underflowed: bool) -> None:
        """Render a block into `out`, (frames,) float32 mono; never raises."""
        try:
            now_ms = self._elapsed_ms()
            self.callbacks += 1
            self.underflows += underflowed
            # With a latency above what the card reports, everything is heard later by the
            # difference, instead of being dropped as too late.
            heard_ms = now_ms + min(lead_ms, self.longest_lead_ms)
            self.scheduler.observe(heard_ms)
            self._execute_all()
            if not self.scheduler.mixer.is_silent:
                self.sounded_ms = now_ms
            self.scheduler.render_into(out)
            self._playback_log.put(out, self.stream.rate_hz, heard_ms)
            self.health.report_callback(now_ms)
        except Exception as error:
            out[:] = 0
            self.health.report_failure(error)

    def _execute_all(self) -> None:
        while True:
            try:
                command = self.commands.get_nowait()
            except Empty:
                return
            self.scheduler.execute(command)


class PortAudioSpeaker:
    """Plays clips at exact times; implements the ports `Speaker` and `Supervised`.

    Without a device it is silent, and counts the requested sounds.
    """

    device = Device.SPEAKER

    def __init__(
        self,
        open_output: OpenOutput,
        elapsed_ms: Callable[[], float],
        *,
        volume_db: float = 0.0,
        late_ms: float = 0.0,
    ) -> None:
        """`elapsed_ms` is the session's clock, `volume_db` the initial volume.

        `late_ms` is the measured delay of the sound behind the time that the system reports.
        """
        self._open_output = open_output
        self._elapsed_ms = elapsed_ms
        self._converted: ClipMemory[tuple[Clip, int]] = ClipMemory(CONVERTED_BYTES)
        self._output: _Output | None = None
        self._volume_db = volume_db
        self._gain_db = volume_db
        self._measured_late_ms = late_ms
        self.playback_log = PlaybackLog(late_ms)
        """Log of what it played, with times."""
        self._has_spoken = False
        self._earlier = SpeakerStats()
        self._sound_delay_ms = SOUND_DELAY_MS
        self._rate_hz = _USUAL_RATE_HZ

    @property
    def sound_delay_ms(self) -> int:
        """Delay from the time of a sound to the moment it is heard, ms; constant while open."""
        return self._sound_delay_ms

    @property
    def rate_hz(self) -> int:
        """Sample rate of the card; clips with this rate need no conversion."""
        return self._rate_hz

    @property
    def late_ms(self) -> float:
        """Time by which a sound is heard later than the sound delay after its time, ms.

        It is what was measured, and what the card lost while the beat went on: a stall only ever
        makes it later, and anything else is a time of the system that wavers.
        """
        output = self._output
        return self._measured_late_ms + max(0.0, output.scheduler.late_ms if output else 0.0)

    def play(self, clip: Clip, at_ms: int | None, rank: Rank | None) -> None:
        """Play a clip at `at_ms` plus the sound delay; None: as soon as possible.

        A clip that belongs on the beat begins earlier by its lead, which the session takes into
        account. The first words of all come as soon as possible, since no beat runs yet.
        """
        output = self._output
        if output is None:
            self._earlier += SpeakerStats(unheard=1)
            return
        # Conversion takes a few milliseconds, so it is done here, not in the callback.
        converted = self._at_rate(clip, output.stream.rate_hz)
        is_first = rank is Rank.TALK and not self._has_spoken
        self._has_spoken = self._has_spoken or rank is Rank.TALK
        output.commands.put(Sound.of(converted, None if is_first else at_ms, rank))

    def prepare(self, clip: Clip) -> None:
        """Convert a clip ahead of its time, to the rate that the card has or usually has."""
        self._at_rate(clip, self._rate_hz)

    def _at_rate(self, clip: Clip, rate_hz: int) -> Clip:
        if clip.rate_hz == rate_hz:
            return clip
        converted = self._converted.get((clip, rate_hz))
        if converted is None:
            converted = with_rate(clip, rate_hz)
            self._converted.keep((clip, rate_hz), converted)
        return converted

    def hush(self) -> None:
        """Fade out current sounds, and drop those that have not begun; earcons go on."""
        self._put(Hush())

    def align_beat(self, at_ms: int) -> None:
        """Re-anchor the beat to the sound card's clock at `at_ms`."""
        self._put(AlignBeat(at_ms))

    def set_gain_db(self, gain_db: float) -> None:
        """Set the gain relative to the initial volume."""
        self._gain_db = self._volume_db + gain_db
        self._put(SetVolume(self._gain_db))

    def duck(self, down: bool) -> None:
        """Lower the volume while somebody speaks, or restore it."""
        self._put(Duck(down))

    def stats(self) -> SpeakerStats:
        """Counters over all openings."""
        return self._earlier + (self._output.stats() if self._output else SpeakerStats())

    def open(self) -> None:
        """Open the device and start playing; raises AudioDeviceError."""
        health = StreamHealth("loudspeaker", self._elapsed_ms())
        output = _Output(self._elapsed_ms, health, self.playback_log)
        output.stream = self._open_output(output.fill, output.health.report_end)
        # PulseAudio lets a stream run up to three blocks ahead of the latency that PortAudio
        # 19.6 reports.
        needed_ms = round(output.stream.latency_ms) + 3 * STREAM_BLOCK_MS + _WAKE_UP_MS
        self._sound_delay_ms = max(SOUND_DELAY_MS, needed_ms)
        output.longest_lead_ms = self._sound_delay_ms - _WAKE_UP_MS
        self._rate_hz = output.stream.rate_hz
        output.scheduler = SoundScheduler(output.stream.rate_hz, self._sound_delay_ms)
        output.scheduler.mixer.set_gain_db(self._gain_db)
        start_or_close(output.stream)
        self._output = output

    def release(self) -> None:
        """Close the device; current sounds end at once."""
        output, self._output = self._output, None
        if output is not None:
            output.stream.close()
            self._earlier += output.stats()

    def close(self) -> None:
        """Close for good."""
        self.release()

    def trouble(self) -> str | None:
        """Reason why the open device counts as lost; None: it works."""
        return self._output.health.trouble(self._elapsed_ms()) if self._output else None

    def is_at_work(self) -> bool:
        """True if the open device has taken sound."""
        return self._output is not None and self._output.health.is_at_work

    def is_interruptible(self) -> bool:
        """True if closing the stream for a moment would not be noticed."""
        output = self._output
        return output is None or self._elapsed_ms() - output.sounded_ms > _QUIET_MS

    def _put(self, command: Command) -> None:
        if self._output is not None:
            self._output.commands.put(command)
