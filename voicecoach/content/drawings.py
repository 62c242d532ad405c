"""Turns drawing files into pictures."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any, Literal

from pydantic import Field

from voicecoach.content.bundled import BUNDLED
from voicecoach.content.counting_schema import StrictTable
from voicecoach.content.drawing_schema import (
    PROP_WIDTH,
    DrawingChangeTable,
    DrawingTable,
    PartTable,
    PartTables,
    PlaceEntry,
    PoseTable,
)
from voicecoach.dataclass import dataclass
from voicecoach.drawings.figure import Figure, Pose, Values
from voicecoach.drawings.figures import FIGURES
from voicecoach.drawings.picture import FigurePart, LinePart, Part, Picture, Place
from voicecoach.drawings.shape import Move, Tone

FROM = "from"
"""Key of a pose that names a posture."""
_EXCLUSIVE = (("leg", "ball", "heel"), ("arm", "hand", "palm"))
"""Ways to say where a limb is: a pose has one of them."""


class SharedTable(StrictTable):
    """The file of postures and props that all drawings share."""

    postures: dict[str, dict[str, PoseTable]] = Field(description="poses by figure and name")
    props: dict[str, list[PartTable]] = Field(description="lines of each prop")


@dataclass(frozen=True, slots=True)
class Pictures:
    """The pictures of an exercise."""

    known: Mapping[tuple[str | None, str | None], Picture]
    """By the names of a variation and of a direction; None: the exercise itself, any direction."""
    alike: frozenset[str] = frozenset()
    """Names of variations that look the same, on purpose."""

    def of(self, variation: str | None = None, direction: str | None = None) -> Picture:
        """The picture of a variation (None: the exercise itself) in a direction."""
        ways = [(variation, direction), (variation, None), (None, direction), (None, None)]
        return next(self.known[way] for way in ways if way in self.known)


@lru_cache(1)
def shared() -> SharedTable:
    """The postures and props that all drawings share."""
    text = (BUNDLED / "figures.toml").read_text(encoding="utf-8")
    return SharedTable.model_validate(tomllib.loads(text))


def pictures_in(table: DrawingTable) -> Pictures:
    """The pictures that a table without problems describes."""
    known: dict[tuple[str | None, str | None], Picture] = {}
    for variation in (None, *table.variations):
        own = table.variations[variation].directions if variation is not None else {}
        for direction in (None, *{**table.directions, **own}):
            changes = list(changes_for(table, variation, direction))
            is_cycle = table.cycle
            for change in changes:
                is_cycle = is_cycle if change.cycle is None else change.cycle
            picture = _picture(changed(table, changes), is_cycle, table.shows == "left")
            known[variation, direction] = picture
    return Pictures(known, frozenset(table.alike))


def changes_for(
    table: DrawingTable, variation: str | None, direction: str | None
) -> Iterator[DrawingChangeTable]:
    """The changes of a variation, and then those of a direction: its own, or else the usual."""
    directions: Mapping[str, DrawingChangeTable] = table.directions
    if variation is not None:
        yield table.variations[variation]
        directions = {**directions, **table.variations[variation].directions}
    if direction is not None:
        yield directions[direction]


def changed(table: DrawingTable, changes: Iterable[DrawingChangeTable]) -> PartTables:
    """The parts with these changes, one after the other."""
    parts: dict[str, PartTable | Literal[False]] = {**table.parts}
    for change in changes:
        parts |= change.parts
    return {key: part for key, part in parts.items() if part is not False}


def poses_of(part: PartTable, figure: Figure) -> tuple[Pose, ...]:
    """The poses of a figure in full; each takes over what the one before says."""
    postures = shared().postures.get(part.figure or "", {})
    found: list[Pose] = []
    for table in part.poses or [{}]:
        pose: dict[str, Values] = {}
        if FROM in table:
            _put(pose, postures[str(table[FROM])])
        elif found:
            pose.update(found[-1])
        _put(pose, table)
        found.append({**figure.defaults, **pose})
    return tuple(found)


def _put(pose: dict[str, Values], table: Mapping[str, Any]) -> None:
    for key, value in table.items():
        if key == FROM:
            continue
        side, _, limb = key.partition("_")
        for names in _EXCLUSIVE:
            if limb in names:
                for name in names:
                    pose.pop(f"{side}_{name}", None)
        pose[key] = tuple(map(float, value)) if isinstance(value, list) else (float(value),)


def _picture(parts: PartTables, is_cycle: bool, is_left: bool) -> Picture:
    made: dict[str, Part] = {}
    for name, part in parts.items():
        if part.prop is not None:
            for index, line in enumerate(shared().props[part.prop]):
                made[f"{name} {index}"] = _line(line, _move(part), part)
        elif part.points is not None:
            made[name] = _line(part, _move(part), part)
        else:
            figure = FIGURES[part.figure or ""]
            made[name] = FigurePart(figure, poses_of(part, figure), _move(part), part.tone)
    return Picture(made, is_cycle, is_left)


def _move(part: PartTable) -> Move:
    return Move((part.at[0], part.at[1]), part.scale, part.flip, part.turn)


def _line(line: PartTable, move: Move, over: PartTable) -> LinePart:
    return LinePart(
        tuple(tuple(map(_place, points)) for points in (line.points or [], *line.moved)),
        line.width or PROP_WIDTH,
        over.tone or line.tone or Tone.PROP,
        line.smooth,
        line.closed,
        line.filled,
        line.arrow,
        move,
    )


def _place(entry: PlaceEntry) -> Place:
    if isinstance(entry, str):
        return Place((0.0, 0.0), *entry.split("."))
    if len(entry) == 3:
        held, x, y = entry
        return Place((float(x), float(y)), *str(held).split("."))
    x, y = entry
    return Place((float(x), float(y)))
