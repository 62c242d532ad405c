"""Conduct of an item of a routine: the announcement before it, and the sides it is done on."""

from enum import Enum

from voicecoach.dataclass import dataclass


class Announce(Enum):
    """Length of the announcement of an exercise."""

    FULL = "full"
    NAME = "name"
    NONE = "none"


class SideChoice(Enum):
    """The sides on which an exercise is done."""

    BOTH = "both"
    RIGHT = "right"
    LEFT = "left"
    ALTERNATE = "alternate"


@dataclass(frozen=True, slots=True)
class Gate:
    """Transition from an announcement to the work."""

    asks: bool
    """True: the coach waits until the user is ready."""
    wait_ms: int | None = None
    """Longest wait; None: as long as usual."""


@dataclass(frozen=True, slots=True)
class Note:
    """A sentence that is said at a time of each set."""

    at_ms: int
    text: str


@dataclass(frozen=True, slots=True)
class Resistance:
    """The weight or band that an exercise is done against."""

    kilograms: float | None = None
    band: str | None = None
    """Color of a band, such as "red"."""

    @property
    def text(self) -> str:
        """In a few written words: "8 kg", "red band"; "" if there is none."""
        return resistance_text(self.kilograms, self.band)


def resistance_text(kilograms: float | None, band: str | None) -> str:
    """A weight and a band in a few written words; "" if there is neither."""
    weight = "" if kilograms is None else f"{kilograms:g} kg"
    return ", ".join(part for part in (weight, f"{band} band" if band else "") if part)


NO_RESISTANCE = Resistance()
