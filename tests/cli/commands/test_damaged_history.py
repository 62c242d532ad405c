"""A damaged row costs itself and a line: pages show the rest, exports write it, forget forgets."""

import json
from datetime import date
from pathlib import Path

import pytest
from click.testing import Result

from scripts.lab.years import fill
from tests.cli.command import Run, runner_in
from tests.history.damage import ROWS, change, truncate

PAGES = (
    ("history",),
    ("history", "--all", "--sets"),
    ("history", "--json", "--sets"),
    ("progress",),
    ("progress", "calf-raises"),
    ("progress", "--html", "-"),
    ("today",),
    ("plan",),
    ("schedule",),
)


def history_of(home: Path) -> Path:
    return home / "data" / "voicecoach" / "history.db"


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """The command of a user with five daily workouts up to today."""
    fill(history_of(tmp_path), date.today(), 5)
    return runner_in(tmp_path)


def sound(result: Result) -> str:
    assert result.exit_code == 0, (result.output, result.exception)
    return result.output


@pytest.mark.parametrize("damage", ROWS)
def test_a_damaged_row_stops_no_command(run: Run, tmp_path: Path, damage: str) -> None:
    path = history_of(tmp_path)
    change(path, ROWS[damage])
    for page in PAGES:
        words = [str(tmp_path / "page.html") if word == "-" else word for word in page]
        sound(run(*words))
    for name in ("sets.csv", "done.ics", "last.fit", "last.txt", "all.json"):
        sound(run("export", str(tmp_path / name)))
    assert len(json.loads((tmp_path / "all.json").read_text())["sessions"]) in (4, 5)
    assert "Added:" in sound(runner_in(tmp_path / "other")("import", str(tmp_path / "all.json")))
    sound(run("start", "balance", "--rehearse"))
    assert "Deleted." in sound(run("forget", "--yes"))


def test_what_is_left_out_is_named_once(run: Run, tmp_path: Path) -> None:
    change(history_of(tmp_path), ROWS["a session in microseconds"])
    output = sound(run("today"))
    assert output.count("Left out: 1 session of the history") == 1
    assert "voicecoach export history.json, then forget, then import" in output


def test_a_sound_history_is_not_complained_of(run: Run) -> None:
    assert "Left out" not in sound(run("history"))


@pytest.mark.parametrize("share", [0.97, 0.8])
def test_pages_and_exports_show_what_is_left_of_a_truncated_history(
    run: Run, tmp_path: Path, share: float
) -> None:
    change(history_of(tmp_path), "SELECT 1")
    truncate(history_of(tmp_path), share)
    assert "what can still be read is shown" in sound(run("history"))
    sound(run("export", str(tmp_path / "all.json")))
    assert json.loads((tmp_path / "all.json").read_text())["sessions"]
    assert "could be taken over" in sound(run("start", "balance", "--rehearse"))
    assert "Left out" not in sound(run("history"))
