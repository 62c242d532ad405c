"""`voicecoach show`: an exercise in full, or a routine with its timeline."""

from pathlib import Path

import click

from voicecoach.cli.completion_names import complete_workout
from voicecoach.cli.json_output import print_json
from voicecoach.cli.named_file import handout_option, write_and_tell


@click.command()
@click.argument("workout", metavar="NAME", shell_complete=complete_workout)
@click.option(
    "--steps", is_flag=True, help="For a routine: list every set, change of side and rest."
)
@click.option(
    "--picture/--no-picture",
    default=None,
    help="For an exercise: with its picture, or without. Default: with it on a terminal.",
)
@handout_option
@click.option("--json", "as_json", is_flag=True, help="Print JSON, with every step.")
def show(workout: str, steps: bool, picture: bool | None, html: Path | None, as_json: bool) -> None:
    """Show an exercise or a routine in full.

    Times assume normal speed, and five seconds until you say ready.

    \b
    voicecoach show arch-lifts
    voicecoach show balance --html balance.html
    """
    from voicecoach.app.catalog import load_catalog
    from voicecoach.core.workout.exercise import Exercise

    catalog = load_catalog()
    chosen = catalog.library.workout(workout)
    plan = catalog.plan(chosen)
    if html:
        from voicecoach.cli.pages.handout import exercise_page, routine_page

        text = (
            exercise_page(chosen, plan)
            if isinstance(chosen, Exercise)
            else routine_page(chosen, plan)
        )
        write_and_tell(html, text.encode())
    elif as_json:
        from voicecoach.cli.pages.workout_json import workout_json

        print_json(workout_json(chosen, plan))
    elif isinstance(chosen, Exercise):
        from voicecoach.cli.pages.exercise import print_exercise

        print_exercise(chosen, plan, with_picture=picture)
    else:
        from voicecoach.cli.pages.routine import print_routine

        print_routine(chosen, plan, every_step=steps)
