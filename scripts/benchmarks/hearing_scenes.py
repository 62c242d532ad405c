"""Scenes of the hearing benchmark, each run in the offline room with one listener."""

import random
import resource
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

import numpy as np

from scripts.benchmarks.hearing_direct import FLOOR_DB
from scripts.benchmarks.hearing_listeners import listener
from scripts.benchmarks.hearing_words import (
    Word,
    grammar,
    meaning_of,
    talk,
    words_of,
)
from scripts.benchmarks.said import USER_DB
from scripts.lab.recordings import noises
from scripts.lab.strict_voice import strict_voice
from voicecoach.content.loader import load_library
from voicecoach.core.dialogue.missed_speech import MissedSpeech
from voicecoach.core.dialogue.transitions import AT_ONCE
from voicecoach.core.effects import Rank
from voicecoach.core.events import Heard, NotUnderstood
from voicecoach.core.playback.echo_guard import EchoGuard
from voicecoach.devices.speaker import SOUND_DELAY_MS
from voicecoach.hearing.signal_format import RATE_HZ
from voicecoach.simulation.acoustics import RoomShape, SimulatedLoudspeaker
from voicecoach.simulation.calibration import echo_path
from voicecoach.simulation.microphone import MicrophoneTraits, SimulatedMicrophone
from voicecoach.simulation.person import SimulatedPerson
from voicecoach.simulation.room import Hearing, OfflineRoom
from voicecoach.simulation.sounds import at_level, at_speech_level, babble, white_noise
from voicecoach.sound.clip import Samples, milliseconds_of
from voicecoach.voice.choice import NATURAL
from voicecoach.voice.immediate import PromptVoice

NO_ECHO_DB = -200.0
NOISE_S = 60
"""Noise is repeated after this time."""
LEAD_MS = 6000
"""Before the first word: a canceller has two seconds of speech to settle."""
SLOT_AFTER_MS = 2400
"""After each word, for a listener that decides late; a little more at random."""
BABBLE_TALKERS = 6
ROOM = RoomShape(reverberation_ms=300, volume_m3=40, distance_m=0.5)
LOUDSPEAKER = SimulatedLoudspeaker(lowest_hz=200, highest_hz=7000, drive=0.575)
"""Driven as hard as by a drive of 1.0 with the earlier sentences, which were 4.8 dB softer: a user
who finds the coach too loud turns the volume down, so the cone moves as far as before."""
ECHO_DELAY_MS = 20.0
"""Delay from the time of a sound to the moment it reaches the air."""
CLOCK_PPM = 20.0
HUSHED_DB = -60.0


@dataclass(frozen=True, slots=True)
class Scene:
    """The sounds in a room, and its listener."""

    name: str
    condition: str
    listener: str
    group: str = ""
    """Of the words, or the source of the talk; empty: the user is silent."""
    noise: str = ""
    """"noise", "babble" or nothing."""
    noise_db: float = 0.0
    """Below the user."""
    echo_db: float | None = None
    """Above the user; None: the coach is silent."""
    most_a_word: int = 8
    purpose: str = "testing"
    """Of the speakers of recorded words; "tuning": those that thresholds may be chosen with."""
    coach: str = NATURAL
    """Voice of the coach."""
    longest_s: float = 0.0
    """Of talk, or of the coach alone."""
    hushes: bool = False
    """True if the coach falls silent on each command; then only the time that takes is measured,
    since nobody listens for a second."""
    seed: int = 1


