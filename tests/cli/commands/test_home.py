"""`voicecoach` without a command: the day, and the one command to begin with."""

from datetime import timedelta
from pathlib import Path

from tests.cli.command import NOW, Run, history_of
from tests.history.sessions import WORKOUT, head, record
from voicecoach.core.facts import SessionStarted

MOST_LINES = 10
UTC_OFFSET_S = round((NOW.utcoffset() or timedelta()).total_seconds())


def did(home: Path, days_ago: int) -> None:
    began_ms = round((NOW - timedelta(days=days_ago)).timestamp() * 1000)
    path = history_of(home)
    workout = ((40, SessionStarted("quick")), *WORKOUT[1:])
    record(path, workout, head(f"{days_ago}", began_ms, UTC_OFFSET_S))


def commands(run: Run) -> list[str]:
    """The commands that stand on a line of their own."""
    result = run()
    assert result.exit_code == 0, result.output
    lines = result.output.splitlines()
    assert len(lines) <= MOST_LINES, result.output
    return [line for line in lines if line.startswith("voicecoach ")]


def test_a_new_user_is_offered_a_routine_with_its_length(run: Run) -> None:
    assert commands(run) == ["voicecoach start balance"]
    assert "14 min." in run().output


def test_the_last_routine_is_offered_on_another_day(run: Run, tmp_path: Path) -> None:
    did(tmp_path, 2)
    assert commands(run) == ["voicecoach start quick"]


def test_when_a_workout_was_done_today_nothing_is_offered(run: Run, tmp_path: Path) -> None:
    did(tmp_path, 0)
    assert commands(run) == ["voicecoach progress"]
    assert "You're done for today." in run().output


def test_the_routine_that_is_due_comes_first(run: Run, tmp_path: Path) -> None:
    did(tmp_path, 2)
    run("schedule", "daily", "22:00", "--routine", "mobility", "--output", str(tmp_path / "x.ics"))
    assert commands(run) == ["voicecoach start mobility"]
    assert "Due at 22:00: mobility." in run().output


def test_on_a_day_without_a_schedule_the_plan_is_shown(run: Run, tmp_path: Path) -> None:
    run("schedule", "mon", "7", "--output", str(tmp_path / "x.ics"))
    assert commands(run) == ["voicecoach plan"]
