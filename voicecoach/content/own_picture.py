"""A user's own SVG: only its shapes are taken over, so that no page runs or fetches anything."""

import re
from pathlib import Path
from xml.etree import ElementTree

from voicecoach.dataclass import dataclass
from voicecoach.errors import ContentError
from voicecoach.files import read_regular

MOST_BYTES = 100_000
"""Of an SVG file."""
_SVG = "http://www.w3.org/2000/svg"
_SHAPES = frozenset(
    ["g", "path", "line", "polyline", "polygon", "circle", "ellipse", "rect", "title", "desc"]
)
_ATTRIBUTES = frozenset(
    [
        *("d", "points", "x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "ry"),
        *("width", "height", "transform", "opacity", "fill", "fill-opacity", "fill-rule"),
        *("stroke", "stroke-width", "stroke-opacity", "stroke-linecap", "stroke-linejoin"),
        *("stroke-dasharray", "stroke-miterlimit"),
    ]
)
_SAFE = re.compile(r"[\w\s.,#%+()-]*")
"""Values of attributes: numbers, names, colors and transformations, but no address."""
_BOX = re.compile(r"\s*(-?[\d.]+)[\s,]+(-?[\d.]+)[\s,]+([\d.]+)[\s,]+([\d.]+)\s*")
_LENGTH = re.compile(r"\s*([\d.]+)(?:px)?\s*")
_MOST_DEPTH = 40


@dataclass(frozen=True, slots=True)
class OwnPicture:
    """A picture as SVG that is safe to show within a page."""

    view_box: str
    content: str
    """SVG elements."""
    left_out: tuple[str, ...]
    """Content that was left out, such as "script"."""


def read_own_picture(path: Path) -> OwnPicture:
    """The picture in an SVG file; raises ContentError if it can't be used."""
    try:
        raw = read_regular(path, MOST_BYTES + 1)
    except OSError as error:
        raise ContentError(f"{path}:1: file: can't be read: {error.strerror}") from None
    if len(raw) > MOST_BYTES:
        raise ContentError(f"{path}:1: file: expected at most {MOST_BYTES // 1000} kB")
    if b"<!DOCTYPE" in raw or b"<!ENTITY" in raw:
        raise ContentError(f"{path}:1: file: expected SVG without a document type and entities")
    try:
        root = ElementTree.fromstring(raw)
    except (ElementTree.ParseError, ValueError, LookupError) as error:
        raise ContentError(f"{path}:1: file: not valid XML: {error}") from None
    if root.tag not in (f"{{{_SVG}}}svg", "svg"):
        raise ContentError(f"{path}:1: file: expected an SVG picture")
    box = _view_box(root)
    if box is None:
        raise ContentError(f"{path}:1: file: expected a viewBox, or a width and a height")
    left_out: dict[str, None] = {}
    kept = ElementTree.Element("svg")
    _copy(root, kept, left_out, _MOST_DEPTH)
    if not len(kept):
        raise ContentError(f"{path}:1: file: there are no shapes in this picture")
    content = "".join(ElementTree.tostring(one, encoding="unicode") for one in kept)
    return OwnPicture(box, content, tuple(left_out))


def _view_box(root: ElementTree.Element) -> str | None:
    if box := _BOX.fullmatch(root.get("viewBox", "")):
        return " ".join(box.groups())
    sides = [_LENGTH.fullmatch(root.get(name, "")) for name in ("width", "height")]
    return f"0 0 {sides[0][1]} {sides[1][1]}" if sides[0] and sides[1] else None


def _copy(
    source: ElementTree.Element,
    target: ElementTree.Element,
    left_out: dict[str, None],
    depth: int,
) -> None:
    """Copy the shapes within an element, and note everything else."""
    for child in source:
        name = child.tag.removeprefix(f"{{{_SVG}}}") if isinstance(child.tag, str) else "comment"
        if name not in _SHAPES or depth == 0:
            if "}" not in name and name not in ("comment", "metadata", "defs"):
                left_out[name] = None
            continue
        styled = {**child.attrib, **_styles(child.attrib.get("style", ""))}
        attributes = {
            key: value
            for key, value in styled.items()
            if key in _ATTRIBUTES and _SAFE.fullmatch(value) and "url" not in value.lower()
        }
        left_out.update(dict.fromkeys(key for key in child.attrib if key.startswith("on")))
        copy = ElementTree.SubElement(target, name, attributes)
        if name in ("title", "desc"):
            copy.text = child.text
        _copy(child, copy, left_out, depth - 1)


def _styles(text: str) -> dict[str, str]:
    """The declarations of a style attribute, which are kept as attributes."""
    pairs = (part.partition(":") for part in text.split(";"))
    return {key.strip(): value.strip() for key, _, value in pairs}
