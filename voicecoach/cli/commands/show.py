"""`voicecoach show`: an exercise in full, or a routine with its timeline."""

import click

from voicecoach.cli.completion_names import complete_workout


@click.command()
@click.argument("workout", metavar="NAME", shell_complete=complete_workout)
@click.option(
    "--steps", is_flag=True, help="For a routine: list every set, change of side and rest."
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON, with every step.")
def show(workout: str, steps: bool, as_json: bool) -> None:
    """Show an exercise or a routine in full.

    Times assume normal speed, and five seconds until you say ready.
    """
    from voicecoach.app.catalog import load_catalog
    from voicecoach.core.workout.exercise import Exercise

    catalog = load_catalog()
    chosen = catalog.library.workout(workout)
    plan = catalog.plan(chosen)
    if as_json:
        import json

        from voicecoach.cli.pages.workout_json import workout_json

        click.echo(json.dumps(workout_json(chosen, plan), indent=2, ensure_ascii=False))
    elif isinstance(chosen, Exercise):
        from voicecoach.cli.pages.exercise import print_exercise

        print_exercise(chosen, plan)
    else:
        from voicecoach.cli.pages.routine import print_routine

        print_routine(chosen, plan, every_step=steps)
