"""Workouts and schedules as iCalendar (RFC 5545)."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta

from icalendar import Alarm, Calendar, Event

from voicecoach.core.workout.schedule import WEEKDAYS, Schedule
from voicecoach.exports.amounts import count_text
from voicecoach.exports.text import workout_lines
from voicecoach.history.overview import Content, PastWorkout, SetDone
from voicecoach.program import program

FIRST_VERSION_S = 1_767_225_600
"""From when the versions of a schedule count, in seconds since 1970: 2026 in UTC."""
PRODUCT = "-//voicecoach//voicecoach//EN"


def done_calendar(
    workouts: Sequence[PastWorkout],
    done: Mapping[str, Sequence[SetDone]],
    contents: Mapping[str, Content],
    names: Mapping[str, str],
) -> bytes:
    """One event per workout at its time; sets and contents by the id of their workout."""
    calendar = _calendar("Workouts done")
    for workout in workouts:
        event = Event()
        event.add("uid", f"{workout.id}@voicecoach")
        event.add("dtstamp", workout.began.astimezone(UTC))
        event.add("dtstart", workout.began.astimezone(UTC))
        event.add("duration", timedelta(seconds=max(60, round(workout.active_ms / 1000))))
        event.add("summary", f"{_name(workout.routine)}, {count_text(workout.sets, 'set')}")
        lines = workout_lines(workout, done[workout.id], contents[workout.id], names)
        event.add("description", "\n".join(lines))
        # Past events must not show the user as busy.
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def schedule_calendar(
    schedule: Schedule, *, first: date, minutes: int, made: datetime, remind_min: int | None
) -> bytes:
    """A repeating event for the schedule, in local time wherever the user is.

    `first` is its first day, `minutes` the duration of the routine, `made` the present in UTC, and
    `remind_min` the lead of a reminder in minutes (None: no reminder).
    """
    calendar = _calendar(f"voicecoach {schedule.routine}")
    event = Event()
    event.add("uid", f"schedule-{schedule.routine}@voicecoach")
    event.add("dtstamp", made)
    # A calendar that has this event takes the later version (RFC 5545, 3.8.7.4).
    event.add("last-modified", made)
    event.add("sequence", int(made.timestamp()) - FIRST_VERSION_S)
    begins = datetime.combine(schedule.next_day(first), schedule.at)
    event.add("dtstart", begins)
    event.add("duration", timedelta(minutes=minutes))
    days = [WEEKDAYS[day][:2].upper() for day in schedule.days]
    event.add("rrule", {"FREQ": "WEEKLY", "BYDAY": days})
    event.add("summary", f"{_name(schedule.routine)} with voicecoach")
    event.add("description", f"Begin: {program()} start {schedule.routine}")
    if remind_min is not None:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", f"{_name(schedule.routine)} with voicecoach")
        alarm.add("trigger", timedelta(minutes=-remind_min))
        event.add_component(alarm)
    calendar.add_component(event)
    return bytes(calendar.to_ical())


def _calendar(name: str) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", name)
    return calendar


def _name(slug: str) -> str:
    return slug.replace("-", " ").capitalize()
