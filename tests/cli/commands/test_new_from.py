"""`voicecoach new routine NAME --from FILE`: from plain words to a routine that runs."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.cli.command import runner_in
from voicecoach.cli.app import app

TEXT = """\
Leg day

3x12 squats, rest 60
plank 45s x3
run 5m
"""


def source(folder: Path, content: str | bytes = TEXT) -> str:
    path = folder / "leg-day.txt"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return str(path)


def written(home: Path) -> Path:
    return home / "config" / "voicecoach" / "routines" / "legs.toml"


def test_every_line_is_told_with_what_was_understood(tmp_path: Path) -> None:
    result = runner_in(tmp_path)("new", "routine", "legs", "--from", source(tmp_path))
    assert result.exit_code == 1
    assert result.output.splitlines()[:9] == [
        "line 1, NOT UNDERSTOOD: Leg day",
        '    how many, or how long, "Leg day"? (A heading ends with a colon.)',
        "line 3: 3x12 squats, rest 60",
        "    Squats: 3 sets, 12 repetitions, 1 min of rest between sets and after them",
        "line 4: plank 45s x3",
        "    Plank: 3 sets, 45 s",
        "line 5, NOT UNDERSTOOD: run 5m",
        '    "5m": meters or minutes? Write "meters" or "min"',
        "Understood: 2 of 4 lines; not understood: 1, 5.",
    ]


def test_the_file_keeps_each_line_before_what_was_made_of_it(tmp_path: Path) -> None:
    runner_in(tmp_path)("new", "routine", "legs", "--from", source(tmp_path))
    assert written(tmp_path).read_text(encoding="utf-8").splitlines()[4:] == [
        'name = "Legs"',
        'summary = "Your own workout, as you wrote it down."',
        "level = 1",
        "",
        "# line 1, not understood: Leg day",
        '#   (how many, or how long, "Leg day"? (A heading ends with a colon.))',
        "",
        "# line 3: 3x12 squats, rest 60",
        "[[blocks]]",
        "",
        "[[blocks.items]]",
        'exercise = "squats"',
        "count = 12",
        "sets = 3",
        "rest_seconds = 60",
        "rest_after_seconds = 60",
        "",
        "# line 4: plank 45s x3",
        "[[blocks.items]]",
        'exercise = "plank"',
        "seconds = 45",
        "sets = 3",
        "",
        "# line 5, not understood: run 5m",
        '#   ("5m": meters or minutes? Write "meters" or "min")',
    ]


def test_the_written_routine_is_valid_and_runs(tmp_path: Path) -> None:
    run = runner_in(tmp_path)
    result = run("new", "routine", "legs", "--from", source(tmp_path, "3x5 squats\nburpees x 4\n"))
    assert result.exit_code == 0
    assert "Understood: all 2 lines.\n" in result.output
    assert run("check").output == f"{written(tmp_path)}: ok, a routine\n"
    rehearsed = run("start", "legs", "--rehearse").output
    assert "3 sets of 5." in rehearsed
    assert "Burpees." in rehearsed


def test_a_text_comes_from_standard_input_too(tmp_path: Path) -> None:
    words = ["new", "routine", "legs", "--from", "-", "--print"]
    environment = {"XDG_CONFIG_HOME": str(tmp_path)}
    result = CliRunner(env=environment).invoke(app, words, input=b"\xef\xbb\xbf10 squats\r\n")
    assert result.exit_code == 0
    assert "# From standard input." in result.stdout
    assert "count = 10\n" in result.stdout
    assert "line 1: 10 squats\n" in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_names_of_the_users_own_exercises_are_known(tmp_path: Path) -> None:
    run = runner_in(tmp_path)
    run("new", "exercise", "goblet-squats")
    output = run("new", "routine", "legs", "--from", source(tmp_path, "goblet squat 3x5")).output
    assert "Goblet squat: 3 sets, 5 repetitions\n" in output
    assert 'exercise = "goblet-squats"' in written(tmp_path).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("", "no exercise was understood, and nothing was written"),
        ("Dear diary,\nI was lazy.\n", "no exercise was understood, and nothing was written"),
        ("1 squat\n" * 10_000, "expected a text of at most 50 kB: split it"),
        (b"squats\xff", "line 1: expected UTF-8 text, got other bytes: save it as UTF-8"),
    ],
)
def test_without_an_exercise_nothing_is_written(
    tmp_path: Path, content: str | bytes, reason: str
) -> None:
    result = runner_in(tmp_path)("new", "routine", "legs", "--from", source(tmp_path, content))
    assert result.exit_code == 1
    assert reason in " ".join(result.output.split())
    assert not written(tmp_path).exists()


def test_only_a_routine_comes_from_a_text(tmp_path: Path) -> None:
    result = runner_in(tmp_path)("new", "exercise", "legs", "--from", source(tmp_path))
    assert result.exit_code == 2
    assert "--from is for routines." in result.output


def test_an_existing_routine_is_kept(tmp_path: Path) -> None:
    run = runner_in(tmp_path)
    run("new", "routine", "legs")
    before = written(tmp_path).read_bytes()
    result = run("new", "routine", "legs", "--from", source(tmp_path, "10 squats"))
    assert result.exit_code == 1
    assert "already exists and was not changed" in " ".join(result.output.split())
    assert written(tmp_path).read_bytes() == before


def test_the_forms_are_printed_in_the_width_of_a_terminal(tmp_path: Path) -> None:
    result = runner_in(tmp_path)("new", "--forms")
    assert result.exit_code == 0
    assert "  3x12 squats, rest 60\n" in result.output
    assert [line for line in result.output.splitlines() if len(line) > 80] == []
