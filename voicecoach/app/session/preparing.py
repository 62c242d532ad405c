"""Prepares sessions: of a routine or an exercise, and of a test."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field, replace
from datetime import datetime
from enum import Enum

from voicecoach.app.calendar_day import day_of
from voicecoach.app.session.preparation import Preparation
from voicecoach.app.session.todays_workout import TodaysWorkout, WorkoutBuilder
from voicecoach.app.session.user_content import UserContent
from voicecoach.app.user_person import suited_library
from voicecoach.content.language import Language
from voicecoach.core.dialogue.dose_changes import Announcements
from voicecoach.core.dialogue.exercise_names import spoken_names
from voicecoach.core.phrases import Phrase
from voicecoach.core.progression.closing import next_workout_told
from voicecoach.core.progression.past import Unfinished
from voicecoach.core.progression.recall import last_time, mornings_to_ask
from voicecoach.core.progression.records import records_of
from voicecoach.core.session import Remembered, SessionOptions
from voicecoach.core.timeline.announcing import early_question, morning_question
from voicecoach.core.timeline.delivery import Delivery
from voicecoach.core.timeline.norm_summary import compared, usual
from voicecoach.core.timeline.resuming import Continuation, continuation, is_offered, offer
from voicecoach.core.timeline.steps import Talk
from voicecoach.core.workout.exercise import Side
from voicecoach.core.workout.norms import Norm, Person, band_of
from voicecoach.core.workout.routine import Routine
from voicecoach.dataclass import dataclass
from voicecoach.errors import ContentError, HistoryError
from voicecoach.ports import History
from voicecoach.settings import Settings
from voicecoach.suggestions import did_you_mean


class IfUnfinished(Enum):
    """Choice for an unfinished workout."""

    ASK = "ask"
    RESUME = "resume"
    BEGIN_AFRESH = "begin afresh"


class WantedSides(Enum):
    """The sides that the user wants to train."""

    RIGHT = "right"
    LEFT = "left"
    BOTH = "both"

    @property
    def only(self) -> Side | None:
        """The only side; None: both."""
        return None if self is WantedSides.BOTH else Side(self.value)


@dataclass(frozen=True, slots=True)
class WorkoutRequest:
    """The user's options for a routine this time."""

    level: int | None = None
    """1 to 3; None: the routine's own."""
    minutes: float | None = None
    """Approximate limit of the session's length; None: no limit."""
    sides: WantedSides | None = None
    """The side to train, or both; None: as the last time, if the routine has stages."""
    if_unfinished: IfUnfinished = IfUnfinished.ASK
    person: Person = field(default_factory=Person)
    """The person whose norms apply, and who gets suitable exercises."""
    is_heard: bool = True
    """True if the user can answer; False for a sound file, in which nothing is asked."""
    week: int | None = None
    """Week of a routine with stages, from 1; None: the one that is due."""


def prepare(
    name: str,
    wanted: WorkoutRequest,
    settings: Settings,
    content: UserContent,
    history: History,
    *,
    now_s: float,
) -> Preparation:
    """Prepare the routine of this name, or the exercise as a routine of its own.

    The history determines its doses. The session first asks about an unfinished workout and about
    earlier pain. `now_s` is in seconds since 1970, UTC. Raises ContentError, and HistoryError if
    there is nothing to resume.
    """
    workouts = _workouts(settings, content, history, now_s, wanted.person, is_heard=wanted.is_heard)
    side = workouts.side_of(name) if wanted.sides is None else wanted.sides.only
    workout = workouts.today(
        name, level=wanted.level, minutes=wanted.minutes, side=side, week=wanted.week
    )
    unfinished = _unfinished(history, now_s) if wanted.is_heard else None
    remembered = _remembered(workouts, workout, unfinished, wanted, content.norms)
    questions = _questions(workouts, workout, remembered) if wanted.is_heard else ()
    return Preparation(
        workout.routine,
        (*questions, *workout.steps),
        _naming(workouts.language, _routines_of(workout, remembered)),
        settings,
        workouts.familiarity,
        SessionOptions(
            since_midnight_ms=_since_midnight_ms(now_s),
            speed=settings.speed,
            level=wanted.level,
            minutes=wanted.minutes,
            side=side,
            announcements=Announcements(workout.options, settings.ready_wait_ms),
            is_heard=wanted.is_heard,
            tempos=workouts.choices.tempos,
            gain_db=workouts.choices.gain_db,
        ),
        remembered,
        f"start {name}",
        tuple(_news(workout, wanted)),
        _delivery(workouts, workout, remembered),
    )


def _delivery(workouts: WorkoutBuilder, workout: TodaysWorkout, remembered: Remembered) -> Delivery:
    """The words for today's workout, and for the unfinished one in case it goes on."""
    going_on = remembered.continuation
    known = workouts.delivery(going_on.routine).wordings if going_on else {}
    return replace(workout.delivery, wordings={**known, **workout.delivery.wordings})


def _routines_of(workout: TodaysWorkout, remembered: Remembered) -> list[Routine]:
    """The routine of today, and that of an unfinished workout which may take its place."""
    left = remembered.continuation
    return [workout.routine, *([left.routine] if left else [])]


def _naming(language: Language, routines: Sequence[Routine]) -> Language:
    """The language, whose user can name the exercises of these routines."""
    exercises = [item.exercise for routine in routines for item in routine.items]
    return replace(language, vocabulary=language.vocabulary.naming(spoken_names(exercises)))


def _since_midnight_ms(now_s: float) -> int:
    now = datetime.fromtimestamp(now_s)
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    return round((now - midnight).total_seconds() * 1000)


