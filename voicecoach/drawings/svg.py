"""Pictures as SVG: strokes in the color of the text around them, without a background."""

from collections.abc import Iterable
from html import escape

from voicecoach.drawings.shape import BOX, Point, Shape, Tone, curves

FAINT = {Tone.FAR: 0.4, Tone.PROP: 0.6}
"""Opacity of parts in the background; everything else has full ink."""
SIDE = 10 * round(BOX)
"""Width and height of a picture in SVG: in tenths of a unit, so that all numbers are whole."""


def tenths(value: float) -> int:
    """A length in tenths of a unit."""
    return round(10 * value)


def path(shape: Shape) -> str:
    """The line of a shape as the data of an SVG path, from point to point, in tenths of a unit.

    Shapes that differ by their points alone have the same commands, so that a browser can move one
    into the other.
    """
    at = _rounded(shape.points[0])
    found = [f"M{at[0]} {at[1]}"]
    if len(shape.points) == 1:
        found.append("h1")
    elif shape.is_smooth:
        for curve in curves(shape):
            ends = [_rounded(point) for point in curve]
            if len(found) == 1:
                found.append("c" + _numbers(at, ends))
            else:
                found.append(("s" if len(found) == 2 else " ") + _numbers(at, ends[1:]))
            at = ends[-1]
    else:
        for point in shape.points[1:]:
            end = _rounded(point)
            found.append(("l" if len(found) == 1 else " ") + _numbers(at, [end]))
            at = end
    return "".join(found).replace(" -", "-") + ("z" if shape.is_closed else "")


def elements(shapes: Iterable[Shape]) -> str:
    """The shapes as SVG elements, those of one tone after each other as a group."""
    parts: list[str] = []
    tone: Tone | None = None
    for shape in shapes:
        if shape.tone is not tone:
            parts.append(("</g>" if tone else "") + group(shape.tone))
            tone = shape.tone
        fill = ' fill="currentColor"' if shape.is_filled else ""
        parts.append(f'<path stroke-width="{tenths(shape.width)}"{fill} d="{path(shape)}"/>')
    return "".join(parts) + ("</g>" if tone else "")


def group(tone: Tone) -> str:
    """The beginning of a group of this tone, which a style sheet can color by its class."""
    faint = f' opacity="{FAINT[tone]}"' if tone in FAINT else ""
    return f'<g class="{tone.value}"{faint}>'


def document(content: str, title: str = "", columns: int = 1, rows: int = 1) -> str:
    """An SVG document with this content, as large as so many pictures.

    With a title it has a text alternative; without one it is decoration.
    """
    name = f' role="img" aria-label="{escape(title)}"' if title else ' aria-hidden="true"'
    box = f"0 0 {columns * SIDE} {rows * SIDE}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}"{name} fill="none" '
        f'stroke="currentColor" stroke-linecap="round" stroke-linejoin="round">{content}</svg>'
    )


def _rounded(point: Point) -> tuple[int, int]:
    return tenths(point[0]), tenths(point[1])


def _numbers(start: tuple[int, int], ends: Iterable[tuple[int, int]]) -> str:
    return " ".join(f"{x - start[0]} {y - start[1]}" for x, y in ends)
