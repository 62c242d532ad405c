"""A damaged row costs itself and a line: pages show the rest, exports write it, forget forgets."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import Result

from scripts.lab.years import fill
from tests.cli.command import TODAY, Run, history_of, runner_in
from tests.history.damage import LAST, ROWS, change, truncate
from voicecoach.errors import HistoryError
from voicecoach.history.opening import open_for_writing, translated

pytestmark = pytest.mark.slow

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


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """The command of a user with five daily workouts up to today."""
    fill(history_of(tmp_path), TODAY, 5)
    return runner_in(tmp_path)


def sound(result: Result) -> str:
    assert result.exit_code == 0, (result.output, result.exception)
    return result.output


@pytest.mark.slow
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


def test_rows_left_out_are_named_once(run: Run, tmp_path: Path) -> None:
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


def moved(path: Path, days: int) -> None:
    change(path, f"UPDATE sessions SET began_at_ms = began_at_ms + {days * 86_400_000}")


@pytest.mark.parametrize("days", [1, 3, 400])
def test_a_workout_of_the_future_is_not_a_negative_number_of_days_ago(
    run: Run, tmp_path: Path, days: int
) -> None:
    moved(history_of(tmp_path), days)
    for page in PAGES[:4] + PAGES[6:]:
        assert "-" not in sound(run(*page)).split("ago")[0][-6:]
    assert " on " in sound(run("today"))
    sound(run("progress", "--html", str(tmp_path / "page.html")))


def test_a_file_that_fit_can_not_date_costs_no_other(run: Run, tmp_path: Path) -> None:
    change(history_of(tmp_path), f"UPDATE sessions SET began_at_ms = 1 WHERE number = {LAST}")
    (tmp_path / "fit").mkdir()
    output = sound(run("export", str(tmp_path / "fit"), "--format", "fit"))
    assert "A FIT file can't hold the workout of 1970-01-01" in output
    assert len(list((tmp_path / "fit").iterdir())) == 4


def test_the_name_of_a_fit_file_stays_in_its_folder(run: Run, tmp_path: Path) -> None:
    change(history_of(tmp_path), "UPDATE sessions SET routine = '../../x'")
    (tmp_path / "fit").mkdir()
    sound(run("export", str(tmp_path / "fit"), "--format", "fit"))
    assert len(list((tmp_path / "fit").iterdir())) == 5


def test_control_characters_of_old_data_are_harmless_everywhere(run: Run, tmp_path: Path) -> None:
    text = "R\x1b]52;c;eA==\x07\u202e"
    path = history_of(tmp_path)
    change(path, f"UPDATE sessions SET routine = '{text}'")
    change(path, f"UPDATE sets SET variation = '{text}', exercise = '{text}'")
    change(path, f"UPDATE facts SET fields = json_set(fields, '$.exercise', '{text}')")
    for page in PAGES:
        words = [str(tmp_path / "page.html") if word == "-" else word for word in page]
        output = sound(run(*words))
        assert "\x1b]" not in output
        assert "\u202e" not in output
    for name in ("sets.csv", "done.ics", "last.txt", "all.json", "last.fit"):
        sound(run("export", str(tmp_path / name)))
        content = (tmp_path / name).read_bytes()
        assert b"\x1b]" not in content
        assert "\u202e".encode() not in content
    assert "\x1b" not in (tmp_path / "page.html").read_text()
    assert "Added: 5" in sound(runner_in(tmp_path / "o")("import", str(tmp_path / "all.json")))


def test_a_history_that_another_program_writes_is_waited_for_and_named(tmp_path: Path) -> None:
    path = history_of(tmp_path)
    fill(path, TODAY, 1)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with (
            pytest.raises(HistoryError, match="Another voicecoach is using it: try again"),
            closing(open_for_writing(path, 0.0)) as database,
            translated(path),
        ):
            database.execute("BEGIN IMMEDIATE")


def test_logs_that_can_not_be_listed_are_told(run: Run, tmp_path: Path) -> None:
    logs = history_of(tmp_path).parent / "sessions"
    logs.symlink_to(logs)
    result = run("forget", "--yes")
    assert isinstance(result.exception, SystemExit | None)
