"""Runs the checks and tests, what waits beside what computes, and tells how far all of it is."""

import argparse
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
CORES = os.cpu_count() or 1
ROOMS_AT_ONCE = min(3 * CORES, 6)
"""A session in a room waits most of its time: it takes 10 to 20 % of a core."""
TOLD_EVERY_S = 15.0
LOOKED_EVERY_S = 0.2
SLOWEST = 10
_PERCENT = re.compile(r"\[ *(\d+)%\]")
_PASSED = re.compile(r"^(\[gw\d+\] \[ *\d+%\] (PASSED|SKIPPED) .*|tests/\S+.*|\s*)$")


def _may_hurry() -> bool:
    """True if a process may go before others, which takes a right that not every root has."""
    if not hasattr(os, "nice") or not shutil.which("nice"):
        return False
    lowered = subprocess.run(
        ["nice", "-n", "-1", "nice"], capture_output=True, text=True, check=False
    )
    return int(lowered.stdout or "0") < os.nice(0)


IN_REAL_TIME, COMPUTING = (-10, 0) if _may_hurry() else (0, 5)
"""Niceness of parts that can't wait, and of those that can. If the first may be negative, the other
parts keep their usual rank among the programs of this machine."""


@dataclass(frozen=True, slots=True)
class Part:
    """Something that runs in processes of its own."""

    name: str
    command: tuple[str, ...]
    niceness: int = 0
    """Computing gives way to playing and listening in real time."""
    is_pytest: bool = True


@dataclass(frozen=True, slots=True)
class Case:
    """A test that has run."""

    name: str
    took_s: float
    skipped: str
    """Reason why it was not run; empty if it was."""


class Running:
    """A part under way, with what it prints and counts in a folder."""

    def __init__(self, part: Part, folder: Path) -> None:
        self.part = part
        self._printed = folder / f"{part.name}.txt"
        self._counted = folder / f"{part.name}.xml"
        self._began_s = time.monotonic()
        command = [*part.command]
        if part.is_pytest:
            command.append(f"--junitxml={self._counted}")
        if shutil.which("nice"):
            command = ["nice", "-n", str(part.niceness), *command]
        with self._printed.open("wb") as file:
            self.process = subprocess.Popen(
                command,
                cwd=ROOT,
                env=_environment(),
                stdin=subprocess.DEVNULL,
                stdout=file,
                stderr=subprocess.STDOUT,
            )

    @property
    def took_s(self) -> float:
        """Time since its beginning, s."""
        return time.monotonic() - self._began_s

    def progress(self) -> str:
        """Progress, in words."""
        found = _PERCENT.findall(self._printed.read_text(encoding="utf-8", errors="replace"))
        return f"{self.part.name} {found[-1]} %" if found else self.part.name

    def cases(self) -> list[Case]:
        """The tests that it has run, once it is over."""
        if not self._counted.exists():
            return []
        return [_case(element) for element in ET.parse(self._counted).iter("testcase")]

    def complaint(self) -> str:
        """Its output, without the tests that passed."""
        lines = self._printed.read_text(encoding="utf-8", errors="replace").splitlines()
        return "\n".join(line for line in lines if not _PASSED.match(line))


def _case(element: ET.Element) -> Case:
    name = f"{element.get('classname', '')}::{element.get('name', '')}"
    skipped = element.find("skipped")
    reason = "" if skipped is None else skipped.get("message", "")
    return Case(name, float(element.get("time", "0")), reason)


def _environment() -> dict[str, str]:
    # Here a missing room is a failure: nobody should believe that its tests have passed.
    # Without compiled modules each of the processes would spend half its start on compiling them.
    return os.environ | {"VOICECOACH_REQUIRE_ROOM": "1", "PYTHONDONTWRITEBYTECODE": ""}


def _tests(name: str, marks: str, *options: str, niceness: int = COMPUTING) -> Part:
    command = [sys.executable, "-m", "pytest", "-v", "-m", marks, "--dist=loadfile"]
    command += ["--no-loadscope-reorder", *options]
    return Part(name, tuple(command), niceness)


