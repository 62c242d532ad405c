"""The help of the commands."""

from pathlib import Path

import click
import pytest

from tests.cli.command import runner_in
from voicecoach.cli.app import app
from voicecoach.cli.commands.models import models

COMMANDS = [
    *((name,) for name in app.list_commands(click.Context(app))),
    *(("models", name) for name in models.commands),
]


@pytest.mark.parametrize("group", [(), ("models",)], ids=["voicecoach", "models"])
def test_every_summary_fits_its_line(tmp_path: Path, group: tuple[str, ...]) -> None:
    result = runner_in(tmp_path)(*group, "--help")
    _, _, commands = result.output.partition("Commands:\n")
    summaries = commands.splitlines()
    assert summaries
    assert [line for line in summaries if line.endswith("...")] == []


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_the_help_fits_a_terminal(tmp_path: Path, command: tuple[str, ...]) -> None:
    result = runner_in(tmp_path, columns=80)(*command, "--help")
    assert result.exit_code == 0
    assert [line for line in result.output.splitlines() if len(line) > 80] == []
