"""`voicecoach plan`: the next dose of each exercise, and why."""

from typing import TYPE_CHECKING

import click

from voicecoach.cli.clock import given_at
from voicecoach.cli.completion_names import complete_workout
from voicecoach.cli.json_output import print_json
from voicecoach.program import program

if TYPE_CHECKING:
    from voicecoach.app.planner import Planner


@click.command()
@click.argument("name", metavar="[NAME]", required=False, shell_complete=complete_workout)
@click.option(
    "--pin",
    metavar="EXERCISE[=STEP]",
    help="Keep an exercise at the dose now due, or at a step of its ladder.",
)
@click.option(
    "--unpin", metavar="EXERCISE", help="Let the dose of an exercise rise and fall again."
)
@click.option(
    "--put-back",
    metavar="EXERCISE",
    help="Bring back an exercise that was taken out because of pain.",
)
@click.option(
    "--undo",
    metavar="NAME",
    help="Forget the tempo, the way and the words you asked for in an exercise; or: talk, volume.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the plan as JSON.")
def plan(
    name: str | None,
    pin: str | None,
    unpin: str | None,
    put_back: str | None,
    undo: str | None,
    as_json: bool,
) -> None:
    """Show the next doses of a routine, each with its reason.

    It shows as well what you asked for in sessions and holds since, such as a slower tempo.
    Without NAME: the routine you did last. For an exercise: its whole ladder as well.

    \b
    voicecoach plan calf-raises
    voicecoach plan --pin calf-raises=2
    """
    from voicecoach.app.planner import Planner

    planner = Planner(given_at())
    chosen = name or planner.usual_routine()
    for message in _decide(planner, chosen, pin, unpin, put_back, undo):
        click.echo(message, err=as_json)
    if as_json:
        from voicecoach.cli.pages.plan import plan_json

        print_json(plan_json(planner, chosen))
    else:
        from voicecoach.cli.pages.plan import print_plan

        print_plan(planner, chosen)


def _decide(
    planner: "Planner",
    name: str,
    pin: str | None,
    unpin: str | None,
    put_back: str | None,
    undo: str | None,
) -> list[str]:
    messages = []
    if pin:
        exercise, equals, step = pin.partition("=")
        try:
            rung = int(step) if equals else None
        except ValueError:
            raise click.BadParameter(
                f'"{step}" is not a step of a ladder. Write --pin {exercise}=1, or see the steps: '
                f"{program()} plan {exercise}",
                param_hint="--pin",
            ) from None
        messages.append(planner.pin(name, exercise, rung))
    if unpin:
        messages.append(planner.unpin(unpin))
    if put_back:
        messages.append(planner.put_back(put_back))
    if undo:
        messages.append(planner.undo(undo))
    return messages