def lanes(level: str, recipe: Path | None) -> list[list[Part]]:
    """The lanes, which run beside each other; the parts of a lane run one after the other."""
    computing = f"--numprocesses={CORES}"
    if level == "quick":
        left_out = ("slow", "model", "voice", "room", "browser", "kill", "recipe")
        marks = " and ".join(f"not {mark}" for mark in left_out)
        options = computing, "--hypothesis-profile=quick"
        return [[_tests("fast tests", marks, *options, niceness=0)]]
    profile = f"--hypothesis-profile={'thorough' if level == 'all' else 'default'}"
    at_once = f"--numprocesses={ROOMS_AT_ONCE}"
    waiting = [_tests("rooms", "room or browser", at_once, niceness=IN_REAL_TIME)]
    checks = [Part("checks", ("scripts/check",), COMPUTING, is_pytest=False)]
    tests = [
        _tests("tests", "not room and not browser and not kill and not recipe", computing, profile)
    ]
    if level == "all":
        tests.append(_tests("kills", "kill"))
        if recipe:
            command = (str(recipe), "-m", "pytest", "-v", "tests/recipe", "-m", "recipe")
            tests.append(Part("recipe", command, COMPUTING))
    return [waiting, checks, tests]


class Suite:
    """The lanes under way."""

    def __init__(self, wanted: Sequence[Sequence[Part]], folder: Path) -> None:
        self._waiting = [list(lane) for lane in wanted]
        self._folder = folder
        self._began_s = time.monotonic()
        self._running: dict[int, Running] = {}
        self._told_s = 0.0
        self.failed: list[str] = []
        self.cases: list[Case] = []

    def run(self) -> None:
        """Run all of it to its end; a failure ends nothing but its own part."""
        try:
            while self._start() or self._running:
                for lane, running in list(self._running.items()):
                    if running.process.poll() is not None:
                        del self._running[lane]
                        self._over(running)
                self._tell_progress()
                time.sleep(LOOKED_EVERY_S)
        finally:
            for running in self._running.values():
                running.process.terminate()
                running.process.wait()

    def _start(self) -> bool:
        """Start what is next in each lane that is free; False if nothing was."""
        free = [lane for lane, parts in enumerate(self._waiting) if parts]
        started = [lane for lane in free if lane not in self._running]
        for lane in started:
            part = self._waiting[lane].pop(0)
            self._tell(f"{part.name} began")
            self._running[lane] = Running(part, self._folder)
        return bool(started)

    def _over(self, running: Running) -> None:
        cases = running.cases()
        self.cases += cases
        skipped = sum(bool(case.skipped) for case in cases)
        counted = f", {len(cases) - skipped:,} tests" if cases else ""
        counted += f", {skipped} skipped" if skipped else ""
        code = running.process.returncode
        if code:
            self.failed.append(running.part.name)
            print(running.complaint(), flush=True)
        outcome = f"FAILED (exit code {code})" if code else "passed"
        self._tell(f"{running.part.name} {outcome}{counted}, {running.took_s:.0f} s")

    def _tell_progress(self) -> None:
        now_s = time.monotonic()
        if self._running and now_s - max(self._told_s, self._began_s) >= TOLD_EVERY_S:
            self._tell("   " + ", ".join(one.progress() for one in self._running.values()))

    def _tell(self, words: str) -> None:
        self._told_s = time.monotonic()
        passed_s = round(self._told_s - self._began_s)
        print(f"{passed_s // 60:3}:{passed_s % 60:02}  {words}", flush=True)


def _summary(suite: Suite) -> Iterator[str]:
    skips = sorted({case.skipped for case in suite.cases if case.skipped})
    yield from (f"skipped: {reason}" for reason in skips)
    yield f"The slowest {SLOWEST}, with what was set up for them:"
    for case in sorted(suite.cases, key=lambda case: -case.took_s)[:SLOWEST]:
        yield f"{case.took_s:7.1f} s  {case.name}"


def main() -> None:
    """Run what the command line asks for; exit with 1 if any of it failed."""
    parser = argparse.ArgumentParser(prog="scripts/test", description=__doc__, allow_abbrev=False)
    level = parser.add_mutually_exclusive_group()
    level.add_argument(
        "--quick", dest="level", action="store_const", const="quick", help="the fast tests alone"
    )
    level.add_argument(
        "--all",
        dest="level",
        action="store_const",
        const="all",
        help="also 200 killed sessions, four times as many made-up examples, and a small model",
    )
    parser.add_argument("--recipe", type=Path, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    # Whoever ends this program ends all that it has started.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    with tempfile.TemporaryDirectory(prefix="voicecoach-tests-") as folder:
        suite = Suite(lanes(chosen.level or "", chosen.recipe), Path(folder))
        suite.run()
    print(*_summary(suite), sep="\n")
    if suite.failed:
        sys.exit("FAILED: " + ", ".join(suite.failed))


if __name__ == "__main__":
    main()
