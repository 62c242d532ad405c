"""What the history hands to the core: facts of earlier sessions, each with its time.

The core knows no clock: every time is in seconds since 1970, UTC, as `time.time()` gives it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from voicecoach.core.facts import (
    DoseGiven,
    DoseWished,
    EffortRated,
    ExerciseSkipped,
    MorningAnswered,
    PainReported,
    PlaceReached,
    SessionStarted,
    SetEnded,
)
from voicecoach.core.workout.exercise import Measure, Side

FactT_co = TypeVar("FactT_co", covariant=True)

RESUMABLE_S = 12 * 3600.0
"""An unfinished session is offered for so long after its last fact."""
REMEMBERED_S = 6 * 7 * 86_400.0
"""How far back `Past` goes for every exercise; further where it was last done before that. The next
dose depends on the last two workouts and the last week; a session begins sooner with less to read.
"""


@dataclass(frozen=True, slots=True)
class TimedFact(Generic[FactT_co]):
    """A fact with its time."""

    at_s: float
    """When it was noted."""
    workout: str
    """The key of its session; a resumed session has that of the one it goes on with."""
    fact: FactT_co


@dataclass(frozen=True, slots=True)
class Best:
    """The best set of an exercise on one side, done in the usual way, however long ago."""

    exercise: str
    side: Side | None
    """None: both sides together."""
    measure: Measure
    amount: float
    """In the measure's unit."""
    at_s: float


@dataclass(frozen=True, slots=True)
class Pin:
    """The user wants this dose until they say otherwise."""

    rung: int
    """As in `DoseGiven`."""
    at_s: float
    """When they said so."""


@dataclass(frozen=True, slots=True)
class Past:
    """What is known of earlier sessions; each tuple in order of time, oldest first.

    It goes back `REMEMBERED_S`, and for an exercise that was last done before that to all facts of
    its last two workouts.
    """

    doses: tuple[TimedFact[DoseGiven], ...] = ()
    sets: tuple[TimedFact[SetEnded], ...] = ()
    skips: tuple[TimedFact[ExerciseSkipped], ...] = ()
    efforts: tuple[TimedFact[EffortRated], ...] = ()
    wishes: tuple[TimedFact[DoseWished], ...] = ()
    pains: tuple[TimedFact[PainReported], ...] = ()
    """However long ago: it is for the core to say which of them still count."""
    mornings: tuple[TimedFact[MorningAnswered], ...] = ()
    """However long ago, like the pains."""
    bests: tuple[Best, ...] = ()
    """At most one for each exercise, side and measure."""
    pins: Mapping[str, Pin] = field(default_factory=dict)
    """By the slug of the exercise."""
    put_back_s: Mapping[str, float] = field(default_factory=dict)
    """By the slug of the exercise: when the user last put it back after it was taken out."""


NO_PAST = Past()
"""Nothing is remembered: a new user, or a history that can't be read."""


@dataclass(frozen=True, slots=True)
class Unfinished:
    """The latest session that has a place and neither ended, nor was resumed, nor declined."""

    session: str
    """Its key in the history."""
    left_s: float
    """When its last fact was noted."""
    started: SessionStarted
    """Of the first session of the workout, if it was resumed before."""
    place: PlaceReached
    """The last one."""
    done: tuple[SetEnded, ...]
    """All sets of the workout so far, in order."""
    active_ms: int
    """How long the workout took so far, pauses left out as well as the facts tell."""
    doses: tuple[DoseGiven, ...] = ()
    """What was asked for so far, in order; the last one of an exercise is in force."""
