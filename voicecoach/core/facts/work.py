"""The work: doses, positions and sets."""

from voicecoach.core.workout.exercise import Measure, Side
from voicecoach.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class PlaceReached:
    """The place to go on at if the workout broke off now: the set at hand, or the one to come.

    Noted whenever that changes, so that the last one of a session is the place to resume at.
    """

    item: int
    """Index of the exercise in the routine, from 0."""
    exercise: str
    set_number: int
    """From 1."""
    side: Side | None
    direction: str | None


@dataclass(frozen=True, slots=True)
class DoseGiven:
    """The dose of an exercise from here on in this session.

    Noted before the first set of an exercise, and again when the dose changes in the session.
    """

    exercise: str
    item: int
    """Index of the exercise in the routine, from 0."""
    rung: int
    """Steps of its ladder above (or, negative, below) the dose that the routine gives it."""
    sets: int
    """For each side and direction."""
    measure: Measure
    target: float
    """For a set, in the measure's unit; for an open hold its cap."""
    tempo: float
    """Length of a rep compared with the usual: 1.2 is a fifth slower."""
    variation: str | None
    """The name of another way to do it; None: the usual one."""
    reduced: bool
    """True if less than was due was asked for, because the session is short on time."""


@dataclass(frozen=True, slots=True)
class SetEnded:
    """A set, or one side or direction of it, is over: done to the end or broken off."""

    exercise: str
    set_number: int
    """From 1."""
    side: Side | None
    direction: str | None
    measure: Measure
    amount: float
    """Amount done, in the measure's unit; holds to a tenth of a second."""
    target: float
    """Amount asked for; for an open hold its cap."""
    completed: bool
    """False: the user ended it before the target. An open hold is always completed."""
    open_ended: bool
    """True if it was to last as long as the user could."""
    variation: str | None = None
    """The name of another way in which it was done; None: the usual one."""
    kilograms: float | None = None
    """The weight with which it was done; None: without one."""
    band: str | None = None
    """The color of the band with which it was done; None: without one."""


@dataclass(frozen=True, slots=True)
class ExerciseSkipped:
    """An exercise was left before all of its sets were done."""

    exercise: str
    sets_left: int
