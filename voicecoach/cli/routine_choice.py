"""Lets the user choose a routine that they have not named."""

import sys
from typing import TYPE_CHECKING

import click

from voicecoach.program import program

if TYPE_CHECKING:
    from voicecoach.app.offers import Offers, Wish
    from voicecoach.core.workout.routine import Routine

EXAMPLE = "10 minutes, chair, no equipment"


def chosen_routine(context: click.Context, _parameter: click.Parameter, name: str | None) -> str:
    """The routine that was named, or else chosen in the terminal; raises UsageError.

    With the page, the user looks at another screen, and gets the last routine without a question.
    """
    if name is not None or context.resilient_parsing:
        return name or ""
    from voicecoach.app.catalog import load_catalog, usual_routine
    from voicecoach.app.offers import Offers, Wish

    catalog = load_catalog()
    known = catalog.library.routines
    wants_page = context.params.get("page") or context.params.get("share")
    if wants_page and (last := usual_routine(known)):
        return last
    minutes = context.params.get("minutes")
    wish = Wish(minutes=int(minutes) if minutes else None)
    offers = Offers(catalog)
    if sys.stdin is None or not sys.stdin.isatty():
        _show(offers, offers.fitting(wish) or offers.fitting(Wish()), numbered=False)
        example = f"{program()} start {usual_routine(known)}"
        raise click.UsageError(f"Name one of them, for example: {example}")
    return ask_for_routine(offers, wish, usual_routine(known))


def ask_for_routine(offers: "Offers", wish: "Wish", usual: str) -> str:
    """The answer of the user, who may first narrow down what is offered."""
    while True:
        groups = offers.fitting(wish)
        if not groups:
            click.echo("Nothing suits all of that, so here is everything.", err=True)
            wish = type(wish)()
            groups = offers.fitting(wish)
        routines = _show(offers, groups, numbered=True)
        click.echo(f"Or tell me what you have, such as: {EXAMPLE}", err=True)
        default = usual if any(one.slug == usual for one in routines) else routines[0].slug
        answer = str(click.prompt("Number or name", default=default, err=True)).strip()
        if answer.isdecimal() and 1 <= int(answer) <= len(routines):
            return routines[int(answer) - 1].slug
        narrower = offers.wish_in(answer)
        if offers.knows(answer) or narrower is None:
            return answer
        wish = wish.also(narrower)


def _show(
    offers: "Offers", groups: "dict[str, list[Routine]]", *, numbered: bool
) -> "list[Routine]":
    """Print the routines under their headings; returns them in this order."""
    from voicecoach.app.offers import needs_of

    routines = [one for ones in groups.values() for one in ones]
    width = max(len(one.slug) for one in routines)
    numbers = {one.slug: number for number, one in enumerate(routines, start=1)}
    for heading, ones in groups.items():
        click.echo(heading, err=True)
        for one in ones:
            mark = f"{numbers[one.slug]:>3}  " if numbered else "  "
            length = f"{offers.minutes_of(one.slug):>2} min"
            click.echo(f"{mark}{one.slug:<{width}}  {length}  {needs_of(one)}".rstrip(), err=True)
    return routines
