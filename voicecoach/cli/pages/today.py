"""The page of `voicecoach today`."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import date, datetime, timedelta

from voicecoach.app.dose_text import interval_text
from voicecoach.app.planner import Planner
from voicecoach.app.schedules import Schedules
from voicecoach.app.session.running_now import RunningSession, running_session
from voicecoach.app.stored import from_history
from voicecoach.cli.pages.history import streak_line
from voicecoach.cli.pages.stages import week_text
from voicecoach.core.progression.past import Unfinished
from voicecoach.core.progression.rules import Change
from voicecoach.core.timeline.resuming import is_offered
from voicecoach.core.workout.routine import Routine
from voicecoach.core.workout.schedule import Schedule
from voicecoach.dataclass import dataclass
from voicecoach.date_text import date_text
from voicecoach.exports.amounts import count_text, time_text
from voicecoach.history.overview import PastWorkout
from voicecoach.history.past_sessions import unfinished
from voicecoach.places import running_file
from voicecoach.program import program


@dataclass(frozen=True, slots=True)
class Today:
    """Data of today's page."""

    schedules: Schedules
    planner: Planner
    known: Sequence[PastWorkout]
    """All workouts."""
    day: date
    running: RunningSession | None
    left: Unfinished | None
    """The workout to resume."""
    done: Sequence[PastWorkout]
    scheduled: Sequence[Schedule]
    due: Sequence[Schedule]
    under_way: Sequence[Routine]
    """Routines with an interval or with stages that have no schedule, and were not done today."""

    @property
    def next_routine(self) -> str | None:
        """The routine to begin now; None: one is running, or enough has been done."""
        if self.running:
            return None
        if self.left:
            return self.left.started.routine
        planned = [self.planner.routine(one.routine) for one in self.due] + [*self.under_way]
        ready = (one.slug for one in planned if not days_to_wait(one, self.planner))
        resting = bool(planned) or bool(self.scheduled) or bool(self.done)
        return next(ready, None if resting else self.planner.usual_routine())


def today_at(now: datetime) -> Today:
    """Data of this day; raises HistoryError and ContentError."""
    schedules = Schedules(now)
    known = schedules.workouts()
    day = now.date()
    now_s = now.timestamp()
    running = running_session(running_file())
    left = from_history(lambda database: unfinished(database, now_s))
    done = [one for one in known if one.day == day]
    scheduled = [one for one in schedules.known().values() if schedules.is_known(one.routine)]
    due = [one for one in scheduled if _is_due(one, done, day)]
    planner = Planner(now)
    about = {*(one.routine for one in scheduled), *(one.routine for one in done)}
    return Today(
        schedules,
        planner,
        known,
        day,
        running,
        left if left and not running and is_offered(left, now_s=now_s) else None,
        done,
        scheduled,
        sorted(due, key=lambda one: one.at),
        [one for one in planner.under_way() if one.slug not in about],
    )


def today_json(now: datetime) -> dict[str, object]:
    """The same as the page; raises HistoryError and ContentError."""
    today = today_at(now)
    return {
        "running": asdict(today.running) if today.running else None,
        "unfinished": today.left.started.routine if today.left else None,
        "done": [
            {"routine": one.routine, "active_ms": one.active_ms, "sets": one.sets}
            for one in today.done
        ],
        "due": [
            {
                "routine": one.routine,
                "at": f"{one.at:%H:%M}",
                "minutes": today.schedules.minutes(today.planner.routine(one.routine)),
            }
            for one in today.due
        ],
        "under_way": [
            {
                "routine": one.slug,
                "week": one.week if one.stages else None,
                "weeks": one.weeks or None,
                "due_in_days": days_to_wait(one, today.planner),
            }
            for one in today.under_way
        ],
    }


