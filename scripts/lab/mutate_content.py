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
from typing import Any, NamedTuple

import voicecoach
from scripts.lab.mutant_trials import Trial, report, run
from scripts.lab.mutants import changed
from voicecoach.content.loader import load_library
from voicecoach.workout_text.forms import all_forms
from voicecoach.workout_text.names import Names
from voicecoach.workout_text.reading import read_workout
from voicecoach.workout_text.writing import routine_text

CONTENT = Path(voicecoach.__file__).parent / "content"
AT_ONCE = 10
"""Mutants among the user's own files at the same time: to list all workouts takes far longer than
to check one."""
KINDS = ("exercises", "routines", "languages")
BLOCK_ROUTINES = 30
"""Routines with blocks of every kind, made from the forms of plain workouts."""


class Source(NamedTuple):
    """A valid file of content."""

    kind: str
    """Name of its folder."""
    name: str
    text: str


def main() -> None:
    """Print what became of the mutants."""
    sys.setrecursionlimit(10_000)  # for writing tables in tables
    paths = [path for kind in KINDS for path in sorted((CONTENT / kind).glob("*.toml"))]
    sources = [Source(one.parent.name, one.stem, one.read_text(encoding="utf-8")) for one in paths]
    sources += [Source("routines", "balance", text) for text in _blocks_of_every_kind()]
    with TemporaryDirectory() as folder:
        home = Path(folder) / "home"

        def tried(seed: int) -> Iterator[Trial]:
            chance = random.Random(seed)
            yield from _tried(home, chance.choice(sources), chance)
            if seed % AT_ONCE == AT_ONCE - 1:
                yield _listed(home)
                shutil.rmtree(home)

        report(tried)


def _blocks_of_every_kind() -> Iterator[str]:
    """Routines with the blocks of every form of a plain workout, so many as there are routines."""
    forms, names = all_forms(), Names.of(load_library().exercises)
    examples = [form.example for form in (*forms.parts, *forms.blocks, *forms.between)]
    for first in range(BLOCK_ROUTINES):
        workout = read_workout(examples[first::BLOCK_ROUTINES], names)
        yield routine_text(workout, name="Blocks", source="forms.toml")


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


def mutant_of(source: Source, chance: random.Random) -> bytes:
    """One to three changes of a file of content, then perhaps of its bytes."""
    whole: dict[str, Any] = tomllib.loads(source.text)
    whole, spoil = changed(whole, chance)
    lines = (f"{json.dumps(str(key))} = {toml_text(value)}\n" for key, value in whole.items())
    return spoil("".join(lines).encode("utf-8", "surrogatepass"))


def _tried(home: Path, source: Source, chance: random.Random) -> Iterator[Trial]:
    """Results of a check, and of commands with the file among the user's own."""
    kind, name = source.kind, source.name
    own = home / "config" / "voicecoach" / kind / f"{name}.toml"
    own.parent.mkdir(parents=True, exist_ok=True)
    own.write_bytes(mutant_of(source, chance))
    outcome, took_s, _ = run(home, ("check", str(own)))
    yield f"check {outcome}" if outcome in ("ok", "error") else outcome, took_s
    is_sound = outcome == "ok"
    words = ("learn",) if kind == "languages" else ("show", name)
    yield _not_stopped(home, words)
    if is_sound and chance.random() < 0.1:
        what = "toe-spreads" if kind == "languages" else name
        outcome, took_s, _ = run(home, ("start", what, "--rehearse"))
        yield f"rehearsal {outcome}" if outcome in ("ok", "error") else outcome, took_s


def _listed(home: Path) -> Trial:
    """Result of the list of all workouts, with the mutants of the last seeds among them."""
    return _not_stopped(home, ("list",))


def _not_stopped(home: Path, words: tuple[str, ...]) -> Trial:
    outcome, took_s, _ = run(home, words)
    return f"fault: {' '.join(words)} is stopped" if outcome == "error" else outcome, took_s


if __name__ == "__main__":
    main()
