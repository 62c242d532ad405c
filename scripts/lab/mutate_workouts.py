"""Turns mutants of workouts in plain words into routines, and checks and rehearses those.

python -m scripts.lab.mutate_workouts --number 10000: no traceback, no command over two seconds of
processor time, and no routine written that is wrong. Exits with 1 if there was one.
"""

import random
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from scripts.lab.mutant_trials import Trial, report, run
from voicecoach.workout_text.forms import all_forms

_HEADINGS = ("Warm-up:", "Upper body:", "## Main part", "Cool-down", "Title: Mine", "# notes", "")
_CHARACTERS = "0123456789xX×*,.;:-–/()[]@#%&+'\"½¾ \t\n\r\x00\x1b\u202e\u00a0\ufeffäßЖ力☃aesmk"
_REHEARSED = 0.1
"""Share of the routines that are rehearsed, which takes longest."""
_LONGEST_REHEARSED = 20_000
"""Bytes of a routine that is rehearsed: a workout of two days takes seconds to print."""


def main() -> None:
    """Print what became of the mutants."""
    forms = all_forms()
    examples = [form.example for form in (*forms.parts, *forms.blocks, *forms.between)]
    with TemporaryDirectory() as folder:
        home = Path(folder) / "home"

        def tried(seed: int) -> Iterator[Trial]:
            chance = random.Random(seed)
            home.mkdir(exist_ok=True)
            yield from _tried(home, mutant_of(examples, chance), chance)
            # A cache saves half of the time.
            shutil.rmtree(home / "config", ignore_errors=True)

        report(tried)


def mutant_of(examples: list[str], chance: random.Random) -> bytes:
    """A workout of some of the examples, with up to eight changes, as the bytes of a file."""
    lines = chance.choices([*examples, *_HEADINGS], k=chance.randint(1, 12))
    text = chance.choice(("\n", "\n", "\r\n", "\r")).join(lines)
    for _ in range(chance.choice((0, 1, 2, 4, 8))):
        text = chance.choice(_CHANGES)(text, chance)
    content = text.encode(chance.choice(("utf-8", "utf-8", "utf-8", "utf-8-sig", "utf-16")))
    if chance.random() < 0.1:
        at = chance.randrange(len(content) + 1)
        content = content[:at] + bytes(chance.choices(range(256), k=3)) + content[at:]
    return content


def _insert(text: str, chance: random.Random) -> str:
    at = chance.randrange(len(text) + 1)
    return text[:at] + chance.choice(_CHARACTERS) + text[at:]


def _delete(text: str, chance: random.Random) -> str:
    at = chance.randrange(len(text) + 1)
    return text[:at] + text[at + chance.randint(1, 5) :]


def _swap_words(text: str, chance: random.Random) -> str:
    words = text.split(" ")
    one, other = chance.randrange(len(words)), chance.randrange(len(words))
    words[one], words[other] = words[other], words[one]
    return " ".join(words)


def _repeat(text: str, chance: random.Random) -> str:
    at = chance.randrange(len(text) + 1)
    piece = text[at : at + chance.choice((1, 5, 30))]
    return text[:at] + piece * chance.choice((2, 10, 200)) + text[at:]


def _change_number(text: str, chance: random.Random) -> str:
    digits = [place for place, character in enumerate(text) if character in "0123456789"]
    if not digits:
        return text
    at = chance.choice(digits)
    return text[:at] + chance.choice(("0", "7", "99", "1000000", "1.5", "1,5")) + text[at + 1 :]


_CHANGES: tuple[Callable[[str, random.Random], str], ...] = (
    *(_insert, _insert, _delete, _swap_words, _repeat, _change_number, _change_number),
)


def _tried(home: Path, content: bytes, chance: random.Random) -> Iterator[Trial]:
    """Results for the text, and for the routine if one was written."""
    source = home / "workout.txt"
    source.write_bytes(content)
    outcome, took_s, output = run(home, ("new", "routine", "mutant", "--from", str(source)))
    written = home / "config" / "voicecoach" / "routines" / "mutant.toml"
    if outcome == "error" and written.exists():
        outcome = "some lines not understood"
    elif outcome == "error":
        outcome = "nothing understood, and says so"
        if not output.rstrip().splitlines()[-1].startswith("Error: "):
            outcome = f"fault: no reason: {output[-200:]}"
    yield outcome, took_s
    if not written.exists():
        return
    outcome, took_s, output = run(home, ("check", str(written)))
    yield "routine ok" if outcome == "ok" else f"fault: wrong routine: {output:.300}", took_s
    if chance.random() < _REHEARSED and written.stat().st_size < _LONGEST_REHEARSED:
        outcome, took_s, output = run(home, ("start", "mutant", "--rehearse"))
        yield "rehearsal ok" if outcome == "ok" else f"fault: rehearsal: {output[-300:]}", took_s


if __name__ == "__main__":
    main()
