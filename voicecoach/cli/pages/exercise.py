"""The page of an exercise, with everything the coach knows about it."""

from collections.abc import Iterator, Sequence

from rich.text import Text

from voicecoach.app.catalog import WorkoutOutline
from voicecoach.app.dose_text import dose_text
from voicecoach.cli.pages.page import Page
from voicecoach.cli.pages.picture import print_picture
from voicecoach.core.workout.counting import kind_of
from voicecoach.core.workout.exercise import (
    Difficulty,
    Equipment,
    Exercise,
    Sides,
    Source,
    Variation,
)
from voicecoach.core.workout.variations import in_variation


def print_exercise(
    exercise: Exercise, plan: WorkoutOutline, *, with_picture: bool | None = None
) -> None:
    """Print the page of an exercise; None: with its picture where the terminal can show it."""
    page = Page()
    page.title(exercise.name, exercise.slug)
    page.text(f"{dose_text(exercise)}, about {plan.minutes} min", style="dim")
    if page.shows_pictures if with_picture is None else with_picture:
        print_picture(page, exercise)
    page.gap()
    page.fields(_preparing(exercise))
    page.gap()
    page.fields(_doing(exercise))
    page.gap()
    page.fields(_knowing(exercise))
    page.gap()
    page.fields([("Sources", source_lines(exercise.sources))])


def source_lines(sources: Sequence[Source]) -> list[Text]:
    """One paragraph per source, with its claim."""
    return [
        Text.assemble(source.title, (f": {source.claim}" if source.claim else "", "dim"))
        for source in sources
    ]


def equipment_lines(things: Sequence[Equipment]) -> tuple[str, ...]:
    """One line per thing, with its household substitute."""
    lines = tuple(
        f"{thing.name}, or {thing.substitute}" if thing.substitute else thing.name
        for thing in things
    )
    return lines or ("no equipment",)


def _preparing(exercise: Exercise) -> Iterator[tuple[str, Sequence[str | Text]]]:
    yield "You need", equipment_lines(exercise.equipment)
    yield "Position", [text for text in (exercise.position, exercise.safety) if text]


def _doing(exercise: Exercise) -> Iterator[tuple[str, Sequence[str | Text]]]:
    texts = exercise.instructions
    yield "How", texts.long
    yield "In short", (" ".join(texts.short),)
    yield "Minimal", (" ".join(texts.minimal),)
    yield "Cues", (" ".join(exercise.cues),) if exercise.cues else ()
    kind = kind_of(exercise.counting)
    pace = kind.pace(exercise.counting)
    yield kind.pace_label, (pace,) if pace else ()
    each = exercise.sides is Sides.EACH
    yield "Sides", (f"one {exercise.side_word.value} at a time" if each else "both together",)
    yield "Directions", (", then ".join(exercise.directions),) if exercise.directions else ()
    yield "Rest", (f"{exercise.rest_ms / 1000:g} s between sets",) if exercise.sets > 1 else ()
    for label, difficulty in (("Easier", Difficulty.EASIER), ("Harder", Difficulty.HARDER)):
        yield (
            label,
            [
                Text.assemble(
                    (f"{way.name}: ", "bold"), way.instruction, (_note(exercise, way), "dim")
                )
                for way in exercise.variations
                if way.difficulty is difficulty
            ],
        )


def _note(exercise: Exercise, way: Variation) -> str:
    """The dose of a variation, if it has its own, and the age up to which it is prescribed."""
    dose = dose_text(in_variation(exercise, way))
    own = f" {dose}." if dose != dose_text(exercise) else ""
    limit = f" By your own choice only over {way.most_age}, or where your age is not known."
    return own + (limit if way.most_age is not None else "")


def _knowing(exercise: Exercise) -> Iterator[tuple[str, Sequence[str | Text]]]:
    yield "Works", [muscle.text for muscle in exercise.muscles]
    yield "Loads", (", ".join(exercise.loads),) if exercise.loads else ()
    yield "Good for", exercise.benefits
    yield "Watch for", [caution.text for caution in exercise.cautions]
    yield "Stop sign", (Text(exercise.stop_sign, style="bold"),) if exercise.stop_sign else ()
