"""A lesson in a virtual audio room: its user says what they are asked to, or nothing at all."""

import json
from dataclasses import dataclass
from pathlib import Path

import pytest

from scripts.lab.room import Room
from scripts.lab.scripted_user import after_silence, command_in

pytestmark = [pytest.mark.room, pytest.mark.long]

COMMANDS = Path(__file__).parents[1] / "data" / "commands"
REACTION_S = 0.6
"""From the line on the screen, which comes when the coach has asked, to the answer."""


@dataclass(frozen=True)
class Held:
    """Outcome of a lesson."""

    exit_code: int
    printed: str
    asked: int
    taught: dict[str, object] | None
    """Content of the file of what was learned; None: there is none."""


def held(room: Room, folder: Path, *words: str, answers: bool = True) -> Held:
    """Hold a lesson in a room."""
    process = command_in(room, folder, "teach", "--voice", "system", *words)
    assert process.stdout is not None
    assert process.stderr is not None
    asked, told = 0, []
    with process:
        for line in process.stderr:
            told.append(line)
            _, is_asked, word = line.partition("Say: ")
            if is_asked:
                asked += 1
                if answers:
                    clip = COMMANDS / f"{word.strip()}.flac"
                    room.say(*after_silence(clip, REACTION_S))
        printed = process.stdout.read()
    path = folder / "data" / "voicecoach" / "taught" / "me.json"
    taught = json.loads(path.read_text()) if path.exists() else None
    return Held(process.returncode, printed + "".join(told), asked, taught)


def test_a_lesson_asks_for_each_command_twice_and_keeps_levels(tmp_path: Path) -> None:
    with Room(echo_db=-17) as room:
        lesson = held(room, tmp_path, "next", "stop")
    assert lesson.exit_code == 0, lesson.printed
    assert lesson.asked >= 4
    assert "Clearly understood" in lesson.printed
    assert lesson.taught is not None
    assert set(lesson.taught) == {"pronunciations", "level_db", "noise_db"}
    assert isinstance(lesson.taught["noise_db"], float)
    assert lesson.taught["noise_db"] < -55


def test_a_lesson_without_an_answer_ends_and_keeps_nothing(tmp_path: Path) -> None:
    with Room() as room:
        lesson = held(room, tmp_path, "next", "stop", answers=False)
    assert lesson.exit_code == 0, lesson.printed
    assert lesson.asked == 4
    assert "I can't hear you" in lesson.printed
    assert lesson.taught is None


def test_without_a_microphone_it_says_so_and_keeps_nothing(tmp_path: Path) -> None:
    with Room(has_microphone=False) as room:
        lesson = held(room, tmp_path, "next")
    assert lesson.exit_code == 1
    assert "There is no microphone" in lesson.printed
    assert "Nothing that you taught before was changed" in lesson.printed
    assert lesson.taught is None
