"""The closed loop: what the session plays comes back to its ears, together with the person."""

from collections import deque
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from voicecoach.core.dialogue.intents import Grammar
from voicecoach.core.effects import AlignBeat, Hush, Rank, SetVolume
from voicecoach.core.events import Event, Heard
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
    """A session lasted longer than it was given."""


class Hearing(Protocol):
    """Ears without a device: the chain of hearing."""

    @property
    def wants_quiet(self) -> bool:
        """Whether somebody is speaking, so that the coach should lower its voice."""
        ...

    def listen_for(self, grammar: Grammar) -> list[Heard]:
        """Change the grammar."""
        ...

    def process(self, microphone: Samples, reference: Samples, at_ms: float) -> list[Heard]:
        """Take the next samples of the microphone, and what the loudspeaker played meanwhile."""
        ...


@dataclass(frozen=True, slots=True)
class Latency:
    """How long the sound card takes."""

    sound_delay_ms: int = 200
    """From the time of a sound to the moment it is heard, as the session is told."""
    output_ms: int = 40
    """From rendering a block to hearing it; a multiple of a block."""


@dataclass(frozen=True, slots=True)
class PostedCommand:
    """Something heard, and when the session was told."""

    heard: Heard
    at_ms: int


class OfflineRoom:
    """Virtual time that passes in blocks; implements the ports `Inbox`, `Speaker` and `Ears`.

    Each block is rendered by the session's own desk, goes through the loudspeaker and the room, and
    reaches the chain together with the person's voice and what was played. Nothing takes time but
    sound; the same parts always give the same session.
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
        """Its rate is 16 kHz; `limit_ms` is the longest a session may last."""
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
        """What left the loudspeaker, block by block."""
        self.recorded: list[Samples] = []
        """What the microphone gave, block by block, on its own clock."""
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
        """Where virtual time stands."""
        return self._now_ms

    def wait(self, until_ms: int | None) -> Event | None:
        """Let sound pass until something is heard or the time has come.

        Raises RoomOutlivedError at the limit.
        """
        while not self._events:
            if until_ms is not None and until_ms < self._room_ms + ROOM_BLOCK_MS:
                self._now_ms = max(self._now_ms, until_ms)
                return None
            self._pass_block()
        return self._events.popleft()

    def play(self, clip: Clip, at_ms: int | None, rank: Rank | None) -> None:
        """Sound a clip."""
        self._commands.append(Sound.of(with_rate(clip, RATE_HZ), at_ms, rank))

    def hush(self) -> None:
        """Fade out what sounds."""
        self._commands.append(Hush())

    def align_beat(self, at_ms: int) -> None:
        """Tie the beat to this time."""
        self._commands.append(AlignBeat(at_ms))

    def set_gain_db(self, gain_db: float) -> None:
        """Make the coach louder or quieter."""
        self._commands.append(SetVolume(gain_db))

    def listen_for(self, grammar: Grammar) -> None:
        """Recognize this from the next block on."""
        self._post(self._hearing.listen_for(grammar))

    def _pass_block(self) -> None:
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
        """Render the next block; what is heard meanwhile was rendered a while ago."""
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
        # With a clock of its own the microphone gives a sample more or less at times.
        at_ms = self._room_ms - milliseconds_of(len(recorded), RATE_HZ)
        self._post(self._hearing.process(recorded, played, at_ms))

    def _post(self, heard: list[Heard]) -> None:
        self._events.extend(heard)
        self.posted += [PostedCommand(one, self._now_ms) for one in heard]
