"""Builds today's workout from a routine: at its level, with the doses due, fitted to the time."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from voicecoach.app.calendar_day import day_of
from voicecoach.app.session.familiarity import Familiarity
from voicecoach.content.language import Language
from voicecoach.content.library import Library
from voicecoach.core.phrases import Phrase, phrase
from voicecoach.core.playback.estimate import SILENT, TYPICAL, estimated_ms
from voicecoach.core.playback.speech_timing import SpeechTiming
from voicecoach.core.progression.choices import Choices, choices_of
from voicecoach.core.progression.next_dose import NextDose, next_doses, planned
from voicecoach.core.progression.opening import (
    days_off_told,
    last_workout_told,
    streak_told,
)
from voicecoach.core.progression.past import NO_PAST, Past, Unfinished
from voicecoach.core.progression.rules import Change
from voicecoach.core.progression.training_weeks import days_since, due, remembered_side
from voicecoach.core.progression.wording import wording_of
from voicecoach.core.timeline.announcing import AnnouncementOptions
from voicecoach.core.timeline.compiler import compile_steps
from voicecoach.core.timeline.delivery import Delivery
from voicecoach.core.timeline.resuming import as_given
from voicecoach.core.timeline.steps import Step
from voicecoach.core.timeline.unattended import unattended
from voicecoach.core.workout.exercise import CautionTime, Exercise, Side
from voicecoach.core.workout.levels import at_level, fit_to, is_kept
from voicecoach.core.workout.load import Load, load_of
from voicecoach.core.workout.routine import Routine, RoutineItem, on_side, single
from voicecoach.dataclass import dataclass
from voicecoach.errors import ContentError
from voicecoach.program import program
from voicecoach.settings import Settings
from voicecoach.voice.speech_length import estimated_length_ms

ADVICE = "not-medical-advice"
CAUTIONED_TIMES = 3
"""Number of sessions in which the cautions of an exercise are said before it."""


@dataclass(frozen=True, slots=True)
class TodaysWorkout:
    """A routine with today's doses, and its steps."""

    routine: Routine
    steps: tuple[Step, ...]
    options: AnnouncementOptions
    delivery: Delivery
    without: tuple[str, ...] = ()
    """Names of the exercises for which there is no time."""


