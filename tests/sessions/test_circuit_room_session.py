"""A circuit in the room without devices, whose user goes through its rounds by voice."""

import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
import soundfile

from scripts.lab.espeak import Espeak
from voicecoach.content.loader import load_language, load_library
from voicecoach.core.facts import IntentHeard, SessionEnded, SetEnded
from voicecoach.core.phrases import phrase
from voicecoach.devices.speaker import SOUND_DELAY_MS
from voicecoach.devices.vosk_recognizer import VoskModel
from voicecoach.hearing.chain import HearingChain
from voicecoach.hearing.signal_format import RATE_HZ
from voicecoach.hearing.spotter import CommandSpotter
from voicecoach.simulation.calibration import echo_path
from voicecoach.simulation.coaching import coach_in_room, session_in_room
from voicecoach.simulation.microphone import MicrophoneTraits, SimulatedMicrophone
from voicecoach.simulation.person import Happening, Reply, Said, SimulatedPerson
from voicecoach.simulation.room import OfflineRoom, RoomOutlivedError
from voicecoach.simulation.sounds import at_speech_level, white_noise
from voicecoach.sound.clip import Samples
from voicecoach.sound.resampler import with_rate
from voicecoach.speech_models.lookup import bundled_model
from voicecoach.voice.immediate import PromptVoice

pytestmark = [pytest.mark.model, pytest.mark.voice, pytest.mark.long]

DATA = Path(__file__).parents[1] / "data"
BLOCKS, COMMANDS = DATA / "blocks", DATA / "commands"
LANGUAGE = load_language()
LEVEL_DB, SILENT_DB = -26.0, -100.0
TURNS = (
    ("Say ready, or", 5000, "ready"),
    ("Hold.", 3000, "next round"),
    ("Hold.", 3000, "how many rounds are left"),
    ("Last round.", 6000, "skip this block"),
    ("Say ready, or", 5000, "stop"),
    (LANGUAGE.book.sentence(phrase("pause.finish-here")), 3000, "yes"),
)
"""Words of the coach, the delay until the user begins, ms, and the user's words."""


def begins(text: str) -> Callable[[Happening], bool]:
    return lambda happening: isinstance(happening, Said) and happening.text.startswith(text)


def words(text: str) -> Samples:
    """The user's words: a recording of a single one, a sentence by a synthetic voice."""
    recorded = COMMANDS / f"{text}.flac"
    if recorded.is_file():
        samples, _ = soundfile.read(recorded, dtype="float32")
    else:
        samples = with_rate(Espeak().render(text), RATE_HZ).samples
    return at_speech_level(samples, LEVEL_DB)


def test_a_user_goes_through_a_circuit_by_voice() -> None:
    if shutil.which("espeak-ng") is None:
        pytest.skip("espeak-ng is not installed")
    voice = PromptVoice(Espeak(), RATE_HZ)
    routine = load_library(BLOCKS).routine("room-circuit")
    session = session_in_room(routine, voice, LANGUAGE, sound_delay_ms=SOUND_DELAY_MS)
    replies = [Reply(begins(text), words(said), after_ms) for text, after_ms, said in TURNS]
    person = SimulatedPerson(replies, rate_hz=RATE_HZ, sound_delay_ms=SOUND_DELAY_MS)
    model = VoskModel(bundled_model())
    room = OfflineRoom(
        echo=echo_path(SILENT_DB, voice.clip("Hold.").samples, delay_ms=20),
        microphone=SimulatedMicrophone(MicrophoneTraits(white_noise(160_000, -65, seed=1))),
        person=person,
        hearing=HearingChain(CommandSpotter(model.new_recognizer)),
        limit_ms=180_000,
    )
    coach = coach_in_room(room, person, session, voice=voice, language=LANGUAGE)
    with suppress(RoomOutlivedError):
        coach.run()
    facts = [happening for _, happening in person.happened]
    assert [fact.intent for fact in facts if isinstance(fact, IntentHeard)] == [
        *("ready", "next-round", "rounds-left", "skip-block", "stop", "yes")
    ]
    rounds = [fact.set_number for fact in facts if isinstance(fact, SetEnded)]
    assert rounds == [1, 2, 2]
    assert any(isinstance(fact, SessionEnded) for fact in facts)
