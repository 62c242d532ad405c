"""A mistake in something optional, or the user's own, stops nothing: one line names it."""

import os
import sys
from pathlib import Path

import pytest

from tests.cli.command import history_of, runner_in
from tests.content.content_files import EXERCISE, ROUTINE, write
from voicecoach.content.bundled import BUNDLED
from voicecoach.content.loader import load_library
from voicecoach.errors import ContentError
from voicecoach.files import read_json
from voicecoach.printable import is_printable

COMMANDS = [
    "list",
    "show balance",
    "plan",
    "today",
    "progress",
    "test balance --rehearse",
    "start quick --rehearse",
    "schedule mon 07:00 --output mon.ics",
]


def config(home: Path) -> Path:
    """The user's configuration folder."""
    folder = home / "config" / "voicecoach"
    for name in ("exercises", "routines", "languages"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    return folder


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_works_beside_files_with_errors_and_names_each_in_one_line(
    tmp_path: Path, command: str
) -> None:
    folder = config(tmp_path)
    wrong = {
        "exercises/toe-taps.toml": "name =",
        "routines/mine.toml": 'name = "x"',
        "languages/en.toml": '[phrases]\nnope = "x"\n',
    }
    for name, text in wrong.items():
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "settings.toml").write_text('voise = "x"\n', encoding="utf-8")
    words = command.replace("mon.ics", str(tmp_path / "mon.ics")).split()
    result = runner_in(tmp_path)(*words)
    assert result.exit_code == 0, result.output
    told = [line for line in result.stderr.splitlines() if line.startswith("Left out: ")]
    assert len(told) == len(result.stderr.splitlines()), result.stderr
    named = "".join(told)
    expected = [str(folder / name) for name in wrong]
    if command.split()[0] in ("start", "test"):
        expected.append(f'{folder / "settings.toml"}: "voise" is not a setting')
    assert [named.count(path) for path in expected] == [1] * len(expected)


@pytest.mark.parametrize(
    "command", ["plan", "list", "show balance", "start quick --rehearse", "schedule mon 07:00"]
)
def test_an_unusable_data_folder_is_named_and_the_rest_works(tmp_path: Path, command: str) -> None:
    (tmp_path / "data").mkdir()
    history = history_of(tmp_path)
    history.mkdir(parents=True)
    output = ["--output", str(tmp_path / "a.ics")] if command.startswith("schedule") else []
    result = runner_in(tmp_path)(*command.split(), *output)
    assert result.exit_code == 0, result.output
    assert result.stdout
    if command.split()[0] in ("plan", "schedule"):
        assert str(history) in result.stderr


def test_check_still_reports_every_error(tmp_path: Path) -> None:
    (config(tmp_path) / "routines" / "mine.toml").write_text('name = "x"', encoding="utf-8")
    result = runner_in(tmp_path)("check")
    assert result.exit_code == 1
    assert len(result.stdout.splitlines()) == 3


def test_a_wrong_file_leaves_the_bundled_one_in_its_place(tmp_path: Path) -> None:
    folder = config(tmp_path)
    (folder / "exercises" / "calf-raises.toml").write_text("name = 1", encoding="utf-8")
    left_out: list[ContentError] = []
    assert load_library(folder, leave_out=left_out.append) == load_library()
    assert len(left_out) == 1


def test_a_routine_goes_on_without_an_exercise_that_is_left_out(tmp_path: Path) -> None:
    second = '\n[[items]]\nexercise = "calf-raises"\nrest_after_seconds = 5\n'
    write(tmp_path, EXERCISE.replace("sets = 2", "sets = 0"), ROUTINE + second)
    library = load_library(tmp_path, leave_out=lambda _error: None)
    kept = [item.exercise.slug for item in library.routine("taps").items]
    assert set(kept) == {"calf-raises"}


def test_an_own_exercise_without_the_ways_of_the_bundled_one_stops_no_bundled_routine(
    tmp_path: Path,
) -> None:
    bundled = (BUNDLED / "exercises" / "calf-raises.toml").read_text(encoding="utf-8")
    plain = bundled.partition("[[variations]]")[0].replace('"Calf raises"', '"My raises"')
    (config(tmp_path) / "exercises" / "calf-raises.toml").write_text(plain, encoding="utf-8")
    run = runner_in(tmp_path)
    result = run("start", "strength", "--rehearse")
    assert result.exit_code == 0
    assert "Calf raises" in result.stdout
    told = [line for line in result.stderr.splitlines() if "in the routine strength" in line]
    assert len(told) == 1
    assert told[0].startswith("Left out: your own exercises, in the routine strength: items[")
    assert 'expected a variation of calf-raises, got "' in told[0]
    assert "My raises" in run("start", "calf-raises", "--rehearse").stdout


def test_a_routine_of_nothing_but_exercises_left_out_is_left_out(tmp_path: Path) -> None:
    write(tmp_path, EXERCISE.replace("sets = 2", "sets = 0"))
    assert "taps" not in load_library(tmp_path, leave_out=lambda _error: None).routines


