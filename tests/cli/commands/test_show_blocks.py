"""Routines with blocks in `show`: their rounds, their clocks, and the amount of each set."""

import json
from pathlib import Path
from shutil import copytree

import pytest

from tests.cli.command import runner_in

BLOCKS = Path(__file__).parents[2] / "data" / "blocks" / "routines"


def shown(home: Path, *arguments: str) -> str:
    """Output of `show` for one of the routines with blocks."""
    run = runner_in(home)
    folder = home / "config" / "voicecoach" / "routines"
    if not folder.exists():
        copytree(BLOCKS, folder)
    result = run("show", *arguments)
    assert result.exit_code == 0, result.output
    return result.output


@pytest.mark.parametrize(
    ("routine", "expected"),
    [
        ("circuit", ["Upper and lower body", "3 rounds", "10, 8, 6, 8 kg", "one arm in turn"]),
        ("tabata", ["4 rounds, a set every 30 s", "Run and walk"]),
        ("amrap", ["Cindy", "as many rounds as possible in 5 min"]),
        ("emom", ["3 rounds, a set every 1 min"]),
    ],
)
def test_a_block_is_shown_with_how_it_is_done(
    tmp_path: Path, routine: str, expected: list[str]
) -> None:
    output = shown(tmp_path, routine)
    for text in expected:
        assert text in output


def test_the_blocks_are_in_the_json_of_a_routine(tmp_path: Path) -> None:
    items = json.loads(shown(tmp_path, "circuit", "--json"))["items"]
    assert [item["block"]["kind"] for item in items] == [
        *("in-a-row", "rounds", "rounds", "rounds", "in-a-row")
    ]
    assert items[1]["counts"] == [10, 8, 6]
    assert items[1]["resistance"]["kilograms"] == 8
    assert items[1]["block"]["rest_between_rounds_ms"] == 45_000
