"""Whatever the output is, a command gives no traceback."""

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from scripts.lab.scripted_user import homeless
from scripts.lab.years import fill
from tests.cli.command import history_of

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="for shells and devices of POSIX"),
]

LINES = [
    ["--help"],
    ["start", "--help"],
    ["start", "toe-spreads", "--rehearse"],
    ["test", "calves", "--rehearse"],
    ["plan"],
    ["schedule"],
    ["today"],
    ["history", "--all"],
    ["history", "--json"],
    ["progress"],
    ["export", "-", "--format", "json"],
    ["export", "--schema"],
    ["list"],
    ["show", "balance"],
    ["check"],
    ["new", "routine", "mine", "--print"],
    ["completion", "bash"],
    ["models", "list"],
    ["voices"],
    ["learn"],
    ["learn", "evidence"],
]
EACH = """
import os, sys, traceback
from voicecoach.__main__ import main
kept = os.dup(1)
for line in {lines!r}:
    os.dup2(kept, 1)
    sys.stdout = open(1, "w", closefd=False, encoding={encoding!r}, errors="strict")
    sys.argv = ["voicecoach", *line]
    code = 0
    try:
        main()
        sys.stdout.flush()
    except SystemExit as end:
        code = end.code or 0
    except BaseException:
        traceback.print_exc()
    print("ended", code, *line, file=sys.stderr)
"""


def run_all(folder: Path, output: Path, encoding: str = "utf-8") -> list[str]:
    """Run the commands with this as their output; return the lines of their standard error."""
    environ = os.environ | homeless(folder) | {"XDG_DATA_HOME": str(folder / "data")}
    fill(history_of(folder), date(2026, 5, 28), 3)
    code = EACH.format(lines=LINES, encoding=encoding)
    with output.open("wb") as file:
        done = subprocess.run(
            [sys.executable, "-c", code],
            env=environ,
            stdout=file,
            stderr=subprocess.PIPE,
            text=True,
            check=True,
        )
    assert "Traceback" not in done.stderr, done.stderr
    return done.stderr.splitlines()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")
def test_a_full_output_is_told_in_one_line(tmp_path: Path) -> None:
    told = run_all(tmp_path, Path("/dev/full"))
    ends = [line for line in told if line.startswith("ended ")]
    assert [line.split()[1] for line in ends] == ["1"] * len(LINES)
    others = [line for line in told if "No space left on device" in line]
    assert len(others) == len(LINES)


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "cp437"])
def test_a_code_page_without_some_characters_gets_others(tmp_path: Path, encoding: str) -> None:
    told = run_all(tmp_path, tmp_path / "output.txt", encoding)
    ends = [line for line in told if line.startswith("ended ")]
    assert [line.split()[1] for line in ends] == ["0"] * len(LINES)


@pytest.mark.parametrize("line", [["today"], ["export", "-", "--format", "json"], ["list"]])
def test_a_closed_output_is_not_an_error(tmp_path: Path, line: list[str]) -> None:
    fill(history_of(tmp_path), date(2026, 5, 28), 1)
    environ = os.environ | homeless(tmp_path) | {"XDG_DATA_HOME": str(tmp_path / "data")}
    command = ["sh", "-c", 'exec "$@" >&-', "sh", sys.executable, "-m", "voicecoach", *line]
    done = subprocess.run(command, env=environ, stderr=subprocess.PIPE, text=True, check=False)
    assert "Traceback" not in done.stderr
    assert done.returncode == 0
