"""The user's schedules, and the routines they are for."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

from voicecoach.app.catalog import load_catalog, usual_routine
from voicecoach.app.dose_text import interval_text
from voicecoach.app.planner import Planner
from voicecoach.app.stored import from_history
from voicecoach.core.workout.routine import Routine
from voicecoach.core.workout.schedule import WEEKDAYS, Schedule
from voicecoach.files import write_named_file
from voicecoach.history.decisions import Decided, Decision, decide, decisions, schedule_of
from voicecoach.history.opening import writing
from voicecoach.history.overview import PastWorkout, workouts
from voicecoach.places import history_file
from voicecoach.program import program


class Schedules:
    """Reads and records the schedules of the user."""

    def __init__(self, now: datetime) -> None:
        self._now = now
        self._catalog = load_catalog()

    def known(self) -> Mapping[str, Schedule]:
        """Schedules by routine slug, in the order in which they were made."""
        found: dict[str, Schedule] = {}
        for one in from_history(lambda database: tuple(decisions(database))) or ():
            if one.kind is Decided.SCHEDULE:
                found.pop(one.about, None)
                if schedule := schedule_of(one.about, one.value):
                    found[one.about] = schedule
        return found

    def lines(self) -> Iterator[str]:
        """Lines that list the schedules."""
        known = self.known()
        for one in known.values():
            yield self.text(one)
        if not known:
            yield f"Nothing is scheduled. For example: {program()} schedule mon,wed,fri 07:00"

    def text(self, schedule: Schedule) -> str:
        """Text of a schedule, such as "balance: Mon, Wed at 07:00"."""
        days = ", ".join(WEEKDAYS[day].capitalize() for day in schedule.days)
        return f"{schedule.routine}: {'daily' if len(schedule.days) == 7 else days} at " + (
            f"{schedule.at:%H:%M}"
        )

    def usual_routine(self) -> str:
        """The routine or exercise to use if none is named."""
        library = self._catalog.library
        return usual_routine({*library.routines, *library.exercises})

    def workouts(self) -> tuple[PastWorkout, ...]:
        """All workouts, oldest first."""
        return from_history(workouts) or ()

    def checked(self, routine: str) -> str:
        """The slug itself; raises ContentError with a suggestion if nothing has this slug."""
        return self._catalog.library.workout(routine).slug

    def minutes(self, routine: Routine) -> int:
        """Approximate length in minutes."""
        return self._catalog.plan(routine).minutes

    def too_close(self, schedule: Schedule) -> str | None:
        """A sentence about days that follow each other sooner than the routine asks for."""
        routine = self._catalog.library.as_routine(schedule.routine)
        if routine.every_days is None or schedule.least_gap_days >= routine.every_days:
            return None
        return (
            f"{routine.name} is meant for {interval_text(routine.every_days)}; "
            "some of these days follow each other sooner."
        )

    def is_known(self, routine: str) -> bool:
        """True if the library (still) has this routine or exercise."""
        library = self._catalog.library
        return routine in library.routines or routine in library.exercises

    def write(self, schedule: Schedule, path: Path, remind_min: int | None) -> None:
        """Write a calendar file, starting today; raises SettingsError."""
        from voicecoach.exports.ical import schedule_calendar

        content = schedule_calendar(
            schedule,
            first=self._now.date(),
            minutes=self.minutes(Planner(self._now).routine(schedule.routine)),
            made=self._now.astimezone(UTC),
            remind_min=remind_min,
        )
        write_named_file(path, content)

    def keep(self, schedule: Schedule) -> None:
        """Record a schedule, replacing an earlier one of the same routine."""
        value = {"days": list(schedule.days), "at": f"{schedule.at:%H:%M}"}
        self._decide(schedule.routine, value)

    def remove(self, routine: str) -> str:
        """Remove the schedule of a routine; return a message for the user."""
        if routine not in self.known():
            return f"{routine} was not scheduled."
        self._decide(routine, None)
        return f"No longer scheduled: {routine}. Delete it from your calendar as well."

    def _decide(self, routine: str, value: object) -> None:
        with writing(history_file()) as database:
            at_ms = round(self._now.timestamp() * 1000)
            decide(database, Decision(at_ms, Decided.SCHEDULE, routine, value))
