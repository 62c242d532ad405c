"""A circuit of the user's own in the virtual audio room: its rounds are gone through by voice."""

import shutil
from pathlib import Path

import pytest

from scripts.lab.espeak import Espeak
from scripts.lab.room import Room
from scripts.lab.scripted_user import Line, Reply, ScriptedUser, coach_in, is_fact
from voicecoach.simulation.sounds import at_speech_level

pytestmark = [pytest.mark.room, pytest.mark.long]

DATA = Path(__file__).parents[1] / "data"
COMMANDS = DATA / "commands"
CIRCUIT = DATA / "blocks" / "routines" / "room-circuit.toml"
USER_DB = -26.0
PROMPTED = {"fact": "PhaseEntered", "phase": "ready"}
WORKING = {"fact": "Sounded", "sound": "Hold."}
TURNS = (
    (PROMPTED, 6.0, "ready", "ready"),
    (WORKING, 3.0, "next round", "next-round"),
    (WORKING, 3.0, "how many rounds are left", "rounds-left"),
    ({"fact": "Sounded", "sound": "Last round."}, 6.0, "skip this block", "skip-block"),
    (PROMPTED, 6.0, "stop", "stop"),
    ({"fact": "Sounded", "sound": "Shall we finish here?"}, 2.0, "yes", "yes"),
)
"""The cue, the seconds until the user speaks, their words, and the intent that must follow."""


def reply(when: dict[str, str], after_s: float, words: str, intent: str) -> Reply:
    """The user's words: a recording of a single one, a sentence by a synthetic voice."""
    recorded = COMMANDS / f"{words}.flac"
    if recorded.is_file():
        return Reply(is_fact(**when), recorded, after_s=after_s, intent=intent)
    clip = Espeak().render(words)
    sound = at_speech_level(clip.samples, USER_DB)
    return Reply(is_fact(**when), sound, clip.rate_hz, after_s=after_s, intent=intent)


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> list[Line]:
    """The whole log of the session."""
    folder = tmp_path_factory.mktemp("circuit")
    own = folder / "config" / "voicecoach" / "routines"
    own.mkdir(parents=True)
    shutil.copy(CIRCUIT, own)
    replies = [reply(*turn) for turn in TURNS]
    with Room() as room, coach_in(room, folder, CIRCUIT.stem) as coach:
        user = ScriptedUser(room, yes=COMMANDS / "yes.flac", no=COMMANDS / "no.flac")
        return user.converse(coach, replies, timeout_s=300)


def test_every_round_is_reached_and_left_by_voice(session: list[Line]) -> None:
    heard = [line["intent"] for line in session if line["fact"] == "IntentHeard"]
    assert heard == [intent for _, _, _, intent in TURNS]


def test_each_set_is_kept_with_its_round(session: list[Line]) -> None:
    done = [
        (line["exercise"], line["set_number"], line["completed"])
        for line in session
        if line["fact"] == "SetEnded"
    ]
    assert done == [("wall-sit", 1, False), ("wall-sit", 2, True), ("marching", 2, True)]