@dataclass(frozen=True, slots=True)
class WorkoutBuilder:
    """Builds today's workouts from the content and the history."""

    library: Library
    language: Language
    settings: Settings
    familiarity: Familiarity
    past: Past
    now_s: float
    """Current time, s since 1970, UTC."""
    is_heard: bool = True
    """True if the user can answer questions."""

    def today(
        self,
        name: str,
        *,
        level: int | None,
        minutes: float | None,
        side: Side | None = None,
        week: int | None = None,
    ) -> TodaysWorkout:
        """Today's workout of a routine, or of an exercise as a routine of its own.

        With a `side`, the other one is not trained; with a `week`, it is that of the stages, and
        not the one that is due. Raises ContentError if nothing has this name, if it has no such
        week, or if pain has taken out all of it.
        """
        routine = self.library.as_routine(name)
        if week is None:
            staged = due(routine, self.past, now_s=self.now_s, day_of=day_of)
        elif week <= routine.weeks:
            staged = routine.in_week(week)
        else:
            raise _no_such_week(routine, week)
        leveled = on_side(at_level(staged, level) if level else staged, side)
        doses = next_doses(leveled, self.past, now_s=self.now_s)
        planned_today = planned(leveled, doses)
        if not planned_today.items:
            raise _nothing_left(routine)
        limits = (phrase("greeting.fixed-level"),) if level and leveled.level != level else ()
        options = self._options(planned_today, doses, limits)
        if not minutes:
            return self._with_steps(planned_today, options)
        fitted, notes = self._fitted(planned_today, minutes, options)
        left = [item.exercise.name for item in planned_today.items[len(fitted.items) :]]
        kept = {item.exercise.name for item in fitted.items}
        without = tuple(name for name in dict.fromkeys(left) if name not in kept)
        options = replace(options, limits=(*limits, *notes))
        return replace(self._with_steps(fitted, options), without=without)

    def side_of(self, name: str) -> Side | None:
        """The only side that was trained the last time, if the routine has stages."""
        return remembered_side(self.library.as_routine(name), self.past)

    def early_days(self, routine: Routine, *, but: str | None) -> int | None:
        """Days since its last workout, if that is too few for it; None: it is time.

        `but` is the key of a workout that does not count.
        """
        days = days_since(routine, self.past, now_s=self.now_s, day_of=day_of, but=but)
        too_few = days is not None and routine.every_days and days < routine.every_days
        return days if too_few else None

    def unfinished(self, left: Unfinished) -> TodaysWorkout:
        """An unfinished workout with its level, time and doses of then; raises ContentError."""
        started = left.started
        workout = self.today(
            started.routine, level=started.level, minutes=started.minutes, side=started.side
        )
        return self._with_steps(as_given(workout.routine, left.doses), workout.options)

    def test(self, exercise: Exercise) -> TodaysWorkout:
        """The workout of a test, whose doses never change."""
        routine = single(exercise)
        workout = self._with_steps(routine, self._options(routine, ()))
        return replace(workout, delivery=self._wished())

    def delivery(self, routine: Routine) -> Delivery:
        """The words for these exercises: fewer for those that the user knows.

        A file is in full, since nobody can ask it for an explanation.
        """
        wished = self._wished()
        if not (self.settings.fades and self.is_heard):
            return wished
        choices = self.choices
        exercises = {item.exercise.slug: item.exercise for item in routine.items}
        wordings = {
            (slug, variation): wording_of(exercise, variation, self.past, now_s=self.now_s)
            for slug, exercise in exercises.items()
            for variation in (None, *(one.name for one in exercise.variations))
        }
        faded = replace(wished, wordings=wordings)
        return faded.limited(choices.talk, choices.wordings)

    def _wished(self) -> Delivery:
        """The delivery of the settings, which says as much of every exercise."""
        return Delivery(self.settings.verbosity, self.settings.beeps)

    @property
    def choices(self) -> Choices:
        """Choices of the user in earlier sessions; none in a file, which is for anybody."""
        return choices_of(self.past) if self.is_heard else Choices()

    def _with_steps(self, routine: Routine, options: AnnouncementOptions) -> TodaysWorkout:
        steps = self._steps(routine, options)
        return TodaysWorkout(routine, steps, options, self.delivery(routine))

    def _steps(self, routine: Routine, options: AnnouncementOptions) -> tuple[Step, ...]:
        ready_wait_ms = self.settings.ready_wait_ms
        steps = compile_steps(routine, ready_wait_ms=ready_wait_ms, options=options)
        return steps if self.is_heard else unattended(steps, position_ms=ready_wait_ms)

    def _fitted(
        self, whole: Routine, minutes: float, options: AnnouncementOptions
    ) -> tuple[Routine, tuple[Phrase, ...]]:
        """The routine fitted to the time, and what is said about that."""
        book, settings, delivery = self.language.book, self.settings, self.delivery(whole)

        @cache
        def sentence_ms(one: Phrase) -> int:
            return estimated_length_ms(book.sentence(one), settings.words_per_minute)

        timing = SpeechTiming(sentence_ms)

        def shortened(some: Routine) -> tuple[Phrase, ...]:
            dropped = len(whole.items) - len(some.items)
            return (phrase("greeting.shortened", n=dropped),) if dropped else ()

        def length_ms(some: Routine) -> int:
            told = replace(options, limits=(*options.limits, *shortened(some)))
            return estimated_ms(
                tuple(map(delivery.step, self._steps(some, told))),
                timing,
                TYPICAL if self.is_heard else SILENT,
                speed=settings.speed,
                tempos=self.choices.tempos,
            )

        wanted_ms = round(minutes * 60_000)
        fitted = fit_to(whole, wanted_ms, length_ms)
        notes = shortened(fitted)
        lasts_ms = length_ms(fitted)
        if not is_kept(lasts_ms, wanted_ms):
            n = max(1, round(lasts_ms / 60_000))
            least, most = phrase("greeting.no-shorter", n=n), phrase("greeting.no-longer", n=n)
            if whole.is_protocol:
                most = phrase("greeting.fixed-time", n=n)
            notes = (*notes, least if lasts_ms > wanted_ms else most)
        items = tuple(
            replace(item, reduced=_load(item) < _load(planned_item))
            for item, planned_item in zip(fitted.items, whole.items, strict=False)
        )
        return replace(fitted, items=items), notes

    def _options(
        self, routine: Routine, doses: Sequence[NextDose], limits: tuple[Phrase, ...] = ()
    ) -> AnnouncementOptions:
        exercises = [item.exercise for item in routine.items]
        advice = self.language.book.sentence(phrase("greeting.see-first"))
        signs = {
            exercise.topic("stop_sign"): exercise.stop_sign
            for exercise in exercises
            if exercise.stop_sign
        }
        cautions = {
            _cautions_of(exercise): said[0]
            for exercise in exercises
            if (said := exercise.cautions_said(CautionTime.BEFORE))
        }
        self.familiarity.await_sentences({ADVICE: advice, **signs, **cautions})
        past, when = (self.past if self.is_heard else NO_PAST), self.now_s
        out = (dose.item.exercise.name for dose in doses if dose.change is Change.OUT)
        return AnnouncementOptions(
            frozenset(topic for topic in signs if not self.familiarity.knows(topic)),
            frozenset(
                one.topic("cautions")
                for one in exercises
                if self.familiarity.times(_cautions_of(one)) < CAUTIONED_TIMES
            ),
            session_number=len(self.past.workouts),
            first_start=not self.familiarity.knows(ADVICE),
            equipment_wait_ms=self.settings.equipment_wait_ms,
            days_off=tuple(days_off_told(past, now_s=when, day_of=day_of)),
            streak=tuple(streak_told(past, now_s=when, day_of=day_of)),
            last_workout=tuple(last_workout_told(routine.slug, past, now_s=when, day_of=day_of)),
            limits=limits,
            left_out=tuple(dict.fromkeys(out)),
        )


def _cautions_of(exercise: Exercise) -> str:
    """The topic under which it is remembered how often the cautions were heard."""
    return f"cautions of {exercise.topic('cautions')}"


def _load(item: RoutineItem) -> Load:
    return load_of(item.exercise)


def _no_such_week(routine: Routine, week: int) -> ContentError:
    has = f"has {routine.weeks} weeks" if routine.stages else "is the same in every week"
    remedy = "Name one of them" if routine.stages else "Leave out --week"
    return ContentError(f"{routine.name} {has}, so there is no week {week}. {remedy}.")


def _nothing_left(routine: Routine) -> ContentError:
    slugs = dict.fromkeys(item.exercise.slug for item in routine.items)
    put_back = ", ".join(f"{program()} plan --put-back {slug}" for slug in slugs)
    return ContentError(
        f"Nothing is left of {routine.name}: every exercise in it hurt above 5 more than once. "
        f"When the pain is gone, bring it back: {put_back}."
    )
