"""First tries at the command line work, or are answered with what does."""

import json
from pathlib import Path

import pytest

from tests.cli.command import Run


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Balance", "Welcome. This is Balance."),
        ("single leg balance", "Single-leg balance."),
        ("Single-Leg_Balance", "Single-leg balance."),
    ],
)
def test_a_name_is_found_however_it_is_written(run: Run, name: str, expected: str) -> None:
    result = run("start", name, "--rehearse")
    assert result.exit_code == 0
    assert expected in result.stdout


def test_start_without_a_name_lists_the_routines(run: Run) -> None:
    result = run("start")
    assert result.exit_code == 2
    assert "  balance " in result.stderr
    assert "Name one of them, for example: voicecoach start balance" in result.stderr


@pytest.mark.parametrize("option", ["--page", "--share"])
def test_with_a_page_and_without_a_name_the_last_routine_is_started(run: Run, option: str) -> None:
    first = run("start", option, "--rehearse")
    assert "This is Balance." in first.stdout
    assert run("start", "--no-page").exit_code == 2


@pytest.mark.parametrize("days", ["mon", "mon,wed", "daily"])
def test_a_schedule_without_a_time_is_told_that_it_is_missing(run: Run, days: str) -> None:
    result = run("schedule", days)
    assert result.exit_code == 2
    assert f"The time is missing. Write it after the days: voicecoach schedule {days} 07:00" in (
        result.stderr
    )


def test_days_may_be_joined_as_in_a_sentence(run: Run, tmp_path: Path) -> None:
    result = run("schedule", "Mon, Wed & Fri", "07:00", "--output", str(tmp_path / "a.ics"))
    assert result.exit_code == 0
    assert "Monday, Wednesday, Friday" in result.stdout.replace(" and ", ", ")


@pytest.mark.parametrize("option", ["--html", "--png"])
def test_a_page_of_nothing_is_an_error(run: Run, tmp_path: Path, option: str) -> None:
    result = run("progress", option, str(tmp_path / "page"))
    assert result.exit_code == 1
    assert "No file was written." in result.stderr
    assert not (tmp_path / "page").exists()


@pytest.mark.parametrize("words", ["blah", "3"])
def test_words_that_are_not_a_command_are_named(run: Run, words: str) -> None:
    result = run("start", "quick", "--rehearse", "--say", f"20:{words}", "--say", "30:louder")
    assert result.exit_code == 0
    assert f"--say 20:{words}: that is not a command" in result.stderr
    assert "--say 30" not in result.stderr


def test_words_that_come_to_nothing_are_named(run: Run) -> None:
    said = [f"--say={one}" for one in ("3:easy", "4:three", "5:resume", "6:louder", "9999:stop")]
    result = run("start", "toe-spreads", "--rehearse", *said)
    assert result.exit_code == 0
    assert [line for line in result.stderr.splitlines() if "--say" in line] == [
        "--say 3:easy: that means nothing at that moment, and changes nothing.",
        "--say 4:three: that means nothing at that moment, and changes nothing.",
        "--say 9999:stop: the session was over by then, and changes nothing.",
    ]
    assert "resume -> resume (refused)" in result.stdout


@pytest.mark.parametrize("option", ["--minutes", "--speed", "--ready-wait", "--equipment-wait"])
@pytest.mark.parametrize("value", ["nan", "inf", "-1", "1e999"])
def test_a_number_out_of_range_is_answered_with_the_range(
    run: Run, option: str, value: str
) -> None:
    result = run("start", "quick", "--rehearse", option, value)
    assert result.exit_code == 2
    assert "is not in the range" in result.stderr


def test_exercises_without_time_are_named(run: Run) -> None:
    result = run("start", "full", "--minutes", "3", "--rehearse")
    assert result.exit_code == 0
    told = [line for line in result.stderr.splitlines() if "there is no time for" in line]
    assert len(told) == 1
    assert told[0].startswith("In 3 minutes there is no time for: ")
    assert "Toe spreads" not in told[0]
    assert "Barefoot balance" in told[0]


def test_an_exercise_that_takes_the_place_of_a_bundled_one_is_said_to(run: Run) -> None:
    assert (
        "in place of the bundled exercise calf-raises"
        in run("new", "exercise", "calf-raises").output
    )
    assert "in place of" not in run("new", "exercise", "my-own").output


@pytest.mark.parametrize(("wrong", "meant"), [("reps = 8", "count"), ("rest = 30", "rest_seconds")])
def test_a_key_that_people_write_leads_to_the_right_one(
    run: Run, tmp_path: Path, wrong: str, meant: str
) -> None:
    run("new", "routine", "my-own")
    path = tmp_path / "config" / "voicecoach" / "routines" / "my-own.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("count = 10", wrong, 1), encoding="utf-8")
    assert f'did you mean "{meant}"?' in run("check").output


def test_devices_are_listed_as_json_too(run: Run) -> None:
    result = run("devices", "--json")
    assert isinstance(json.loads(result.stdout), list)


def test_today_is_told_as_json_too(run: Run, tmp_path: Path) -> None:
    run("schedule", "daily", "07:00", "--output", str(tmp_path / "a.ics"))
    told = json.loads(run("today", "--json").stdout)
    assert told["due"] == [
        {"routine": "balance", "at": "07:00", "minutes": told["due"][0]["minutes"]}
    ]
    assert (told["running"], told["unfinished"], told["done"]) == (None, None, [])
