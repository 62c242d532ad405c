"""`voicecoach schedule`: the days and times of a routine, remembered and as a calendar file."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from voicecoach.cli.clock import given_at
from voicecoach.cli.completion_names import complete_workout
from voicecoach.program import program

if TYPE_CHECKING:
    from voicecoach.core.workout.schedule import Schedule

DEFAULT_REMINDER_MIN = 10


@click.command()
@click.argument("when", nargs=-1, metavar="[DAYS TIME]")
@click.option(
    "--routine",
    shell_complete=complete_workout,
    help="Routine or exercise.  [default: the one you did last, or balance]",
)
@click.option(
    "--remind",
    "remind_min",
    type=click.IntRange(0, 1440),
    default=DEFAULT_REMINDER_MIN,
    show_default=True,
    metavar="MINUTES",
    help="Minutes from the calendar's reminder to the start.",
)
@click.option("--no-reminder", is_flag=True, help="Without a calendar reminder.")
@click.option(
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Calendar file.  [default: voicecoach-ROUTINE.ics in this folder]",
)
@click.option("--off", is_flag=True, help="Remove the routine's schedule.")
def schedule(
    when: tuple[str, ...],
    routine: str | None,
    remind_min: int,
    no_reminder: bool,
    output: Path | None,
    off: bool,
) -> None:
    """Schedule a routine, and write an .ics file for your calendar.

    The routine is due on DAYS at TIME. Without DAYS and TIME, the schedules are listed.

    \b
    voicecoach schedule mon,wed,fri 07:00
    voicecoach schedule daily 7pm --routine mobility
    """
    from voicecoach.app.schedules import Schedules
    from voicecoach.app.telling import tell_once
    from voicecoach.errors import HistoryError

    schedules = Schedules(given_at())
    if not when and not off:
        for line in schedules.lines():
            click.echo(line)
        return
    slug = routine or schedules.usual_routine()
    if off:
        click.echo(schedules.remove(slug))
        return
    made = _schedule(when, schedules.checked(slug))
    path = output or Path(f"voicecoach-{made.routine}.ics")
    schedules.write(made, path, None if no_reminder else remind_min)
    click.echo(f"{schedules.text(made)}. Written: {path}. Open it in your calendar.")
    if note := schedules.too_close(made):
        click.echo(note)
    try:
        schedules.keep(made)
    except HistoryError as error:
        tell_once(f"{error} The calendar has it anyway; {program()} today does not.")


def _schedule(when: tuple[str, ...], routine: str) -> "Schedule":
    from voicecoach.core.workout.schedule import Schedule, days_of, time_of

    *days_written, time_written = when
    days, at = days_of(",".join(days_written)), time_of(time_written)
    if at is None and days_of(",".join(when)):
        raise click.UsageError(
            f"The time is missing. Write it after the days: {program()} schedule "
            f"{' '.join(when)} 07:00"
        )
    if days is None:
        unknown = f'No days recognized in "{" ".join(days_written)}". ' if days_written else ""
        raise click.UsageError(
            f"{unknown}Write the days and then a time, for example: "
            f"{program()} schedule mon,wed,fri 07:00"
        )
    if at is None:
        raise click.UsageError(f'"{time_written}" is not a time. Write 07:00 or 7pm.')
    return Schedule(routine, days, at)
