"""Pictures in a terminal, as braille."""

from collections.abc import Sequence

from voicecoach.app.pictures import picture_of
from voicecoach.charts.braille import braille
from voicecoach.cli.pages.page import Page
from voicecoach.content.muscle_maps import is_map, section_picture
from voicecoach.content.topic_schema import SectionTable
from voicecoach.core.workout.exercise import Exercise
from voicecoach.drawings.picture import Picture
from voicecoach.drawings.raster import dots
from voicecoach.drawings.shape import Shape

_WIDEST, _NARROWEST = 36, 20
"""Columns of one picture."""
_GAP = 3


def print_picture(page: Page, exercise: Exercise) -> None:
    """Print the beginning and the end of an exercise side by side, if there is a drawing of it."""
    picture = picture_of(exercise)
    if isinstance(picture, Picture):
        print_side_by_side(page, [picture.shapes(phase) for phase in picture.ends()])


def print_section_picture(page: Page, section: SectionTable) -> None:
    """Print the drawing of a section, if it has one, large if it is a map."""
    picture = section_picture(section)
    if picture is None:
        return
    widest = _WIDEST if is_map(picture) else _NARROWEST
    print_side_by_side(page, [picture.shapes(0.0)], widest)


def print_side_by_side(
    page: Page, pictures: Sequence[Sequence[Shape]], widest: int = _WIDEST
) -> None:
    """Print pictures in one row, as many as fit the width of the page."""
    count = min(len(pictures), (page.width + _GAP) // (_NARROWEST + _GAP))
    if not count:
        return
    columns = min(widest, (page.width + _GAP) // count - _GAP)
    size = 2 * columns - 2 * columns % 4
    drawn = [braille(dots(shapes, size)) for shapes in pictures[:count]]
    page.gap()
    for row in zip(*drawn, strict=True):
        page.verbatim((" " * _GAP).join(row).rstrip(" \u2800"))
