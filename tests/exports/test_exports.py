"""Exports are read by other programs, and tell the same story."""

import csv
import io
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import fitdecode
import pytest
from icalendar import Calendar, Event

from tests.history.sessions import BEGAN_AT_MS, WORKOUT, record
from voicecoach.core.facts import (
    Effort,
    EffortRated,
    Fact,
    PainReported,
    SessionEnded,
    SetEnded,
)
from voicecoach.core.progression.streak import Streak
from voicecoach.core.workout.schedule import Schedule
from voicecoach.errors import HistoryError
from voicecoach.exports.csv import csv_table
from voicecoach.exports.fit import fit_activity
from voicecoach.exports.ical import done_calendar, schedule_calendar
from voicecoach.exports.text import summary_text
from voicecoach.history.opening import reading
from voicecoach.history.overview import Content, PastWorkout, SetDone, contents, sets_done, workouts

NAMES = {"calf-raises": "Calf raises", "barefoot-balance": "Barefoot balance"}
BEGAN = datetime.fromtimestamp(BEGAN_AT_MS / 1000, UTC)
FACTS: list[tuple[int, Fact]] = [
    *WORKOUT[:6],
    (69_100, PainReported("calf-raises", 4, None)),
    (69_200, EffortRated("calf-raises", Effort.HARD)),
    *WORKOUT[6:9],
    (116_240, SessionEnded(False, 106_200, 2)),
]


class Done:
    """A workout with its sets, as it comes from the history."""

    def __init__(self, folder: Path) -> None:
        record(folder / "history.db", FACTS)
        with reading(folder / "history.db") as database:
            assert database is not None
            self.workout: PastWorkout = workouts(database)[0]
            self.sets: list[SetDone] = list(sets_done(database))
            self.contents = contents(database, [self.workout])
        self.content: Content = self.contents[self.workout.id]


@pytest.fixture
def done(tmp_path: Path) -> Done:
    return Done(tmp_path)


def messages(content: bytes) -> list[tuple[str, dict[str, object]]]:
    """Messages that an independent decoder finds in a FIT file; it verifies the checksums."""
    with fitdecode.FitReader(io.BytesIO(content), check_crc=fitdecode.CrcCheck.RAISE) as reader:
        return [
            (frame.name, {field.name: field.value for field in frame.fields})
            for frame in reader
            if isinstance(frame, fitdecode.FitDataMessage)
        ]


def named(content: bytes, name: str) -> list[dict[str, object]]:
    return [fields for kind, fields in messages(content) if kind == name]


def test_a_fit_file_is_an_activity_with_all_that_one_must_have(done: Done) -> None:
    content = fit_activity(done.workout, done.sets, NAMES)
    kinds = [kind for kind, _ in messages(content)]
    assert kinds[0] == "file_id"
    assert kinds[-3:] == ["lap", "session", "activity"]
    (file,) = named(content, "file_id")
    assert (file["type"], file["time_created"]) == ("activity", BEGAN)
    (session,) = named(content, "session")
    assert (session["sport"], session["sub_sport"]) == ("training", "strength_training")
    assert session["start_time"] == BEGAN
    assert session["total_timer_time"] == pytest.approx(106.2)
    assert session["total_elapsed_time"] == pytest.approx(116.2)
    events = [event["event_type"] for event in named(content, "event")]
    assert events == ["start", "stop_all"]


def test_a_fit_file_has_every_set_with_its_rest(done: Done) -> None:
    sets = named(fit_activity(done.workout, done.sets, NAMES), "set")
    assert [one["set_type"] for one in sets] == ["active", "rest", "active"]
    assert [one["message_index"] for one in sets] == [0, 1, 2]
    raises, rest, hold = sets
    assert (raises["repetitions"], raises["duration"]) == (10, pytest.approx(60))
    assert raises["start_time"] == BEGAN + timedelta(seconds=9)
    assert rest["duration"] == pytest.approx(30)
    assert hold.get("repetitions") is None
    assert hold["duration"] == pytest.approx(17.2)
    assert raises["category"] == "calf_raise"


def test_a_fit_file_names_its_exercises(done: Done) -> None:
    content = fit_activity(done.workout, done.sets, NAMES)
    titles = {
        (one["exercise_category"], one["exercise_name"]): one["wkt_step_name"]
        for one in named(content, "exercise_title")
    }
    actives = [one for one in named(content, "set") if one["set_type"] == "active"]
    told = [titles[one["category"], one["category_subtype"]] for one in actives]
    assert told == ["Calf raises", "Barefoot balance, left"]


def test_times_in_a_fit_file_do_not_run_backwards(done: Done) -> None:
    content = fit_activity(done.workout, done.sets, NAMES)
    times = [fields["timestamp"] for kind, fields in messages(content) if kind == "record"]
    assert len(times) == 5
    assert times == sorted(times, key=str)


def test_a_row_of_the_table_is_a_set(done: Done) -> None:
    first, second = csv.DictReader(io.StringIO(csv_table(done.sets, done.contents)))
    assert first["began"] == "2026-05-28T22:26:49.000+02:00"
    assert (first["exercise"], first["set"], first["side"]) == ("calf-raises", "1", "")
    assert (first["amount"], first["target"], first["completed"]) == ("10", "12", "false")
    assert (first["effort"], first["pain"]) == ("hard", "4")
    assert (second["side"], second["amount"], second["pain"]) == ("left", "17.2", "")


