"""The history tells workouts as they were, whatever the clock, the zone and the user's content."""

import json
from collections.abc import Sequence
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from tests.cli.command import history_of, runner_in
from tests.history.sessions import head, record
from voicecoach.core.facts import (
    Fact,
    PhaseEntered,
    PlaceReached,
    SessionEnded,
    SessionResumed,
    SessionStarted,
    SetEnded,
)
from voicecoach.core.workout.exercise import Measure, Side

NEW_ZEALAND_S = 13 * 3600
CALIFORNIA = timezone(timedelta(hours=-8))
HALF_PAST_MIDNIGHT = datetime(2026, 11, 29, 0, 30, tzinfo=timezone(timedelta(hours=13)))


def walk(number: int) -> SetEnded:
    return SetEnded("heel-to-toe-walk", number, None, None, Measure.STEPS, 20, 20, True, False)


def balance(number: int, side: Side) -> SetEnded:
    return SetEnded("single-leg-balance", number, side, None, Measure.SECONDS, 30, 30, True, False)


def session(*sets: SetEnded, resumes: str = "", ends: bool = True) -> list[tuple[int, Fact]]:
    """A session of these sets, half a minute each."""
    facts: list[tuple[int, Fact]] = [(0, SessionStarted("balance"))]
    if resumes:
        facts.append((0, SessionResumed(resumes)))
    for index, one in enumerate(sets, 1):
        at_ms = index * 39_000
        facts += [
            (at_ms - 39_000, PlaceReached(0, one.exercise, one.set_number, one.side, None)),
            (at_ms - 30_000, PhaseEntered("counting", one.exercise)),
            (at_ms, one),
        ]
    if ends:
        facts.append((len(sets) * 39_000 + 1000, SessionEnded(True, len(sets) * 39_000, len(sets))))
    return facts


def keep(
    home: Path, facts: Sequence[tuple[int, Fact]], key: str, began: datetime, offset_s: int
) -> None:
    of = head(key, round(began.timestamp() * 1000), offset_s)
    record(history_of(home), facts, of)


def test_a_workout_resumed_after_the_clock_was_set_back_is_one_in_every_export(
    tmp_path: Path,
) -> None:
    began = datetime(2026, 11, 30, 10, 0, tzinfo=timezone(timedelta(hours=1)))
    back = began - timedelta(minutes=55)
    keep(tmp_path, session(walk(1), ends=False), "a", began, 3600)
    keep(tmp_path, session(walk(2), resumes="a" * 32), "b", back, 3600)
    run = runner_in(tmp_path, now=back + timedelta(hours=1))
    for name in ("last.fit", "sets.csv", "done.ics", "last.txt", "all.json"):
        result = run("export", str(tmp_path / name))
        assert result.exit_code == 0, (name, result.output, result.exception)
    assert "Balance, Monday, 30 November 2026: 1 min, 2 sets" in (tmp_path / "last.txt").read_text()
    (one,) = json.loads(run("history", "--json").output)
    assert (one["id"], one["sets"], one["completed"]) == ("a" * 32, 2, True)
    assert datetime.fromisoformat(one["began"]) == began
    assert (tmp_path / "sets.csv").read_text().count("heel-to-toe-walk") == 2


def test_a_workout_of_tomorrow_in_another_zone_is_dated_and_not_counted_in_days(
    tmp_path: Path,
) -> None:
    before = HALF_PAST_MIDNIGHT - timedelta(hours=15, minutes=30)
    keep(tmp_path, session(walk(1)), "a", before, NEW_ZEALAND_S)
    keep(tmp_path, session(walk(1)), "b", HALF_PAST_MIDNIGHT, NEW_ZEALAND_S)
    after_landing = datetime(2026, 11, 28, 6, 0, tzinfo=CALIFORNIA)
    run = runner_in(tmp_path, now=after_landing)
    output = run("today").output
    assert "The last workout was balance, on 29 November 2026." in output
    assert "ago" not in output
    assert "Streak: 2 workout days since 28 November 2026" in output
    for page in ("history", "progress", "plan"):
        assert run(page).exit_code == 0
    assert "Sun 29  00:30" in run("history").output


@pytest.mark.parametrize("broken_off", [False, True])
def test_both_sides_of_a_set_count_as_one_on_every_page(tmp_path: Path, broken_off: bool) -> None:
    began = datetime(2026, 6, 10, 10, 0).astimezone()
    offset_s = round((began.utcoffset() or timedelta()).total_seconds())
    sides = [balance(number, side) for number in (1, 2) for side in (Side.RIGHT, Side.LEFT)]
    if broken_off:  # between both feet
        keep(tmp_path, session(*sides[:1], ends=False), "a", began, offset_s)
        later = began + timedelta(minutes=10)
        keep(tmp_path, session(*sides[1:], walk(1), resumes="a" * 32), "b", later, offset_s)
    else:
        keep(tmp_path, session(*sides, walk(1)), "a", began, offset_s)
    run = runner_in(tmp_path)
    (one,) = json.loads(run("history", "--json", "--sets").output)
    assert (one["sets"], len(one["done"])) == (3, 5)
    assert "3 sets" in run("history").output
    assert "3 sets." in run("today").output
    for name in ("last.txt", "done.ics"):
        assert run("export", str(tmp_path / name)).exit_code == 0
        assert "3 sets" in (tmp_path / name).read_text()


STRETCH = """
name = "{name}"
position = "Stand tall."
sides = "each"
side_word = "leg"
sets = 1
rest_seconds = 0
cues = ["Breathe calmly.", "Stay tall."]
muscles = ["the thigh"]
benefits = ["Looser legs."]
cautions = ["Never bounce."]
stop_sign = "Rest at once if anything hurts sharply."
[instructions]
long = ["Pull gently until you feel it."]
short = ["Pull gently."]
minimal = ["Pull."]
[counting]
kind = "hold"
seconds = 20
"""
COOLDOWN = """
name = "Cooldown"
summary = "After a run."
level = 1
[[items]]
exercise = "quad"
rest_after_seconds = 0
[[items]]
exercise = "hamstring"
"""


def test_a_routine_of_stretches_without_rests_goes_on_without_one(tmp_path: Path) -> None:
    own = tmp_path / "config" / "voicecoach"
    for folder, name, text in (
        ("exercises", "quad", STRETCH.format(name="Quad")),
        ("exercises", "hamstring", STRETCH.format(name="Hamstring")),
        ("routines", "cooldown", COOLDOWN),
    ):
        (own / folder).mkdir(parents=True, exist_ok=True)
        (own / folder / f"{name}.toml").write_text(text)
    run = runner_in(tmp_path)
    result = run("start", "cooldown", "--rehearse")
    assert result.exit_code == 0, result.output
    lines = [line.split(maxsplit=2)[-1] for line in result.output.splitlines()]
    first, second = (lines.index(f"announcing {name}") for name in ("quad", "hamstring"))
    assert not [
        line for line in lines[first:second] if line.endswith("rest.") or "seconds of" in line
    ]
    assert lines[second + 1] == "Exercise 2 of 2. Hamstring."
    assert "Left leg." in result.output
    assert "foot" not in result.output
    assert "Never bounce." in result.output, "a caution without a time is said before"
    assert "the thigh" in run("show", "quad").output
