"""Checks and uses mutants of exercises, routines and languages as a user's own files.

python -m scripts.lab.mutate_content --number 10000: no traceback, no command over two seconds of
processor time, and none that a broken file stops. Exits with 1 if there was one.
"""

import json
import random
import shutil
import sys
import time
import tomllib
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from click.testing import CliRunner

import voicecoach
from scripts.lab.mutants import changed
from voicecoach.cli.app import app

CONTENT = Path(voicecoach.__file__).parent / "content"
KINDS = ("exercises", "routines", "languages")
SLOW_S = 2.0


def main() -> None:
    """Print what became of the mutants."""
    options = ArgumentParser()
    options.add_argument("--number", type=int, default=10_000)
    options.add_argument("--first", type=int, default=0, help="seed of the first one")
    chosen = options.parse_args()
    sys.setrecursionlimit(10_000)  # for writing tables in tables
    sources = [path for kind in KINDS for path in sorted((CONTENT / kind).glob("*.toml"))]
    counts: Counter[str] = Counter()
    slowest = 0.0
    with TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        for seed in range(chosen.first, chosen.first + chosen.number):
            chance = random.Random(seed)
            for outcome, took_s in _tried(home, chance.choice(sources), chance):
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


def toml_text(value: object) -> str:
    """A value as TOML, tables in one line; None, which TOML lacks, as a text."""
    match value:
        case dict():
            inner = (f"{json.dumps(str(key))} = {toml_text(one)}" for key, one in value.items())
            return "{" + ", ".join(inner) + "}"
        case list() | tuple():
            return "[" + ", ".join(map(toml_text, value)) + "]"
        case bool():
            return "true" if value else "false"
        case int() | float():
            return repr(value)
    return json.dumps("" if value is None else str(value))


def mutant_of(source: Path, chance: random.Random) -> bytes:
    """One to three changes of a file of content, then perhaps of its bytes."""
    whole: dict[str, Any] = tomllib.loads(source.read_text(encoding="utf-8"))
    whole, spoil = changed(whole, chance)
    lines = (f"{json.dumps(str(key))} = {toml_text(value)}\n" for key, value in whole.items())
    return spoil("".join(lines).encode("utf-8", "surrogatepass"))


def _tried(home: Path, source: Path, chance: random.Random) -> Iterator[tuple[str, float]]:
    """What became of a check, and of commands with the file among the user's own."""
    kind, name = source.parent.name, source.stem
    own = home / "config" / "voicecoach" / kind / source.name
    own.parent.mkdir(parents=True)
    own.write_bytes(mutant_of(source, chance))
    outcome, took_s = _run(home, ("check", str(own)))
    yield f"check {outcome}" if outcome in ("ok", "error") else outcome, took_s
    is_sound = outcome == "ok"
    pages = [("list",)] if kind == "languages" else [("list",), ("show", name)]
    for words in pages:
        outcome, took_s = _run(home, words)
        yield f"fault: {' '.join(words)} is stopped" if outcome == "error" else outcome, took_s
    if is_sound and chance.random() < 0.1:
        what = "toe-spreads" if kind == "languages" else name
        outcome, took_s = _run(home, ("start", what, "--rehearse"))
        yield f"rehearsal {outcome}" if outcome in ("ok", "error") else outcome, took_s


def _run(home: Path, words: tuple[str, ...]) -> tuple[str, float]:
    folders = {f"XDG_{kind}_HOME": str(home / kind.lower()) for kind in ("DATA", "CONFIG", "CACHE")}
    began_s = time.process_time()
    result = CliRunner(env={"HOME": str(home), **folders}).invoke(app, list(words))
    took_s = time.process_time() - began_s
    if result.exception and not isinstance(result.exception, SystemExit):
        return f"fault: {' '.join(words)}: {result.exception!r:.200}", took_s
    if took_s > SLOW_S:
        return f"fault: {' '.join(words)} took {took_s:.1f} s", took_s
    if "\x1b" in result.output or "\x00" in result.output:
        return f"fault: {' '.join(words)} printed a control character", took_s
    return "ok" if result.exit_code == 0 else "error", took_s


if __name__ == "__main__":
    main()
