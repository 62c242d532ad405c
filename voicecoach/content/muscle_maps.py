"""Maps of the muscles of the foot and the lower leg, and the drawings of topics."""

import re
import tomllib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from functools import cache

from pydantic import Field, RootModel

from voicecoach.content.counting_schema import Label, StrictTable
from voicecoach.content.drawing_problems import read_pictures
from voicecoach.content.drawing_schema import PartName
from voicecoach.content.toml_file import read_toml
from voicecoach.content.topic_schema import SectionTable
from voicecoach.content.topics import KNOWLEDGE
from voicecoach.core.workout.exercise import Exercise
from voicecoach.dataclass import dataclass
from voicecoach.drawings.picture import LinePart, Part, Picture
from voicecoach.drawings.shape import Tone

_NUMBER = re.compile(r"-\d+$")
_MOST_PARTS = 4
"""Of a drawing; a map has more."""


class MapTable(StrictTable):
    """A map, and the names of the muscles on it."""

    title: Label = Field(description="view of the map")
    parts: dict[PartName, list[Label]] = Field(
        description="names by which exercises know a muscle, by its part of the drawing"
    )


class MapsTable(RootModel[dict[PartName, MapTable]]):
    """The file of all maps, by the name of their drawings."""


@dataclass(frozen=True, slots=True)
class MuscleMap:
    """A map with some muscles highlighted."""

    title: str
    picture: Picture
    highlighted: tuple[str, ...]
    """Their names, as the exercise has them."""


def section_picture(section: SectionTable) -> Picture | None:
    """The drawing of a section of a topic; None: it has none. Raises ContentError."""
    if section.picture is None:
        return None
    return highlighted(_drawing(section.picture), section.highlights)


def _drawing(name: str) -> Picture:
    return read_pictures(read_toml(KNOWLEDGE / "drawings" / f"{name}.toml")).of()


def is_map(picture: Picture) -> bool:
    """True if a picture is a map of muscles, which needs more room than a drawing."""
    return len(picture.parts) > _MOST_PARTS


def muscle_maps(exercise: Exercise) -> Iterator[MuscleMap]:
    """The maps that show a muscle of this exercise, with its muscles highlighted."""
    names = [muscle.name for muscle in exercise.muscles]
    for map_name, table in _maps().items():
        found = {
            part: [name for name in names if name in known] for part, known in table.parts.items()
        }
        parts = {part for part, hits in found.items() if hits}
        if parts:
            known = dict.fromkeys(name for hits in found.values() for name in hits)
            picture = highlighted(_drawing(map_name), parts)
            yield MuscleMap(table.title, picture, tuple(known))


def highlighted(picture: Picture, names: Collection[str]) -> Picture:
    """The picture with these parts highlighted, and with the parts that belong to them."""
    parts = {
        name: _lit(part) if _NUMBER.sub("", name) in names else part
        for name, part in picture.parts.items()
    }
    return replace(picture, parts=parts)


def _lit(part: Part) -> Part:
    if isinstance(part, LinePart):
        return replace(part, tone=Tone.ACCENT, is_filled=part.is_closed)
    return replace(part, tone=Tone.ACCENT)


@cache
def _maps() -> Mapping[str, MapTable]:
    text = (KNOWLEDGE / "muscles.toml").read_text(encoding="utf-8")
    return MapsTable.model_validate(tomllib.loads(text)).root
