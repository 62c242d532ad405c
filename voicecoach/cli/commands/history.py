"""`voicecoach history`: the list of past workouts."""

from datetime import date
from typing import TYPE_CHECKING

import click

from voicecoach.cli.dates import first_day, last_day

if TYPE_CHECKING:
    import sqlite3

    from voicecoach.history.overview import PastWorkout


SHOWN = 20
"""Number of workouts listed by default."""


@click.command()
@click.option("--since", callback=first_day, help='First day, such as "monday" or "2026-05".')
@click.option("--until", callback=last_day, help='Last day, such as "yesterday" or "28 May".')
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
    from voicecoach.history.opening import reading
    from voicecoach.history.overview import workouts
    from voicecoach.places import history_file

    with reading(history_file()) as database:
        known = workouts(database) if database else ()
        chosen = [one for one in known if (not since or one.day >= since)]
        chosen = [one for one in chosen if not until or one.day <= until]
        if as_json:
            _print_json(database, chosen, with_sets=with_sets)
            return
        whole = everything or since is not None or until is not None
        shown = chosen if whole else chosen[-SHOWN:]
        _print_page(database, known, chosen, shown, with_sets=with_sets)


def _print_json(
    database: "sqlite3.Connection | None", chosen: "list[PastWorkout]", *, with_sets: bool
) -> None:
    from voicecoach.cli.pages.history_json import history_json

    for part in history_json(database, chosen, with_sets=with_sets):
        click.echo(part, nl=False)


def _print_page(
    database: "sqlite3.Connection | None",
    known: "tuple[PastWorkout, ...]",
    chosen: "list[PastWorkout]",
    shown: "list[PastWorkout]",
    *,
    with_sets: bool,
) -> None:
    from voicecoach.cli.pages.history import history_lines

    today = date.today()
    lines = history_lines(database, known, chosen, shown, today=today, with_sets=with_sets)
    click.echo("\n".join(lines))
