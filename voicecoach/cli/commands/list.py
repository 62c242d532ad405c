"""`voicecoach list`: the available routines and exercises."""

from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from voicecoach.cli.json_output import json_option, print_json
from voicecoach.dataclass import dataclass
from voicecoach.program import program

if TYPE_CHECKING:
    from rich.text import Text

    from voicecoach.app.catalog import Catalog
    from voicecoach.core.workout.exercise import Exercise, Place
    from voicecoach.core.workout.routine import Routine

NOTHING_NEEDED = "none"
PLACES = ("standing", "chair", "floor", "outdoors")
"""Names of places, as content files spell them."""


@dataclass(frozen=True, slots=True)
class Filters:
    """Conditions for an entry to be listed; None: any value will do."""

    equipment: str | None
    muscle: str | None
    minutes: int | None
    level: int | None
    place: "Place | None"


@click.command(name="list")
@click.argument("kind", type=click.Choice(["routines", "exercises"]), required=False)
@click.option(
    "--equipment", metavar="THING", help='Only those that use this, such as towel; or "none".'
)
@click.option(
    "--muscle", metavar="NAME", help="Only those that train a muscle with this in its name."
)
@click.option(
    "--minutes", type=click.IntRange(1), help="Only those that take at most this many minutes."
)
@click.option("--level", type=click.IntRange(1, 3), help="Only routines of this level.")
@click.option(
    "--place", type=click.Choice(PLACES), help="Only those that can be done there, all of them."
)
@json_option
def list_workouts(
    kind: str | None,
    equipment: str | None,
    muscle: str | None,
    minutes: int | None,
    level: int | None,
    place: str | None,
    as_json: bool,
) -> None:
    """List routines by purpose, and exercises, with lengths.

    Lengths assume normal speed, and five seconds until you say ready.
    """
    from voicecoach.app.catalog import load_catalog
    from voicecoach.core.workout.exercise import Place

    filters = Filters(equipment, muscle, minutes, level, Place(place) if place else None)
    catalog = load_catalog()
    routines = [
        one
        for one in catalog.library.routines.values()
        if kind != "exercises" and _fits(one, filters, catalog)
    ]
    exercises = [
        one
        for one in catalog.library.exercises.values()
        # Exercises have no level.
        if kind != "routines" and level is None and _fits(one, filters, catalog)
    ]
    if as_json:
        content = {
            "routines": [_routine_json(one, catalog) for one in routines],
            "exercises": [_exercise_json(one, catalog) for one in exercises],
        }
        print_json(content)
    else:
        _print(routines, exercises, catalog)


def _fits(workout: "Routine | Exercise", filters: Filters, catalog: "Catalog") -> bool:
    from voicecoach.app.catalog import equipment_of, exercises_of
    from voicecoach.app.offers import is_possible_at
    from voicecoach.core.workout.routine import Routine

    if filters.place and not is_possible_at(workout, filters.place):
        return False
    things = equipment_of(workout)
    if filters.equipment:
        wanted = filters.equipment.lower()
        names = [text for thing in things for text in (thing.name, thing.substitute or "")]
        found = any(wanted in text.lower() for text in names)
        if not (not things if wanted == NOTHING_NEEDED else found):
            return False
    if filters.muscle:
        muscles = [muscle.text for one in exercises_of(workout) for muscle in one.muscles]
        if not any(filters.muscle.lower() in muscle.lower() for muscle in muscles):
            return False
    if filters.level and isinstance(workout, Routine) and workout.level != filters.level:
        return False
    return not filters.minutes or catalog.plan(workout).length_ms <= filters.minutes * 60_000


def _print(routines: "list[Routine]", exercises: "list[Exercise]", catalog: "Catalog") -> None:
    from voicecoach.app.catalog import equipment_of
    from voicecoach.app.dose_text import dose_text
    from voicecoach.app.offers import grouped
    from voicecoach.cli.pages.page import Page, faint, name

    page = Page()

    def described(one: "Routine") -> "tuple[str | Text, ...]":
        return (one.name,) if page.is_narrow else (faint(f"level {one.level}"), one.summary)

    def row(one: "Routine | Exercise", *more: "str | Text") -> "tuple[str | Text, ...]":
        return (name(one.slug), f"{catalog.plan(one).minutes} min", *more)

    def tell(kind: str, rows: "list[tuple[str | Text, ...]]") -> None:
        if rows:
            page.heading(kind)
            page.columns(rows, right=frozenset({1}), widest=2 if page.is_narrow else 3)
            page.gap()

    def performed(one: "Exercise") -> "tuple[str | Text, ...]":
        needed = faint(", ".join(thing.name for thing in equipment_of(one)) or "no equipment")
        return (needed,) if page.is_narrow else (dose_text(one), needed)

    for heading, ones in grouped(routines).items():
        tell(heading, [row(one, *described(one)) for one in ones])
    tell("Exercises", [row(one, *performed(one)) for one in exercises])
    if routines or exercises:
        page.text(f"Details: {program()} show NAME. Start: {program()} start NAME", style="dim")
    else:
        page.text(
            f"Nothing matches all of these filters. Drop one, or list everything: {program()} list"
        )


def _routine_json(routine: "Routine", catalog: "Catalog") -> dict[str, object]:
    purpose = routine.purpose
    return {
        "slug": routine.slug,
        "name": routine.name,
        "summary": routine.summary,
        "level": routine.level,
        "purpose": purpose.value if purpose else None,
        "exercises": [item.exercise.slug for item in routine.items],
        **_common_json(routine, catalog),
    }


def _exercise_json(exercise: "Exercise", catalog: "Catalog") -> dict[str, object]:
    from voicecoach.app.dose_text import dose_text

    return {
        "slug": exercise.slug,
        "name": exercise.name,
        "dose": dose_text(exercise),
        "muscles": [muscle.text for muscle in exercise.muscles],
        **_common_json(exercise, catalog),
    }


def _common_json(workout: "Routine | Exercise", catalog: "Catalog") -> dict[str, object]:
    from voicecoach.app.catalog import equipment_of
    from voicecoach.app.offers import places_of

    return {
        "length_ms": catalog.plan(workout).length_ms,
        "places": [place.value for place in places_of(workout)],
        "equipment": [asdict(thing) for thing in equipment_of(workout)],
    }
