"""The scripted user follows a log to its end, and knows what it waits for."""

import subprocess
import sys
from pathlib import Path

import pytest

from scripts.lab.scripted_user import Coach, is_fact

_WRITER = """
import sys
with open(sys.argv[1], "w") as log:
    for text in ('{"fact": "A"}\\n{"fact"', ': "B", "n": 1}\\n', '{"fact": "C"}\\n'):
        log.write(text)
        log.flush()
{then}
"""


def _writer(folder: Path, then: str = "") -> Coach:
    log, output = folder / "log", folder / "output"
    output.write_text("its last words")
    command = [sys.executable, "-c", _WRITER.replace("{then}", then), str(log)]
    return Coach(subprocess.Popen(command, stdin=subprocess.PIPE), log, output)


def test_every_line_is_followed_to_the_last_one(tmp_path: Path) -> None:
    coach = _writer(tmp_path)
    facts = [line["fact"] for line in coach.follow(10)]
    coach.process.communicate()
    assert facts == ["A", "B", "C"]


def test_a_coach_that_does_not_end_is_reported_with_what_came_last(tmp_path: Path) -> None:
    coach = _writer(tmp_path, then="sys.stdin.read()")
    with pytest.raises(TimeoutError, match="its last words"):
        list(coach.follow(0.5))
    coach.process.communicate()


def test_a_condition_compares_only_the_fields_it_names() -> None:
    line = {"fact": "B", "n": 1, "at_ms": 5}
    assert is_fact("B", n=1)(line)
    assert not is_fact("B", n=2)(line)
    assert not is_fact("A")(line)
