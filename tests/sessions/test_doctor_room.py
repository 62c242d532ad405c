"""The doctor in virtual audio rooms: a sound one, and five that are broken in one way each."""

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from scripts.lab.room import Room
from scripts.lab.scripted_user import after_silence, command_in

pytestmark = [pytest.mark.room, pytest.mark.long]

COMMANDS = Path(__file__).parents[1] / "data" / "commands"
REACTION_S = 1.0
"""From the question on the screen, where it comes when the coach listens, to the answer."""
ALL = {
    "libraries",
    "voice",
    "microphone",
    "loudspeaker",
    "microphone level",
    "noise floor",
    "model",
    "echo",
    "commands",
}


@dataclass(frozen=True)
class Report:
    """Findings of the doctor."""

    exit_code: int
    content: dict[str, Any]
    folder: Path

    def of(self, state: str) -> set[str]:
        return {one["check"] for one in self.content["findings"] if one["state"] == state}

    def __getitem__(self, check: str) -> dict[str, str]:
        (finding,) = (one for one in self.content["findings"] if one["check"] == check)
        return dict(finding)


def examined(room: Room, folder: Path, *arguments: str, **environ: str) -> Report:
    """Run the doctor in a room, with a user who says what they are asked to."""
    process = command_in(room, folder, "doctor", "--json", *arguments, environ=environ)
    assert process.stdout is not None
    assert process.stderr is not None
    with process, ThreadPoolExecutor(1) as reader:
        printed = reader.submit(process.stdout.read)
        for line in process.stderr:
            _, asks, words = line.partition("Say: ")
            if asks:
                name = words.strip().replace(" ", "-")
                room.say(*after_silence(COMMANDS / f"{name}.flac", REACTION_S))
        content = json.loads(printed.result())
    return Report(process.returncode, content, folder)


@pytest.fixture(scope="module")
def sound_room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Report]:
    with Room(echo_db=-17) as room:
        yield examined(room, tmp_path_factory.mktemp("sound"))


def test_in_a_good_room_nothing_fails(sound_room: Report) -> None:
    assert sound_room.exit_code == 0, sound_room.content
    assert sound_room.content["works"]
    assert sound_room.of("failed") | sound_room.of("skipped") == set()
    assert sound_room.of("ok") | sound_room.of("warning") == ALL


def test_the_commands_are_heard(sound_room: Report) -> None:
    assert sound_room["commands"]["found"].startswith(("4 of 5", "5 of 5"))


def test_measurements_are_right_and_kept(sound_room: Report) -> None:
    measured = sound_room.content["measured"]
    # The room's hum has -70 dB; speech of -16 dB with its pauses arrives 17 dB weaker.
    assert measured["noise_db"] == pytest.approx(-70, abs=3)
    assert measured["echo_db"] == pytest.approx(-35, abs=6)
    # On a busy machine PulseAudio's loopback wanders, and less of it can be taken out.
    assert measured["left_db"] <= measured["echo_db"]
    assert measured["volume_db"] == 0
    kept = sound_room.folder / "data" / "voicecoach" / "measured.json"
    assert json.loads(kept.read_text()) == measured


def test_it_tells_where_the_users_files_are(sound_room: Report) -> None:
    folders = sound_room.content["folders"]
    assert set(folders) == {"settings", "data", "cache"}
    assert folders["data"] == str(sound_room.folder / "data" / "voicecoach")


def test_no_microphone_is_named(tmp_path: Path) -> None:
    with Room(has_microphone=False) as room:
        report = examined(room, tmp_path)
    assert report.exit_code == 1
    assert report.of("failed") == {"microphone"}
    assert "There is no microphone" in report["microphone"]["found"]
    assert "Plug one in" in report["microphone"]["remedy"]
    assert report.of("skipped") == {"microphone level", "noise floor", "echo", "commands"}


def test_exact_zeros_are_named(tmp_path: Path) -> None:
    with Room(hums=False) as room:
        report = examined(room, tmp_path)
    assert report.exit_code == 1
    assert report.of("failed") == {"microphone level"}
    assert "exact zeros" in report["microphone level"]["found"]
    assert "permission" in report["microphone level"]["remedy"]


def test_no_loudspeaker_is_named(tmp_path: Path) -> None:
    with Room(has_loudspeaker=False) as room:
        report = examined(room, tmp_path)
    assert report.exit_code == 1
    assert report.of("failed") == {"loudspeaker"}
    assert "There is no loudspeaker" in report["loudspeaker"]["found"]
    assert report["echo"]["state"] == "skipped"
    assert report["commands"]["state"] == "ok"


def test_too_much_echo_is_named_and_the_next_session_begins_quieter(tmp_path: Path) -> None:
    with Room(echo_db=8) as room:
        report = examined(room, tmp_path, "--no-words")
    assert report.exit_code == 1
    assert report.of("failed") == {"echo"}
    assert "headphones" in report["echo"]["remedy"]
    assert "volume down" in report["echo"]["remedy"]
    assert -12 <= report.content["measured"]["volume_db"] <= -3


def test_no_model_is_named(tmp_path: Path) -> None:
    with Room() as room:
        report = examined(room, tmp_path, VOICECOACH_MODEL=str(tmp_path / "nowhere"))
    assert report.exit_code == 1
    assert report.of("failed") == {"model"}
    assert "nowhere" in report["model"]["found"]
    assert "voicecoach models use bundled" in report["model"]["remedy"]
    assert report["commands"]["state"] == "skipped"
    assert report["echo"]["state"] == "ok"
