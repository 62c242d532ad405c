"""Every page knows the week of a routine with stages, its rest days, and the side it is for."""

import json
from dataclasses import replace
from datetime import datetime, time, timedelta
from pathlib import Path

from tests.cli.command import NOW, TODAY, Run, history_of
from tests.history.sessions import head, record
from voicecoach.core.facts import Fact, SessionEnded, SessionStarted, SetEnded
from voicecoach.core.workout.exercise import Measure, Side
from voicecoach.history.opening import reading
from voicecoach.history.past_sessions import past

SET = SetEnded("heel-raises-on-towel", 1, Side.RIGHT, None, Measure.REPS, 12, 12, True, False)


def heel_pain(home: Path, *days_ago: int, side: Side | None = None) -> None:
    """The routine with one set, at noon on each of these days."""
    started = SessionStarted("heel-pain", side=side)
    facts: list[tuple[int, Fact]] = [(0, started), (9, SET), (9, SessionEnded(True, 9, 1))]
    for ago in days_ago:
        noon = datetime.combine(TODAY - timedelta(days=ago), time(12))
        began = head("a", round(noon.timestamp() * 1000), 0)
        record(history_of(home), facts, replace(began, id=f"{ago:032x}"))


def test_the_plan_shows_the_stages_and_the_week(run: Run, tmp_path: Path) -> None:
    heel_pain(tmp_path, *range(14, 0, -2))
    output = run("plan", "heel-pain").output
    assert "4 x 10 per foot" in output
    assert "week 3 of 12, every second day" in output
    (line,) = (line for line in output.splitlines() if line.rstrip().endswith("now"))
    assert " ".join(line.split()) == "weeks 3 to 4 Heel raises on a towel, 4 x 10 per foot now"
    (entry,) = json.loads(run("plan", "heel-pain", "--json").stdout)
    assert (entry["week"], entry["weeks"], entry["dose"]) == (3, 12, "4 x 10 per foot")


def test_the_plan_knows_the_side(run: Run, tmp_path: Path) -> None:
    heel_pain(tmp_path, 2, side=Side.LEFT)
    assert "3 x 12, left foot only" in run("plan", "heel-pain").output


def test_today_tells_a_rest_day_from_a_day_to_train(run: Run, tmp_path: Path) -> None:
    heel_pain(tmp_path, 3, 1)
    output = run("today").output
    assert "A rest day for heel-pain, week 1 of 12: the next one is tomorrow." in output
    assert json.loads(run("today", "--json").output)["under_way"] == [
        {"routine": "heel-pain", "week": 1, "weeks": 12, "due_in_days": 1}
    ]


def test_today_says_that_it_is_due(run: Run, tmp_path: Path) -> None:
    heel_pain(tmp_path, 4, 2)
    assert "Due: heel-pain, week 1 of 12, about" in run("today").output


def test_a_routine_left_for_weeks_is_not_due(run: Run, tmp_path: Path) -> None:
    heel_pain(tmp_path, 20)
    assert "Due" not in run("today").output
    assert "weeks" not in run("today").output


def test_a_scheduled_rest_day_is_named(run: Run, tmp_path: Path) -> None:
    heel_pain(tmp_path, 1)
    made = run(
        *("schedule", "daily", "7", "--routine", "heel-pain"),
        *("--output", str(tmp_path / "x.ics")),
    )
    assert "Heel pain is meant for every second day; some of these days" in made.output
    output = run("today").output
    assert "Due at 07:00: heel-pain, week 1 of 12, about" in output
    assert "It is meant for every second day, so today is a rest day." in output


def test_a_schedule_with_a_day_between_needs_no_word(run: Run, tmp_path: Path) -> None:
    made = run(
        *("schedule", "mon,wed,fri", "7", "--routine", "heel-pain"),
        *("--output", str(tmp_path / "x.ics")),
    )
    assert "meant for" not in made.output


def test_a_session_says_the_week_asks_on_a_rest_day_and_keeps_to_the_side(
    run: Run, tmp_path: Path
) -> None:
    heel_pain(tmp_path, *range(29, 0, -2), side=Side.RIGHT)
    output = run("start", "heel-pain", "--rehearse", "--say", "3:yes").output
    assert "You did this yesterday, so today is a rest day." in output
    assert "Week 5 of 12." in output
    assert "Right foot only." in output
    assert "left foot" not in output.lower()
    both = run("start", "heel-pain", "--rehearse", "--side", "both").output
    assert "Right foot first." in both


def test_a_resting_user_is_not_urged_to_train(run: Run, tmp_path: Path) -> None:
    heel_pain(tmp_path, 1)
    output = run("start", "heel-pain", "--rehearse", "--say", "6:no").output
    assert "Week" not in output
    assert "See you soon." in output


def test_a_side_of_what_has_none_is_told(run: Run) -> None:
    result = run("start", "toe-spreads", "--rehearse", "--side", "left")
    assert "has a side of its own: --side changes nothing." in result.stderr
    result = run("start", "arch-lifts", "--rehearse", "--side", "left")
    assert "changes nothing" not in result.stderr


def test_the_past_has_each_workout_once_with_its_side(tmp_path: Path) -> None:
    heel_pain(tmp_path, 5, 3, side=Side.LEFT)
    now_s = NOW.timestamp()
    record(
        history_of(tmp_path), [(0, SessionStarted("heel-pain"))], replace(head("b"), id="b" * 32)
    )
    with reading(history_of(tmp_path)) as database:
        assert database
        trained = past(database, now_s).trained
    assert [(one.routine, one.side) for one in trained] == [("heel-pain", Side.LEFT)] * 2