def today_lines(now: datetime) -> Iterator[str]:
    """Lines of the page; raises HistoryError and ContentError."""
    today = today_at(now)
    if today.running:
        yield f"Now: {today.running.line()}"
    if today.left:
        resume = f"{program()} start {today.left.started.routine}"
        yield f"{unfinished_text(today.left)} Resume: {resume}"
    yield from map(done_text, today.done)
    for schedule in today.due:
        routine = today.planner.routine(schedule.routine)
        yield f"Due at {schedule.at:%H:%M}: {_start_text(routine, today)}"
        if days_to_wait(routine, today.planner):
            often = interval_text(routine.every_days or 1)
            yield f"  It is meant for {often}, so today is a rest day."
        yield from _news(routine, today.planner)
    for routine in today.under_way:
        if days := days_to_wait(routine, today.planner):
            yield rest_day_text(routine, days)
        else:
            yield f"Due: {_start_text(routine, today)}"
            yield from _news(routine, today.planner)
    if not today.due and not today.under_way:
        yield from _nothing_due(today.scheduled, today.known, today.day)
    if today.known:
        yield streak_line(today.known, today.day)


def days_to_wait(routine: Routine, planner: Planner) -> int:
    """Days until the routine is due again; 0: today."""
    days = planner.days_since(routine)
    return 0 if days is None else max(0, (routine.every_days or 1) - days)


def done_text(one: PastWorkout) -> str:
    """A workout that was done, as a sentence."""
    return f"Done: {one.routine}, {time_text(one.active_ms)}, {count_text(one.sets, 'set')}."


def rest_day_text(routine: Routine, days: int) -> str:
    """The days to the next workout of a routine, as a sentence."""
    when = "tomorrow" if days == 1 else f"in {days} days"
    return f"A rest day for {named(routine)}: the next one is {when}."


def named(routine: Routine) -> str:
    """The slug, with the week that is due if there are stages."""
    return ", ".join(part for part in (routine.slug, week_text(routine)) if part)


def _start_text(routine: Routine, today: Today) -> str:
    minutes = today.schedules.minutes(routine)
    return f"{named(routine)}, about {minutes} min. Start: {program()} start {routine.slug}"


def _is_due(schedule: Schedule, done: Sequence[PastWorkout], day: date) -> bool:
    return schedule.is_due_on(day) and all(one.routine != schedule.routine for one in done)


def _nothing_due(
    scheduled: Sequence[Schedule], known: Sequence[PastWorkout], today: date
) -> Iterator[str]:
    if scheduled:
        tomorrow = today + timedelta(days=1)
        after = min(scheduled, key=lambda one: (one.next_day(tomorrow), one.at))
        day = after.next_day(tomorrow)
        name = "tomorrow" if day == tomorrow else f"on {day:%A}"
        yield f"Nothing more is due today. Next: {after.routine} {name} at {after.at:%H:%M}."
        return
    if known and known[-1].day != today:
        yield f"The last workout was {known[-1].routine}, {_ago(known[-1].day, today)}."
    yield f"Nothing is scheduled. For example: {program()} schedule mon,wed,fri 07:00"


def _ago(day: date, today: date) -> str:
    """The day in words; after a flight west, or with a wrong clock, it may be yet to come."""
    days = (today - day).days
    if days < 0:
        return f"on {date_text(day)}"
    return "yesterday" if days == 1 else f"{days} days ago"


def _news(routine: Routine, planner: Planner) -> Iterator[str]:
    """One line per changed dose, with the reason."""
    for dose in planner.doses(routine.slug):
        if dose.change in (Change.UP, Change.DOWN, Change.OUT):
            yield f"  {dose.item.exercise.slug}: {planner.sentence(dose.reason)}"


def unfinished_text(left: Unfinished) -> str:
    """The unfinished workout and its position, as a sentence."""
    place = left.place
    side = f", {place.side.value}" if place.side else ""
    return f"Unfinished: {left.started.routine}, at {place.exercise}, set {place.set_number}{side}."
