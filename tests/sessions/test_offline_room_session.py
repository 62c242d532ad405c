"""A whole session in the room without devices: its user talks over the coach ten times."""

import shutil
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
import soundfile

from scripts.lab.espeak import Espeak
from scripts.lab.natural import Natural
from voicecoach.content.loader import load_language, load_library
from voicecoach.core.facts import IntentHeard, SessionEnded
from voicecoach.core.phrases import phrase
from voicecoach.core.session import Session
from voicecoach.devices.speaker import SOUND_DELAY_MS
from voicecoach.devices.vosk_recognizer import VoskModel
from voicecoach.hearing.chain import HearingChain
from voicecoach.hearing.signal_format import RATE_HZ
from voicecoach.hearing.spotter import CommandSpotter
from voicecoach.simulation.calibration import echo_path
from voicecoach.simulation.coaching import coach_in_room, session_in_room
from voicecoach.simulation.microphone import MicrophoneTraits, SimulatedMicrophone
from voicecoach.simulation.person import Happening, Reply, Said, SimulatedPerson
from voicecoach.simulation.room import ROOM_BLOCK_MS, OfflineRoom, RoomOutlivedError
from voicecoach.simulation.sounds import at_speech_level, white_noise
from voicecoach.sound.clip import Samples
from voicecoach.sound.level import level_of
from voicecoach.speech_models.lookup import bundled_model
from voicecoach.voice.immediate import PromptVoice

pytestmark = [pytest.mark.model, pytest.mark.voice, pytest.mark.long]

COMMANDS = Path(__file__).parents[1] / "data" / "commands"
LEVEL_DB = -26.0
"""The user's words at the microphone."""
SCENES = {"headphones": -100.0, "loudspeaker as loud as the user": LEVEL_DB}
"""Levels of the coach at the microphone, dB."""
OPEN_EARS_MS = 1000
"""The microphone is open before a session begins, while the first words are rendered."""
LANGUAGE = load_language()
LIBRARY = load_library()
WALK = LIBRARY.exercise("heel-to-toe-walk")
FINISH = LANGUAGE.book.sentence(phrase("pause.finish-here"))
INTERRUPTIONS = [
    ("4 exercises today: ", 1200, "help"),
    ("Say help at any time", 600, "skip"),
    (WALK.position, 800, "stop"),
    (FINISH, 300, "no"),
    (WALK.safety or "", 600, "pause"),
    (WALK.instructions.long[0], 500, "repeat"),
    (WALK.instructions.long[0], 500, "stop"),
    (FINISH, 300, "no"),
    (WALK.instructions.long[1], 300, "stop"),
    (FINISH, 300, "yes"),
]
"""Words of the coach, how far into them the user begins, ms, and the user's word."""
AFTER = {"pause": ("Paused.", 1500, "resume")}
"""Words of the user after the coach has answered one of these and is silent."""


@dataclass(frozen=True, slots=True, eq=False)
class Run:
    """A session that is over."""

    room: OfflineRoom
    person: SimulatedPerson

    def intents(self) -> list[str]:
        """Intents that were understood, in order."""
        facts = [happening for _, happening in self.person.happened]
        return [fact.intent for fact in facts if isinstance(fact, IntentHeard)]


def conversation() -> list[tuple[str, int, str]]:
    """The interruptions, and what is said in between."""
    return [
        turn
        for interruption in INTERRUPTIONS
        for turn in (interruption, AFTER.get(interruption[2]))
        if turn
    ]


def word(name: str) -> Samples:
    samples, _ = soundfile.read(COMMANDS / f"{name}.flac", dtype="float32")
    return at_speech_level(samples, LEVEL_DB)


def begins(text: str) -> Callable[[Happening], bool]:
    return lambda happening: isinstance(happening, Said) and happening.text.startswith(text)


@pytest.fixture(scope="module", params=["natural", "espeak"])
def voice(request: pytest.FixtureRequest) -> PromptVoice:
    """The coach's voice: the one that everybody hears, and the one that takes over."""
    if request.param == "natural":
        pytest.importorskip("hibari")
        return PromptVoice(Natural(), RATE_HZ)
    if shutil.which("espeak-ng") is None:
        pytest.skip("espeak-ng is not installed")
    return PromptVoice(Espeak(), RATE_HZ)


def balance(voice: PromptVoice) -> Session:
    routine = LIBRARY.routine("balance")
    return session_in_room(routine, voice, LANGUAGE, sound_delay_ms=SOUND_DELAY_MS)


def run_session(
    voice: PromptVoice, echo_db: float, turns: Sequence[tuple[str, int, str]] = ()
) -> Run:
    replies = [
        Reply(begins(text), word(spoken), after_ms)
        for text, after_ms, spoken in turns or conversation()
    ]
    person = SimulatedPerson(replies, rate_hz=RATE_HZ, sound_delay_ms=SOUND_DELAY_MS)
    model = VoskModel(bundled_model())
    room = OfflineRoom(
        echo=echo_path(echo_db, voice.clip(WALK.position).samples, delay_ms=20),
        microphone=SimulatedMicrophone(MicrophoneTraits(white_noise(160_000, -65, seed=1))),
        person=person,
        hearing=HearingChain(CommandSpotter(model.new_recognizer)),
        limit_ms=150_000,
    )
    coach = coach_in_room(room, person, balance(voice), voice=voice, language=LANGUAGE)
    room.wait(OPEN_EARS_MS)
    # A user who is not understood waits for ever; the tests tell what was understood until then.
    with suppress(RoomOutlivedError):
        coach.run()
    return Run(room, person)


@pytest.fixture(scope="module", params=SCENES)
def scene(request: pytest.FixtureRequest) -> float:
    """Level of the coach at the microphone, dB."""
    return float(SCENES[request.param])


@pytest.fixture(scope="module")
def interrupted(voice: PromptVoice, scene: float) -> Run:
    """A session whose user talks over the coach, again and again."""
    return run_session(voice, scene)


def test_every_word_said_over_the_coach_is_understood_once_and_nothing_else_is(
    interrupted: Run,
) -> None:
    assert interrupted.intents() == [spoken for _, _, spoken in conversation()]
    assert interrupted.person.unsaid == 0


def test_the_coach_was_speaking_when_each_interruption_began(interrupted: Run) -> None:
    begun_ms = [utterance.began_ms for utterance in interrupted.person.spoken]
    spoken = [turn[2] for turn in conversation()]
    blocks = [
        interrupted.room.played[began_ms // ROOM_BLOCK_MS :][: 300 // ROOM_BLOCK_MS]
        for began_ms, name in zip(begun_ms, spoken, strict=True)
        if name not in [turn[2] for turn in AFTER.values()]
    ]
    levels_db = [level_of(np.concatenate(each)) for each in blocks]
    assert len(levels_db) == 10
    assert min(levels_db) > -40, levels_db


def test_the_session_ends_as_the_user_asked(interrupted: Run) -> None:
    (ended,) = (fact for _, fact in interrupted.person.happened if isinstance(fact, SessionEnded))
    assert not ended.completed


def test_the_same_session_comes_out_the_same(
    voice: PromptVoice, scene: float, interrupted: Run
) -> None:
    again = run_session(voice, scene)
    assert again.person.happened == interrupted.person.happened
    assert again.room.posted == interrupted.room.posted


def test_a_word_over_the_second_sentence_of_a_session_is_understood(voice: PromptVoice) -> None:
    run = run_session(voice, LEVEL_DB, [("4 exercises today: ", 1200, "help")])
    assert run.intents() == ["help"]
