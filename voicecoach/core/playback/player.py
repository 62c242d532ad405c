"""Plays the steps of a workout: enters and leaves them, freezes and goes on, keeps what was done.

The stage knows no intents. It is told the time and what to do.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from voicecoach.core.effects import AlignBeat, Listen
from voicecoach.core.facts import (
    ExerciseSkipped,
    PhaseEntered,
    SessionEnded,
    SessionResumed,
    SetEnded,
)
from voicecoach.core.phases import Phase
from voicecoach.core.phrases import Phrase, PhraseBook, phrase
from voicecoach.core.playback.ledger import Ledger
from voicecoach.core.playback.outbox import Outbox
from voicecoach.core.playback.pause import Pause
from voicecoach.core.playback.playhead import Playhead, StepProgress, is_done, set_ended
from voicecoach.core.playback.program import Program
from voicecoach.core.playback.speech_timing import SpeechTiming
from voicecoach.core.playback.tally import count_number, count_one
from voicecoach.core.timeline.delivery import IN_FULL, Delivery
from voicecoach.core.timeline.navigation import before, next_exercise, next_work, sets_left
from voicecoach.core.timeline.resuming import Continuation
from voicecoach.core.timeline.steps import Break, Place, Step, Talk, Work
from voicecoach.core.timeline.summary import summarize
from voicecoach.core.workout.routine import Routine, RoutineItem


@dataclass(frozen=True, slots=True)
class Arrival:
    """The step before this one ended by itself."""

    at_ms: int
    phase: Phase
    """Of the step that ended."""
    place: Place | None


class Player:
    """The step that is played, and what is said while it is frozen."""

    def __init__(
        self,
        routine: Routine,
        steps: tuple[Step, ...],
        *,
        book: PhraseBook,
        timing: SpeechTiming,
        speed: float,
        continuation: Continuation | None = None,
        result_of: Callable[[Sequence[SetEnded]], Sequence[Phrase]] | None = None,
        asks: bool = True,
        delivery: Delivery = IN_FULL,
    ) -> None:
        """`continuation`: what is taken up when nobody answers the question at the beginning.

        `asks` is whether the summary may ask something.
        """
        self._program = Program(routine, steps)
        self.phase = Phase.GREETING
        self.speed = speed
        self.index = 0
        """Of the step that is played, frozen or not; behind the last one: the summary."""
        self.arrival: Arrival | None = None
        """How the step at hand was reached; None: the user asked for it."""
        self.output = Outbox(book, timing)
        """What it wants done; whoever takes part in the session adds to it."""
        self.ledger = Ledger()
        self.continuation = continuation
        self._result_of = result_of
        self._asks = asks
        self._timing = timing
        self.delivery = delivery
        """How what is to come is told."""
        self._playhead: Playhead | None = None
        self._pause = Pause(timing)
        self._began_ms = 0
        self._done: list[SetEnded] = []

    # Where it is

    @property
    def routine(self) -> Routine:
        """The routine, with the doses it has now."""
        return self._program.routine

    @property
    def steps(self) -> tuple[Step, ...]:
        """All steps of it."""
        return self._program.steps

    @property
    def playhead(self) -> Playhead:
        """The step at hand, frozen or not."""
        assert self._playhead is not None, "begin() comes first"
        return self._playhead

    @property
    def is_paused(self) -> bool:
        """Whether the step stands still, in a pause or behind a question."""
        return self._pause.is_on

    @property
    def place(self) -> Place | None:
        """Where in the routine it is; None: in the greeting or the summary."""
        return self._program.place(self.index)

    @property
    def deadline_ms(self) -> int | None:
        """When the next sound or step is due; None: never without the user."""
        return self._speaking.deadline_ms

    def moment(self, now_ms: int) -> int:
        """The time at which the step stands: now, or when it was frozen."""
        return self._pause.moment(now_ms)

    @property
    def _speaking(self) -> Playhead:
        """What is being said: beside the step that stands still, or in the step itself."""
        return self._pause.aside or self.playhead

    def _progress(self, now_ms: int) -> StepProgress:
        """How far the step has come."""
        pause = self._pause
        return pause.progress if pause.is_on else self.playhead.progress(now_ms)

    # Time

    def begin(self, now_ms: int) -> None:
        """Enter the first step."""
        self._began_ms = now_ms
        self._enter(0, now_ms)

    def catch_up(self, now_ms: int) -> None:
        """Sound whatever became due, and enter the steps whose time has come."""
        while self.phase is not Phase.FINISHED:
            playhead = self._speaking
            while cue := playhead.take_due(now_ms):
                self.output.sound(cue)
            end_ms = playhead.end_ms
            if end_ms is None or end_ms > now_ms:
                return
            if self.is_paused:
                self._nobody_answered(end_ms)
            else:
                self._step_ended(end_ms)

    def _step_ended(self, at_ms: int) -> None:
        if self.phase is Phase.OFFERING and self.continuation:
            self.take_up(self.continuation, at_ms)
            return
        phase, place = self.phase, self.place
        self._keep_achieved(at_ms)
        self._enter(self.index + 1, at_ms)
        self.arrival = Arrival(at_ms, phase, place)

    def _enter(
        self,
        index: int,
        at_ms: int,
        progress: StepProgress | None = None,
        talk: Talk | None = None,
    ) -> None:
        """Begin the step of this index; behind the last one comes the summary, then the end.

        `talk` is that step as it was begun, if it goes on.
        """
        self.arrival = None
        if index != self.index:
            self.output.note(*self.ledger.leaving())
        if index < len(self.steps):
            self._pause.end(at_ms)
            self.index = index
            self.output.note(*self.ledger.entering(self.steps, index))
            step = talk or self.delivery.step(
                self.ledger.suited(self.steps[index], self._done, self._timing)
            )
            self._start(step, progress or StepProgress(), at_ms)
        elif self.phase is Phase.SUMMARY:
            self._set_phase(Phase.FINISHED)
        else:
            self._summarize(at_ms, completed=True)

    def _start(self, step: Step, progress: StepProgress, at_ms: int) -> None:
        self._set_phase(step.phase)
        if isinstance(step, Work):
            self.output.add(AlignBeat(at_ms))
        self._playhead = Playhead(
            step,
            progress,
            start_ms=at_ms,
            speed=self.speed,
            timing=self._timing,
            delivery=self.delivery,
        )

    def _summarize(self, at_ms: int, *, completed: bool) -> None:
        self._pause.end(at_ms)
        self.output.note(*self.ledger.leaving())
        active_ms = at_ms - self._began_ms - self._pause.total_ms
        self.output.note(SessionEnded(completed, active_ms, len(self._done)))
        self.index = len(self.steps)
        is_asked = self._asks and completed and self._result_of is None
        last = self.routine.items[-1].exercise
        talk = summarize(
            self._done,
            active_ms=active_ms,
            completed=completed,
            question=self.ledger.last_question(last, self._done) if is_asked else None,
            result=self._result_of(self._done) if self._result_of else (),
        )
        self._start(self.delivery.step(talk), StepProgress(), at_ms)

    def _set_phase(self, phase: Phase) -> None:
        self.phase = phase
        slug = self.place.exercise.slug if self.place else None
        self.output.note(PhaseEntered(phase.value, slug))
        self.output.add(Listen(phase))

    # Sound

    def say(
        self, answer: Phrase, now_ms: int, *, insist: bool = True, from_ms: int | None = None
    ) -> None:
        """Fit in a sentence where it disturbs least; unsaid, it is at least on the screen.

        Without `insist` nothing gives way to it in work. `from_ms` is the earliest moment at which
        it is true; None: now.
        """
        self.output.show(answer)
        if self._speaking.say(answer, from_ms or now_ms, insist=insist):
            self.output.hush(now_ms)
        self.catch_up(now_ms)

    # Moving

    def take_up(self, unfinished: Continuation, now_ms: int) -> None:
        """Go on with an unfinished workout in place of this one."""
        self.output.hush(now_ms)
        self.output.note(SessionResumed(unfinished.session))
        self._program = Program(unfinished.routine, unfinished.steps)
        self._done = list(unfinished.done)
        self._began_ms -= unfinished.active_ms
        self._enter(unfinished.index, now_ms)

    def go_on(self, now_ms: int, ended_ms: int) -> None:
        """Leave the step at hand, which ended at `ended_ms`, for the one after it."""
        self._cut_short(now_ms, ended_ms, by_user=True)
        self._enter(self.index + 1, now_ms)

    def count_up(self, number: int | None, now_ms: int) -> None:
        """Add one (no number), or what the user says they reached; at the target the set ends."""
        playhead = self.playhead
        counted = (
            count_one(playhead.tally) if number is None else count_number(playhead.tally, number)
        )
        playhead.tally = counted.tally
        work = playhead.step
        if isinstance(work, Work) and counted.tally >= work.target:
            self.go_on(now_ms, now_ms)
        else:
            self.say(counted.answer, now_ms)

    def begin_work(self, now_ms: int) -> None:
        """Leave the talk at hand for the next set, whatever else was to be said before it."""
        self.output.hush(now_ms)
        self._enter(next_work(self.steps, self.index), now_ms)

    def leave_exercise(self, now_ms: int, ended_ms: int) -> None:
        """Go on with the next exercise."""
        self._cut_short(now_ms, ended_ms)
        place = self.place
        if place and (left := sets_left(self.steps, self.index)):
            self.output.note(ExerciseSkipped(place.exercise.slug, left))
        self._enter(next_exercise(self.steps, self.index), now_ms)

    def go_back(self, now_ms: int) -> None:
        """From a set or break to the work before it, from a talk to the exercise before it."""
        self.output.hush(now_ms)
        self._enter(before(self.steps, self.index), now_ms)

    def again(self, now_ms: int) -> None:
        """Say this step again; begin a set again; in a break, say only what comes next."""
        progress, step = self._progress(now_ms), self.playhead.step
        self.output.hush(now_ms)
        self.output.note(*self.ledger.unrated_pain())
        if isinstance(step, Break):
            self._go_on_with_break(step, progress, now_ms)
        elif step.phase is Phase.READY:
            self._enter(self.index - 1, now_ms)
        elif step.phase is Phase.SUMMARY:
            self._start(step, StepProgress(), now_ms)
        else:
            self._enter(self.index, now_ms)

    def _go_on_with_break(self, step: Break, progress: StepProgress, now_ms: int) -> None:
        self._enter(self.index, now_ms, progress)
        for line in step.ahead:
            self.playhead.say(line.phrase, now_ms)

    def _cut_short(self, now_ms: int, ended_ms: int, *, by_user: bool = False) -> None:
        self.output.hush(now_ms)
        self._keep_achieved(self.moment(min(ended_ms, now_ms)), by_user=by_user)

    def _keep_achieved(self, at_ms: int, *, by_user: bool = False) -> None:
        if ended := set_ended(self.playhead, at_ms, by_user=by_user):
            self._done.append(ended)
            self.output.note(ended)

    # Standing still

    def pause(self, phase: Phase, words: Phrase, now_ms: int, *more: Phrase) -> None:
        """Fall silent at once, stand still, and say this; frozen already: only say this."""
        self.output.hush(now_ms)
        self._pause.begin(self._progress(now_ms), now_ms)
        self._set_phase(phase)
        self._pause.ask(phase, self.place, (words, *more), now_ms)

    def _nobody_answered(self, at_ms: int) -> None:
        """A question becomes a pause; a pause says once how to go on, and waits."""
        hurts = self.phase in (Phase.HURTING, Phase.EASING)
        self.output.note(*self.ledger.unrated_pain())
        self._set_phase(Phase.PAUSED)
        words = phrase("pause.hurts") if hurts else phrase("pause.still")
        self._pause.remind(Phase.PAUSED, self.place, words, at_ms)

    def resume(self, now_ms: int) -> None:
        """Go on where the step stood.

        A question to the user is asked again, and in a break they hear again what comes next. Work
        that was done when it was frozen is over.
        """
        self.output.note(*self.ledger.unrated_pain())
        step, progress = self.playhead.step, self._pause.progress
        if is_done(self.steps[self.index] if step.place else step, progress):
            self.go_on(now_ms, now_ms)
            return
        self.output.hush(now_ms)
        if isinstance(step, Break):
            self._go_on_with_break(step, progress, now_ms)
        else:
            talk = self._told_on(step, progress) if isinstance(step, Talk) else None
            asked = step.phase is Phase.READY
            self._enter(self.index, now_ms, StepProgress() if asked else progress, talk)

    def finish(self, now_ms: int) -> None:
        """End the workout here, and tell what was done."""
        self._cut_short(now_ms, now_ms)
        self._summarize(now_ms, completed=False)

    def set_speed(self, speed: float, now_ms: int) -> None:
        """Another tempo, from the next rep on; a frozen set takes it up when it goes on."""
        self.speed = speed
        if not self.is_paused:
            self.playhead.change_speed(speed, now_ms)

    def deliver(self, delivery: Delivery, now_ms: int) -> None:
        """Tell all that is still to come like this, from the next line on."""
        self.delivery = delivery
        playhead = self.playhead
        playhead.deliver(delivery)
        if isinstance(playhead.step, Talk):
            playhead.step = self._told_on(playhead.step, self._progress(now_ms))

    def _told_on(self, begun: Talk, progress: StepProgress) -> Talk:
        """The talk at hand with what was said of it, and then what is planned now."""
        planned = self.steps[self.index] if self.index < len(self.steps) else begun
        if not isinstance(planned, Talk):
            return begun
        said = begun.lines[: progress.line]
        return replace(begun, lines=(*said, *self.delivery.rest_of(planned, said)))

    # Changing what is to come

    @property
    def sets_to_come(self) -> int:
        """Sets of the exercise at hand that are not over; the one at work counts."""
        return sets_left(self.steps, self.index) if self.place else 0

    def redose(self, item_index: int, item: RoutineItem, steps: Iterable[Step]) -> None:
        """From here on, another dose of the exercise of this index, with the steps it has now."""
        program = self._program.redosed(item_index, item, steps, from_index=self.index)
        self._program = program
        if isinstance(self.playhead.step, Work) and self.index < len(program.steps):
            self.playhead.step = program.steps[self.index]

    def rework(self, work: Work, now_ms: int) -> None:
        """The set at hand gets more, or is over sooner."""
        self._program = self._program.with_step(self.index, work)
        self.playhead.rework(work, self.speed, now_ms)

    def rework_to_come(self, changed: Callable[[Work], Work]) -> None:
        """The sets to come of the exercise at hand get more, or are over sooner."""
        self._program = self._program.reworked(changed, after_index=self.index)

    def prolong(self, by_ms: int, now_ms: int) -> None:
        """Let the break at hand last longer."""
        self.playhead.prolong(by_ms, now_ms)

    def rated(self) -> None:
        """The question how the exercise felt is answered: this is a rest like any other."""
        if self.phase is Phase.RATING:
            self._set_phase(Phase.RESTING)

    def leave_out(self, exercise: str) -> None:
        """This exercise does not come again today."""
        self._program = self._program.without(exercise, after_index=self.index)
