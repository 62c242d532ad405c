"""The next doses of routines and exercises, and the user's decisions on them."""

from datetime import datetime

from voicecoach.app.calendar_day import day_of
from voicecoach.app.catalog import usual_routine
from voicecoach.app.dose_text import dose_text
from voicecoach.app.own_content import usable_library, usable_norms, usual_language
from voicecoach.app.stored import from_history
from voicecoach.app.telling import tell_once
from voicecoach.app.user_person import suited_library, usual_person
from voicecoach.core.phrases import Phrase
from voicecoach.core.progression.choices import TALK, VOLUME, Choices, choices_of
from voicecoach.core.progression.ladder import Ladder, ladder_of
from voicecoach.core.progression.next_dose import NextDose, next_doses
from voicecoach.core.progression.past import NO_PAST, Past
from voicecoach.core.progression.rules import BREAK_DAYS
from voicecoach.core.progression.training_weeks import days_since, due, remembered_side
from voicecoach.core.progression.wording import wording_of
from voicecoach.core.verbosity import Verbosity, less_talkative, more_talkative
from voicecoach.core.workout.routine import Routine, RoutineItem, on_side
from voicecoach.errors import ContentError, HistoryError
from voicecoach.history.decisions import Decided, Decision, decide
from voicecoach.history.opening import writing
from voicecoach.history.past_sessions import past
from voicecoach.places import history_file
from voicecoach.program import program


class Planner:
    """Reads next doses from the history, and records the user's decisions."""

    def __init__(self, now: datetime) -> None:
        self._now = now
        self._library = suited_library(
            usable_library(), usual_person(now.date()), usable_norms().values()
        )
        self._book = usual_language().book
        self._past: Past | None = None

    def usual_routine(self) -> str:
        """The routine or exercise to use if none is named."""
        return usual_routine({*self._library.routines, *self._library.exercises})

    def is_exercise(self, name: str) -> bool:
        """True if this is the name of an exercise and not of a routine."""
        return name in self._library.exercises and name not in self._library.routines

    def routine(self, name: str) -> Routine:
        """The routine in the week that is due, or the exercise as a routine.

        Raises ContentError with a suggestion.
        """
        routine = self._library.as_routine(name)
        if routine.every_days is None and not routine.stages:
            return routine
        known = self._known()
        staged = due(routine, known, now_s=self._now.timestamp(), day_of=day_of)
        return on_side(staged, remembered_side(routine, known))

    def days_since(self, routine: Routine) -> int | None:
        """Days since the last workout of a routine; None: there was none."""
        return days_since(routine, self._known(), now_s=self._now.timestamp(), day_of=day_of)

    def under_way(self) -> tuple[Routine, ...]:
        """The routines with an interval or with stages that were done within the last two weeks."""
        paced = (one for one in self._library.routines.values() if one.every_days or one.stages)
        recent = ((self.days_since(one), one.slug) for one in paced)
        return tuple(
            self.routine(slug) for days, slug in recent if days is not None and days < BREAK_DAYS
        )

    def doses(self, name: str) -> tuple[NextDose, ...]:
        """The next dose of each exercise of a routine; raises HistoryError."""
        return next_doses(self.routine(name), self._known(), now_s=self._now.timestamp())

    def ladder(self, name: str) -> Ladder:
        """All doses of an exercise."""
        return ladder_of(self._library.exercise(name))

    def is_pinned(self, exercise: str) -> bool:
        """True if the user has pinned the dose of this exercise."""
        return exercise in self._known().pins

    @property
    def choices(self) -> Choices:
        """Choices of the user in sessions that still hold."""
        return choices_of(self._known())

    def wording(self, item: RoutineItem) -> Verbosity:
        """The level at which the next session talks about an exercise, if no option says more."""
        exercise, choices = item.exercise, self.choices
        variation = item.variation.name if item.variation else None
        faded = wording_of(exercise, variation, self._known(), now_s=self._now.timestamp())
        least = choices.wordings.get(exercise.slug, faded)
        return less_talkative(more_talkative(faded, least), choices.talk or Verbosity.FULL)

    def undo(self, name: str) -> str:
        """Undo choices of sessions: all of an exercise, the verbosity, or the volume."""
        about = name if name in (TALK, VOLUME) else self._library.exercise(name).slug
        if about not in self.choices.names:
            return f"Nothing is kept for {about}."
        self._decide(Decided.UNDO, about, None)
        return f"Undone: {about} is as usual again."

    def sentence(self, reason: Phrase) -> str:
        """A reason in words."""
        return self._book.sentence(reason)

    def pin(self, name: str, exercise: str, rung: int | None) -> str:
        """Pin the dose of an exercise: the one due in the routine `name`, or that of a rung."""
        ladder = ladder_of(self._library.exercise(exercise))
        here = [dose for dose in self.doses(name) if dose.item.exercise.slug == exercise]
        if rung is None:
            found = here or list(self.doses(exercise))
            rung = found[0].item.rung
        elif rung != ladder.clamped(rung):
            raise ContentError(
                f"The ladder of {exercise} goes from {ladder.lowest} to {ladder.highest}; there is "
                f"no step {rung}. To see it: {program()} plan {exercise}"
            )
        self._decide(Decided.PIN, exercise, rung)
        shown = next(dose for dose in self.doses(name if here else exercise) if _is(dose, exercise))
        return f"Pinned: {exercise} stays at {dose_text(shown.item.exercise)}."

    def unpin(self, exercise: str) -> str:
        """Let a dose rise and fall again."""
        slug = self._library.exercise(exercise).slug
        if not self.is_pinned(slug):
            return f"{slug} was not pinned."
        self._decide(Decided.UNPIN, slug, None)
        return f"No longer pinned: {slug}."

    def put_back(self, exercise: str) -> str:
        """Bring back an exercise that was taken out because of pain."""
        slug = self._library.exercise(exercise).slug
        self._decide(Decided.PUT_BACK, slug, None)
        return f"Put back: {slug}. Start gently, and stop if it hurts."

    def _decide(self, kind: Decided, exercise: str, value: object) -> None:
        with writing(history_file()) as database:
            at_ms = round(self._now.timestamp() * 1000)
            decide(database, Decision(at_ms, kind, exercise, value))
        self._past = None

    def _known(self) -> Past:
        if self._past is None:
            now_s = self._now.timestamp()
            try:
                self._past = from_history(lambda database: past(database, now_s)) or NO_PAST
            except HistoryError as error:
                # As in a session, which goes on without it.
                tell_once(str(error))
                self._past = NO_PAST
        return self._past


def _is(dose: NextDose, exercise: str) -> bool:
    return dose.item.exercise.slug == exercise
