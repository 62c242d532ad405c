"""Imports mutants of an export, and tries every command that reads the history after each.

python -m scripts.lab.mutate_imports --number 10000: no traceback, no command over two seconds of
processor time, and none that stays broken afterwards. Exits with 1 if there was one.
"""

import random
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from scripts.lab.mutant_trials import Trial, report, run
from scripts.lab.mutants import mutant
from scripts.lab.years import fill
from voicecoach.history.json_archive import exported
from voicecoach.history.opening import reading

PAGES = (
    *(("history",), ("history", "--all", "--sets"), ("history", "--json", "--sets")),
    *(("progress",), ("progress", "--html", "page.html"), ("today",), ("plan",), ("schedule",)),
    *(("export", f"out.{ending}") for ending in ("csv", "fit", "ics", "txt", "json")),
)
EXPECTED = ("no workouts to export", "A FIT file can't hold")
"""Errors that are the right answer."""


def main() -> None:
    """Print what became of the mutants."""
    with TemporaryDirectory() as folder:
        source = _archive(Path(folder) / "source")
        home = Path(folder) / "home"

        def tried(seed: int) -> Iterator[Trial]:
            yield from _tried(home, mutant(source, random.Random(seed)))
            shutil.rmtree(home)

        report(tried)


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


def _tried(home: Path, content: bytes) -> Iterator[Trial]:
    """Result of an import, and of each command after it, with the seconds it took."""
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


def _run(home: Path, words: tuple[str, ...]) -> Trial:
    placed = tuple(str(home / word) if "." in word else word for word in words)
    outcome, took_s, output = run(home, placed)
    if outcome != "error" or words[0] == "import":
        return outcome, took_s
    if any(text in output for text in EXPECTED):
        return "page has nothing to show, and says so", took_s
    return f"fault: {' '.join(words)}: {output:.200}", took_s


if __name__ == "__main__":
    main()
