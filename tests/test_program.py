"""Commands in messages can be run as they are printed, from where their reader stands."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.command import runner_in
from voicecoach.program import VARIABLE, called_as, to_install, with_program

ROOT = Path(__file__).parents[1]


def program_in(folder: Path) -> str:
    """An executable called voicecoach in this folder."""
    path = folder / "voicecoach"
    path.write_text("#!/bin/sh\n", encoding="utf-8")
    path.chmod(0o755)
    return str(path)


def test_a_program_on_the_path_is_called_by_its_name(tmp_path: Path) -> None:
    first = program_in(tmp_path)
    assert called_as(first, {"PATH": str(tmp_path)}) == "voicecoach"


def test_a_program_elsewhere_is_called_by_its_path(tmp_path: Path) -> None:
    first = program_in(tmp_path)
    assert called_as(first, {"PATH": str(tmp_path / "other")}) == first


def test_another_program_of_the_same_name_is_not_advised(tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    program_in(tmp_path / "other")
    first = program_in(tmp_path)
    assert called_as(first, {"PATH": str(tmp_path / "other")}) == first


def test_the_script_tells_how_it_was_called() -> None:
    assert called_as("/x/.venv/bin/voicecoach", {VARIABLE: "scripts/coach"}) == "scripts/coach"


def test_a_module_is_run_by_the_same_interpreter() -> None:
    first = str(ROOT / "voicecoach" / "__main__.py")
    assert called_as(first, {"PATH": ""}) == f"{sys.executable} -m voicecoach"


@pytest.mark.parametrize(
    ("command", "expected"),
    [
        ("list", "Details: scripts/coach show NAME. Start: scripts/coach start NAME"),
        ("history", "Start one: scripts/coach start balance"),
        ("today", "For example: scripts/coach schedule mon,wed,fri 07:00"),
        ("show nothing", "To see all of them: scripts/coach list"),
        ("new routine evening --print", "# scripts/coach start evening --rehearse"),
    ],
)
def test_every_command_is_printed_as_the_program_was_called(
    tmp_path: Path, command: str, expected: str
) -> None:
    output = runner_in(tmp_path, columns=200)(*command.split(), VOICECOACH_PROGRAM="scripts/coach")
    assert expected in " ".join(output.output.split())
    assert " voicecoach " not in output.output


def test_the_help_names_commands_as_the_program_was_called() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "voicecoach", "start", "--help"],
        cwd=ROOT,
        env={VARIABLE: "scripts/coach", "COLUMNS": "80", "PATH": ""},
        capture_output=True,
        text=True,
        check=True,
    )
    assert "Usage: scripts/coach start " in done.stdout
    assert "For example: scripts/coach start balance" in done.stdout
    assert "voicecoach " not in done.stdout


def test_a_text_without_commands_stays_as_it_is() -> None:
    text = "a newer voicecoach wrote ~/.config/voicecoach settings"
    assert with_program(text) == text


def test_an_extra_is_installed_through_the_script_that_was_called() -> None:
    command = to_install("natural", {VARIABLE: "scripts/coach"})
    assert command == "scripts/coach --with natural"


def test_an_extra_is_installed_into_the_environment_that_runs() -> None:
    command = to_install("natural", {})
    assert command.startswith(f"{sys.executable} -m pip install ")
    assert '"hibari-tts' in command
    assert "voicecoach[" not in command