@dataclass(frozen=True, slots=True)
class Attempt:
    """A word that was said, and the intents that were decided until the next one."""

    wanted: str
    decided: tuple[str, ...]
    is_urgent: bool
    waited_ms: int | None
    """From the end of the word to the decision, if it was right."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """Result of a listener for a scene."""

    scene: Scene
    attempts: tuple[Attempt, ...]
    false: tuple[str, ...]
    """Commands heard though nobody said them."""
    seconds: float
    cpu_s: float
    longest_s: float
    """Longest processor time for a block of sound."""
    took_s: float
    peak_mb: float
    pieces: int = 0
    """Number of words or sentences that were said."""
    silent_after_ms: tuple[int, ...] = ()
    """From each decision to silence at the loudspeaker."""
    signs: int = 0
    """Times that the coach would say it did not understand, if it understood in between."""


@dataclass(slots=True)
class _Stage:
    room: OfflineRoom
    person: SimulatedPerson
    guard: EchoGuard = field(default_factory=EchoGuard)
    told: list[tuple[int, Heard]] = field(default_factory=list)
    silent_after_ms: list[int] = field(default_factory=list)
    missed: MissedSpeech = field(default_factory=MissedSpeech)
    signs: int = 0

    def miss(self, event: NotUnderstood) -> None:
        """Count the sign for speech that was not understood, if there is one."""
        alone_ms = self.guard.alone_ms(event.began_ms, event.ended_ms)
        self.signs += self.missed.sign(event, alone_ms) is not None
        self.missed.understood()


@dataclass(frozen=True, slots=True)
class Performance:
    """A scene that was played to its end, and what was decided meanwhile."""

    words: list[Word]
    room: OfflineRoom
    person: SimulatedPerson
    told: list[tuple[int, Heard]]
    silent_after_ms: list[int]
    signs: int


def run_scene(scene: Scene) -> Outcome:
    """Play a scene to its end."""
    began_s = time.perf_counter()
    ears = listener(scene.listener, grammar())
    played = perform(scene, ears)
    words, person, told = played.words, played.person, played.told
    return Outcome(
        scene,
        tuple(_attempts(words, person, told)) if words and not scene.hushes else (),
        tuple(heard.words for _, heard in told) if not words else (),
        played.room.now_ms() / 1000,
        ears.cpu_s,
        ears.longest_s,
        time.perf_counter() - began_s,
        resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000,
        len(person.spoken),
        tuple(played.silent_after_ms),
        played.signs,
    )


def perform(scene: Scene, ears: Hearing) -> Performance:
    """Play a scene to its end to any ears."""
    person = SimulatedPerson((), RATE_HZ, SOUND_DELAY_MS)
    words = _say_words(scene, person)
    until_ms = _say_talk(scene, person) if scene.longest_s else _end_of(person) + SLOT_AFTER_MS
    voice = strict_voice(scene.coach) if scene.echo_db is not None else None
    level_db = NO_ECHO_DB if scene.echo_db is None else USER_DB + scene.echo_db
    sample = voice.clip(_sentences()[0]).samples if voice else white_noise(RATE_HZ, -20, seed=1)
    path = echo_path(
        level_db,
        sample,
        loudspeaker=LOUDSPEAKER,
        shape=ROOM,
        delay_ms=ECHO_DELAY_MS,
        seed=scene.seed,
    )
    microphone = SimulatedMicrophone(MicrophoneTraits(_noise(scene), CLOCK_PPM if voice else 0.0))
    room = OfflineRoom(
        echo=path, microphone=microphone, person=person, hearing=ears, limit_ms=until_ms + 60_000
    )
    stage = _Stage(room, person)
    _play(stage, voice, until_ms, scene)
    return Performance(words, room, person, stage.told, stage.silent_after_ms, stage.signs)


def _say_words(scene: Scene, person: SimulatedPerson) -> list[Word]:
    if scene.longest_s or not scene.group:
        return []
    chance = random.Random(scene.seed)
    words = words_of(scene.group, scene.most_a_word, scene.purpose)
    chance.shuffle(words)
    at_ms = LEAD_MS
    for word in words:
        person.say(_with_soft_edges(word.samples), at_ms)
        at_ms += round(milliseconds_of(len(word.samples), RATE_HZ))
        at_ms += SLOT_AFTER_MS + chance.randrange(400)
    return words


def _say_talk(scene: Scene, person: SimulatedPerson) -> int:
    if not scene.group:
        return round(scene.longest_s * 1000)
    at_ms = 1000
    for samples in talk(scene.group, scene.longest_s):
        person.say(_with_soft_edges(samples), at_ms)
        at_ms += round(milliseconds_of(len(samples), RATE_HZ)) + 700
    return at_ms + 2000


def _end_of(person: SimulatedPerson) -> int:
    last = person.spoken[-1]
    return last.began_ms + round(milliseconds_of(len(last.samples), RATE_HZ))


def _play(stage: _Stage, voice: PromptVoice | None, until_ms: int, scene: Scene) -> None:
    """Let the time pass; the coach, if it has a voice, speaks all the time."""
    sentences = _endless(scene.seed)
    while stage.room.now_ms() < until_ms:
        if voice is None:
            _listen(stage, until_ms, scene)
            continue
        sentence = next(sentences)
        clip = voice.clip(sentence)
        at_ms = stage.room.now_ms()
        stage.room.play(clip, at_ms, Rank.TALK)
        length_ms = round(clip.duration_ms)
        stage.guard.spoke(sentence, began_ms=at_ms + SOUND_DELAY_MS, length_ms=length_ms)
        _listen(stage, at_ms + length_ms + 150, scene)


def _listen(stage: _Stage, until_ms: int, scene: Scene) -> None:
    while (event := stage.room.wait(until_ms)) is not None:
        if isinstance(event, NotUnderstood):
            stage.miss(event)
        # A doubtful command is asked about, and nothing else follows from it.
        if not isinstance(event, Heard) or event.is_doubtful:
            continue
        now_ms = stage.room.now_ms()
        guarded = scene.listener == "chain" and stage.guard.is_echo(
            event.words, began_ms=event.began_ms, ended_ms=event.ended_ms
        )
        if not guarded:
            stage.told.append((now_ms, event))
            if scene.hushes:
                stage.room.hush()
                stage.guard.hushed(now_ms)
                while stage.room.wait(now_ms + 1000) is not None:
                    pass
                stage.silent_after_ms += _silence_after(stage.room, now_ms)


def _silence_after(room: OfflineRoom, now_ms: int) -> list[int]:
    """Time for which the loudspeaker sounded on; empty if it was silent anyway."""
    since = np.concatenate(room.played[now_ms // 20 :][:50])
    loud = np.flatnonzero(np.abs(since) > 10 ** (HUSHED_DB / 20))
    return [round(milliseconds_of(int(loud[-1]) + 1, RATE_HZ))] if len(loud) else []


def _attempts(
    words: list[Word], person: SimulatedPerson, told: list[tuple[int, Heard]]
) -> Iterator[Attempt]:
    begins_ms = [utterance.began_ms for utterance in person.spoken]
    urgent = {intent.value for intent in AT_ONCE}
    for word, began_ms, next_ms in zip(words, begins_ms, [*begins_ms[1:], 2**62], strict=True):
        decided = [
            (at_ms, meaning_of(one.words)) for at_ms, one in told if began_ms < at_ms <= next_ms
        ]
        wanted = meaning_of(word.wording)
        names = tuple(name for _, name in decided)
        waited_ms = decided[0][0] - began_ms - word.ended_ms if names == (wanted,) else None
        yield Attempt(wanted, names, wanted in urgent, waited_ms)


def _noise(scene: Scene) -> Samples:
    floor = white_noise(NOISE_S * RATE_HZ, FLOOR_DB, scene.seed)
    if not scene.noise:
        return floor
    level_db = USER_DB - scene.noise_db
    if scene.noise == "babble":
        voices = talk("librispeech", 300)
        mixed = babble(voices, BABBLE_TALKERS, NOISE_S * RATE_HZ, scene.seed)
        return np.asarray(at_speech_level(mixed, level_db) + floor, np.float32)
    each = NOISE_S * RATE_HZ // len(noises())
    pieces = [at_level(np.resize(one, each), level_db) for one in noises()]
    return np.asarray(np.resize(np.concatenate(pieces), len(floor)) + floor, np.float32)


def _with_soft_edges(samples: Samples) -> Samples:
    """Without the clicks of a background that begins and ends at once."""
    edge = np.linspace(0, 1, min(160, len(samples) // 2), dtype=np.float32)
    faded = samples.copy()
    faded[: len(edge)] *= edge
    faded[len(faded) - len(edge) :] *= edge[::-1]
    return faded


@cache
def _sentences() -> tuple[str, ...]:
    """Long talk of the coach, which includes its commands and their explanations."""
    found = [
        sentence
        for exercise in load_library().exercises.values()
        for sentence in (exercise.position, *exercise.instructions.long, *exercise.cues)
    ]
    book_sentences = ("Say ready when you're set.", "Shall we finish here?")
    return tuple(dict.fromkeys((*found, *book_sentences)))


def _endless(seed: int) -> Iterator[str]:
    chance = random.Random(seed)
    while True:
        yield from chance.sample(_sentences(), len(_sentences()))