def _news(workout: TodaysWorkout, wanted: WorkoutRequest) -> Iterator[str]:
    if workout.without:
        names = ", ".join(workout.without)
        yield f"In {wanted.minutes:g} minutes there is no time for: {names}."
    exercises = [item.exercise for item in workout.routine.items]
    if wanted.sides and not any(one.word_for_each for one in exercises):
        yield f"Nothing in {workout.routine.name} has a side of its own: --side changes nothing."


def _remembered(
    workouts: WorkoutBuilder,
    workout: TodaysWorkout,
    unfinished: Unfinished | None,
    wanted: WorkoutRequest,
    norms: Mapping[str, Norm],
) -> Remembered:
    """Everything the session needs to know of earlier ones.

    Raises HistoryError if it is to resume a workout and there is none.
    """
    left = _continuation(workouts, unfinished) if unfinished else None
    resumes = wanted.if_unfinished is IfUnfinished.RESUME
    declines = wanted.if_unfinished is IfUnfinished.BEGIN_AFRESH
    if resumes and left is None:
        raise HistoryError(
            "There is nothing to resume: no workout was left unfinished in the last twelve hours. "
            "Start one without --resume."
        )
    return Remembered(
        continuation=None if declines else left,
        takes_up=resumes,
        declines=unfinished.session if unfinished and declines else None,
        last_times=_last_times(workouts, workout, left, wanted.person, norms),
        records=records_of(workouts.past),
        next_workout=_next_workout(workouts),
    )


def _next_workout(workouts: WorkoutBuilder) -> tuple[Phrase, ...]:
    """The next workout of the schedule; nothing in a file, which may be heard on any day."""
    if not workouts.is_heard:
        return ()
    library = workouts.library
    exercises = {slug: one.name for slug, one in library.exercises.items()}
    names = exercises | {slug: one.name for slug, one in library.routines.items()}
    told = next_workout_told(workouts.past, names, now_s=workouts.now_s, day_of=day_of)
    return tuple(told)


def _unfinished(history: History, now_s: float) -> Unfinished | None:
    """The unfinished workout, if it is recent enough to be offered."""
    unfinished = history.unfinished()
    return unfinished if unfinished and is_offered(unfinished, now_s=now_s) else None


def _continuation(workouts: WorkoutBuilder, unfinished: Unfinished) -> Continuation | None:
    """The rest of an unfinished workout; None if its routine is gone."""
    try:
        workout = workouts.unfinished(unfinished)
    except ContentError:
        return None
    return continuation(
        unfinished,
        workout.routine,
        workout.steps,
        options=workout.options,
        ready_wait_ms=workouts.settings.ready_wait_ms,
    )


def _questions(
    workouts: WorkoutBuilder, workout: TodaysWorkout, remembered: Remembered
) -> Iterator[Talk]:
    """Questions before the greeting."""
    left = remembered.continuation
    if left and not remembered.takes_up:
        yield offer(left)
    early_days = workouts.early_days(workout.routine, but=left.session if left else None)
    if early_days is not None:
        yield early_question(early_days)
    exercises = workouts.library.exercises
    for slug in mornings_to_ask(workouts.past, now_s=workouts.now_s, day_of=day_of):
        if slug in exercises:
            yield morning_question(exercises[slug])


def _last_times(
    workouts: WorkoutBuilder,
    workout: TodaysWorkout,
    going_on: Continuation | None,
    person: Person,
    norms: Mapping[str, Norm],
) -> dict[str, tuple[Phrase, ...]]:
    routines = (workout.routine, *((going_on.routine,) if going_on else ()))
    return {
        item.exercise.slug: last_time(
            item.exercise,
            workouts.past,
            now_s=workouts.now_s,
            day_of=day_of,
            norm=_norm(norms.get(item.exercise.slug), person),
        )
        for routine in routines
        for item in routine.items
    }


def _norm(norm: Norm | None, person: Person) -> tuple[Phrase, ...]:
    """The norm for this age in sentences; all norms of exercises are times."""
    return usual(norm, person, "seconds") if norm and band_of(norm, person) else ()


def prepare_test(
    name: str,
    settings: Settings,
    content: UserContent,
    history: History,
    *,
    person: Person,
    now_s: float,
) -> Preparation:
    """Prepare the published test of this name; raises ContentError if there is none."""
    from voicecoach.content.norms import load_tests

    tests = load_tests()
    if name not in tests:
        raise ContentError(
            f'There is no test "{name}"{did_you_mean(name, tests) or "."} '
            f"Tests: {', '.join(tests)}."
        )
    exercise = tests[name]
    norm = content.norms[exercise.slug]
    workouts = _workouts(settings, content, history, now_s, person)
    workout = workouts.test(exercise)
    known = last_time(exercise, workouts.past, now_s=now_s, day_of=day_of)
    return Preparation(
        workout.routine,
        workout.steps,
        _naming(workouts.language, [workout.routine]),
        settings,
        workouts.familiarity,
        SessionOptions(
            since_midnight_ms=_since_midnight_ms(now_s),
            announcements=Announcements(workout.options, settings.ready_wait_ms),
            gain_db=workouts.choices.gain_db,
        ),
        Remembered(
            last_times={exercise.slug: known},
            records=records_of(workouts.past),
            result_of=lambda done: compared(done, norm, person, exercise.side_word),
        ),
        f"test {name}",
        delivery=workout.delivery,
        resumes=False,
    )


def _workouts(
    settings: Settings,
    content: UserContent,
    history: History,
    now_s: float,
    person: Person,
    *,
    is_heard: bool = True,
) -> WorkoutBuilder:
    past, language = history.past(), content.language
    return WorkoutBuilder(
        suited_library(content.library, person, content.norms.values()),
        replace(language, book=language.book.in_session(len(past.workouts))),
        settings,
        content.familiarity,
        past,
        now_s,
        is_heard,
    )
