"""Prepares a session, live or rehearsed: its routine, its steps and what is remembered."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import Enum

from voicecoach.app.familiarity import Familiarity
from voicecoach.app.todays_workout import TodaysWorkout, WorkoutBuilder
from voicecoach.content.loader import Language, load_language, load_library
from voicecoach.content.norms import load_norms, load_tests
from voicecoach.core.dialogue.dose_changes import Announcements
from voicecoach.core.phrases import Phrase
from voicecoach.core.playback.estimate import SILENT, estimated_ms
from voicecoach.core.playback.speech_timing import SpeechTiming
from voicecoach.core.progression.past import Unfinished
from voicecoach.core.progression.recall import last_time, mornings_to_ask
from voicecoach.core.session import Remembered, Session, SessionOptions
from voicecoach.core.timeline.announcing import morning_question
from voicecoach.core.timeline.compiler import spoken_in
from voicecoach.core.timeline.resuming import (
    Continuation,
    as_given,
    continuation,
    is_offered,
    offer,
)
from voicecoach.core.timeline.steps import Step, Talk
from voicecoach.core.timeline.test_summary import compared, usual
from voicecoach.core.workout.norms import Norm, Person, band_of
from voicecoach.core.workout.routine import Routine, single
from voicecoach.errors import ContentError, HistoryError
from voicecoach.places import content_directory, familiarity_file
from voicecoach.ports import History, Voice
from voicecoach.settings import Settings
from voicecoach.suggestions import did_you_mean
from voicecoach.voice.speech_length import estimated_length_ms


class IfUnfinished(Enum):
    """What to do with an unfinished workout."""

    ASK = "ask"
    RESUME = "resume"
    BEGIN_AFRESH = "begin afresh"


@dataclass(frozen=True, slots=True)
class WorkoutRequest:
    """The user's options for a routine this time."""

    level: int | None = None
    """1 to 3; None: the routine's own."""
    minutes: float | None = None
    """Approximate limit of the session's length; None: no limit."""
    if_unfinished: IfUnfinished = IfUnfinished.ASK
    person: Person = field(default_factory=Person)
    """The person whose norms apply."""
    is_heard: bool = True
    """True if the user can answer; False for a sound file, in which nothing is asked."""


@dataclass(frozen=True, slots=True)
class Preparation:
    """A session, ready to be run."""

    routine: Routine
    steps: tuple[Step, ...]
    language: Language
    settings: Settings
    familiarity: Familiarity
    options: SessionOptions
    remembered: Remembered

    def session(self, voice: Voice, *, sound_delay_ms: int) -> Session:
        """The session, timed for this voice."""
        return Session(
            self.routine,
            self.steps,
            book=self.language.book,
            vocabulary=self.language.vocabulary,
            timing=_timing(self.language, voice, sound_delay_ms),
            options=replace(self.options, delivery=self.settings.delivery),
            remembered=self.remembered,
        )

    def estimated_ms(self) -> int:
        """Estimated length for a user who says nothing, ms."""
        book, settings = self.language.book, self.settings
        return estimated_ms(
            self._told(self.steps),
            SpeechTiming(
                lambda one: estimated_length_ms(book.sentence(one), settings.words_per_minute)
            ),
            SILENT,
            speed=settings.speed,
        )

    def greeting(self) -> tuple[str, ...]:
        """The sentences of the greeting."""
        return self._sentences_of(self.steps[:1])

    def sentences(self) -> tuple[str, ...]:
        """Sentences the session is sure to say, in order, then those it may be asked for."""
        book = self.language.book
        going_on = self.remembered.continuation
        fixed = (
            book.sentence(Phrase(key)) for key in sorted(book.keys()) if not book.placeholders(key)
        )
        later = self._sentences_of(going_on.steps[going_on.index :]) if going_on else ()
        return tuple(dict.fromkeys((*self._sentences_of(self.steps), *later, *fixed)))

    def _sentences_of(self, steps: tuple[Step, ...]) -> tuple[str, ...]:
        return tuple(self.language.book.sentence(one) for one in spoken_in(self._told(steps)))

    def _told(self, steps: tuple[Step, ...]) -> tuple[Step, ...]:
        """The steps at the verbosity with which the session starts."""
        return tuple(map(self.settings.delivery.step, steps))


Prepare = Callable[[History, float], Preparation]
"""Prepares a session from the history and the current time (s since 1970, UTC)."""


