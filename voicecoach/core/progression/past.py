"""Facts of earlier sessions, each with its time, as the history hands them to the core.

The core does not read the clock: every time is in seconds since 1970, UTC, as from `time.time()`.
"""

from collections.abc import Mapping
from dataclasses import field
from typing import Generic, TypeVar

from voicecoach.core.facts import (
    Choice,
    DoseGiven,
    DoseWished,
    EffortRated,
    ExerciseSkipped,
    MorningAnswered,
    PainReported,
    PlaceReached,
    SessionStarted,
    SetEnded,
    WordsAsked,
)
from voicecoach.core.workout.exercise import Measure, Side
from voicecoach.core.workout.schedule import Schedule
from voicecoach.dataclass import dataclass

FactT_co = TypeVar("FactT_co", covariant=True)

RESUMABLE_S = 12 * 3600.0
"""Time after its last fact for which an unfinished session is offered."""
CLOCK_SKEW_S = 3600.0
"""A fact this far in the future is taken for one of a clock that has been set back since (by an
hour: daylight saving, or a dual-boot machine). One further away is not of the past."""
REMEMBERED_S = 6 * 7 * 86_400.0
"""Reach of `Past` for every exercise, and further for one that was last done before that. The next
dose depends on the last two workouts and the last week; a session begins sooner with less to read.
"""
TRAINED_S = 366 * 86_400.0
"""Reach of `Past.trained`: a routine with stages takes months."""


@dataclass(frozen=True, slots=True)
class TimedFact(Generic[FactT_co]):
    """A fact with its time."""

    at_s: float
    """Time at which it was noted."""
    workout: str
    """Key of its session; a resumed session has that of the session it resumes."""
    fact: FactT_co


@dataclass(frozen=True, slots=True)
class Best:
    """The best set of an exercise on one side, without a variation, however long ago."""

    exercise: str
    side: Side | None
    """None: both sides together."""
    measure: Measure
    amount: float
    """In the measure's unit."""
    at_s: float


@dataclass(frozen=True, slots=True)
class DoneWorkout:
    """A workout in which a set was done."""

    at_s: float
    """Time at which it began."""
    routine: str
    """Slug of the routine, of a single exercise, or of a test."""
    active_ms: int | None
    """Its duration without pauses, ms; None: it was broken off."""
    completed: bool
    """True: to the end."""


@dataclass(frozen=True, slots=True)
class Pin:
    """A dose that the user has fixed until they release it."""

    rung: int
    """As in `DoseGiven`."""
    at_s: float
    """Time at which they fixed it."""


@dataclass(frozen=True, slots=True)
class Trained:
    """A workout in which at least one set was done."""

    routine: str
    workout: str
    """Key of its first session."""
    at_s: float
    """Time at which it began."""
    side: Side | None = None
    """The only side that was to be trained; None: both."""


@dataclass(frozen=True, slots=True)
class Past:
    """Earlier sessions, as far as they are known; each tuple in order of time, oldest first.

    It goes back `REMEMBERED_S`, and for an exercise that was last done before that, to its last two
    workouts.
    """

    doses: tuple[TimedFact[DoseGiven], ...] = ()
    sets: tuple[TimedFact[SetEnded], ...] = ()
    skips: tuple[TimedFact[ExerciseSkipped], ...] = ()
    efforts: tuple[TimedFact[EffortRated], ...] = ()
    wishes: tuple[TimedFact[DoseWished], ...] = ()
    asked: tuple[TimedFact[WordsAsked], ...] = ()
    pains: tuple[TimedFact[PainReported], ...] = ()
    """However long ago: the rules decide which of them still count."""
    mornings: tuple[TimedFact[MorningAnswered], ...] = ()
    """However long ago, like the pains."""
    schedules: tuple[Schedule, ...] = ()
    """The days on which the user wants to train, a routine each."""
    workouts: tuple[DoneWorkout, ...] = ()
    """Every workout in which a set was done, however long ago."""
    choices: tuple[TimedFact[Choice], ...] = ()
    """However long ago, too."""
    bests: tuple[Best, ...] = ()
    """At most one for each exercise, side and measure."""
    pins: Mapping[str, Pin] = field(default_factory=dict)
    """By the slug of the exercise."""
    undone_s: Mapping[str, float] = field(default_factory=dict)
    """By the name under which choices are kept: time at which the user last undid them."""
    put_back_s: Mapping[str, float] = field(default_factory=dict)
    """By the slug of the exercise: time at which the user last put it back into the plan."""
    trained: tuple[Trained, ...] = ()
    """The workouts of the last year."""


NO_PAST = Past()
"""Nothing is remembered: a new user, or a history that can't be read."""


@dataclass(frozen=True, slots=True)
class Unfinished:
    """The latest session that has a place and neither ended, nor was resumed, nor declined."""

    session: str
    """Its key in the history."""
    left_s: float
    """Time of its last fact."""
    started: SessionStarted
    """Of the first session of the workout, if it was resumed before."""
    place: PlaceReached
    """The last one."""
    done: tuple[SetEnded, ...]
    """All sets of the workout so far, in order."""
    active_ms: int
    """Duration of the workout so far, without pauses as far as the facts show them."""
    doses: tuple[DoseGiven, ...] = ()
    """Doses so far, in order; the last one of an exercise is in force."""
    pains: tuple[PainReported, ...] = ()
    """Reports of pain so far, in order."""
