"""A simulated room: the session's sound returns to its ears, together with the person's voice."""

from collections import deque
from typing import Protocol

import numpy as np

from voicecoach.core.dialogue.intents import Grammar
from voicecoach.core.effects import AlignBeat, Hush, Rank, SetVolume
from voicecoach.core.events import Event, Heard, NotUnderstood, Pressed
from voicecoach.dataclass import dataclass
from voicecoach.errors import VoicecoachError
from voicecoach.hearing.signal_format import RATE_HZ
from voicecoach.simulation.acoustics import EchoPath
from voicecoach.simulation.dither import seed_dither
from voicecoach.simulation.microphone import SimulatedMicrophone
from voicecoach.simulation.person import SimulatedPerson
from voicecoach.sound.clip import Clip, Samples, frames_of, milliseconds_of
from voicecoach.sound.resampler import with_rate
from voicecoach.sound.scheduler import Command, Duck, Sound, SoundScheduler

ROOM_BLOCK_MS = 20
ROOM_BLOCK_FRAMES = frames_of(ROOM_BLOCK_MS, RATE_HZ)
DITHER_SEED = 1


class RoomOutlivedError(VoicecoachError):
    """A session exceeded the time limit of the room."""


class Hearing(Protocol):
    """Command recognition without a device, such as `HearingChain`."""

    @property
    def wants_quiet(self) -> bool:
        """True if somebody is speaking, so that the coach should lower its voice."""
        ...

    def listen_for(self, grammar: Grammar) -> list[Heard]:
        """Change the grammar; return commands decided by that."""
        ...

    def process(self, microphone: Samples, reference: Samples, at_ms: float) -> list[Heard]:
        """Take the microphone's next samples, recorded from `at_ms` on, and the reference.

        Both are (frames,) float32 mono, 16 kHz.
        """
        ...

    def take_not_understood(self) -> NotUnderstood | None:
        """Return speech that ended without a command a while ago, each only once."""
        ...


@dataclass(frozen=True, slots=True)
class Latency:
    """Latency of the simulated sound card."""

    sound_delay_ms: int = 200
    """Time from the time of a sound to the moment it is heard, for the session."""
    output_ms: int = 40
    """Time from rendering a block to hearing it; a multiple of a block."""


@dataclass(frozen=True, slots=True)
class PostedCommand:
    """A command, and the time at which it was posted to the session."""

    heard: Heard
    at_ms: int


class OfflineRoom:
    """Virtual time that passes in blocks; implements the ports `Inbox`, `Speaker` and `Ears`.

    Each block is rendered by a `SoundScheduler`, passes the loudspeaker and the room, and reaches
    the hearing together with the person's voice and the reference. Only sound takes time; the same
    parts always give the same session.
    """

    def __init__(
        self,
        *,
        echo: EchoPath,
        microphone: SimulatedMicrophone,
        person: SimulatedPerson,
        hearing: Hearing,
        latency: Latency | None = None,
        limit_ms: int = 3_600_000,
    ) -> None:
        """`limit_ms` is the longest duration of a session."""
        seed_dither(DITHER_SEED)
        latency = latency or Latency()
        self._echo = echo
        self._microphone = microphone
        self._person = person
        self._hearing = hearing
        self._latency = latency
        self._limit_ms = limit_ms
        self._scheduler = SoundScheduler(RATE_HZ, latency.sound_delay_ms)
        self._commands: deque[Command] = deque()
        blocks = latency.output_ms // ROOM_BLOCK_MS
        self._in_transit = deque([np.zeros(ROOM_BLOCK_FRAMES, np.float32)] * blocks)
        self._events: deque[Event] = deque()
        self._now_ms = 0
        self._room_ms = 0
        self._is_ducked = False
        self.played: list[Samples] = []
        """Output of the loudspeaker in blocks: (ROOM_BLOCK_FRAMES,) float32 mono, 16 kHz."""
        self.recorded: list[Samples] = []
        """Output of the microphone in blocks on its own clock: (frames,) float32 mono, 16 kHz."""
        self.posted: list[PostedCommand] = []

    @property
    def rate_hz(self) -> int:
        """Sample rate of the room, 16 kHz."""
        return RATE_HZ

    @property
    def sound_delay_ms(self) -> int:
        """Time from the time of a sound to the moment it is heard, ms."""
        return self._latency.sound_delay_ms

    def now_ms(self) -> int:
        """Virtual time, ms."""
        return self._now_ms

    def wait(self, until_ms: int | None) -> Event | None:
        """Let time pass until a command is posted, or until `until_ms`.

        Raises RoomOutlivedError at the limit.
        """
        while not self._events:
            if until_ms is not None and until_ms < self._room_ms + ROOM_BLOCK_MS:
                self._now_ms = max(self._now_ms, until_ms)
                return None
            self._pass_block()
        return self._events.popleft()

    def press(self, key: str) -> None:
        """Press a key now."""
        self._events.append(Pressed(key))

    def play(self, clip: Clip, at_ms: int | None, rank: Rank | None) -> None:
        """Play a clip."""
        self._commands.append(Sound.of(with_rate(clip, RATE_HZ), at_ms, rank))

    def hush(self) -> None:
        """Fade out current sounds; earcons go on."""
        self._commands.append(Hush())

    def align_beat(self, at_ms: int) -> None:
        """Re-anchor the beat at this time."""
        self._commands.append(AlignBeat(at_ms))

    def set_gain_db(self, gain_db: float) -> None:
        """Set the gain of the coach."""
        self._commands.append(SetVolume(gain_db))

    def listen_for(self, grammar: Grammar) -> None:
        """Use this grammar from the next block on."""
        self._post(self._hearing.listen_for(grammar))

    def _pass_block(self) -> None:
        """Let the time of one block pass. Raises RoomOutlivedError at the limit."""
        if self._room_ms >= self._limit_ms:
            raise RoomOutlivedError(
                f"The session still runs after {self._room_ms / 1000:.0f} s, and "
                f"{self._person.unsaid} replies are unsaid. Check what they wait for."
            )
        played = self._render()
        voice = self._person.voice(frames_of(self._room_ms, RATE_HZ), ROOM_BLOCK_FRAMES)
        recorded = self._microphone.record(self._echo.process(played) + voice)
        self.played.append(played)
        self.recorded.append(recorded)
        self._room_ms += ROOM_BLOCK_MS
        self._now_ms = max(self._now_ms, self._room_ms)
        self._hear(recorded, played)

    def _render(self) -> Samples:
        """Render the next block, and return the one that is heard now: (frames,) float32 mono."""
        self._scheduler.observe(self._room_ms + self._latency.output_ms)
        while self._commands:
            self._scheduler.execute(self._commands.popleft())
        if self._is_ducked != self._hearing.wants_quiet:
            self._is_ducked = not self._is_ducked
            self._scheduler.execute(Duck(self._is_ducked))
        block = np.zeros(ROOM_BLOCK_FRAMES, np.float32)
        self._scheduler.render_into(block)
        self._in_transit.append(block)
        return self._in_transit.popleft()

    def _hear(self, recorded: Samples, played: Samples) -> None:
        # With a drifting clock the microphone gives a sample more or less at times.
        at_ms = self._room_ms - milliseconds_of(len(recorded), RATE_HZ)
        self._post(self._hearing.process(recorded, played, at_ms))
        if missed := self._hearing.take_not_understood():
            self._events.append(missed)

    def _post(self, heard: list[Heard]) -> None:
        self._events.extend(heard)
        self.posted += [PostedCommand(one, self._now_ms) for one in heard]