def test_a_setting_out_of_range_is_left_out_and_the_others_hold(tmp_path: Path) -> None:
    path = config(tmp_path) / "settings.toml"
    path.write_text('speed = 9\nverbosity = "minimal"\n', encoding="utf-8")
    result = runner_in(tmp_path)("start", "quick", "--rehearse")
    assert result.exit_code == 0
    assert result.stderr == f"Left out: {path}: speed: 9.0 is not in the range 0.5<=x<=2.0.\n"
    in_full = runner_in(tmp_path / "other")("start", "quick", "--rehearse")
    assert len(result.stdout) < len(in_full.stdout)


@pytest.mark.parametrize(
    "text",
    [
        r'voice = "\u001b]52;c;x\u0007"',
        r'model = "\u202Ex"',
        r'"a\u001b[31m" = 1',
        "speed = " + "[" * 9999,
        "speed = " + "9" * 5000,
        "speed = 0x" + "9" * 5000,
        "speed = " + "[1, " * 200 + "1" + "]" * 200,
        "speed = nan",
        "ready-wait = inf",
    ],
    ids=range(9),
)
def test_any_wrong_setting_costs_one_harmless_line(tmp_path: Path, text: str) -> None:
    (config(tmp_path) / "settings.toml").write_text(text, encoding="utf-8")
    result = runner_in(tmp_path)("start", "quick", "--rehearse")
    assert result.exit_code == 0, result.exception
    assert result.stderr.startswith("Left out: ")
    assert len(result.stderr.splitlines()) == 1
    assert len(result.stderr) < 500
    assert is_printable(result.stderr.rstrip())


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no named pipes in folders")
@pytest.mark.parametrize("name", ["exercises/pipe.toml", "languages/en.toml", "settings.toml"])
def test_a_pipe_among_the_users_files_is_left_out_and_not_waited_for(
    tmp_path: Path, name: str
) -> None:
    os.mkfifo(config(tmp_path) / name)
    result = runner_in(tmp_path)("start", "quick", "--rehearse")
    assert result.exit_code == 0, result.exception
    assert "it is not a regular file" in result.stderr
    assert len(result.stderr.splitlines()) == 1


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no named pipes in folders")
@pytest.mark.parametrize("name", ["familiar.json", "measured.json", "ducked.json"])
def test_a_pipe_among_the_data_is_as_good_as_none(tmp_path: Path, name: str) -> None:
    data = tmp_path / "data" / "voicecoach"
    data.mkdir(parents=True)
    os.mkfifo(data / name)
    assert read_json(data / name) is None
    assert runner_in(tmp_path)("start", "quick", "--rehearse").exit_code == 0


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such names")
@pytest.mark.parametrize("command", ["list", "check", "start quick --rehearse", "show x\x1b[31m"])
def test_a_name_of_a_file_does_not_act_on_the_terminal(tmp_path: Path, command: str) -> None:
    (config(tmp_path) / "exercises" / "a\x1b]52;c;eA==\x07b.toml").write_text("name = 1")
    # A terminal gets colors, and what is beside them: click strips neither.
    result = runner_in(tmp_path)(*command.split(" "), color=True)
    assert "Left out: " in result.output or "file name: " in result.output
    assert "\x1b]" not in result.output
    assert "x\x1b[31m" not in result.output


@pytest.mark.parametrize("name", ["exercises/large.toml", "settings.toml"])
def test_a_file_without_end_is_left_out_soon(tmp_path: Path, name: str) -> None:
    with (config(tmp_path) / name).open("wb") as file:
        file.truncate(50_000_000_000)  # without taking any of the disk
    result = runner_in(tmp_path)("start", "quick", "--rehearse")
    assert result.exit_code == 0, result.exception
    assert len(result.stderr.splitlines()) == 1


def test_settings_that_are_not_toml_are_left_out(tmp_path: Path) -> None:
    path = config(tmp_path) / "settings.toml"
    path.write_text("speed 9", encoding="utf-8")
    result = runner_in(tmp_path)("start", "quick", "--rehearse")
    assert result.exit_code == 0
    assert result.stderr.startswith(f"Left out: {path} is not valid TOML")
    assert len(result.stderr.splitlines()) == 1


@pytest.mark.parametrize("text", ["[phrases", ""])
def test_a_language_that_can_not_be_read_or_found_gives_way_to_english(
    tmp_path: Path, text: str
) -> None:
    folder = config(tmp_path)
    (folder / "settings.toml").write_text('language = "de"\n', encoding="utf-8")
    if text:
        (folder / "languages" / "de.toml").write_text(text, encoding="utf-8")
    result = runner_in(tmp_path)("start", "quick", "--rehearse")
    assert result.exit_code == 0
    assert result.stderr.startswith("Left out: ")
    assert len(result.stderr.splitlines()) == 1
    assert "Welcome. This is Quick five." in result.stdout


def test_a_language_that_is_typed_must_exist(tmp_path: Path) -> None:
    result = runner_in(tmp_path)("start", "quick", "--rehearse", "--language", "de")
    assert result.exit_code == 1
    assert 'There is no language "de"' in result.output
