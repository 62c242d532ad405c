"""`voicecoach start`: run a session."""

from typing import Any

import click

from voicecoach.cli.names import complete_workout
from voicecoach.cli.options import person_options, session_options, settings_option


@click.command()
@click.argument("name", metavar="ROUTINE", shell_complete=complete_workout)
@click.option("--minutes", type=click.FloatRange(1, 180), help="Fit the session to this time.")
@click.option(
    "--level",
    type=click.IntRange(1, 3),
    help="1 easy to 3 hard; the dose, and from two levels on the variation.",
)
@click.option(
    "--resume/--fresh",
    default=None,
    help="Go on with an unfinished workout, or leave it; without either you are asked.",
)
@click.option(
    "--speed",
    type=click.FloatRange(0.5, 2.0),
    default=1.0,
    show_default=True,
    envvar="VOICECOACH_SPEED",
    help="Tempo of everything on a beat.",
)
@session_options
@person_options
@settings_option
def start(
    name: str,
    rehearse: bool,
    script: tuple[str, ...],
    level: int | None,
    minutes: float | None,
    wording: str,
    resume: bool | None,
    birth_year: int | None,
    sex: str | None,
    **options: Any,
) -> None:
    """Run a routine, or a single exercise: voicecoach start balance.

    It speaks, counts, and listens for words such as ready, pause, next, stop and help. Every word
    has a key, too: press h to hear which. Doses follow from what you did before: voicecoach plan.
    """
    from voicecoach.cli.preparation import IfUnfinished, Wanted, prepare
    from voicecoach.cli.running import person_of, run, settings_of
    from voicecoach.core.announcing import Wording

    chosen = IfUnfinished.RESUME if resume else IfUnfinished.BEGIN_AFRESH
    if_unfinished = IfUnfinished.ASK if resume is None else chosen
    person = person_of(birth_year, sex)
    wanted = Wanted(Wording(wording), level, minutes, if_unfinished=if_unfinished, person=person)
    settings = settings_of(**options)
    run(
        lambda history, now_s: prepare(name, wanted, settings, history, now_s=now_s),
        settings,
        rehearse=rehearse,
        script=script,
    )
