"""The file format of drawings: figures in poses, and the lines and props beside them.

A picture has 100 units in each direction, with y downward; the floor of the whole body is at 92.
"""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from voicecoach.content.counting_schema import Label, StrictTable
from voicecoach.drawings.shape import Tone

Number = Annotated[float, Field(ge=-400, le=400)]
PartName = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_-]{0,29}$")]
PointList = Annotated[list[Number], Field(min_length=2, max_length=2)]
Held = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_-]*\.[a-z][a-z0-9_]*$")]
HeldBeside = Annotated[list[Held | Number], Field(min_length=3, max_length=3)]
PlaceEntry = PointList | Held | HeldBeside
"""x and y; or a joint, such as "body.right_hand"; or a joint, and x and y from there."""
Line = Annotated[list[PlaceEntry], Field(min_length=1, max_length=80)]
PoseValue = Number | Annotated[list[Number], Field(min_length=1, max_length=4)] | Label
PoseTable = dict[PartName, PoseValue]

PROP_WIDTH = 2.2


class PartTable(StrictTable):
    """One part of a drawing: a figure, a prop, or a line."""

    figure: Label | None = Field(
        default=None,
        description="kind of figure: body, body-front, bust, foot-side, foot-above or foot-front",
    )
    poses: list[PoseTable] = Field(
        default_factory=list,
        max_length=12,
        description="poses of the figure, from the beginning to the end; each changes values of "
        'the one before, and "from" names a posture to begin with',
    )
    prop: Label | None = Field(
        default=None, description='a thing with a shape of its own, such as "chair"'
    )
    points: Line | None = Field(
        default=None,
        description="points of a line: x and y, or a joint of a figure, such as body.right_hand",
    )
    moved: list[Line] = Field(
        default_factory=list, max_length=11, description="the points in each further pose"
    )
    at: PointList = Field(default=[0.0, 0.0], description="place of its origin")
    scale: float = Field(default=1.0, ge=0.05, le=4, description="size")
    turn: float = Field(default=0.0, ge=-360, le=360, description="degrees, clockwise")
    flip: bool = Field(default=False, description="true: left and right change places")
    tone: Annotated[Tone, Field(strict=False)] | None = Field(
        default=None, description="how much it stands out"
    )
    width: float | None = Field(default=None, gt=0, le=30, description="width of a line")
    smooth: bool = Field(default=False, description="true: a curve through the points")
    closed: bool = Field(default=False, description="true: the line ends where it begins")
    filled: bool = Field(default=False, description="true: filled within")
    arrow: bool = Field(default=False, description="true: an arrow head at the last point")

    @model_validator(mode="after")
    def _is_one_thing(self) -> Self:
        kinds = [name for name in ("figure", "prop", "points") if getattr(self, name) is not None]
        if len(kinds) != 1:
            raise ValueError(
                f"expected one of figure, prop and points, got {' and '.join(kinds) or 'none'}"
            )
        return self


PartTables = dict[PartName, PartTable]


class DrawingChangeTable(StrictTable):
    """Differences in the picture of a variation or of a direction."""

    parts: dict[PartName, PartTable | Literal[False]] = Field(
        description="parts that differ or are new, whole; false: a part is not there"
    )
    cycle: bool | None = Field(
        default=None, description="true: the first pose follows the last one; default: as it is"
    )


class DrawingVariationTable(DrawingChangeTable):
    """Differences in the picture of a variation, and of its directions."""

    directions: dict[Label, DrawingChangeTable] = Field(
        default_factory=dict,
        max_length=8,
        description="directions that look different in this variation, by name",
    )


class DrawingTable(StrictTable):
    """A drawing file; its file name without ".toml" is the name of the picture."""

    parts: PartTables = Field(
        min_length=1, max_length=40, description="parts, from the back to the front"
    )
    cycle: bool = Field(
        default=False, description="true: the first pose follows the last one; false: it goes back"
    )
    shows: Literal["right", "left"] = Field(
        default="right", description="the side at work; for the other one it is mirrored"
    )
    alike: list[Label] = Field(
        default_factory=list, max_length=10, description="variations that look the same"
    )
    variations: dict[Label, DrawingVariationTable] = Field(
        default_factory=dict, max_length=10, description="variations that look different, by name"
    )
    directions: dict[Label, DrawingChangeTable] = Field(
        default_factory=dict,
        max_length=8,
        description="directions that look different, by name, also in a variation that says "
        "nothing of this direction itself",
    )
