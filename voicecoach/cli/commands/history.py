"""`voicecoach history`: the list of past workouts."""

from datetime import date
from typing import TYPE_CHECKING

import click

from voicecoach.cli.clock import given_at
from voicecoach.cli.dates import period_options

if TYPE_CHECKING:
    import sqlite3


SHOWN = 20
"""Number of workouts listed by default."""


@click.command()
@period_options
@click.option(
    "--all", "everything", is_flag=True, help=f"List all workouts, not only the last {SHOWN}."
)
@click.option("--sets", "with_sets", is_flag=True, help="List every set.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON, oldest first.")
def history(
    since: date | None, until: date | None, everything: bool, with_sets: bool, as_json: bool
) -> None:
    """List your workouts, latest first.

    \b
    voicecoach history --since "last month"
    voicecoach history --since may --until "15 June" --sets
    """
    from voicecoach.app.session.running_now import running_session
    from voicecoach.app.stored import from_history
    from voicecoach.cli.pages.history import history_lines, no_workouts
    from voicecoach.cli.pages.history_json import NO_WORKOUTS_JSON, history_json
    from voicecoach.history.overview import workouts
    from voicecoach.places import running_file

    def lines_of(database: "sqlite3.Connection") -> list[str]:
        known = workouts(database)
        chosen = [one for one in known if (not since or one.day >= since)]
        chosen = [one for one in chosen if not until or one.day <= until]
        if as_json:
            return list(
                history_json(
                    database,
                    chosen,
                    with_sets=with_sets,
                    running=running.session if running else "",
                )
            )
        whole = everything or since is not None or until is not None
        shown = chosen if whole else chosen[-SHOWN:]
        lines = history_lines(
            database,
            known,
            chosen,
            shown,
            today=given_at().date(),
            with_sets=with_sets,
            running=running.session if running else "",
        )
        return list(lines)

    running = running_session(running_file())
    lines = from_history(lines_of)
    if lines is None:
        lines = [NO_WORKOUTS_JSON if as_json else no_workouts()]
    if running and not as_json:
        lines = [f"Now: {running.line()}", "", *lines]
    click.echo("".join(lines) if as_json else "\n".join(lines), nl=not as_json)
