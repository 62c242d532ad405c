"""The loudspeaker: one output stream whose callback owns a desk."""

from collections.abc import Callable
from dataclasses import astuple, dataclass
from functools import lru_cache
from queue import Empty, SimpleQueue

from voicecoach.core.effects import AlignBeat, Hush, Rank, SetVolume
from voicecoach.core.events import Device
from voicecoach.devices.playback_log import PlaybackLog
from voicecoach.devices.stream_health import (
    STREAM_BLOCK_MS,
    OpenOutput,
    Stream,
    StreamHealth,
    start_or_close,
)
from voicecoach.sound.clip import Clip, Samples
from voicecoach.sound.resampler import with_rate
from voicecoach.sound.scheduler import Command, Duck, Sound, SoundScheduler

SOUND_DELAY_MS = 200
"""From the time of a sound to the moment it is heard: the latency of the card (through PulseAudio
up to 141 ms), and room for a main loop that wakes up late."""
_WAKE_UP_MS = 40
_CONVERTED_CLIPS = 512
_QUIET_MS = 5000
"""A pause in which no beat is running: longer than any tempo."""
_USUAL_RATE_HZ = 48000


@dataclass(frozen=True, slots=True)
class SpeakerStats:
    """What the loudspeaker did so far, over all its openings."""

    callbacks: int = 0
    underflows: int = 0
    """Blocks before which the card ran dry."""
    played: int = 0
    late: int = 0
    """Sounds that began after their time."""
    dropped: int = 0
    """Sounds that came too late to make sense."""
    unheard: int = 0
    """Sounds asked for while there was no loudspeaker."""

    def __add__(self, other: "SpeakerStats") -> "SpeakerStats":
        return SpeakerStats(*map(sum, zip(astuple(self), astuple(other), strict=True)))


class _Output:
    """One opening of the loudspeaker: from here on, `fill` runs in PortAudio's thread."""

    def __init__(
        self, elapsed_ms: Callable[[], float], health: StreamHealth, played: PlaybackLog
    ) -> None:
        self.health = health
        self._played = played
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
        """Render a block; nothing gets out of here, whatever happens."""
        try:
            now_ms = self._elapsed_ms()
            self.callbacks += 1
            self.underflows += underflowed
            # A card with a longer way to the air than it admits sounds everything later by the
            # difference, instead of finding everything too late.
            heard_ms = now_ms + min(lead_ms, self.longest_lead_ms)
            self.scheduler.observe(heard_ms)
            self._obey_all()
            if not self.scheduler.mixer.is_silent:
                self.sounded_ms = now_ms
            self.scheduler.render_into(out)
            self._played.put(out, self.stream.rate_hz, heard_ms)
            self.health.report_callback(now_ms)
        except Exception as error:
            out[:] = 0
            self.health.report_failure(error)

    def _obey_all(self) -> None:
        while True:
            try:
                command = self.commands.get_nowait()
            except Empty:
                return
            self.scheduler.obey(command)


class PortAudioSpeaker:
    """Sounds clips at exact times; implements the ports `Speaker` and `Supervised`.

    Without a device it stays silent, and counts what it was asked for.
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
        """`elapsed_ms` is the session's clock, `volume_db` the volume it begins with.

        `late_ms` is how much later than the system believes its sound is heard.
        """
        self._open_output = open_output
        self._elapsed_ms = elapsed_ms
        self._with_rate = lru_cache(maxsize=_CONVERTED_CLIPS)(with_rate)
        self._output: _Output | None = None
        self._volume_db = volume_db
        self._gain_db = volume_db
        self.played = PlaybackLog(late_ms)
        """What it really played, with times."""
        self._past = SpeakerStats()
        self._sound_delay_ms = SOUND_DELAY_MS
        self._rate_hz = _USUAL_RATE_HZ

    @property
    def sound_delay_ms(self) -> int:
        """From the time of a sound to the moment it is heard; constant while a device is open."""
        return self._sound_delay_ms

    @property
    def rate_hz(self) -> int:
        """The rate of the card; clips of this rate need no conversion."""
        return self._rate_hz

    def play(self, clip: Clip, at_ms: int | None, rank: Rank | None) -> None:
        """Sound a clip at `at_ms` plus the sound delay, or (None) as soon as can be.

        What belongs on the beat begins sooner by its lead; the session asks for it by so much
        sooner.
        """
        output = self._output
        if output is None:
            self._past += SpeakerStats(unheard=1)
            return
        # Converting takes a few milliseconds, so it is done here and once, not in the callback.
        converted = self._with_rate(clip, output.stream.rate_hz)
        output.commands.put(Sound.of(converted, at_ms, rank))

    def hush(self) -> None:
        """Fade out what sounds, and forget what has not begun; earcons go on."""
        self._put(Hush())

    def align_beat(self, at_ms: int) -> None:
        """Tie `at_ms` to the sound card's clock anew."""
        self._put(AlignBeat(at_ms))

    def set_gain_db(self, gain_db: float) -> None:
        """Make all that follows louder or quieter than at the beginning."""
        self._gain_db = self._volume_db + gain_db
        self._put(SetVolume(self._gain_db))

    def duck(self, down: bool) -> None:
        """Be quieter while somebody speaks, or come back."""
        self._put(Duck(down))

    def stats(self) -> SpeakerStats:
        """What was done so far."""
        return self._past + (self._output.stats() if self._output else SpeakerStats())

    def open(self) -> None:
        """Open the device and start; raises AudioDeviceError."""
        health = StreamHealth("loudspeaker", self._elapsed_ms())
        output = _Output(self._elapsed_ms, health, self.played)
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
        """Give the device back; what sounds ends at once."""
        output, self._output = self._output, None
        if output is not None:
            output.stream.close()
            self._past += output.stats()

    def close(self) -> None:
        """End for good."""
        self.release()

    def trouble(self) -> str | None:
        """Why the open device counts as lost; None: it works."""
        return self._output.health.trouble(self._elapsed_ms()) if self._output else None

    def is_interruptible(self) -> bool:
        """Whether nobody would notice if the stream were closed for a moment."""
        output = self._output
        return output is None or self._elapsed_ms() - output.sounded_ms > _QUIET_MS

    def _put(self, command: Command) -> None:
        if self._output is not None:
            self._output.commands.put(command)
