"""Every command ends as it does by Ctrl-C when it is asked to in another way."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from scripts.lab.scripted_user import homeless

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="for the signals of POSIX"),
]
LIMIT_S = 60


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT"])
def test_a_command_that_is_asked_to_end_tidies_up(tmp_path: Path, name: str) -> None:
    pipe = tmp_path / "history.json"
    os.mkfifo(pipe)
    process = subprocess.Popen(
        [sys.executable, "-m", "voicecoach", "import", str(pipe)],
        env=os.environ | homeless(tmp_path),
        stderr=subprocess.PIPE,
        text=True,
    )
    # Opened once the command reads from it.
    with pipe.open("wb"):
        process.send_signal(getattr(signal, name))
        _, told = process.communicate(timeout=LIMIT_S)
    # Interrupted while a dataclass is made, CPython (3.11) ends itself by SIGINT, however it was
    # handled; for a shell both are 130.
    assert process.returncode in (130, -signal.SIGINT)
    assert told == ""
