"""`voicecoach export`, `import` and `forget`: workouts are copied out, taken in, and deleted."""

import json
import re
from pathlib import Path

import pytest

from scripts.lab.years import fill
from tests.cli.command import TODAY, Run, history_of, runner_in


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """The command of a user with ten daily workouts up to today."""
    fill(history_of(tmp_path), TODAY, 10)
    return runner_in(tmp_path)


@pytest.mark.parametrize(
    ("name", "mark"),
    [
        ("history.json", b'{"format": "voicecoach-history"'),
        ("sets.csv", b"workout,routine,began"),
        ("last.fit", b".FIT"),
        ("done.ics", b"BEGIN:VCALENDAR"),
        ("last.txt", b"Balance, "),
    ],
)
def test_the_ending_of_the_name_decides(run: Run, tmp_path: Path, name: str, mark: bytes) -> None:
    file = tmp_path / name
    result = run("export", str(file))
    assert result.exit_code == 0, result.output
    assert mark in file.read_bytes()[:40]
    assert file.stat().st_mode & 0o777 == 0o600


def test_a_format_may_be_named_and_go_to_standard_output(run: Run) -> None:
    assert run("export", "-", "--format", "text").stdout.startswith("Balance, ")


def test_a_period_is_exported(run: Run) -> None:
    text = run("export", "-", "--format", "json", "--since", "2 days ago").stdout
    assert len(json.loads(text)["sessions"]) == 3
    rows = run("export", "-", "--format", "csv", "--until", "1 week ago").stdout.splitlines()
    assert len({row.split(",")[0] for row in rows[1:]}) == 3


def test_each_workout_gets_a_fit_file_in_a_folder(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "fit"
    folder.mkdir()
    run("export", str(folder), "--format", "fit", "--since", "3 days ago")
    names = [path.name for path in folder.iterdir()]
    assert len(names) == 4
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\dT\d{6}-balance\.fit", name) for name in names)


def test_a_file_with_an_unknown_ending_needs_a_format(run: Run) -> None:
    result = run("export", "workouts.xlsx")
    assert result.exit_code == 2
    assert "add --format" in result.output
    assert run("export").exit_code == 2


@pytest.mark.parametrize("name", ["sets.csv", "all.json"])
def test_a_file_that_is_replaced_is_said_to(run: Run, tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    assert run("export", str(file)).stderr == f"Written: {file}\n"
    replaced = f"Written: {file}, in place of the file of that name\n"
    assert run("export", str(file)).stderr == replaced


def test_without_workouts_there_is_nothing_to_export(tmp_path: Path) -> None:
    result = runner_in(tmp_path)("export", str(tmp_path / "sets.csv"))
    assert result.exit_code == 1
    assert "There are no workouts to export" in result.output


def test_the_schema_is_printed() -> None:
    schema = json.loads(runner_in(Path("/nonexistent"))("export", "--schema").output)
    assert schema["title"] == "voicecoach history"


def test_a_history_moves_to_another_machine(run: Run, tmp_path: Path) -> None:
    file, copy = tmp_path / "history.json", tmp_path / "copy.json"
    run("export", str(file))
    other = runner_in(tmp_path / "other")
    assert "Added: 10 sessions." in other("import", str(file)).output
    assert "Added: 0 sessions. Already known: 10." in other("import", str(file)).output
    other("export", str(copy))
    assert copy.read_bytes() == file.read_bytes()


def test_a_file_that_is_not_an_export_is_explained(run: Run, tmp_path: Path) -> None:
    (tmp_path / "notes.json").write_text('{"mood": "good"}')
    result = run("import", str(tmp_path / "notes.json"))
    assert result.exit_code == 1
    assert "not a voicecoach history" in result.output


def test_forgetting_asks_first(tmp_path: Path) -> None:
    fill(history_of(tmp_path), TODAY, 3)
    run = runner_in(tmp_path)
    result = run("forget")
    assert "To be deleted: 3 workouts since" in result.output
    assert result.exit_code == 1, "nobody answered"
    assert history_of(tmp_path).exists()


def test_forgetting_leaves_nothing_behind(tmp_path: Path) -> None:
    path = history_of(tmp_path)
    fill(path, TODAY, 3)
    logs = path.parent / "sessions"
    logs.mkdir()
    (logs / "2026-11-25T070000-balance.jsonl").write_text("{}")
    (path.parent / "history-damaged-1.db").write_bytes(b"rubbish")
    (path.parent / "familiar.json").write_text("[]")
    run = runner_in(tmp_path)
    assert "Deleted." in run("forget", "--yes").output
    assert [one for one in path.parent.rglob("*") if one.is_file()] == []
    assert run("forget").output == "There is nothing to delete.\n"
    assert "No workouts yet" in run("history").output


def test_a_user_who_moves_to_another_machine_is_known_there(run: Run, tmp_path: Path) -> None:
    familiar = tmp_path / "data" / "voicecoach" / "familiar.json"
    familiar.write_text(json.dumps({"calf-raises": 2, "medical advice": 5, "odd\u001b": 1}))
    archive, period = tmp_path / "history.json", tmp_path / "period.json"
    run("export", str(archive))
    run("export", str(period), "--since", "yesterday")
    assert "familiar" not in json.loads(period.read_text())
    other = tmp_path / "other"
    there = other / "data" / "voicecoach" / "familiar.json"
    there.parent.mkdir(parents=True)
    there.write_text(json.dumps({"calf-raises": 3, "toe-yoga": 1}))
    result = runner_in(other)("import", str(archive))
    assert result.exit_code == 0, result.output
    expected = {"calf-raises": 3, "medical advice": 5, "toe-yoga": 1}
    assert json.loads(there.read_text()) == expected
    again = tmp_path / "again.json"
    runner_in(other)("export", str(again))
    assert json.loads(again.read_text())["familiar"] == expected
