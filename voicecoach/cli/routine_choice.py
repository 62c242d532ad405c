"""Lets the user choose a routine that they have not named."""

import sys

import click

from voicecoach.program import program


def chosen_routine(context: click.Context, _parameter: click.Parameter, name: str | None) -> str:
    """The routine that was named, or else chosen in the terminal; raises UsageError.

    Who wants the page looks at another screen, and gets the routine of the last time unasked.
    """
    if name is not None or context.resilient_parsing:
        return name or ""
    from voicecoach.app.catalog import load_catalog, usual_routine

    catalog = load_catalog()
    routines = sorted(catalog.library.routines)
    wants_page = context.params.get("page") or context.params.get("share")
    if wants_page and (last := usual_routine(routines)):
        return last
    width = max(map(len, routines))
    is_asked = sys.stdin is not None and sys.stdin.isatty()
    click.echo("Routines:", err=True)
    for number, slug in enumerate(routines, start=1):
        routine = catalog.library.routines[slug]
        mark = f"{number:>3}  " if is_asked else "  "
        minutes = catalog.plan(routine).minutes
        click.echo(f"{mark}{slug:<{width}}  {minutes:>2} min  {routine.name}", err=True)
    if not is_asked:
        raise click.UsageError(f"Name one of them, for example: {program()} start {routines[0]}")
    usual = usual_routine(routines)
    answer = click.prompt("Number or name", default=usual, err=True)
    return routines[int(answer) - 1] if _is_number(answer, len(routines)) else str(answer)


def _is_number(answer: str, highest: int) -> bool:
    return answer.isdecimal() and 1 <= int(answer) <= highest
