"""The scripted user follows a log to its end, and steers a real session by voice."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.room import Room
from tests.scripted_user import Coach, Reply, coach_in, converse, is_fact

_WRITER = """
import sys
with open(sys.argv[1], "w") as log:
    for text in ('{"fact": "A"}\\n{"fact"', ': "B", "n": 1}\\n', '{"fact": "C"}\\n'):
        log.write(text)
        log.flush()
{then}
"""


def _writer(folder: Path, then: str = "") -> Coach:
    log, output = folder / "log", folder / "output"
    output.write_text("its last words")
    command = [sys.executable, "-c", _WRITER.replace("{then}", then), str(log)]
    return Coach(subprocess.Popen(command, stdin=subprocess.PIPE), log, output)


def test_every_line_is_followed_to_the_last_one(tmp_path: Path) -> None:
    coach = _writer(tmp_path)
    facts = [line["fact"] for line in coach.follow(10)]
    coach.process.communicate()
    assert facts == ["A", "B", "C"]


def test_a_coach_that_does_not_end_is_reported_with_what_came_last(tmp_path: Path) -> None:
    coach = _writer(tmp_path, then="sys.stdin.read()")
    with pytest.raises(TimeoutError, match="its last words"):
        list(coach.follow(0.5))
    coach.process.communicate()


def test_a_condition_compares_only_the_fields_it_names() -> None:
    line = {"fact": "B", "n": 1, "at_ms": 5}
    assert is_fact("B", n=1)(line)
    assert not is_fact("B", n=2)(line)
    assert not is_fact("A")(line)


@pytest.mark.model
@pytest.mark.voice
def test_a_voice_in_the_room_makes_the_session_begin_and_stop(room: Room, tmp_path: Path) -> None:
    def spoken(words: str) -> Path:
        file = tmp_path / f"{words}.wav"
        command = ["espeak-ng", "-v", "en-us", "-s", "130", "-w", str(file), words]
        subprocess.run(command, check=True)
        return file

    replies = [
        Reply(is_fact("PhaseEntered", phase="ready"), spoken("ready")),
        Reply(is_fact("Sounded", sound="Walk."), spoken("stop")),
        Reply(is_fact("IntentHeard", intent="stop"), spoken("yes")),
    ]
    with coach_in(room, tmp_path, "balance") as coach, room.record() as recording:
        lines = converse(coach, room, replies, timeout_s=120)
    heard = [line["intent"] for line in lines if line["fact"] == "IntentHeard"]
    assert coach.process.returncode == 0, coach.printed()
    assert lines[-1]["fact"] == "SessionEnded"
    assert heard[0] == "ready"
    assert heard[-1] == "yes"
    assert len(recording.samples) > 0
