"""`voicecoach start`: runs a session."""

from typing import TYPE_CHECKING, Any

import click

from voicecoach.cli.clock import given_at
from voicecoach.cli.completion_names import complete_workout
from voicecoach.cli.options import (
    level_option,
    minutes_option,
    page_options,
    person_options,
    rehearsed_script,
    session_options,
    side_option,
    speed_option,
)
from voicecoach.cli.routine_choice import chosen_routine
from voicecoach.cli.settings_option import settings_option

if TYPE_CHECKING:
    from voicecoach.app.session.preparation import Preparation
    from voicecoach.app.session.preparing import WorkoutRequest
    from voicecoach.core.workout.norms import Person
    from voicecoach.ports import History


@click.command()
@click.argument(
    "name",
    metavar="ROUTINE",
    required=False,
    callback=chosen_routine,
    shell_complete=complete_workout,
)
@minutes_option
@level_option
@side_option
@click.option(
    "--resume/--fresh",
    default=None,
    help="Resume an unfinished workout, or start a fresh one.  [default: ask]",
)
@speed_option
@page_options
@session_options
@person_options
@settings_option
def start(
    name: str,
    rehearse: bool,
    script: tuple[tuple[int, str], ...],
    level: int | None,
    minutes: float | None,
    sides: str | None,
    resume: bool | None,
    birth_year: int | None,
    sex: str | None,
    **options: Any,
) -> None:
    """Run a routine or a single exercise.

    For example: voicecoach start balance

    The coach speaks, counts, and listens for commands such as ready, pause, next, stop and help.
    Every command also has a key: press h to hear which. Doses depend on what you did before; to see
    them: voicecoach plan.

    With --page you see the exercise, the count and every word in large on a page of your browser,
    and can tap what you would say; press f there to fill the screen. --share opens the same page to
    a phone, a tablet or a television: scan the code in the terminal. Without a ROUTINE, either of
    them starts the one you did last.
    """
    from voicecoach.app.session.running import run, settings_of

    now = given_at()
    settings = settings_of(**options, is_rehearsal=rehearse)

    def prepared(history: "History", now_s: float) -> "Preparation":
        # Late: while all that this needs is imported, the voice loads.
        from voicecoach.app.session.preparing import prepare
        from voicecoach.app.session.user_content import user_content
        from voicecoach.app.user_person import person_of

        person = person_of(birth_year, sex, now.date())
        wanted = _request(level, minutes, sides, resume, person)
        content = user_content(settings.language)
        return prepare(name, wanted, settings, content, history, now_s=now_s)

    run(
        prepared,
        settings,
        now_s=now.timestamp(),
        script=rehearsed_script(script, rehearse=rehearse),
    )


def _request(
    level: int | None,
    minutes: float | None,
    sides: str | None,
    resume: bool | None,
    person: "Person",
) -> "WorkoutRequest":
    """The options for the routine; `resume` is None where an unfinished workout is asked about."""
    from voicecoach.app.session.preparing import IfUnfinished, WantedSides, WorkoutRequest

    chosen = IfUnfinished.RESUME if resume else IfUnfinished.BEGIN_AFRESH
    return WorkoutRequest(
        level,
        minutes,
        WantedSides(sides) if sides else None,
        if_unfinished=IfUnfinished.ASK if resume is None else chosen,
        person=person,
    )
