"""Shell completion knows names, including the user's own, and imports nothing heavy."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.cli.command import runner_in
from tests.content.content_files import write
from voicecoach.cli.app import app


def completed(home: Path, *words: str) -> list[str]:
    """Completions that bash is offered for the last of these words."""
    environment = {
        "_VOICECOACH_COMPLETE": "bash_complete",
        "COMP_WORDS": " ".join(["voicecoach", *words]),
        "COMP_CWORD": str(len(words)),
        "XDG_CONFIG_HOME": str(home / "config"),
    }
    result = CliRunner(env=environment).invoke(app, [], prog_name="voicecoach")
    return [line.split(",", 1)[1] for line in result.output.splitlines()]


def test_names_of_routines_and_exercises_are_completed(tmp_path: Path) -> None:
    assert completed(tmp_path, "show", "toe-") == ["toe-curls", "toe-raises", "toe-spreads"]
    assert completed(tmp_path, "show", "heel-p") == ["heel-pain"]


def test_topics_are_completed(tmp_path: Path) -> None:
    assert completed(tmp_path, "learn", "p") == ["pain", "problems"]


def test_the_users_own_names_are_completed(tmp_path: Path) -> None:
    own = tmp_path / "config" / "voicecoach"
    own.mkdir(parents=True)
    write(own)
    assert completed(tmp_path, "show", "tap") == ["taps"]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_script_for_the_shell_is_printed(tmp_path: Path, shell: str) -> None:
    output = runner_in(tmp_path)("completion", shell).output
    assert "_VOICECOACH_COMPLETE" in output
    assert f"{shell}_complete" in output


@pytest.mark.parametrize("wanted", ["--help", "completion"])
def test_heavy_libraries_stay_out(tmp_path: Path, wanted: str) -> None:
    environment = dict(os.environ)
    if wanted == "completion":
        environment |= {
            "_VOICECOACH_COMPLETE": "bash_complete",
            "COMP_WORDS": "voicecoach show b",
            "COMP_CWORD": "2",
        }
    code = (
        "import sys\nfrom voicecoach.__main__ import main\n"
        "try:\n    main()\nfinally:\n    print(*sys.modules, file=sys.stderr)\n"
    )
    words = ["--help"] if wanted == "--help" else []
    done = subprocess.run(
        [sys.executable, "-c", code, *words],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    modules = set(done.stderr.split())
    heavy = {"numpy", "pydantic", "rich", "vosk", "sounddevice", "pyttsx3", "soundfile"}
    assert {module.split(".")[0] for module in modules} & heavy == set()
    # Many small modules of the project's own are as heavy as a library.
    assert wanted != "--help" or "voicecoach.core" not in modules
    assert "balance" in done.stdout
