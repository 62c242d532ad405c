"""An exercise, or the exercises of a routine, as a page to look at or to print."""

from collections.abc import Iterator
from html import escape

from voicecoach.app.catalog import WorkoutOutline, equipment_of, exercises_of
from voicecoach.app.dose_text import dose_text, interval_text
from voicecoach.app.pictures import alternative, is_mirrored, picture_of
from voicecoach.cli.pages.html import handout_page
from voicecoach.content.muscle_maps import MuscleMap, muscle_maps
from voicecoach.content.own_picture import OwnPicture
from voicecoach.core.workout.exercise import Exercise
from voicecoach.core.workout.routine import Routine
from voicecoach.core.workout.variations import in_variation
from voicecoach.drawings.moving import moving
from voicecoach.drawings.picture import Picture
from voicecoach.drawings.svg import document, elements


def exercise_page(exercise: Exercise, plan: WorkoutOutline) -> str:
    """The page of an exercise, with a picture that moves, and its variations."""
    ways = [
        _card(in_variation(exercise, way), way.name.capitalize()) for way in exercise.variations
    ]
    parts = [
        f"<p>{escape(dose_text(exercise))}, about {plan.minutes} min</p>",
        f'<div class="one">{_moving(exercise, "one")}{_text(exercise)}</div>',
        _muscles(exercise),
        f"<h2>Easier and harder</h2><div class='cards'>{''.join(ways)}</div>" if ways else "",
    ]
    return handout_page(exercise.name, "".join(parts))


def routine_page(routine: Routine, plan: WorkoutOutline) -> str:
    """The handout of a routine: each exercise with its dose, its pictures and its short words."""
    things = [thing.name for thing in equipment_of(routine)]
    about = [f"About {plan.minutes} min"]
    if routine.every_days:
        about.append(interval_text(routine.every_days))
    about.append(f"you need {', '.join(things)}" if things else "no equipment")
    exercises = dict.fromkeys(exercises_of(routine))
    cards = [_card(exercise, _name(exercise)) for exercise in exercises]
    safety = dict.fromkeys(one.safety for one in exercises if one.safety)
    parts = [
        f"<p>{escape(routine.summary)}</p><p>{escape('; '.join(about))}.</p>",
        f"<p>{escape(' '.join(safety))}</p>" if safety else "",
        f"<div class='cards'>{''.join(cards)}</div>",
    ]
    return handout_page(routine.name, "".join(parts))


def still(picture: Picture, phase: float, title: str = "", *, mirrored: bool = False) -> str:
    """A picture at one phase."""
    return document(elements(picture.shapes(phase, mirrored=mirrored)), title)


def _name(exercise: Exercise) -> str:
    """The name of an exercise, with that of its variation."""
    way = exercise.variation
    return f"{exercise.name}, {way.name}" if way else exercise.name


def _card(exercise: Exercise, name: str) -> str:
    way = exercise.variation
    is_told = way is None or "instructions" in way.own
    words = " ".join(
        ([] if is_told or way is None else [way.instruction]) + [*exercise.instructions.short]
    )
    return (
        f'<section class="box"><h3>{escape(name)}</h3><p>{escape(dose_text(exercise))}</p>'
        f'<div class="pictures">{"".join(_pictures(exercise))}</div>'
        f"<p>{escape(words)}</p></section>"
    )


def _pictures(exercise: Exercise) -> Iterator[str]:
    """The beginning and the end of an exercise, in each of its directions.

    The first picture has the text alternative of them all.
    """
    title = alternative(exercise)
    for direction in exercise.directions or (None,):
        picture = picture_of(exercise, direction)
        if isinstance(picture, OwnPicture):
            yield _own(picture, title)
            return
        if picture is not None:
            mirrored = is_mirrored(picture, exercise, None)
            for phase in picture.poses_in_turn():
                yield still(picture, phase, title, mirrored=mirrored)
                title = ""


def _muscles(exercise: Exercise) -> str:
    """The muscles of an exercise, and the maps that show them."""
    maps = "".join(_map(one) for one in muscle_maps(exercise))
    works = "".join(f"<li>{escape(muscle.text)}</li>" for muscle in exercise.muscles)
    return f"<h2>What works</h2><ul>{works}</ul><div class='maps'>{maps}</div>"


def _map(one: MuscleMap) -> str:
    names = ", ".join(one.highlighted)
    picture = still(one.picture, 0.0, f"{one.title}: {names}")
    return f"<figure>{picture}<figcaption>{escape(names)}</figcaption></figure>"


def _moving(exercise: Exercise, name: str) -> str:
    picture = picture_of(exercise)
    match picture:
        case Picture():
            mirrored = is_mirrored(picture, exercise, None)
            return moving(picture, name, alternative(exercise), mirrored=mirrored)
        case OwnPicture():
            return _own(picture, alternative(exercise))
    return ""


def _own(picture: OwnPicture, title: str) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{picture.view_box}" role="img" '
        f'aria-label="{escape(title)}">{picture.content}</svg>'
    )


def _text(exercise: Exercise) -> str:
    lines = [exercise.position, *([exercise.safety] if exercise.safety else [])]
    steps = "".join(f"<li>{escape(line)}</li>" for line in exercise.instructions.long)
    watch = [*(caution.text for caution in exercise.cautions), exercise.stop_sign]
    return (
        f"<div><p>{escape(' '.join(lines))}</p><ol>{steps}</ol>"
        f"<p>{escape(' '.join(watch))}</p></div>"
    )
