"""Time from the command to the help text, and to the first sound of a session."""

import os
import subprocess
import sys
import time
from argparse import ArgumentParser
from pathlib import Path
from tempfile import TemporaryDirectory

from scripts.benchmarks.figures import figure, report
from scripts.lab.onsets import first_sound
from scripts.lab.room import RATE_HZ, Room
from scripts.lab.scripted_user import coach_in, homeless

_LIMIT_S = 20.0


def _help_ms(folder: Path) -> float:
    command = [str(Path(sys.executable).with_name("voicecoach")), "--help"]
    environment = os.environ | homeless(folder)
    began_s = time.monotonic()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=environment)
    return (time.monotonic() - began_s) * 1000


def _first_sound_ms(folder: Path, *options: str) -> float:
    """From starting the process to the first frame above -50 dB at the loudspeaker."""
    with Room() as room, room.record() as recording:
        began_s = time.monotonic()
        with coach_in(room, folder, "balance", *options) as coach:
            while (frame := first_sound(recording.samples)) is None:
                if coach.process.poll() is not None or time.monotonic() > began_s + _LIMIT_S:
                    raise SystemExit(f"the coach stays silent: {coach.printed()}")
                recording.wait_for(0.1)
        return (recording.start_s + frame / RATE_HZ - began_s) * 1000


def _measure(runs: int) -> None:
    cold: list[float] = []
    warm: list[float] = []
    with_page: list[float] = []
    helps: list[float] = []
    for _ in range(runs):
        with TemporaryDirectory() as folder:
            cold.append(_first_sound_ms(Path(folder)))
            warm.append(_first_sound_ms(Path(folder)))
            with_page.append(_first_sound_ms(Path(folder), "--page"))
            helps += [_help_ms(Path(folder)) for _ in range(4)]
    report(
        "startup",
        [
            figure("voicecoach --help", "ms", helps),
            figure("first sound, no clip cached", "ms", cold),
            figure("first sound, clips cached", "ms", warm),
            figure("the same, with the page", "ms", with_page),
        ],
    )


if __name__ == "__main__":
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    _measure(parser.parse_args().runs)
