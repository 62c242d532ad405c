"""Routine files with random damage are refused with their lines, or make a session."""

import random
import re
from pathlib import Path

import pytest

from voicecoach.content.item_linking import KnownExercise
from voicecoach.content.linking import link_routine
from voicecoach.content.loader import load_exercises
from voicecoach.content.sounding import silent_problems
from voicecoach.content.toml_file import read_toml
from voicecoach.core.timeline.compiler import compile_steps
from voicecoach.errors import ContentError

FILES = sorted((Path(__file__).parents[1] / "data" / "blocks" / "routines").glob("*.toml"))
VALUES = (
    *("0", "-1", "1", "3", "0.5", "1e9", "nan", "inf", "true", '""', '"x"', "[]", "{}", "[1, 2]"),
    *("1979-05-27", '"ready"', '"each"', "[[]]", "[0]", "[1, 99999]", "9999999999999999999999"),
)
KEYS = (
    *("rounds", "counts", "sets", "seconds", "work_seconds", "rest_seconds", "every_seconds"),
    *("for_seconds", "gate", "announce", "side", "notes", "kilograms", "band", "meters", "items"),
    *(
        "blocks",
        "exercise",
        "counting",
        "name",
        "variation",
        "tempo",
        "parts",
        "rest_after_seconds",
    ),
)


def damaged(text: str, chance: random.Random) -> str:
    """The text with one to three random changes."""
    for _ in range(chance.randint(1, 3)):
        lines = text.splitlines()
        at = chance.randrange(len(lines)) if lines else 0
        match chance.randrange(6):
            case 0:
                lines[at : at + 1] = []
            case 1:
                lines[at : at + 1] = lines[at : at + 1] * 2
            case 2:
                lines[at : at + 1] = [f"{chance.choice(KEYS)} = {chance.choice(VALUES)}"]
            case 3:
                changed = re.sub(r"= [^,\]}]+", f"= {chance.choice(VALUES)}", lines[at], count=1)
                lines[at : at + 1] = [changed]
            case 4:
                lines.insert(at, f"{chance.choice(KEYS)} = {chance.choice(VALUES)}")
            case _:
                place = chance.randrange(len(text) + 1)
                text = text[:place] + chance.choice('[]{}"=,.#\x00é9-') + text[place + 1 :]
                continue
        text = "\n".join(lines)
    return text


def outcome(path: Path, text: str, known: dict[str, KnownExercise]) -> bool:
    """True if the file makes a session; otherwise it was refused with its name and a line."""
    path.write_text(text, encoding="utf-8")
    try:
        file = read_toml(path)
        routine = link_routine(file, known)
    except ContentError as error:
        told = str(error)
    else:
        compile_steps(routine, ready_wait_ms=20_000)
        list(silent_problems(file, routine))
        return True
    assert re.match(rf"{re.escape(str(path))}:\d+: ", told), text
    return False


@pytest.mark.slow
def test_damage_is_told_with_its_line_or_does_no_harm(tmp_path: Path) -> None:
    known, _ = load_exercises()
    chance = random.Random(21)
    texts = [path.read_text(encoding="utf-8") for path in FILES]
    made = [
        outcome(tmp_path / "mine.toml", damaged(chance.choice(texts), chance), known)
        for _ in range(500)
    ]
    assert 10 < sum(made) < 490
