"""The session log: one JSON object per line, on the disk as soon as it is written."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from voicecoach.app.session.session_log import JsonLinesLog
from voicecoach.core.effects import Rank
from voicecoach.core.facts import IntentHeard, SetEnded
from voicecoach.core.workout.exercise import Measure, Side
from voicecoach.errors import SettingsError

HOLD = SetEnded("balance", 1, Side.LEFT, None, Measure.SECONDS, 17.2, 60.0, True, True)


def test_each_line_is_complete_as_soon_as_it_is_written(tmp_path: Path) -> None:
    path = tmp_path / "logs" / "session.jsonl"
    log = JsonLinesLog(path)
    log.note(1234, HOLD)
    log.sounded(2000, "Größer — “half way”.", Rank.CALL)
    log.sounded(2500, "go", None)
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    log.close()
    assert lines[0] == {
        "at_ms": 1234,
        "fact": "SetEnded",
        "exercise": "balance",
        "set_number": 1,
        "side": "left",
        "direction": None,
        "measure": "seconds",
        "amount": 17.2,
        "target": 60.0,
        "completed": True,
        "open_ended": True,
        "variation": None,
        "kilograms": None,
        "band": None,
    }
    sounds = [(line["sound"], line["rank"]) for line in lines[1:]]
    assert sounds == [("Größer — “half way”.", "call"), ("go", "earcon")]


def test_a_log_is_appended_to(tmp_path: Path) -> None:
    path = tmp_path / "session.jsonl"
    for at_ms in (1, 2):
        log = JsonLinesLog(path)
        log.note(at_ms, IntentHeard("stop", "stop", "greeting", True, at_ms))
        log.close()
    assert [json.loads(line)["at_ms"] for line in path.read_text().splitlines()] == [1, 2]


def test_a_log_that_cannot_be_written_is_explained(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"Can't write the session log .*--log"):
        JsonLinesLog(tmp_path)


FULL_FOR_A_WHILE = """
import resource, signal, sys
from pathlib import Path
from voicecoach.app.session.session_log import JsonLinesLog
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
log = JsonLinesLog(Path(sys.argv[1]))
def limit(size):
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))
log.sounded(1, "one", None)
limit(100)
for at_ms in (2, 3):
    log.sounded(at_ms, "lost", None)
limit(resource.RLIM_INFINITY)
for at_ms in (4, 5):
    log.sounded(at_ms, "back", None)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="needs limits of the size of files")
def test_a_log_goes_on_when_the_disk_has_room_again(tmp_path: Path) -> None:
    path = tmp_path / "session.jsonl"
    subprocess.run([sys.executable, "-c", FULL_FOR_A_WHILE, path], check=True)
    first, cut, *after = path.read_text(encoding="utf-8").splitlines()
    assert json.loads(first)["sound"] == "one"
    assert len(first) + 1 + len(cut) == 100
    assert [json.loads(line)["at_ms"] for line in after] == [4, 5]
