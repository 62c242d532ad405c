"""The script that sets up: what it prints can be run, and a missing network takes one line."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

pytestmark = pytest.mark.skipif(
    sys.platform == "win32" or not shutil.which("bash"), reason="needs bash"
)


def bash(commands: str, folder: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """Run commands behind the setup script of this folder, as for a user without sudo."""
    text = f". scripts/setup.sh; manager=apt-get; can_install() {{ false; }}; {commands}"
    return subprocess.run(
        ["bash", "-c", text], cwd=folder, capture_output=True, text=True, check=False
    )


def ready_checkout(folder: Path) -> Path:
    """A checkout that is set up, with a program that tells how it was called."""
    shutil.copytree(ROOT / "scripts", folder / "scripts", ignore=shutil.ignore_patterns("lab"))
    shutil.copy(ROOT / "pyproject.toml", folder)
    programs = folder / ".venv" / "bin"
    programs.mkdir(parents=True)
    (programs / "python").symlink_to(sys.executable)
    (programs / "voicecoach").write_text('#!/bin/sh\necho "$VOICECOACH_PROGRAM: $*"\n')
    (programs / "voicecoach").chmod(0o755)
    keys = 'environment_key >"$environment/made-for"; project_key >"$environment/ready-for-coach"'
    assert bash(keys, folder).returncode == 0
    return folder


def test_the_program_knows_how_the_script_was_called(tmp_path: Path) -> None:
    folder = ready_checkout(tmp_path)
    for called, within in [("scripts/coach", folder), ("./coach", folder / "scripts")]:
        done = subprocess.run(
            [called, "start", "balance"], cwd=within, capture_output=True, text=True, check=True
        )
        assert done.stdout == f"{called}: start balance\n"


def test_a_script_on_the_path_is_called_by_its_name(tmp_path: Path) -> None:
    folder = ready_checkout(tmp_path)
    done = subprocess.run(
        ["bash", "-c", f'PATH="{folder}/scripts:$PATH"; coach list'],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "coach: list\n"


def test_an_extra_that_there_is_not_is_refused_with_those_that_there_are(tmp_path: Path) -> None:
    done = subprocess.run(
        [ready_checkout(tmp_path) / "scripts" / "coach", "--with", "naturel"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "--with natural" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_a_missing_network_takes_one_line() -> None:
    apt = "for n in 1 2 3; do echo E: Failed to fetch: Temporary failure resolving it; done; false"
    done = bash(f"failing() {{ {apt}; }}; logged failing || true; logged failing || true")
    assert "there is no network" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_the_first_run_says_how_long_it_takes_and_how_many_steps_it_has(tmp_path: Path) -> None:
    folder = ready_checkout(tmp_path)
    shutil.rmtree(folder / ".venv")
    pip = f'mkdir -p "$bin"; ln -sf {sys.executable} "$bin/python"'
    done = bash(f"missing_of() {{ :; }}; logged() {{ {pip}; }}; set_up coach", folder)
    told = done.stderr.splitlines()
    assert "one to three minutes" in told[0]
    assert [line.split(": ")[1] for line in told[1:]] == ["step 1 of 2", "step 2 of 2"]


def test_later_installations_are_not_numbered_steps() -> None:
    done = bash("can_install() { :; }; as_root() { :; }; install festival")
    assert (done.returncode, done.stderr) == (0, "voicecoach: installing festival with apt-get\n")


def read_to_end(controller: int) -> Iterator[bytes]:
    """Read in pieces all that was written to a terminal which is now closed."""
    with suppress(OSError):  # so ends what came from a closed terminal
        while piece := os.read(controller, 1000):
            yield piece


def test_a_terminal_shows_the_time_that_a_step_takes() -> None:
    controller, terminal = os.openpty()
    # The command ends when the first second has been shown.
    text = '. scripts/setup.sh; gate=$(mktemp -u); mkfifo "$gate"; '
    text += 'sleep() { case $passed_s in 1) ;; 2) echo >"$gate" ;; *) read -r <"$gate" ;; esac; }; '
    text += 'until_shown() { read -r _ <"$gate"; }; logged until_shown; rm "$gate"'
    subprocess.run(["bash", "-c", text], cwd=ROOT, stderr=terminal, check=True)
    os.close(terminal)
    shown = b"".join(read_to_end(controller))
    os.close(controller)
    assert shown.startswith(b"\rvoicecoach: 1 s")
    assert shown.endswith(b"\r\x1b[K")


def test_another_failure_shows_what_was_printed() -> None:
    done = bash("failing() { echo disk full; false; }; logged failing || true")
    assert done.stderr == "disk full\n"


def test_all_that_is_missing_takes_one_command() -> None:
    nothing = "find_python() { return 1; }; is_installed() { false; }"
    done = bash(
        f"{nothing}; environment_is_sound() {{ false; }}; is_current() {{ false; }}; set_up coach"
    )
    assert done.returncode == 1
    assert done.stderr.count("apt-get install") == 1
    packages = "python3 python3-venv libportaudio2 espeak-ng"
    assert f"apt-get install {packages}" in done.stderr
