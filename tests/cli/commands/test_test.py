"""`voicecoach test`, rehearsed."""

from pathlib import Path

import pytest

from tests.cli.command import runner_in
from voicecoach.cli.commands.test import NAMES

BRIEF = ("--rehearse", "--verbosity", "minimal", "--ready-wait", "3")


def test_a_test_prints_its_result_with_the_norm_and_its_source(tmp_path: Path) -> None:
    run = runner_in(tmp_path)
    result = run("test", "balance", *BRIEF, "--birth-year", "1950", "--say", "60:down")
    assert result.exit_code == 0
    assert "right" in result.output
    assert "15 to 18 s on average at 70 to 79" in result.output
    assert "Springer et al." in result.output


def test_without_an_age_it_says_how_to_compare(tmp_path: Path) -> None:
    result = runner_in(tmp_path)("test", "calves", *BRIEF)
    assert "--birth-year 1980" in result.output
    assert "60 of 60 reps" in result.output
    assert "25 or more on each side" in " ".join(result.output.split())
    assert "Clinical criteria" in " ".join(result.output.split())


def test_age_and_sex_can_come_from_the_settings(tmp_path: Path) -> None:
    settings = tmp_path / "config" / "voicecoach" / "settings.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text('birth-year = 1990\nsex = "female"\n')
    result = runner_in(tmp_path)("test", "calves", *BRIEF)
    assert "27 on average at 30 to 39 (female)" in result.output


def test_a_test_stopped_at_once_has_no_result(tmp_path: Path) -> None:
    run = runner_in(tmp_path)
    result = run("test", "balance", *BRIEF, "--say", "2:stop", "--say", "7:yes")
    assert "No result" in result.output


@pytest.mark.parametrize("name", NAMES)
def test_it_has_help(name: str, tmp_path: Path) -> None:
    assert name in runner_in(tmp_path)("test", "--help").output


def test_an_unknown_test_is_answered_with_the_known_ones(tmp_path: Path) -> None:
    result = runner_in(tmp_path)("test", "ballance")
    assert result.exit_code == 2
    assert "balance" in result.output
