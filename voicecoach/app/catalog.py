"""The routines and exercises to browse, with their lengths, equipment and timelines."""

from collections.abc import Container
from itertools import accumulate

from voicecoach.app.own_content import usable_library, usual_language
from voicecoach.app.stored import from_history
from voicecoach.app.telling import tell_once
from voicecoach.content.library import Library
from voicecoach.core.phrases import Phrase
from voicecoach.core.playback.estimate import TYPICAL, durations_ms, estimated_ms
from voicecoach.core.playback.speech_timing import SpeechTiming
from voicecoach.core.timeline.compiler import compile_steps
from voicecoach.core.timeline.steps import Step
from voicecoach.core.workout.exercise import Equipment, Exercise
from voicecoach.core.workout.routine import Routine, single
from voicecoach.dataclass import dataclass
from voicecoach.errors import HistoryError
from voicecoach.history.overview import workouts
from voicecoach.settings_file import DEFAULT_READY_WAIT_S, DEFAULT_WORDS_PER_MINUTE
from voicecoach.voice.speech_length import estimated_length_ms

DEFAULT_ROUTINE = "balance"

READY_WAIT_MS = 1000 * DEFAULT_READY_WAIT_S


@dataclass(frozen=True, slots=True)
class TimedStep:
    """A step of a workout, with its time."""

    at_ms: int
    length_ms: int
    step: Step


@dataclass(frozen=True, slots=True)
class WorkoutOutline:
    """The timeline of a workout for a user with typical habits."""

    moments: tuple[TimedStep, ...]
    length_ms: int

    @property
    def minutes(self) -> int:
        """Length in whole minutes, at least one."""
        return max(1, round(self.length_ms / 60_000))


class Catalog:
    """The bundled content and the user's own."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self._book = usual_language().book

    def plan(self, workout: Routine | Exercise) -> WorkoutOutline:
        """Timeline of a workout, at normal speed and with full instructions."""
        routine = workout if isinstance(workout, Routine) else single(workout)
        steps = compile_steps(routine, ready_wait_ms=READY_WAIT_MS)
        timing = SpeechTiming(self._length_ms)
        lengths_ms = durations_ms(steps, timing)
        begins_ms = accumulate(lengths_ms, initial=0)
        moments = tuple(map(TimedStep, begins_ms, lengths_ms, steps))
        return WorkoutOutline(moments, estimated_ms(steps, timing, TYPICAL))

    def _length_ms(self, wanted: Phrase) -> int:
        return estimated_length_ms(self._book.sentence(wanted), DEFAULT_WORDS_PER_MINUTE)


def load_catalog() -> Catalog:
    """The bundled content and the user's own; raises SettingsError."""
    return Catalog(usable_library())


def equipment_of(workout: Routine | Exercise) -> tuple[Equipment, ...]:
    """Equipment for a workout, each thing once."""
    things = [thing for exercise in exercises_of(workout) for thing in exercise.equipment]
    return tuple({thing.name: thing for thing in things}.values())


def exercises_of(workout: Routine | Exercise) -> tuple[Exercise, ...]:
    """Exercises of a workout with their doses, in order."""
    if isinstance(workout, Exercise):
        return (workout,)
    return tuple(item.exercise for item in workout.items)


def usual_routine(known: Container[str]) -> str:
    """The last routine done that is still known, or the default one."""
    try:
        done = from_history(workouts) or ()
    except HistoryError as error:
        tell_once(str(error))
        return DEFAULT_ROUTINE
    slugs = (one.routine for one in reversed(done))
    return next((slug for slug in slugs if slug in known), DEFAULT_ROUTINE)