def test_a_summary_says_what_was_done(done: Done) -> None:
    streak = Streak(date(2026, 5, 20), done.workout.day, 5)
    assert summary_text(done.workout, done.sets, done.content, NAMES, streak).splitlines() == [
        "Balance, Thursday, 28 May 2026: 2 min, 2 sets",
        "- Calf raises: 10 of 12 reps, felt hard, it hurt, 4 of 10",
        "- Barefoot balance: left 17.2 s",
        "- Ended early.",
        "Streak: 5 workout days, rest days forgiven.",
    ]


def test_a_workout_is_an_event_that_leaves_the_user_free(done: Done) -> None:
    sets = {done.workout.id: done.sets}
    text = done_calendar([done.workout], sets, done.contents, NAMES)
    (event,) = events(text)
    assert event["uid"] == f"{'a' * 32}@voicecoach"
    assert event.decoded("dtstart") == BEGAN
    assert event.decoded("duration") == timedelta(seconds=106)
    assert str(event["summary"]) == "Balance, 2 sets"
    assert "Barefoot balance: left 17.2 s" in str(event["description"])
    assert event["transp"] == "TRANSPARENT"


def test_a_schedule_repeats_with_a_reminder_at_the_local_time() -> None:
    schedule = Schedule("balance", (0, 2, 4), time(7, 0))
    made = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
    text = schedule_calendar(
        schedule, first=date(2026, 11, 24), minutes=14, made=made, remind_min=10
    )
    (event,) = events(text)
    begins = event.decoded("dtstart")
    assert begins == datetime(2026, 11, 25, 7, 0)
    assert begins.tzinfo is None, "seven o'clock wherever the user is"
    assert event["rrule"].to_ical() == b"FREQ=WEEKLY;BYDAY=MO,WE,FR"
    (alarm,) = event.walk("VALARM")
    assert alarm.decoded("trigger") == timedelta(minutes=-10)
    quiet = schedule_calendar(
        schedule, first=date(2026, 11, 24), minutes=14, made=made, remind_min=None
    )
    assert b"VALARM" not in quiet


def test_a_replaced_schedule_is_a_later_version_of_the_same_event() -> None:
    def made_at(hour: int, begins: int) -> Event:
        schedule = Schedule("balance", (0, 2), time(begins, 0))
        made = datetime(2026, 11, 24, hour, 0, tzinfo=UTC)
        text = schedule_calendar(
            schedule, first=date(2026, 11, 24), minutes=14, made=made, remind_min=None
        )
        (event,) = events(text)
        return event

    first, second = made_at(12, 7), made_at(13, 19)
    assert first["uid"] == second["uid"]
    versions = [int(one.decoded("sequence")) for one in (first, second)]
    assert 0 < versions[0] < versions[1] < 2**31
    modified = [one.decoded("last-modified") for one in (first, second)]
    assert modified == [datetime(2026, 11, 24, hour, 0, tzinfo=UTC) for hour in (12, 13)]
    assert "voicecoach start balance" in str(first.decoded("description"))


def events(text: bytes) -> list[Event]:
    calendar = Calendar.from_ical(text)
    assert calendar["version"] == "2.0"
    assert calendar["prodid"]
    return [event for event in calendar.walk("VEVENT") if isinstance(event, Event)]


@pytest.mark.parametrize("text", ["=HYPERLINK(1)", "+1", "-1+cmd|x", "@SUM(A1)", "\t=1"])
def test_no_cell_of_a_table_is_a_formula(done: Done, text: str) -> None:
    sets = [replace(one, routine=text, exercise=text, variation=text) for one in done.sets]
    content = {done.workout.id: done.content}
    rows = list(csv.DictReader(io.StringIO(csv_table(sets, content))))
    for name in ("routine", "exercise", "variation"):
        assert {row[name] for row in rows} == {f"'{text}"}


def test_a_workout_before_the_time_of_fit_is_refused_by_its_day(done: Done) -> None:
    early = replace(done.workout, began=datetime(1970, 1, 21, 14, 26, tzinfo=UTC))
    with pytest.raises(HistoryError, match="the workout of 1970-01-21"):
        fit_activity(early, done.sets, NAMES)


def test_the_times_of_a_fit_file_never_go_back(done: Done) -> None:
    first, second = done.sets
    hour = timedelta(hours=1)
    set_back = replace(second, began=second.began - hour, ended=second.ended - hour)
    sets = named(fit_activity(done.workout, [first, set_back], NAMES), "set")
    times = [one["timestamp"] for one in sets]
    assert times == sorted(times, key=str)
    assert sets[-1]["duration"] == pytest.approx(second.amount)


def test_numbers_beyond_those_of_fit_are_its_highest(done: Done) -> None:
    many = replace(done.sets[0], amount=100_000.0, ended=done.sets[0].began + timedelta(days=60))
    (one,) = named(fit_activity(done.workout, [many], NAMES), "set")
    assert one["repetitions"] == 65_534


def test_a_weight_and_a_band_are_in_every_export(tmp_path: Path) -> None:
    facts = [
        (at_ms, replace(fact, kilograms=8.5, band="red") if isinstance(fact, SetEnded) else fact)
        for at_ms, fact in FACTS
    ]
    record(tmp_path / "history.db", facts)
    with reading(tmp_path / "history.db") as database:
        assert database is not None
        workout = workouts(database)[0]
        sets, content = list(sets_done(database)), contents(database, [workout])
    rows = list(csv.DictReader(io.StringIO(csv_table(sets, content))))
    assert {(row["kilograms"], row["band"]) for row in rows} == {("8.5", "red")}
    weights = [
        found["weight"]
        for name, found in messages(fit_activity(workout, sets, NAMES))
        if name == "set" and "weight" in found and found["weight"] is not None
    ]
    assert weights == [8.5] * len(sets)
    told = summary_text(workout, sets, content[workout.id], NAMES, None)
    assert "8.5 kg, red band" in told
