"""Time to look back after ten years of daily workouts, and the cost of keeping a fact."""

import os
import subprocess
import sys
import time
from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from scripts.benchmarks.figures import Figure, figure, report
from scripts.lab.years import fill
from voicecoach.core.facts import Fact, PhaseEntered, SessionStarted, SetEnded
from voicecoach.core.workout.exercise import Measure, Side
from voicecoach.history.opening import reading
from voicecoach.history.past_sessions import past, unfinished
from voicecoach.history.recorder import HistoryRecorder
from voicecoach.history.writing import SessionHead

YEARS_DAYS = 3650
HOLD = SetEnded("barefoot-balance", 1, Side.LEFT, None, Measure.SECONDS, 17.2, 60.0, True, True)
LATEST = SessionHead("f" * 32, 1_780_000_000_000, 7200, "0.1", "en-commands")
COMMANDS = (
    ("history",),
    ("history", "--all"),
    ("history", "--json"),
    ("today",),
    ("progress", "barefoot-balance"),
)


def _commands(folder: Path, runs: int) -> list[Figure]:
    """From starting the process to its end."""
    program = str(Path(sys.executable).with_name("voicecoach"))
    environment = os.environ | {"XDG_DATA_HOME": str(folder)}
    figures = []
    for words in COMMANDS:
        times = []
        for _ in range(runs):
            began_s = time.monotonic()
            subprocess.run(
                [program, *words], env=environment, check=True, stdout=subprocess.DEVNULL
            )
            times.append((time.monotonic() - began_s) * 1000)
        figures.append(figure(f"voicecoach {' '.join(words)}", "ms", times))
    return figures


def _preparing(path: Path, runs: int) -> list[Figure]:
    """Everything that a session reads before it begins."""
    times = []
    for _ in range(runs):
        began_s = time.monotonic()
        with reading(path) as database:
            assert database is not None
            past(database, time.time())
            unfinished(database, time.time())
        times.append((time.monotonic() - began_s) * 1000)
    return [figure("what a session asks before it begins", "ms", times)]


def _keeping(path: Path, runs: int) -> list[Figure]:
    """One fact, from the call to its return."""
    recorder = HistoryRecorder(path, LATEST, lambda _event: None)
    recorder.note(0, SessionStarted("balance"))
    kinds: tuple[tuple[str, Fact], ...] = (
        ("keeping a set, on the disk", HOLD),
        ("keeping a phase, with the system", PhaseEntered("resting", "calf-raises")),
    )
    figures = []
    for name, fact in kinds:
        times = []
        for number in range(20 * runs):
            began_s = time.monotonic()
            recorder.note(number, fact)
            times.append((time.monotonic() - began_s) * 1000)
        figures.append(figure(name, "ms", times))
    recorder.close()
    return figures


def _measure(runs: int) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "voicecoach" / "history.db"
        fill(path, date.today(), YEARS_DAYS)
        size_mb = path.stat().st_size / 1e6
        figures = [*_commands(Path(folder), runs), *_preparing(path, runs), *_keeping(path, runs)]
        report("history", [figure(f"{YEARS_DAYS} workouts", "MB", [size_mb]), *figures])


if __name__ == "__main__":
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=10)
    _measure(parser.parse_args().runs)
