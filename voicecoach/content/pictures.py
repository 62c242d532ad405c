"""Finds the picture of an exercise: a drawing, or an SVG file of the user's own."""

from pathlib import Path

from voicecoach.content.bundled import BUNDLED
from voicecoach.content.drawing_problems import read_pictures
from voicecoach.content.own_picture import OwnPicture, read_own_picture
from voicecoach.content.toml_file import read_toml
from voicecoach.core.workout.exercise import Exercise
from voicecoach.drawings.picture import Picture

FOLDER = "drawings"
"""Folder of the pictures, beside those of exercises and routines."""


def picture_file(name: str, *content_dirs: Path) -> Path | None:
    """The file of a picture, by its name in an exercise file; None: there is none.

    A name without ".svg" is that of a drawing. The last folder that has it counts; the bundled one
    is the first.
    """
    file = name if name.endswith(".svg") else f"{name}.toml"
    for directory in reversed((BUNDLED, *content_dirs)):
        path = directory / FOLDER / file
        if path.is_file():
            return path
    return None


def load_picture(
    exercise: Exercise, *content_dirs: Path, direction: str | None = None
) -> Picture | OwnPicture | None:
    """The picture of an exercise in its variation and in a direction; None: it has none.

    Raises ContentError if its file can't be used.
    """
    variation = exercise.variation.name if exercise.variation else None
    return named_picture(exercise.picture or exercise.slug, variation, direction, *content_dirs)


def named_picture(
    name: str, variation: str | None, direction: str | None, *content_dirs: Path
) -> Picture | OwnPicture | None:
    """The picture of this name, of a variation and in a direction; None: there is none.

    Raises ContentError if its file can't be used.
    """
    path = picture_file(name, *content_dirs)
    if path is None:
        return None
    if path.suffix == ".svg":
        return read_own_picture(path)
    return read_pictures(read_toml(path)).of(variation, direction)
