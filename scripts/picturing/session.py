"""A short session in the simulated room, of which pictures and a sample of sound are made."""

from collections import deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import numpy as np
import soundfile

from scripts.lab.natural import Natural
from voicecoach.content.loader import load_language, load_library
from voicecoach.core.effects import AlignBeat, Hush, Rank, SetVolume
from voicecoach.core.view import View
from voicecoach.core.workout.routine import Routine
from voicecoach.devices.vosk_recognizer import VoskModel
from voicecoach.hearing.chain import HearingChain
from voicecoach.hearing.signal_format import RATE_HZ
from voicecoach.hearing.spotter import CommandSpotter
from voicecoach.simulation.calibration import echo_path
from voicecoach.simulation.coaching import coach_in_room, session_in_room
from voicecoach.simulation.microphone import MicrophoneTraits, SimulatedMicrophone
from voicecoach.simulation.person import Happening, Reply, Said, SimulatedPerson
from voicecoach.simulation.room import Latency, OfflineRoom, RoomOutlivedError
from voicecoach.simulation.sounds import at_speech_level, white_noise
from voicecoach.sound.clip import Clip, Samples, frames_of
from voicecoach.sound.resampler import with_rate
from voicecoach.sound.scheduler import Command, Sound, SoundScheduler
from voicecoach.speech_models.lookup import bundled_model
from voicecoach.voice.hibari_engine import OUTPUT_RATE_HZ
from voicecoach.voice.immediate import PromptVoice

COMMANDS = Path(__file__).parents[2] / "tests" / "data" / "commands"
USER_DB = -26.0
"""Level of the user's words at the microphone."""
ECHO_DB = -40.0
"""Level of the coach at the microphone."""
NOISE_DB = -65.0
READY_WAIT_MS = 4000
BLOCK_MS = 20
LATENCY = Latency()


class _RecordedRoom(OfflineRoom):
    """A room that also keeps what the coach plays, at the rate of its voice."""

    kept: deque[tuple[int, Command]]

    def play(self, clip: Clip, at_ms: int | None, rank: Rank | None) -> None:
        """Play a clip, and keep it."""
        self.kept.append((self.now_ms(), Sound.of(clip, at_ms, rank)))
        super().play(clip, at_ms, rank)

    def hush(self) -> None:
        """Fade out current sounds, and keep that."""
        self.kept.append((self.now_ms(), Hush()))
        super().hush()

    def align_beat(self, at_ms: int) -> None:
        """Re-anchor the beat, and keep that."""
        self.kept.append((self.now_ms(), AlignBeat(at_ms)))
        super().align_beat(at_ms)

    def set_gain_db(self, gain_db: float) -> None:
        """Set the gain of the coach, and keep it."""
        self.kept.append((self.now_ms(), SetVolume(gain_db)))
        super().set_gain_db(gain_db)


@dataclass(slots=True)
class _Watcher:
    """A display that keeps every view with its time."""

    now_ms: Callable[[], int]
    seen: list[tuple[int, View]]

    def show(self, view: View) -> None:
        self.seen.append((self.now_ms(), view))


@dataclass(frozen=True, slots=True, eq=False)
class Recording:
    """A session that is over."""

    views: list[tuple[int, View]]
    """Contents of the screen, each with the time from which it was shown, ms."""
    happened: list[tuple[int, Happening]]
    """Everything said and logged, with its time, ms."""
    sound: Samples
    """The coach and the user: (frames,) float32 mono, `OUTPUT_RATE_HZ`."""

    def said_at_ms(self, text: str) -> int:
        """Time at which the coach first said this sentence."""
        return next(
            at_ms for at_ms, one in self.happened if isinstance(one, Said) and one.text == text
        )

    def view_at(self, at_ms: int) -> View:
        """The view that the screen showed at this time."""
        return [view for since_ms, view in self.views if since_ms <= at_ms][-1]


def record(routine: Routine, replies: list[tuple[str, int, str]], limit_ms: int) -> Recording:
    """Run a session of this routine for `limit_ms` at the most.

    `replies` are what the coach says, the time from its beginning to the user's word, ms, and that
    word, one of the recordings of the tests.
    """
    voice = PromptVoice(Natural(), OUTPUT_RATE_HZ)
    language = load_language()
    person = SimulatedPerson(
        [Reply(_says(text), _word(word), after_ms) for text, after_ms, word in replies],
        rate_hz=RATE_HZ,
        sound_delay_ms=LATENCY.sound_delay_ms,
    )
    example = with_rate(voice.clip("Stand tall, and look ahead."), RATE_HZ).samples
    room = _RecordedRoom(
        echo=echo_path(ECHO_DB, example, delay_ms=20),
        microphone=SimulatedMicrophone(MicrophoneTraits(white_noise(160_000, NOISE_DB, seed=1))),
        person=person,
        hearing=HearingChain(CommandSpotter(VoskModel(bundled_model()).new_recognizer)),
        latency=LATENCY,
        limit_ms=limit_ms,
    )
    room.kept = deque()
    watcher = _Watcher(room.now_ms, [])
    session = session_in_room(
        routine,
        voice,
        language,
        sound_delay_ms=LATENCY.sound_delay_ms,
        ready_wait_ms=READY_WAIT_MS,
    )
    coach = coach_in_room(room, person, session, voice=voice, language=language, display=watcher)
    with suppress(RoomOutlivedError):  # it was long enough for a picture
        coach.run()
    sound = _coach(room.kept, room.now_ms()) + _user(person, room.now_ms())
    return Recording(watcher.seen, person.happened, sound)


def load_workout(name: str) -> Routine:
    """The bundled routine or exercise of this name."""
    return load_library().as_routine(name)


def _says(text: str) -> Callable[[Happening], bool]:
    return lambda one: isinstance(one, Said) and one.text == text


def _word(name: str) -> Samples:
    samples, _ = soundfile.read(COMMANDS / f"{name}.flac", dtype="float32")
    return at_speech_level(samples, USER_DB)


def _coach(kept: deque[tuple[int, Command]], length_ms: int) -> Samples:
    """Sound that the loudspeaker played, at the rate of the voice."""
    scheduler = SoundScheduler(OUTPUT_RATE_HZ, LATENCY.sound_delay_ms)
    block = frames_of(BLOCK_MS, OUTPUT_RATE_HZ)
    blocks = []
    for at_ms in count(0, BLOCK_MS):
        if at_ms >= length_ms:
            break
        scheduler.observe(at_ms)
        while kept and kept[0][0] <= at_ms:
            scheduler.execute(kept.popleft()[1])
        out = np.zeros(block, np.float32)
        scheduler.render_into(out)
        blocks.append(out)
    return np.concatenate(blocks)


def _user(person: SimulatedPerson, length_ms: int) -> Samples:
    """Speech of the user, at the rate of the voice."""
    block = frames_of(BLOCK_MS, OUTPUT_RATE_HZ)
    sound = np.zeros(block * (-(-length_ms // BLOCK_MS)), np.float32)
    for one in person.spoken:
        samples = with_rate(Clip(one.samples, RATE_HZ), OUTPUT_RATE_HZ).samples
        first = frames_of(one.began_ms, OUTPUT_RATE_HZ)
        piece = samples[: max(0, len(sound) - first)]
        sound[first : first + len(piece)] += piece
    return sound
