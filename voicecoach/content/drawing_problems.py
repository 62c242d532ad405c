"""Reads drawing files, and finds what is wrong with their parts."""

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from voicecoach.content.drawing_schema import (
    DrawingTable,
    PartTable,
    PartTables,
    PlaceEntry,
    PoseTable,
)
from voicecoach.content.drawings import (
    FROM,
    Pictures,
    changed,
    changes_for,
    pictures_in,
    poses_of,
    shared,
)
from voicecoach.content.problems import Problem
from voicecoach.content.toml_file import FILES_KEPT, TomlFile
from voicecoach.content.toml_lines import KeyPath
from voicecoach.drawings.figure import Figure
from voicecoach.drawings.figures import FIGURES
from voicecoach.drawings.picture import overshoot
from voicecoach.suggestions import did_you_mean

_MOST_OVERSHOOT = 0.5
"""Units that a stroke may reach beyond the picture."""


@lru_cache(FILES_KEPT)
def read_pictures(file: TomlFile) -> Pictures:
    """The pictures that a drawing file describes; raises ContentError with every problem."""
    table = file.parse(DrawingTable)
    if problems := list(_problems(table)):
        raise file.error(problems)
    return pictures_in(table)


def cut_off(file: TomlFile) -> Iterator[Problem]:
    """Warnings of pictures that are cut off at their edges; raises ContentError."""
    pictures = read_pictures(file)
    for (variation, direction), picture in pictures.known.items():
        far = max(overshoot(picture.shapes(phase)) for phase in picture.key_phases())
        if far > _MOST_OVERSHOOT and (variation is None or direction is None):
            path: KeyPath = ("parts",)
            if variation is not None:
                path = ("variations", variation)
            elif direction is not None:
                path = ("directions", direction)
            yield Problem(path, f"warning: this picture is cut off, by {far:.1f} units")


def _problems(table: DrawingTable) -> Iterator[Problem]:
    yield from _part_problems(table.parts, table.parts, ("parts",))
    for path, variation, direction in _changes(table):
        *before, change = changes_for(table, variation, direction)
        old, new = changed(table, before), changed(table, [*before, change])
        own = {key: part for key, part in change.parts.items() if part is not False}
        for key in change.parts.keys() - own.keys() - old.keys():
            text = f"expected the name of a part, got {key}{did_you_mean(key, old)}"
            yield Problem((*path, "parts", key), text)
        yield from _part_problems(own, new, (*path, "parts"))


def _changes(table: DrawingTable) -> Iterator[tuple[KeyPath, str | None, str | None]]:
    """The path of each change in the file, and its variation and direction."""
    for name, variation in table.variations.items():
        yield ("variations", name), name, None
        for direction in variation.directions:
            yield ("variations", name, "directions", direction), name, direction
    for direction in table.directions:
        yield ("directions", direction), None, direction


def _part_problems(parts: PartTables, whole: PartTables, path: KeyPath) -> Iterator[Problem]:
    counts = {name: _pose_count(part) for name, part in whole.items()}
    most = max(counts.values(), default=1)
    sound = {name for name, part in whole.items() if not any(_figure_problems(part, ()))}
    for name, part in parts.items():
        here = (*path, name)
        if counts[name] not in (1, most):
            text = f"expected one pose, or {most} as other parts have, got {counts[name]}"
            yield Problem(here, text)
        yield from _figure_problems(part, here)
        if part.prop is not None and part.prop not in shared().props:
            hint = did_you_mean(part.prop, shared().props) or _names(shared().props)
            text = f'expected the name of a prop, got "{part.prop}"{hint}'
            yield Problem((*here, "prop"), text)
        holds = {key: one for key, one in whole.items() if one.figure}
        if holds.keys() <= sound:
            yield from _line_problems(part, holds, here)


def _pose_count(part: PartTable) -> int:
    return 1 + len(part.moved) if part.points is not None else max(1, len(part.poses))


def _names(known: Iterable[str]) -> str:
    return f"; there are: {', '.join(known)}"


def _figure_problems(part: PartTable, path: KeyPath) -> Iterator[Problem]:
    if part.figure is None:
        return
    figure = FIGURES.get(part.figure)
    if figure is None:
        hint = did_you_mean(part.figure, FIGURES) or _names(FIGURES)
        text = f'expected the name of a figure, got "{part.figure}"{hint}'
        yield Problem((*path, "figure"), text)
        return
    postures = shared().postures.get(part.figure, {})
    wrong = [
        Problem((*path, "poses", index, key), found)
        for index, pose in enumerate(part.poses)
        for key, value in pose.items()
        if (found := _value_problem(figure, postures, key, value))
    ]
    yield from wrong
    if not wrong:
        poses = poses_of(part, figure)
        for index, one in enumerate(poses):
            if other := sorted(one.keys() ^ poses[0].keys()):
                text = f"expected what the first pose says, and nothing else; see {other[0]}"
                yield Problem((*path, "poses", index), text)


def _value_problem(
    figure: Figure, postures: Mapping[str, PoseTable], key: str, value: object
) -> str | None:
    if key == FROM:
        if isinstance(value, str) and value in postures:
            return None
        return f'expected the name of a posture, got "{value}"{_names(postures)}'
    size = figure.size_of(key)
    if size is None:
        known = [*figure.defaults, *figure.optional]
        return f"a pose of this figure has no {key}{did_you_mean(key, known) or _names(known)}"
    numbers = value if isinstance(value, list) else [value]
    if len(numbers) != size or any(isinstance(one, str) for one in numbers):
        return f"expected {'a number' if size == 1 else f'{size} numbers'}"
    return None


def _line_problems(part: PartTable, holds: PartTables, path: KeyPath) -> Iterator[Problem]:
    lines = [*([part.points] if part.points is not None else []), *part.moved]
    for index, line in enumerate(lines):
        here = (*path, *(("moved", index - 1) if index else ("points",)))
        if len(line) != len(lines[0]):
            text = f"expected {len(lines[0])} points as in the first pose, got {len(line)}"
            yield Problem(here, text)
        for place in line:
            if wrong := _place_problem(place, holds):
                yield Problem(here, wrong)


def _place_problem(place: PlaceEntry, holds: PartTables) -> str | None:
    held = place if isinstance(place, str) else place[0]
    if not isinstance(held, str):
        return None if len(place) == 2 and not isinstance(place[1], str) else "expected x and y"
    if not isinstance(place, str) and any(isinstance(one, str) for one in place[1:]):
        return "expected a joint, and x and y from there"
    name, anchor = held.split(".")
    if name not in holds:
        return f'there is no figure "{name}" to hold on to'
    figure = FIGURES[holds[name].figure or ""]
    known = figure.drawn(poses_of(holds[name], figure)[0]).anchors
    if anchor not in known:
        return f'{name} has no "{anchor}"{did_you_mean(anchor, known) or _names(known)}'
    return None