def prepare(
    name: str, wanted: WorkoutRequest, settings: Settings, history: History, *, now_s: float
) -> Preparation:
    """Prepare the routine of this name, or the exercise as a routine of its own.

    The history determines its doses. The session first asks about an unfinished workout and about
    earlier pain. `now_s` is in seconds since 1970, UTC. Raises ContentError, and HistoryError if
    there is nothing to resume.
    """
    workouts = _workouts(settings, history, now_s, is_heard=wanted.is_heard)
    workout = workouts.built(workouts.named(name), level=wanted.level, minutes=wanted.minutes)
    unfinished = history.unfinished() if wanted.is_heard else None
    if unfinished and not is_offered(unfinished, now_s=now_s):
        unfinished = None
    going_on = _continuation(workouts, unfinished, wanted) if unfinished else None
    if wanted.if_unfinished is IfUnfinished.RESUME and going_on is None:
        raise HistoryError(
            "There is nothing to resume: no workout was left unfinished in the last twelve hours. "
            "Start one without --resume."
        )
    is_declined = wanted.if_unfinished is IfUnfinished.BEGIN_AFRESH
    remembered = Remembered(
        continuation=None if is_declined else going_on,
        takes_up=wanted.if_unfinished is IfUnfinished.RESUME,
        declines=unfinished.session if unfinished and is_declined else None,
        last_times=_last_times(workouts, workout, going_on, wanted.person),
    )
    questions = _questions(workouts, remembered) if wanted.is_heard else ()
    return Preparation(
        workout.routine,
        (*questions, *workout.steps),
        workouts.language,
        settings,
        workouts.familiarity,
        SessionOptions(
            speed=settings.speed,
            level=wanted.level,
            minutes=wanted.minutes,
            announcements=Announcements(workout.options, settings.ready_wait_ms),
            is_heard=wanted.is_heard,
        ),
        remembered,
    )


def _continuation(
    workouts: WorkoutBuilder, unfinished: Unfinished, wanted: WorkoutRequest
) -> Continuation | None:
    """The unfinished workout with its options of then; None if its routine is gone."""
    started = unfinished.started
    try:
        routine = workouts.named(started.routine)
        workout = workouts.built(routine, level=started.level, minutes=started.minutes)
    except ContentError:
        return None
    workout = workouts.told(as_given(workout.routine, unfinished.doses), workout.options)
    return continuation(
        unfinished,
        workout.routine,
        workout.steps,
        options=workout.options,
        ready_wait_ms=workouts.settings.ready_wait_ms,
    )


def _questions(workouts: WorkoutBuilder, remembered: Remembered) -> Iterator[Talk]:
    """Questions before the greeting."""
    if remembered.continuation and not remembered.takes_up:
        yield offer(remembered.continuation)
    exercises = workouts.library.exercises
    for slug in mornings_to_ask(workouts.past, now_s=workouts.now_s, day_of=_day_of):
        if slug in exercises:
            yield morning_question(exercises[slug])


def _day_of(at_s: float) -> int:
    return datetime.fromtimestamp(at_s).toordinal()


def _last_times(
    workouts: WorkoutBuilder, workout: TodaysWorkout, going_on: Continuation | None, person: Person
) -> dict[str, tuple[Phrase, ...]]:
    routines = (workout.routine, *((going_on.routine,) if going_on else ()))
    norms = load_norms() if person.age is not None else {}
    return {
        item.exercise.slug: last_time(
            item.exercise,
            workouts.past,
            now_s=workouts.now_s,
            day_of=_day_of,
            norm=_norm(norms.get(item.exercise.slug), person),
        )
        for routine in routines
        for item in routine.items
    }


def _norm(norm: Norm | None, person: Person) -> Phrase | None:
    """The norm for this age as a phrase; all norms of exercises are times."""
    return usual(norm, person, "seconds") if norm and band_of(norm, person) else None


def prepare_test(
    name: str,
    settings: Settings,
    history: History,
    *,
    person: Person,
    now_s: float,
) -> Preparation:
    """Prepare the published test of this name; raises ContentError if there is none."""
    tests = load_tests()
    if name not in tests:
        raise ContentError(
            f'There is no test "{name}"{did_you_mean(name, tests) or "."} '
            f"Tests: {', '.join(tests)}."
        )
    exercise = tests[name]
    norm = load_norms()[exercise.slug]
    workouts = _workouts(settings, history, now_s)
    workout = workouts.as_it_is(single(exercise))
    known = last_time(exercise, workouts.past, now_s=now_s, day_of=_day_of)
    return Preparation(
        workout.routine,
        workout.steps,
        workouts.language,
        settings,
        workouts.familiarity,
        SessionOptions(announcements=Announcements(workout.options, settings.ready_wait_ms)),
        Remembered(
            last_times={exercise.slug: known},
            result_of=lambda done: compared(done, norm, person, exercise.side_word),
        ),
    )


def _workouts(
    settings: Settings, history: History, now_s: float, *, is_heard: bool = True
) -> WorkoutBuilder:
    return WorkoutBuilder(
        load_library(content_directory()),
        load_language("en", content_directory()),
        settings,
        Familiarity(familiarity_file()),
        history.past(),
        now_s,
        is_heard,
    )


def _timing(language: Language, voice: Voice, sound_delay_ms: int) -> SpeechTiming:
    book = language.book
    return SpeechTiming(
        lambda wanted: voice.length_ms(book.sentence(wanted)),
        lambda wanted: voice.lead_ms(book.sentence(wanted)),
        sound_delay_ms,
    )
