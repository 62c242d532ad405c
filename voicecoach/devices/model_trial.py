"""Loads a speech model in a child process first: a damaged one can end a process."""

import subprocess
import sys
from pathlib import Path

from voicecoach.errors import ModelError
from voicecoach.program import program

LIMIT_S = 120
"""Longest time for a trial; a model of 2 GB takes a quarter of it."""
_CHILD = """
import sys
sys.path[:0] = sys.argv[2:]
from voicecoach.devices.model_trial_child import load_and_listen
load_and_listen(sys.argv[1])
"""


def try_model(directory: Path) -> None:
    """Load a model and hear something with it, in a child; raises ModelError if that fails."""
    command = [sys.executable, "-c", _CHILD, str(directory), *sys.path]
    try:
        done = subprocess.run(
            command, stdin=subprocess.DEVNULL, capture_output=True, timeout=LIMIT_S, check=False
        )
    except subprocess.TimeoutExpired:
        raise _unusable(directory, f"it did not load within {LIMIT_S} seconds") from None
    except OSError as error:
        raise _unusable(directory, f"it could not be tried ({error.strerror or error})") from error
    # Of a grammar that it could not read, libvosk (0.3.45) writes this, and hears nothing with it.
    if done.returncode == 0 and b"ERROR" not in done.stderr:
        return
    told = done.stdout.decode("utf-8", "replace").strip()
    raise _unusable(directory, told or "its files are damaged")


def _unusable(directory: Path, reason: str) -> ModelError:
    return ModelError(
        f"The speech model in {directory} can't be used: {reason}. Use another one with --model, "
        f"or install it again: {program()} models install"
    )
