"""Imports mutants of an export, and tries every command that reads the history after each.

python -m scripts.lab.mutate_imports --number 10000: no traceback, no command over two seconds of
processor time, and none that stays broken afterwards. Exits with 1 if there was one.
"""

import random
import shutil
import sys
import time
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from click.testing import CliRunner

from scripts.lab.mutants import mutant
from scripts.lab.years import fill
from voicecoach.cli.app import app
from voicecoach.history.json_archive import exported
from voicecoach.history.opening import reading

SLOW_S = 2.0
PAGES = (
    *(("history",), ("history", "--all", "--sets"), ("history", "--json", "--sets")),
    *(("progress",), ("progress", "--html", "page.html"), ("today",), ("plan",), ("schedule",)),
    *(("export", f"out.{ending}") for ending in ("csv", "fit", "ics", "txt", "json")),
)
EXPECTED = ("no workouts to export", "A FIT file can't hold")
"""Errors that are the right answer."""


def main() -> None:
    """Print what became of the mutants."""
    options = ArgumentParser()
    options.add_argument("--number", type=int, default=10_000)
    options.add_argument("--first", type=int, default=0, help="seed of the first one")
    chosen = options.parse_args()
    with TemporaryDirectory() as folder:
        counts: Counter[str] = Counter()
        slowest = 0.0
        source = _archive(Path(folder) / "source")
        for seed in range(chosen.first, chosen.first + chosen.number):
            home = Path(folder) / "home"
            for outcome, took_s in _tried(home, mutant(source, random.Random(seed))):
                slowest = max(slowest, took_s)
                counts[outcome] += 1
                if outcome.startswith("fault"):
                    print(f"seed {seed}: {outcome}", flush=True)
            shutil.rmtree(home)
    faults = sum(count for outcome, count in counts.items() if outcome.startswith("fault"))
    for outcome, count in counts.most_common():
        print(f"{count:8,}  {outcome}")
    print(f"slowest command: {slowest:.2f} s; faults: {faults}")
    sys.exit(1 if faults else 0)


def _archive(folder: Path) -> dict[str, Any]:
    """Three workouts, as they are exported, with decisions."""
    import json

    fill(folder / "history.db", date(2026, 11, 20), 3)
    with reading(folder / "history.db") as database:
        whole: dict[str, Any] = json.loads("".join(exported(database)))
    for session in whole["sessions"]:
        # The first and the last facts: a mutation of the tenth phase would tell nothing new.
        session["facts"] = session["facts"][:12] + session["facts"][-12:]
    whole["decisions"] = [
        {"at_ms": 1000, "kind": "pin", "about": "calf-raises", "value": 2},
        {
            "at_ms": 2000,
            "kind": "schedule",
            "about": "balance",
            "value": {"days": [0, 2], "at": "07:00"},
        },
        {"at_ms": 3000, "kind": "put-back", "about": "calf-raises", "value": None},
    ]
    return whole


def _tried(home: Path, content: bytes) -> Iterator[tuple[str, float]]:
    """What became of an import, and of each command after it, with the seconds it took."""
    home.mkdir()
    (home / "mutant.json").write_bytes(content)
    outcome, took_s = _run(home, ("import", "mutant.json"))
    yield f"import {outcome}" if outcome in ("ok", "error") else outcome, took_s
    if outcome != "ok":
        return
    for words in PAGES:
        outcome, took_s = _run(home, words)
        yield ("page ok" if outcome == "ok" else outcome), took_s
    outcome, took_s = _run(home, ("import", "out.json"))
    yield ("imported again" if outcome == "ok" else f"fault: its export: {outcome}"), took_s
    outcome, took_s = _run(home, ("forget", "--yes"))
    yield ("forgotten" if outcome == "ok" else f"fault: forget: {outcome}"), took_s


def _run(home: Path, words: tuple[str, ...]) -> tuple[str, float]:
    folders = {f"XDG_{kind}_HOME": str(home / kind) for kind in ("DATA", "CONFIG", "CACHE")}
    placed = [str(home / word) if "." in word else word for word in words]
    began_s = time.process_time()
    result = CliRunner(env={"HOME": str(home), **folders}).invoke(app, placed)
    took_s = time.process_time() - began_s
    if result.exception and not isinstance(result.exception, SystemExit):
        return f"fault: {' '.join(words)}: {result.exception!r:.200}", took_s
    if took_s > SLOW_S:
        return f"fault: {' '.join(words)} took {took_s:.1f} s", took_s
    if "\x1b" in result.output or "\x00" in result.output:
        return f"fault: {' '.join(words)} printed a control character", took_s
    if result.exit_code == 0:
        return "ok", took_s
    if words[0] == "import":
        return "error", took_s
    if any(text in result.output for text in EXPECTED):
        return "page has nothing to show, and says so", took_s
    return f"fault: {' '.join(words)}: {result.output:.200}", took_s


if __name__ == "__main__":
    main()
