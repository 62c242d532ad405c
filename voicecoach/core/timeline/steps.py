"""The steps of a session: talk, breaks and work, each with everything it needs to be played."""

from collections.abc import Mapping
from dataclasses import replace

from voicecoach.core.effects import Earcon, Rank
from voicecoach.core.phases import Phase
from voicecoach.core.phrases import Phrase
from voicecoach.core.timeline.lines import Line, Role
from voicecoach.core.workout.exercise import Exercise, Measure, Side
from voicecoach.core.workout.routine import RoutineItem
from voicecoach.dataclass import dataclass

LEAD_IN_MS = 3000
"""Countdown before every set: three, two, one."""


@dataclass(frozen=True, slots=True)
class Place:
    """A position in a routine: exercise, set, side and direction."""

    item: int
    """Index of the exercise in the routine, from 0."""
    exercise: Exercise
    set_number: int
    """From 1."""
    side: Side | None
    direction: str | None
    dosed: RoutineItem | None = None
    """The item of the routine, with its dose for today; None: the exercise as it is."""
    rounds: int = 1
    """Rounds of its block, each of them a set of the exercise; 1: it isn't done in rounds."""

    @property
    def turn(self) -> tuple[Side | None, str | None]:
        """Side and direction, of which each set has its own."""
        return (self.side, self.direction)

    @property
    def variation(self) -> str | None:
        """Name of the variation; None: the exercise itself."""
        variation = self.exercise.variation
        return variation.name if variation else None


@dataclass(frozen=True, slots=True)
class Slot:
    """The time of a step on the clock of its block."""

    from_ms: int | None
    """Its beginning; None: as soon as the work before it is over."""
    until_ms: int
    """Its end: that of a rest exactly, and that of work at the latest."""
    is_last: bool = False
    """True for the last work, after which no clock runs."""


@dataclass(frozen=True, slots=True)
class Cue:
    """A sound and its time."""

    at_ms: int
    """Time since its unit began; once laid out, on the session's clock."""
    sound: Phrase | Earcon
    rank: Rank
    label: str = ""
    """Text of the tally from here on; empty: unchanged."""
    unit: int | None = None
    """Once laid out: index of its unit; None: it belongs to the lead-in, or to no unit."""
    lead_ms: int = 0
    """Once laid out: time from the beginning of its sound to `at_ms`, where its vowel falls."""
    within_ms: int | None = None
    """Once laid out: limit to the length of its sound; None: as long as it takes."""
    role: Role | None = None
    """None: its rank alone decides if it is said."""

    @property
    def begins_ms(self) -> int:
        """Time at which its sound begins."""
        return self.at_ms - self.lead_ms

    def toned(self, earcon: Earcon) -> "Cue":
        """The cue with an earcon in place of its word, at its time and of its own length."""
        return replace(self, sound=earcon, lead_ms=0, within_ms=None)


@dataclass(frozen=True, slots=True)
class Unit:
    """The smallest part of work that can be restarted: a rep, a step, a letter, a whole hold."""

    duration_ms: int
    cues: tuple[Cue, ...]
    counted: bool
    """False: it takes time but adds nothing, like a turn."""
    done_ms: int
    """Time from which it counts as done: that of its number, or else its end."""


@dataclass(frozen=True, slots=True)
class Talk:
    """Lines spoken one after the other; then, perhaps, a wait for the user."""

    phase: Phase
    place: Place | None
    lines: tuple[Line, ...]
    """In full; see `Delivery` for fewer words."""
    wait_ms: int | None
    """Wait after the last line before going on; None: until the user says so."""
    is_cut_short: bool = False
    """True: the rest of an announcement that the user cut short; it leads to the work."""
    about: str = ""
    """Slug of the exercise that the user is asked about; empty: none."""

    @property
    def is_gate(self) -> bool:
        """True if it waits until the user is ready."""
        is_asked = any(line.role is Role.PROMPT for line in self.lines)
        return is_asked and self.phase in (Phase.GREETING, Phase.READY)


@dataclass(frozen=True, slots=True)
class Break:
    """A fixed time without work: a rest, or a change of side."""

    phase: Phase
    place: Place
    """Position of the work before it."""
    opening: tuple[Line, ...]
    """Said once, at the beginning."""
    ahead: tuple[Line, ...]
    """Lines on what comes next, said after the opening, on request, and again after a pause."""
    duration_ms: int
    """Stretched when the lines need more."""
    leads_to_talk: bool = False
    """True: the next exercise is announced before this time is over, so that what comes next is
    said only on request and after a pause."""
    question: Line | None = None
    """Asked once after everything else, if there is time for it."""
    slot: Slot | None = None
    """Of a rest on the clock of its block, which nothing stretches: words that take longer are left
    out, and it ends with the countdown."""


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
    """True: it ends when the user says so; the end of its units is only a cap."""
    on_beat: bool
    """True: speed changes its tempo, and after a pause it goes on with the next unit.
    False: it is a time, which speed leaves alone; after a pause it goes on at the same moment."""
    technique: tuple[str, ...] = ()
    """Cues about how the exercise is done, in the order in which they take turns."""
    turn: int = 0
    """Number of this work among those of its exercise, from 0."""
    slot: Slot | None = None
    """Of work on the clock of its block, where it has no countdown of its own."""
    circuit: tuple[Place, ...] = ()
    """The sets of one round, where the user does as many rounds as they can, and counts them."""


Step = Talk | Break | Work

SLOWEST, FASTEST = 0.5, 2.0
"""Limits of a speed, as factors on the usual one."""


def speed_at(place: Place | None, speed: float, tempos: Mapping[str, float]) -> float:
    """The speed at this place in a session of this speed.

    `tempos` are factors on it, by the slugs of exercises; the others have 1.
    """
    factor = tempos.get(place.exercise.slug, 1.0) if place else 1.0
    return min(FASTEST, max(SLOWEST, speed * factor))
