"""The pictures of exercises, bundled and the user's own, with their text alternatives."""

from voicecoach.app.own_content import leave_out
from voicecoach.content.own_picture import OwnPicture
from voicecoach.content.pictures import load_picture
from voicecoach.core.workout.exercise import Exercise, Side
from voicecoach.drawings.picture import Picture
from voicecoach.errors import ContentError
from voicecoach.places import content_directory


def picture_of(exercise: Exercise, direction: str | None = None) -> Picture | OwnPicture | None:
    """The picture of an exercise in its variation and in a direction; None: it has none.

    The user is told, once per command, of a file that can't be used.
    """
    try:
        return load_picture(exercise, content_directory(), direction=direction)
    except ContentError as error:
        leave_out(error)
        return None


def is_mirrored(picture: Picture, exercise: Exercise, side: Side | None) -> bool:
    """True if the picture has to be mirrored to show this side; None: both work at once."""
    side = side or exercise.only_side
    return side is not None and (side is Side.LEFT) != picture.is_left


def alternative(exercise: Exercise) -> str:
    """The picture of an exercise in words: its position, and its instructions."""
    return " ".join([f"{exercise.name}.", exercise.position, *exercise.instructions.short])
