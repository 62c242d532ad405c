"""The year of birth, as an option or in the settings: what is planned, said and shown with it."""

from pathlib import Path

import pytest

from tests.cli.command import runner_in

BRIEF = ("--rehearse", "--ready-wait", "3", "--equipment-wait", "3")


def with_settings(home: Path, text: str) -> None:
    settings = home / "config" / "voicecoach" / "settings.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text(text)


def test_a_known_age_limits_the_holds_of_a_session(tmp_path: Path) -> None:
    run = runner_in(tmp_path)
    old = run("start", "single-leg-balance", *BRIEF, "--birth-year", "1950").output
    assert "15 seconds on each foot." in old
    assert "30 seconds on each foot." in run("start", "single-leg-balance", *BRIEF).output


@pytest.mark.parametrize("level", ["1", "2", "3"])
def test_no_level_closes_the_eyes_of_anybody_of_unknown_age(tmp_path: Path, level: str) -> None:
    said = runner_in(tmp_path)("start", "barefoot-balance", *BRIEF, "--level", level).output
    assert "eyes closed" not in said
    assert "close your eyes" not in said.lower()


def test_the_plan_knows_the_year_of_the_settings(tmp_path: Path) -> None:
    with_settings(tmp_path, "birth-year = 1950\n")
    output = runner_in(tmp_path)("plan", "barefoot-balance").output
    assert "3 x up to 15 s" in output
    assert "60 s" not in output
    assert "eyes closed" not in output


def test_the_plan_knows_the_year_of_the_environment(tmp_path: Path) -> None:
    run = runner_in(tmp_path)
    assert "eyes closed" in run("plan", "barefoot-balance", VOICECOACH_BIRTH_YEAR="1990").output
    assert "eyes closed" not in run("plan", "barefoot-balance").output
    odd = run("plan", "barefoot-balance", VOICECOACH_BIRTH_YEAR="long ago", VOICECOACH_SEX="x")
    assert odd.exit_code == 0


def test_the_user_may_choose_closed_eyes_in_a_routine_of_their_own(tmp_path: Path) -> None:
    folder = tmp_path / "config" / "voicecoach" / "routines"
    folder.mkdir(parents=True)
    (folder / "eyes.toml").write_text(
        'name = "Eyes"\nsummary = "Balance."\nlevel = 1\n'
        '[[items]]\nexercise = "barefoot-balance"\nvariation = "eyes closed"\n'
    )
    output = runner_in(tmp_path)("start", "eyes", *BRIEF).output
    assert "Eyes closed." in output
    assert "two fingers on the wall" in output


def test_a_variation_is_shown_with_its_dose_and_its_limit(tmp_path: Path) -> None:
    run = runner_in(tmp_path)
    assert "2 x 5 per leg" in " ".join(run("show", "calf-raises").output.split())
    assert "only over 60" in " ".join(run("show", "barefoot-balance").output.split())
