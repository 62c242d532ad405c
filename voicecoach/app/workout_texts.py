"""A workout in a user's own words, with the exercises that they have."""

from voicecoach.app.own_content import usable_library
from voicecoach.errors import ContentError
from voicecoach.workout_text.names import Names
from voicecoach.workout_text.plain_text import lines_of
from voicecoach.workout_text.reading import read_workout
from voicecoach.workout_text.tree import WorkoutText


def workout_from(content: bytes, source: str) -> WorkoutText:
    """Read a text; raises ContentError if it isn't a text of usual size."""
    try:
        lines = lines_of(content)
    except ContentError as error:
        raise ContentError(f"{source}: {error}") from None
    return read_workout(lines, Names.of(usable_library().exercises))
