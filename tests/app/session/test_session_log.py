"""The session log: one JSON object per line, on the disk as soon as it is written."""

import json
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
