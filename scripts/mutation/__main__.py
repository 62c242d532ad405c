"""Change the core at random, one operator at a time, and tell which changes no test notices.

A mutant that survives is either a gap in the tests or a change without a meaning ("equivalent").
"""

import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue

import click

from scripts.mutation.operators import Mutant, mutants

CHECKOUT = Path(__file__).parents[2]
COPIED = ("voicecoach", "tests", "scripts", "models", "pyproject.toml", "README.md")
TESTS = (
    "tests/core",
    "tests/sessions/test_golden.py",
    "tests/sessions/test_remembered_session.py",
    "tests/test_coach.py",
    "tests/cli/commands/test_talk.py",
    "tests/cli/commands/test_plan.py",
    "tests/cli/commands/test_test.py",
)
"""Tests that run the core, those that decide soonest first."""
_QUICKLY = ("--hypothesis-profile=quick", "-m", "not slow")
_COMPILED = shutil.ignore_patterns("__pycache__")
TIMEOUT_S = 300
"""A mutant that runs longer hangs, which a test run would notice."""


@dataclass(frozen=True, slots=True)
class Trial:
    """A mutant and what became of it."""

    module: str
    mutant: Mutant
    survives: bool

    def line(self) -> str:
        """One line for people."""
        end = "SURVIVES" if self.survives else "killed"
        where = f"{self.module}:{self.mutant.line}"
        return f"{end:9} {where}: {self.mutant.before}  ->  {self.mutant.after}"


@click.command(help=__doc__)
@click.option("--count", default=100, show_default=True, help="Number of mutants.")
@click.option("--seed", default=1, show_default=True, help="Seed of the choice.")
@click.option("--jobs", default=2, show_default=True, help="Test runs side by side.")
@click.option("--package", default="voicecoach/core", show_default=True, help="Package to mutate.")
def main(count: int, seed: int, jobs: int, package: str) -> None:
    """Run the sample and print it, with a summary as JSON on the last line."""
    chosen = _sample(package, count, seed)
    with _copies(jobs) as copies, ThreadPoolExecutor(jobs) as pool:
        trials = []
        for trial in pool.map(lambda one: _tried(copies, *one), chosen):
            trials.append(trial)
            click.echo(f"{len(trials):4}/{len(chosen)} {trial.line()}")
    survivors = [trial.line() for trial in trials if trial.survives]
    summary = {"package": package, "seed": seed, "mutants": len(trials), "survivors": survivors}
    click.echo(json.dumps(summary))


def _sample(package: str, count: int, seed: int) -> list[tuple[str, Mutant]]:
    """Mutants drawn by chance from all of a package, so that a long module gives more of them."""
    known = [
        (path.relative_to(CHECKOUT).as_posix(), mutant)
        for path in sorted((CHECKOUT / package).rglob("*.py"))
        for mutant in mutants(path.read_text(encoding="utf-8"))
    ]
    return random.Random(seed).sample(known, min(count, len(known)))


@contextmanager
def _copies(count: int) -> Iterator["SimpleQueue[Path]"]:
    """Copies of the checkout to change, each for one test run at a time."""
    copies: SimpleQueue[Path] = SimpleQueue()
    with tempfile.TemporaryDirectory(prefix="voicecoach-mutants-") as folder:
        for number in range(count):
            copy = Path(folder) / str(number)
            for name in COPIED:
                source = CHECKOUT / name
                if source.is_dir():
                    shutil.copytree(
                        source, copy / name, ignore=shutil.ignore_patterns("__pycache__")
                    )
                else:
                    shutil.copy(source, copy / name)
            if not _passes(copy):
                raise click.ClickException("The tests fail without any change. Run scripts/test.")
            copies.put(copy)
        yield copies


def _tried(copies: "SimpleQueue[Path]", module: str, mutant: Mutant) -> Trial:
    copy = copies.get()
    path = copy / module
    original = path.read_text(encoding="utf-8")
    try:
        path.write_text(mutant.source, encoding="utf-8")
        return Trial(module, mutant, survives=_passes(copy))
    finally:
        path.write_text(original, encoding="utf-8")
        copies.put(copy)


def _passes(copy: Path) -> bool:
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-x",
        "-q",
        "-p",
        "no:cacheprovider",
        *_QUICKLY,
        *TESTS,
    ]
    environment = os.environ | {"PYTHONPATH": str(copy), "PYTHONDONTWRITEBYTECODE": "1"}
    try:
        run = subprocess.run(
            command, cwd=copy, env=environment, capture_output=True, timeout=TIMEOUT_S, check=False
        )
    except subprocess.TimeoutExpired:
        return False
    return run.returncode == 0


if __name__ == "__main__":
    main()
