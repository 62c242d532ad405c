"""The stretches of a workout: talk, breaks and work, each with everything it needs to be played."""

from dataclasses import dataclass, replace

from voicecoach.core.effects import Earcon, Rank
from voicecoach.core.phases import Phase
from voicecoach.core.phrases import Phrase
from voicecoach.core.timeline.lines import Line, Role
from voicecoach.core.workout.exercise import Exercise, Measure, Side
from voicecoach.core.workout.routine import RoutineItem


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the routine a step belongs."""

    item: int
    """Index of the exercise in the routine, from 0."""
    exercise: Exercise
    set_number: int
    """From 1."""
    side: Side | None
    direction: str | None
    dosed: RoutineItem | None = None
    """The item with all that was decided about its dose; None: nothing was."""

    @property
    def variation(self) -> str | None:
        """The name of the way in which it is done; None: the usual one."""
        return self.dosed.variation.name if self.dosed and self.dosed.variation else None


@dataclass(frozen=True, slots=True)
class Cue:
    """A sound at a time."""

    at_ms: int
    """Since its unit began; once laid out, on the session's clock."""
    sound: Phrase | Earcon
    rank: Rank
    label: str = ""
    """What the tally shows from here on; empty: it stays as it is."""
    unit: int | None = None
    """Once laid out: index of the unit it belongs to; None: to the lead-in, or to no unit."""
    lead_ms: int = 0
    """Once laid out: how much earlier than `at_ms` its sound begins, so that it falls on it."""
    within_ms: int | None = None
    """Once laid out: how long its sound may last; None: as long as it takes."""
    role: Role | None = None
    """None: its rank alone decides if it is said."""

    @property
    def begins_ms(self) -> int:
        """When its sound begins."""
        return self.at_ms - self.lead_ms

    def toned(self, earcon: Earcon) -> "Cue":
        """An earcon in the place of its word, which begins on its time and is as long as it is."""
        return replace(self, sound=earcon, lead_ms=0, within_ms=None)


@dataclass(frozen=True, slots=True)
class Unit:
    """The smallest part of work that can be begun again: a rep, a step, a letter, a whole hold."""

    duration_ms: int
    cues: tuple[Cue, ...]
    counted: bool
    """False: it takes time but adds nothing, like a turn."""
    done_ms: int
    """From when on it counts as done: at its number, or else at its end."""


@dataclass(frozen=True, slots=True)
class Talk:
    """Lines spoken one after the other; then, perhaps, a wait for the user."""

    phase: Phase
    place: Place | None
    lines: tuple[Line, ...]
    """In full; see `Delivery` for fewer words."""
    wait_ms: int | None
    """How long to wait after the last line before going on; None: until the user says so."""
    about: str = ""
    """The slug of the exercise that the user is asked about; empty: none."""


@dataclass(frozen=True, slots=True)
class Break:
    """A known time without work: a rest, or a change of side."""

    phase: Phase
    place: Place
    """Where the work before it belonged."""
    opening: tuple[Line, ...]
    """Said once, at the beginning."""
    ahead: tuple[Line, ...]
    """What follows it: said after the opening, on request, and again after a pause."""
    duration_ms: int
    """Stretched when the lines and the countdown need more."""
    countdown: bool
    """Whether the last seconds are counted here; False: the work that follows does it itself."""
    question: Phrase | None = None
    """Asked once after everything else, if there is time for it."""


@dataclass(frozen=True, slots=True)
class Work:
    """One set, or one side or direction of it."""

    phase: Phase
    place: Place
    units: tuple[Unit, ...]
    go: Phrase | None
    """Said when the work begins; None: its first cue is enough."""
    measure: Measure
    target: float
    open_ended: bool
    """It ends when the user says so; the end of its units is only a cap."""
    on_beat: bool
    """True: speed changes its tempo, and a pause goes on with the next unit.
    False: it is a time, which speed leaves alone, and a pause goes on at the same moment."""


Step = Talk | Break | Work
