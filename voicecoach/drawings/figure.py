"""A kind of figure: what its poses say, and how they are drawn."""

from collections.abc import Callable, Mapping
from dataclasses import field

from voicecoach.dataclass import dataclass
from voicecoach.drawings.shape import Move, Point, Shape

Values = tuple[float, ...]
Pose = Mapping[str, Values]
"""Values of a pose by name; a single number is a tuple of one."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A figure in one pose."""

    shapes: tuple[Shape, ...]
    anchors: Mapping[str, Point] = field(default_factory=dict)
    """Places that other parts can hold on to, by name."""

    def moved(self, move: Move) -> "Drawn":
        """The figure in another place and size."""
        anchors = {name: move.of(point) for name, point in self.anchors.items()}
        return Drawn(tuple(shape.moved(move) for shape in self.shapes), anchors)


@dataclass(frozen=True, slots=True)
class Figure:
    """A kind of figure."""

    about: str
    defaults: Pose
    """Value of everything that a pose may say."""
    draw: Callable[[Pose], Drawn]
    optional: Mapping[str, int] = field(default_factory=dict)
    """Optional keys of a pose, with their numbers of values; a key left out has no value."""

    def size_of(self, name: str) -> int | None:
        """Number of values of this name; None: a pose can't say that."""
        if name in self.defaults:
            return len(self.defaults[name])
        return self.optional.get(name)

    def drawn(self, pose: Pose) -> Drawn:
        """The figure in a pose, with the default of whatever it does not say."""
        return self.draw({**self.defaults, **pose})
