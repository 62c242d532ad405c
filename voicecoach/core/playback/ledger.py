"""Record of a workout, as far as it must be known after it broke off: place, doses, answers, sets.

Its methods return the facts that are to be recorded; what was recorded already is not repeated.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from voicecoach.core.facts import (
    DoseGiven,
    Effort,
    EffortRated,
    Fact,
    MorningAnswered,
    PainReported,
    PlaceReached,
    SessionEnded,
    SetEnded,
)
from voicecoach.core.phases import Phase
from voicecoach.core.phrases import Phrase, phrase
from voicecoach.core.playback.program import Program
from voicecoach.core.playback.progress import round_done
from voicecoach.core.playback.score import score_break
from voicecoach.core.playback.speech_timing import SpeechTiming
from voicecoach.core.progression.closing import compared
from voicecoach.core.progression.records import NO_RECORDS, Records
from voicecoach.core.progression.whole_sets import count_whole_sets
from voicecoach.core.timeline.announcing import effort_question
from voicecoach.core.timeline.lines import Line, Role, in_role
from voicecoach.core.timeline.navigation import next_work
from voicecoach.core.timeline.remarks import remarks
from voicecoach.core.timeline.steps import Break, Place, Step, Talk, Work
from voicecoach.core.timeline.summary import side_words_of, summarize
from voicecoach.core.workout.amounts import amount_of, measure_of
from voicecoach.core.workout.exercise import Exercise, SideWord
from voicecoach.core.workout.routine import RoutineItem

ResultOf = Callable[[Sequence[SetEnded]], Sequence[Phrase]]
"""Result of a test, in sentences, from the sets that were done."""


class Ledger:
    """Remembers the sets that were done, and the questions that are open."""

    def __init__(
        self,
        timing: SpeechTiming,
        *,
        asks: bool = True,
        result_of: ResultOf | None = None,
        records: Records = NO_RECORDS,
        next_workout: Sequence[Phrase] = (),
    ) -> None:
        """`asks`: the summary may ask how the last exercise felt; a test has a result instead.

        `records` are what the sets are compared with; `next_workout` tells the next one.
        """
        self._timing = timing
        self._asks = asks and result_of is None
        self._result_of = result_of
        self._records = records
        self._next_workout = next_workout
        self._done: list[SetEnded] = []
        self._remarks: tuple[Line, ...] = ()
        """Remarks on the last set that are still to be said."""
        self._place: PlaceReached | None = None
        self._doses: dict[int, DoseGiven] = {}
        self._unrated = ""
        self._asked_morning = ""
        self._hurts: Place | None = None
        self._last_pain: PainReported | None = None
        self._spares = False
        """True after severe pain: nothing is asked about effort, and nobody is congratulated."""
        self._rated: set[str] = set()
        """Exercises of which the user said how they felt, or was asked."""

    # Steps and sets

    def take_over(self, done: Sequence[SetEnded]) -> None:
        """Count these sets as those done so far, since an unfinished workout goes on."""
        self._done = list(done)

    def add_set(self, ended: SetEnded | None, side_word: SideWord) -> Iterator[Fact]:
        """Record a set, if anything of it was done; `side_word` is that of its exercise."""
        if ended:
            self._remarks = remarks(ended, self._done, self._records, side_word)
            self._done.append(ended)
            yield ended

    def add_round(self, work: Work, number: int) -> Iterator[Fact]:
        """Record a round of a circuit that the user has counted."""
        for ended in round_done(work, number):
            self._done.append(ended)
            yield ended
        self._remarks = (Line(phrase("round.done-all", n=number), Role.RESULT),)

    def entering(self, program: Program) -> Iterator[Fact]:
        """Facts to record when the step at hand begins."""
        step = program.steps[program.index]
        if step.place and (place := _place_ahead(program)) and place != self._place:
            self._place = place
            yield place
        if isinstance(step, Work):
            for of in step.circuit or (step.place,):
                dose = _dose_of(of)
                if self._doses.get(dose.item) != dose:
                    self._doses[dose.item] = dose
                    yield dose
        if isinstance(step, Talk) and step.about:
            self._asked_morning = step.about

    def leaving(self) -> Iterator[Fact]:
        """Facts to record when a step is left for another; no answer is an answer, too."""
        if self._unrated:
            self._rated.add(self._unrated)
            yield EffortRated(self._unrated, None)
        yield from self.unrated_pain()
        if self._asked_morning:
            yield MorningAnswered(self._asked_morning, None)
        self._unrated = self._asked_morning = ""

    def ending(self, active_ms: int, *, completed: bool) -> Iterator[Fact]:
        """Facts to record when the workout is over."""
        yield from self.leaving()
        yield SessionEnded(completed, active_ms, count_whole_sets(self._done))

    def summary(
        self,
        items: Sequence[RoutineItem],
        active_ms: int,
        *,
        completed: bool,
        cautions: Sequence[Line] = (),
    ) -> Talk:
        """The summary of what was done of these items; it may ask how the last one felt.

        `cautions` are those of the exercise that the workout ends with.
        """
        told, self._remarks = self._remarks, ()
        exercises = [item.exercise for item in items]
        results = [line for line in told if line.role is not Role.PRAISE]
        return summarize(
            self._done,
            active_ms=active_ms,
            completed=completed,
            side_words=side_words_of(exercises),
            question=self._last_question(items[-1]) if self._asks and completed else None,
            result=self._result_of(self._done) if self._result_of else (),
            cautions=cautions,
            remarks=results if completed else (),
            closing=tuple(self._closing(exercises, completed=completed)),
            hurt=self._spares,
        )

    def _closing(self, exercises: Sequence[Exercise], *, completed: bool) -> Iterator[Line]:
        """Comparison of a completed workout with the last time, and what comes next."""
        if self._spares:
            return
        if completed and not self._result_of:
            gains = compared(
                self._done,
                self._records,
                names={one.slug: one.name for one in exercises},
                side_words=side_words_of(exercises),
            )
            yield from in_role(Role.COMPARISON, gains)
        yield from in_role(Role.NEXT_WORKOUT, self._next_workout)

    # Effort of an exercise

    def suited(self, step: Step) -> Step:
        """A break with what is said of the set before it, and with its question only if it is new
        and there is time; any other step as it is."""
        told, self._remarks = self._remarks, ()
        if not isinstance(step, Break):
            return step
        if step.phase is Phase.SWITCHING:
            told = tuple(line for line in told if line.role is not Role.PRAISE)
        step = replace(step, opening=(*told, *step.opening))
        if step.question is None:
            return step
        slug = step.place.exercise.slug
        end_ms = score_break(step, start_ms=0, timing=self._timing).end_ms or 0
        if self._may_ask_effort(slug) and end_ms <= step.duration_ms:
            self._unrated = slug
            return step
        return replace(step, phase=Phase.RESTING, question=None)

    def _last_question(self, item: RoutineItem) -> Line | None:
        """The question how the last exercise felt, whose rest is the summary; None: not asked."""
        question = effort_question(item)
        if question is None or not self._may_ask_effort(item.exercise.slug):
            return None
        self._unrated = item.exercise.slug
        return question

    def _may_ask_effort(self, exercise: str) -> bool:
        """True if the exercise was done and not asked about yet, and nothing hurts too much."""
        if self._spares:
            return False
        return exercise not in self._rated and any(one.exercise == exercise for one in self._done)

    def rate(self, effort: Effort, exercise: str = "") -> EffortRated | None:
        """Take the rating of this exercise, or of the one asked about; None: none was asked."""
        exercise = exercise or self._unrated
        if exercise == self._unrated:
            self._unrated = ""
        if not exercise:
            return None
        self._rated.add(exercise)
        return EffortRated(exercise, effort)

    # Pain

    def asked_pain(self, place: Place) -> None:
        """Remember that something hurts here, and that the user is asked how much."""
        self._hurts, self._last_pain = place, None

    def report_pain(self, level: int) -> PainReported | None:
        """Take the number; another one right after it corrects it. None: nothing hurts."""
        if self._last_pain:
            self._last_pain = replace(self._last_pain, level=level, corrects=True)
        elif self._hurts:
            slug = self._hurts.exercise.slug
            self._last_pain = PainReported(slug, level, self._hurts.side)
        self._hurts = None
        return self._last_pain

    def spare(self) -> None:
        """Ask no more about effort in this session, since something hurts too much."""
        self._spares = True

    def unrated_pain(self) -> Iterator[PainReported]:
        """Close the question how much it hurts, if it has no answer."""
        if self._hurts:
            yield PainReported(self._hurts.exercise.slug, None, self._hurts.side)
        self._hurts = None

    def answer_morning(self, *, settled: bool) -> MorningAnswered:
        """Take the answer whether the pain was gone the next morning."""
        answered = MorningAnswered(self._asked_morning, settled)
        self._asked_morning = ""
        return answered


def _place_ahead(program: Program) -> PlaceReached | None:
    """Place of the work at hand, or of the next one; None: there is none."""
    steps, index = program.steps, program.index
    at = index if isinstance(steps[index], Work) else next_work(steps, index)
    place = steps[at].place if at < len(steps) else None
    if place is None:
        return None
    return PlaceReached(
        place.item, place.exercise.slug, place.set_number, place.side, place.direction
    )


def _dose_of(place: Place) -> DoseGiven:
    exercise, dosed = place.exercise, place.dosed
    if dosed and dosed.counts:
        # The amounts of the other sets follow from that of the first.
        exercise = dosed.exercise
    return DoseGiven(
        exercise=exercise.slug,
        item=place.item,
        rung=dosed.rung if dosed else 0,
        sets=exercise.sets,
        measure=measure_of(exercise.counting),
        target=amount_of(exercise.counting),
        tempo=dosed.tempo if dosed else 1.0,
        variation=place.variation,
        reduced=bool(dosed and dosed.reduced),
    )
