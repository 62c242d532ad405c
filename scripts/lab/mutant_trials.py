"""Runs the commands of the program on mutants, and prints what became of them."""

import sys
import time
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

from click.testing import CliRunner

from voicecoach.cli.app import app

SLOW_S = 2.0
"""Longest processor time of a command."""

Trial = tuple[str, float]
"""Result of a command, and the processor time that it took, s."""


def report(tried: Callable[[int], Iterable[Trial]]) -> None:
    """Try the mutants of the seeds on the command line, print the counts, and exit; 1: faults."""
    options = ArgumentParser()
    options.add_argument("--number", type=int, default=10_000)
    options.add_argument("--first", type=int, default=0, help="seed of the first one")
    chosen = options.parse_args()
    counts: Counter[str] = Counter()
    slowest = 0.0
    for seed in range(chosen.first, chosen.first + chosen.number):
        for outcome, took_s in tried(seed):
            slowest = max(slowest, took_s)
            counts[outcome] += 1
            if outcome.startswith("fault"):
                print(f"seed {seed}: {outcome}", flush=True)
    faults = sum(count for outcome, count in counts.items() if outcome.startswith("fault"))
    for outcome, count in counts.most_common():
        print(f"{count:8,}  {outcome}")
    print(f"slowest command: {slowest:.2f} s; faults: {faults}")
    sys.exit(1 if faults else 0)


def run(home: Path, words: tuple[str, ...]) -> tuple[str, float, str]:
    """Run a command with its files in this folder: its outcome, processor time, s, and output.

    The outcome is "ok", "error", or a fault: a traceback, too much time, or a control character.
    """
    folders = {f"XDG_{kind}_HOME": str(home / kind.lower()) for kind in ("DATA", "CONFIG", "CACHE")}
    began_s = time.process_time()
    result = CliRunner(env={"HOME": str(home), **folders}).invoke(app, list(words))
    took_s = time.process_time() - began_s
    outcome = "ok" if result.exit_code == 0 else "error"
    if result.exception and not isinstance(result.exception, SystemExit):
        outcome = f"fault: {' '.join(words)}: {result.exception!r:.200}"
    elif took_s > SLOW_S:
        outcome = f"fault: {' '.join(words)} took {took_s:.1f} s"
    elif "\x1b" in result.output or "\x00" in result.output:
        outcome = f"fault: {' '.join(words)} printed a control character"
    return outcome, took_s, result.output
