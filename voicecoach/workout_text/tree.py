"""A workout between its text and its file: blocks with exercises, each with its line."""

from dataclasses import replace
from enum import Enum

from voicecoach.core.workout.exercise import Exercise
from voicecoach.dataclass import dataclass


class Kind(Enum):
    """Kind of a block."""

    PLAIN = "plain"
    """One exercise after the other, with all its sets."""
    ROUNDS = "rounds"
    AMRAP = "amrap"
    EMOM = "emom"
    INTERVALS = "intervals"
    """Work and rest."""
    PACES = "paces"
    """Two paces in turns, such as running and walking."""

    @property
    def is_clocked(self) -> bool:
        """True if the block runs on a clock."""
        return self not in (Kind.PLAIN, Kind.ROUNDS)


@dataclass(frozen=True, slots=True)
class Dose:
    """Dose of an exercise; None: not said. Times in seconds."""

    sets: int | None = None
    counts: tuple[int, ...] = ()
    """Repetitions: one number, or one for each round."""
    time_s: float | None = None
    meters: int | None = None
    kilograms: float | None = None
    band: str | None = None
    side: str | None = None
    """both, left or right."""
    limb: str | None = None
    """Word for a side, such as "leg"."""
    tempo_s: tuple[int, ...] = ()
    """Down, held, up, held."""
    hold_s: float | None = None
    """Of each repetition."""
    rest_s: float | None = None
    """Between the sets, and after them."""
    set_rest_s: float | None = None
    """Between the sets only."""

    @property
    def is_open(self) -> bool:
        """True if it says neither how many nor how long nor how far."""
        return not self.counts and self.time_s is None and self.meters is None


@dataclass(frozen=True, slots=True)
class Item:
    """An exercise with its dose."""

    line: int
    name: str
    """As written."""
    known: Exercise | None
    """The exercise with a file that has this name."""
    dose: Dose
    is_held: bool = False
    """True if its time is a hold."""
    rest_after_s: float | None = None

    @property
    def after_s(self) -> float | None:
        """Rest after the exercise, before the next one."""
        return self.dose.rest_s if self.rest_after_s is None else self.rest_after_s


@dataclass(frozen=True, slots=True)
class Block:
    """Exercises that belong together."""

    line: int
    kind: Kind
    items: tuple[Item, ...] = ()
    rounds: int | None = None
    between_s: float | None = None
    """Rest between rounds."""
    each_s: float | None = None
    """Rest after each exercise of a round."""
    after_s: float | None = None
    """Rest after the whole block."""
    gate_s: float | None = None
    """Longest wait for the user before the block."""
    period_s: float | None = None
    total_s: float | None = None
    work_s: float | None = None
    rest_s: float | None = None
    counts: tuple[int, ...] = ()
    """Repetitions of each of its exercises, round by round."""
    is_in_turns: bool = False
    """True: one exercise a period."""
    is_one_by_one: bool = False
    """True: all rounds of an exercise come before those of the next one."""
    name: str | None = None
    section: str | None = None

    def with_item(self, item: Item) -> "Block":
        """The block with one more exercise at its end."""
        return replace(self, items=(*self.items, item))


class Outcome(Enum):
    """Result of reading a line."""

    UNDERSTOOD = "understood"
    EMPTY = "empty"
    COMMENT = "comment"
    NOT_UNDERSTOOD = "not understood"


@dataclass(frozen=True, slots=True)
class Reading:
    """A line of the text, and what was understood."""

    line: int
    text: str
    outcome: Outcome
    meaning: str = ""
    """In words; of a line that was not understood, the reason."""


@dataclass(frozen=True, slots=True)
class WorkoutText:
    """A whole text."""

    blocks: tuple[Block, ...]
    readings: tuple[Reading, ...]
    title: str | None = None
