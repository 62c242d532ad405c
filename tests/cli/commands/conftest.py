"""Shared by the tests of commands; a user with a history has a fixture of the same name."""

from pathlib import Path

import pytest

from tests.cli.command import Run, runner_in


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """The command of a new user."""
    return runner_in(tmp_path)
