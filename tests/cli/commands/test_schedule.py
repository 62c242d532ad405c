"""`voicecoach schedule` and `today`: what is planned, and what is due."""

from datetime import timedelta
from pathlib import Path

import pytest
from icalendar import Calendar

from tests.cli.command import NOW, TODAY, Run, history_of
from tests.history.sessions import REPS, WORKOUT, head, record
from voicecoach.core.facts import Fact, PlaceReached, SessionStarted
from voicecoach.core.workout.schedule import WEEKDAYS

UTC_OFFSET_S = round((NOW.utcoffset() or timedelta()).total_seconds())


def schedule(run: Run, tmp_path: Path, *words: str) -> str:
    result = run("schedule", *words, "--output", str(tmp_path / "x.ics"))
    assert result.exit_code == 0, result.output
    return result.output


def workout_today(home: Path) -> None:
    path = history_of(home)
    record(path, WORKOUT, head("a", round(NOW.timestamp() * 1000), UTC_OFFSET_S))


def test_a_schedule_is_kept_shown_and_written(run: Run, tmp_path: Path) -> None:
    output = schedule(run, tmp_path, "mon,wed,fri", "07:00")
    assert "balance: Monday, Wednesday, Friday at 07:00" in output
    assert run("schedule").output == "balance: Monday, Wednesday, Friday at 07:00\n"
    calendar = Calendar.from_ical((tmp_path / "x.ics").read_bytes())
    (event,) = calendar.walk("VEVENT")
    assert event.decoded("dtstart").hour == 7
    assert event.decoded("dtstart").date() == TODAY
    (alarm,) = calendar.walk("VALARM")
    assert alarm.decoded("trigger") == timedelta(minutes=-10)


def test_days_may_be_separate_words(run: Run, tmp_path: Path) -> None:
    output = schedule(run, tmp_path, "tue", "thu", "6pm", "--routine", "mobility", "--no-reminder")
    assert "mobility: Tuesday, Thursday at 18:00" in output
    assert b"VALARM" not in (tmp_path / "x.ics").read_bytes()


def test_a_new_schedule_replaces_that_of_the_same_routine(run: Run, tmp_path: Path) -> None:
    schedule(run, tmp_path, "mon", "7")
    schedule(run, tmp_path, "daily", "8", "--routine", "mobility")
    schedule(run, tmp_path, "sun", "9")
    assert run("schedule").output.splitlines() == [
        "mobility: daily at 08:00",
        "balance: Sunday at 09:00",
    ]


def test_a_schedule_is_removed(run: Run, tmp_path: Path) -> None:
    schedule(run, tmp_path, "mon", "7")
    assert "No longer scheduled: balance" in run("schedule", "--off").output
    assert "Nothing is scheduled" in run("schedule").output
    assert "was not scheduled" in run("schedule", "--off").output


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("someday", "07:00"), 'No days recognized in "someday".'),
        (("07:00",), "Error: Write the days and then a time"),
        (("mon", "noonish"), "is not a time"),
        (("mon", "7", "--routine", "balanse"), 'did you mean "balance"?'),
    ],
)
def test_a_mistake_is_explained(
    run: Run, tmp_path: Path, words: tuple[str, ...], message: str
) -> None:
    result = run("schedule", *words)
    assert result.exit_code != 0
    assert message in " ".join(result.output.split())
    assert not (tmp_path / "data").exists()


def test_without_a_schedule_today_says_how_to_make_one(run: Run) -> None:
    assert "voicecoach schedule mon,wed,fri 07:00" in run("today").output


def test_a_routine_is_due_until_it_is_done(run: Run, tmp_path: Path) -> None:
    weekday = NOW.weekday()
    schedule(run, tmp_path, f"{WEEKDAYS[weekday]},{WEEKDAYS[(weekday + 1) % 7]}", "7")
    output = run("today").output
    assert "Due at 07:00: balance, about" in output
    assert "voicecoach start balance" in output
    workout_today(tmp_path)
    output = run("today").output
    assert "Done: balance, 2 min, 2 sets." in output
    assert "Due" not in output
    assert "Next: balance tomorrow at 07:00" in output


def test_an_unfinished_workout_is_named_first(run: Run, tmp_path: Path) -> None:
    began_at_ms = round(NOW.timestamp() * 1000) - 60_000
    facts: list[tuple[int, Fact]] = [
        (0, SessionStarted("strength")),
        (500, REPS),
        (1000, PlaceReached(0, "calf-raises", 2, None, None)),
    ]
    record(history_of(tmp_path), facts, head("a", began_at_ms))
    first = run("today").output.splitlines()[0]
    assert first.startswith("Unfinished: strength, at calf-raises, set 2.")
