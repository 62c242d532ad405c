"""`voicecoach history` lists workouts, for people and for programs."""

import json
import re
import sqlite3
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from scripts.lab.years import fill
from tests.cli.command import TODAY, Run, history_of, runner_in
from tests.history.sessions import WORKOUT, head, record
from voicecoach.core.facts import (
    Effort,
    EffortRated,
    Fact,
    PainReported,
    SessionEnded,
    SessionResumed,
    SessionStarted,
)
from voicecoach.date_text import date_text

DAY_MS = 86_400_000


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """The command of a user with forty daily workouts up to today."""
    fill(history_of(tmp_path), TODAY, 40)
    return runner_in(tmp_path)


def test_a_new_user_is_told_how_to_start(tmp_path: Path) -> None:
    result = runner_in(tmp_path)("history")
    assert result.exit_code == 0
    assert "No workouts yet. Start one: voicecoach start balance" in result.output
    assert json.loads(runner_in(tmp_path)("history", "--json").output) == []
    assert not history_of(tmp_path).exists()


def test_the_latest_workouts_come_first_and_the_rest_is_counted(run: Run) -> None:
    output = run("history").output
    assert len(re.findall(r"\d\d:\d\d  balance", output)) == 20
    assert "20 earlier workouts: voicecoach history --all" in output
    assert "Total: 40 workouts" in output
    first = date_text(TODAY - timedelta(days=39))
    assert f"Streak: 40 workout days since {first}, rest days forgiven" in output
    assert f"since {first}.\n" in output
    assert len(re.findall(r"\d\d:\d\d  balance", run("history", "--all").output)) == 40


def test_a_period_is_chosen_with_words(run: Run) -> None:
    entries = json.loads(run("history", "--json", "--since", "3 days ago").output)
    assert [datetime.fromisoformat(one["began"]).date() for one in entries] == [
        TODAY - timedelta(days=number) for number in (3, 2, 1, 0)
    ]
    until = run("history", "--json", "--since", "1 week ago", "--until", "6 days ago")
    assert len(json.loads(until.output)) == 2


def test_an_invalid_date_is_answered_with_examples(run: Run) -> None:
    result = run("history", "--since", "soonish")
    assert result.exit_code == 2
    assert "3 weeks ago" in result.output


def test_a_period_without_workouts_is_answered_with_the_days_of_others(run: Run) -> None:
    assert "No workouts in that period. Yours are from" in run("history", "--until", "2001").output


def test_a_workout_tells_how_it_felt_and_how_it_ended(tmp_path: Path) -> None:
    facts = [
        *WORKOUT[:-1],
        (116_900, PainReported("calf-raises", 7, None)),
        (117_000, PainReported("calf-raises", 4, None, corrects=True)),
        (117_500, PainReported("calf-raises", None, None)),
        (118_000, EffortRated("calf-raises", Effort.HARD)),
        (119_000, SessionEnded(False, 106_200, 2)),
    ]
    record(history_of(tmp_path), facts)
    output = runner_in(tmp_path)("history", "--all", "--sets").output
    assert "Thu 28  22:26  balance   2 min   2 sets  ended early" in output
    assert "hurt: calf-raises 4 of 10" in output
    assert "hard: calf-raises" in output
    assert "calf-raises 1: 10 of 12 reps" in output
    assert "barefoot-balance 1 left: 17.2 s" in output


def test_a_resumed_workout_is_one(tmp_path: Path) -> None:
    path = history_of(tmp_path)
    record(path, WORKOUT[:6])
    later: list[tuple[int, Fact]] = [
        (0, SessionStarted("balance")),
        (0, SessionResumed("a" * 32)),
        *WORKOUT[7:9],
        (120_000, SessionEnded(True, 200_000, 2)),
    ]
    record(path, later, head("b", head().began_at_ms + 600_000))
    (one,) = json.loads(runner_in(tmp_path)("history", "--json", "--sets").output)
    assert one["id"] == "a" * 32
    assert (one["sets"], one["active_ms"], one["completed"]) == (2, 200_000, True)
    assert one["exercises"] == ["calf-raises", "barefoot-balance"]
    assert [each["amount"] for each in one["done"]] == [10.0, 17.2]


def test_a_killed_workout_lasts_as_long_as_its_facts_show(tmp_path: Path) -> None:
    record(history_of(tmp_path), WORKOUT[:7])
    run = runner_in(tmp_path)
    (one,) = json.loads(run("history", "--json").output)
    assert (one["completed"], one["active_ms"]) == (None, 59_000)
    assert "interrupted" in run("history", "--all").output


@pytest.mark.parametrize("columns", [60, 80])
def test_lines_fit_the_terminal(tmp_path: Path, columns: int) -> None:
    fill(history_of(tmp_path), TODAY, 5)
    lines = runner_in(tmp_path, columns)("history").output.splitlines()
    assert max(len(line) for line in lines) <= columns


def test_a_damaged_history_is_explained_and_kept(tmp_path: Path) -> None:
    path = history_of(tmp_path)
    path.parent.mkdir(parents=True)
    path.write_bytes(b"rubbish" * 500)
    result = runner_in(tmp_path)("history")
    assert result.exit_code == 1
    assert "is damaged" in result.output
    assert path.read_bytes() == b"rubbish" * 500


def test_a_history_of_a_newer_version_is_refused_in_a_sentence(tmp_path: Path) -> None:
    path = history_of(tmp_path)
    record(path)
    with closing(sqlite3.connect(path)) as database:
        database.execute("PRAGMA user_version = 99")
    result = runner_in(tmp_path)("history")
    assert result.exit_code == 1
    assert "was written by a newer voicecoach" in result.output
