"""`scripts/test --all` leaves out no test, and tells how far it is and what failed."""

import sys
import tomllib
from itertools import chain, combinations
from pathlib import Path

import pytest

from scripts.suite import ROOT, Part, Suite, lanes

MARKERS = [
    marker.partition(":")[0]
    for marker in tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"][
        "pytest"
    ]["ini_options"]["markers"]
]
PRINTS = "print('[gw0] [ 50%] PASSED tests/one.py::test'); print('its last words')"


def runs(level: str, marks: tuple[str, ...]) -> int:
    """Number of parts that run a test with these markers."""
    parts = [part for part in chain.from_iterable(lanes(level, Path("python"))) if part.is_pytest]
    expressions = [part.command[part.command.index("-m", 3) + 1] for part in parts]
    known = {name: name in marks for name in MARKERS}
    return sum(bool(eval(expression, {}, known)) for expression in expressions)


@pytest.mark.parametrize("number", range(4))
def test_all_runs_every_test_whatever_its_markers(number: int) -> None:
    for marks in combinations(MARKERS, number):
        assert runs("all", marks) >= 1, marks


def test_without_options_only_kills_and_the_recipe_are_left_out() -> None:
    left_out = {name for name in MARKERS if not runs("", (name,))}
    assert left_out == {"kill", "recipe"}


def test_quick_runs_unmarked_tests() -> None:
    assert runs("quick", ()) == 1


def test_a_part_that_fails_is_told_with_what_it_printed_and_the_others_go_on(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fails = Part("first", (sys.executable, "-c", f"{PRINTS}; exit(3)"), is_pytest=False)
    goes_well = Part("second", (sys.executable, "-c", PRINTS), is_pytest=False)
    suite = Suite([[fails, goes_well]], tmp_path)
    suite.run()
    told = capsys.readouterr().out
    assert suite.failed == ["first"]
    assert told.count("its last words") == 1
    assert "PASSED" not in told
    assert "first FAILED (exit code 3)" in told
    assert "second passed" in told
