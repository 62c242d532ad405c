"""Notes what must be known of a workout after it broke off: its place, its doses, its questions."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from voicecoach.core.facts import (
    DoseGiven,
    Effort,
    EffortRated,
    Fact,
    MorningAnswered,
    PainReported,
    PlaceReached,
    SetEnded,
)
from voicecoach.core.phases import Phase
from voicecoach.core.phrases import Phrase
from voicecoach.core.playback.score import score_break
from voicecoach.core.playback.speech_timing import SpeechTiming
from voicecoach.core.timeline.announcing import effort_question
from voicecoach.core.timeline.navigation import next_work
from voicecoach.core.timeline.steps import Break, Place, Step, Talk, Work
from voicecoach.core.workout.amounts import amount_of, measure_of
from voicecoach.core.workout.exercise import Exercise


class Ledger:
    """Remembers what was noted already, so that each thing is noted once."""

    def __init__(self) -> None:
        self._place: PlaceReached | None = None
        self._doses: dict[int, DoseGiven] = {}
        self._unrated = ""
        self._asked_morning = ""
        self._hurts: Place | None = None
        self._last_pain: PainReported | None = None
        self.rated: set[str] = set()
        """Exercises of which the user said how they felt."""

    def entering(self, steps: tuple[Step, ...], index: int) -> Iterator[Fact]:
        """What is to be noted when this step begins."""
        step = steps[index]
        if step.place and (place := _place_ahead(steps, index)) and place != self._place:
            self._place = place
            yield place
        if isinstance(step, Work):
            dose = _dose_of(step.place)
            if self._doses.get(dose.item) != dose:
                self._doses[dose.item] = dose
                yield dose
        if isinstance(step, Talk) and step.about:
            self._asked_morning = step.about

    def suited(self, step: Step, done: Sequence[SetEnded], timing: SpeechTiming) -> Step:
        """The rest after an exercise, with its question only if it is new and there is time."""
        if not isinstance(step, Break) or step.question is None:
            return step
        slug = step.place.exercise.slug
        end_ms = score_break(step, start_ms=0, timing=timing).end_ms or 0
        if self._may_ask_effort(slug, done) and end_ms <= step.duration_ms:
            self._unrated = slug
            return step
        return replace(step, phase=Phase.RESTING, question=None)

    def last_question(self, exercise: Exercise, done: Sequence[SetEnded]) -> Phrase | None:
        """How the last exercise felt, whose rest is the summary; None: it is not asked."""
        question = effort_question(exercise)
        if question is None or not self._may_ask_effort(exercise.slug, done):
            return None
        self._unrated = exercise.slug
        return question

    def _may_ask_effort(self, exercise: str, done: Sequence[SetEnded]) -> bool:
        """At most once, and only of what was done."""
        return exercise not in self.rated and any(one.exercise == exercise for one in done)

    def rate(self, effort: Effort, exercise: str = "") -> EffortRated | None:
        """They said so, of this exercise or the one they were asked about; None: they were not."""
        exercise = exercise or self._unrated
        if exercise == self._unrated:
            self._unrated = ""
        if not exercise:
            return None
        self.rated.add(exercise)
        return EffortRated(exercise, effort)

    def asked_pain(self, place: Place) -> None:
        """Something hurts here; the user is asked how much."""
        self._hurts, self._last_pain = place, None

    def report_pain(self, level: int) -> PainReported | None:
        """They gave it a number; another one right after it corrects it. None: nothing hurts."""
        if self._last_pain:
            self._last_pain = replace(self._last_pain, level=level, corrects=True)
        elif self._hurts:
            slug = self._hurts.exercise.slug
            self._last_pain = PainReported(slug, level, self._hurts.side)
        self._hurts = None
        return self._last_pain

    def unrated_pain(self) -> Iterator[PainReported]:
        """They did not say how much it hurts."""
        if self._hurts:
            yield PainReported(self._hurts.exercise.slug, None, self._hurts.side)
        self._hurts = None

    def answer_morning(self, *, settled: bool) -> MorningAnswered:
        """The user said whether the pain was gone the next morning."""
        answered = MorningAnswered(self._asked_morning, settled)
        self._asked_morning = ""
        return answered

    def leaving(self) -> Iterator[Fact]:
        """What is to be noted when a step is left for another: silence is an answer, too."""
        if self._unrated:
            self.rated.add(self._unrated)
            yield EffortRated(self._unrated, None)
        yield from self.unrated_pain()
        if self._asked_morning:
            yield MorningAnswered(self._asked_morning, None)
        self._unrated = self._asked_morning = ""


def _place_ahead(steps: tuple[Step, ...], index: int) -> PlaceReached | None:
    """Of the work at hand, or the next one; None: there is no more."""
    at = index if isinstance(steps[index], Work) else next_work(steps, index)
    place = steps[at].place if at < len(steps) else None
    if place is None:
        return None
    return PlaceReached(
        place.item, place.exercise.slug, place.set_number, place.side, place.direction
    )


def _dose_of(place: Place) -> DoseGiven:
    exercise, dosed = place.exercise, place.dosed
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
