"""The help of the commands."""

from pathlib import Path

import pytest

from tests.cli.command import runner_in


@pytest.mark.parametrize("group", [(), ("models",)], ids=["voicecoach", "models"])
def test_every_summary_fits_its_line(tmp_path: Path, group: tuple[str, ...]) -> None:
    result = runner_in(tmp_path)(*group, "--help")
    _, _, commands = result.output.partition("Commands:\n")
    summaries = commands.splitlines()
    assert summaries
    assert [line for line in summaries if line.endswith("...") or len(line) > 80] == []
