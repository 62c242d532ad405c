"""Checks and uses mutants of exercises, routines and languages as a user's own files.

python -m scripts.lab.mutate_content --number 10000: no traceback, no command over two seconds of
processor time, and none that a broken file stops. Exits with 1 if there was one.
"""

import json
import random
import shutil
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import voicecoach
from scripts.lab.mutant_trials import Trial, report, run
from scripts.lab.mutants import changed

CONTENT = Path(voicecoach.__file__).parent / "content"
KINDS = ("exercises", "routines", "languages")


def main() -> None:
    """Print what became of the mutants."""
    sys.setrecursionlimit(10_000)  # for writing tables in tables
    sources = [path for kind in KINDS for path in sorted((CONTENT / kind).glob("*.toml"))]
    with TemporaryDirectory() as folder:
        home = Path(folder) / "home"

        def tried(seed: int) -> Iterator[Trial]:
            chance = random.Random(seed)
            yield from _tried(home, chance.choice(sources), chance)
            shutil.rmtree(home)

        report(tried)


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


def _tried(home: Path, source: Path, chance: random.Random) -> Iterator[Trial]:
    """What became of a check, and of commands with the file among the user's own."""
    kind, name = source.parent.name, source.stem
    own = home / "config" / "voicecoach" / kind / source.name
    own.parent.mkdir(parents=True)
    own.write_bytes(mutant_of(source, chance))
    outcome, took_s, _ = run(home, ("check", str(own)))
    yield f"check {outcome}" if outcome in ("ok", "error") else outcome, took_s
    is_sound = outcome == "ok"
    pages = [("list",)] if kind == "languages" else [("list",), ("show", name)]
    for words in pages:
        outcome, took_s, _ = run(home, words)
        yield f"fault: {' '.join(words)} is stopped" if outcome == "error" else outcome, took_s
    if is_sound and chance.random() < 0.1:
        what = "toe-spreads" if kind == "languages" else name
        outcome, took_s, _ = run(home, ("start", what, "--rehearse"))
        yield f"rehearsal {outcome}" if outcome in ("ok", "error") else outcome, took_s


if __name__ == "__main__":
    main()
