"""Player of a workout: moves from step to step, and records what was done.

It does not know intents. It is told the time and what to do.
"""

from voicecoach.core.control import Control
from voicecoach.core.facts import ExerciseSkipped, ResumeDeclined, SessionResumed
from voicecoach.core.phases import Phase
from voicecoach.core.phrases import Phrase, phrase
from voicecoach.core.playback.course import Course
from voicecoach.core.playback.ledger import Ledger
from voicecoach.core.playback.outbox import Outbox
from voicecoach.core.playback.playhead import Playhead
from voicecoach.core.playback.program import Arrival, Program
from voicecoach.core.playback.progress import StepProgress, is_done
from voicecoach.core.playback.step_player import StepPlayer
from voicecoach.core.timeline.delivery import Delivery
from voicecoach.core.timeline.lines import EXPLAINING
from voicecoach.core.timeline.resuming import Continuation
from voicecoach.core.timeline.steps import Break, Place, Talk, Work


class Player:
    """Plays the steps of a program in order, and wherever the user wants to go."""

    def __init__(
        self,
        program: Program,
        sound: StepPlayer,
        outbox: Outbox,
        ledger: Ledger,
        continuation: Continuation | None = None,
    ) -> None:
        """`continuation` is taken up if the question at the beginning is not answered."""
        self._course = Course(program, sound, outbox, ledger)
        self._sound = sound
        self._outbox = outbox
        self._ledger = ledger
        self._continuation = continuation

    @property
    def program(self) -> Program:
        """The steps, and the one at hand."""
        return self._course.program

    @property
    def phase(self) -> Phase:
        """Phase of the session."""
        return self._course.phase

    @property
    def place(self) -> Place | None:
        """Place in the routine; None in the greeting and the summary."""
        return self._course.place

    @property
    def arrival(self) -> Arrival | None:
        """End of the previous step, if it ended by itself; None: the user asked for this one."""
        return self._course.arrival

    @property
    def playhead(self) -> Playhead:
        """Position in the step at hand, paused or not."""
        return self._sound.playhead

    @property
    def is_paused(self) -> bool:
        """True if the step is paused, also behind a question."""
        return self._sound.is_paused

    def active_ms(self, now_ms: int) -> int:
        """Length of the workout so far, pauses left out."""
        return self._course.active_ms(now_ms)

    def begin(self, now_ms: int) -> None:
        """Enter the first step."""
        self._course.begin(now_ms)

    def catch_up(self, now_ms: int) -> None:
        """Sound whatever is due, and enter the steps whose time has come."""
        while self.phase is not Phase.FINISHED:
            end_ms = self._sound.sound_due(now_ms)
            if end_ms is None:
                return
            if self.is_paused:
                self._nobody_answered(end_ms)
            else:
                self._step_ended(end_ms)

    def _step_ended(self, at_ms: int) -> None:
        if self.phase is Phase.OFFERING and self._continuation:
            self.take_up(at_ms)
            return
        self._course.step_ended(at_ms)

    # Speaking

    def say(
        self, answer: Phrase, now_ms: int, *, insist: bool = True, from_ms: int | None = None
    ) -> None:
        """Fit in a sentence where it disturbs least; unsaid, it is at least on the screen.

        Without `insist` nothing gives way to it in work. `from_ms` is the earliest moment at which
        it is true; None: now.
        """
        self._sound.say(answer, now_ms, insist=insist, from_ms=from_ms or now_ms)
        self.catch_up(now_ms)

    def withdraw(self, words: Phrase) -> None:
        """Leave out a sentence that is no longer true, where it was not begun."""
        self._sound.withdraw(words)

    def explain(self, words: Phrase, now_ms: int) -> None:
        """Say how the exercise is done, instead of what its announcement has not yet said of it."""
        self._sound.say(words, now_ms, insist=True, from_ms=now_ms, replaces=EXPLAINING)
        self.catch_up(now_ms)

    def deliver(self, delivery: Delivery, now_ms: int) -> None:
        """Change the verbosity, from the next line on."""
        self._sound.deliver(delivery, self._course.planned, now_ms)

    # Moving

    def take_up(self, now_ms: int) -> None:
        """Go on with the unfinished workout in place of this one."""
        unfinished = self._continuation
        if unfinished is None:
            return
        self._outbox.hush(now_ms)
        self._outbox.note(SessionResumed(unfinished.session))
        whole = Program(unfinished.routine, unfinished.steps, unfinished.index)
        self._course.change(whole.without(unfinished.spared).at(self.program.index))
        if unfinished.spared:
            self._ledger.spare()
        self._ledger.take_over(unfinished.done)
        self._course.begin_earlier(unfinished.active_ms)
        self._course.enter(unfinished.index, now_ms)

    def begin_afresh(self, now_ms: int) -> None:
        """Leave the unfinished workout as it is, and go on with this one."""
        if self._continuation:
            self._outbox.note(ResumeDeclined(self._continuation.session))
            self._continuation = None
        self.go_on(now_ms, now_ms)

    def stop_waiting(self, now_ms: int) -> None:
        """Let a question that only the user could have answered end by itself."""
        step = self.playhead.step
        if isinstance(step, Talk) and step.is_gate and step.wait_ms is None:
            self._course.enter(self.program.index, now_ms, self._sound.progress(now_ms))

    def begin_work(self, now_ms: int) -> None:
        """Leave a talk for the work, by way of the essential lines that were not said yet."""
        announced = self._sound.cut_short(self.program.announcement, now_ms)
        if announced is None:
            self.go_to(self.program.next_work, now_ms)
            return
        self._outbox.hush(now_ms)
        talk, said = announced
        self._course.enter(self.program.next_work - 1, now_ms, StepProgress(line=said), talk)

    def go_on(self, now_ms: int, ended_ms: int) -> None:
        """Leave the step at hand, which ended at `ended_ms`, for the one after it.

        A break goes on until the essential lines are said.
        """
        if hurried := self._sound.hurried(now_ms):
            self._outbox.hush(now_ms)
            self._course.start(hurried, StepProgress(), now_ms)
            return
        self._course.cut_short(now_ms, ended_ms, by_user=True)
        self._course.enter(self.program.index + 1, now_ms)

    def count_up(self, number: int | None, now_ms: int) -> None:
        """Add one (None), or take the number that the user named; at the target the set ends.

        In a circuit it is rounds that the user counts.
        """
        before, work = self.playhead.tally, self.playhead.step
        answer = self.playhead.count_up(number)
        if isinstance(work, Work) and work.circuit:
            self._count_rounds(work, before, now_ms)
        elif isinstance(work, Work) and self.playhead.tally >= work.target:
            self.go_on(now_ms, now_ms)
        else:
            self.say(answer, now_ms)

    def _count_rounds(self, work: Work, before: int, now_ms: int) -> None:
        rounds = self.playhead.tally
        for number in range(before + 1, rounds + 1):
            self._outbox.note(*self._ledger.add_round(work, number))
        self.say(phrase("round.done", n=rounds), now_ms)

    def go_to(self, index: int, now_ms: int) -> None:
        """Leave the step at hand for another one; nothing of it is recorded."""
        self._outbox.hush(now_ms)
        self._course.enter(index, now_ms)

    def leave_exercise(self, now_ms: int, ended_ms: int, to: int | None = None) -> None:
        """Go on with the next exercise, or with the one that begins at this index."""
        self._course.cut_short(now_ms, ended_ms)
        if self.place and (left := self.program.sets_to_skip):
            self._outbox.note(ExerciseSkipped(self.place.exercise.slug, left))
        index = self.program.next_exercise if to is None else to
        self._course.enter_with_cautions(index, now_ms)

    def again(self, now_ms: int) -> None:
        """Say this step again; begin a set again; in a break, say only what comes next."""
        progress, step = self._sound.progress(now_ms), self.playhead.step
        self._outbox.hush(now_ms)
        self._outbox.note(*self._ledger.unrated_pain())
        index = self.program.index
        if isinstance(step, Break):
            self._go_on_with_break(step, progress, now_ms)
        elif step.phase is Phase.SUMMARY:
            self._course.start(step, StepProgress(), now_ms)
        else:
            self._course.enter(index - 1 if step.phase is Phase.READY else index, now_ms)

    def _go_on_with_break(self, step: Break, progress: StepProgress, now_ms: int) -> None:
        self._course.enter(self.program.index, now_ms, progress)
        for line in step.ahead:
            self.playhead.say(line.phrase, now_ms)

    # Pausing

    def pause(self, phase: Phase, words: Phrase, now_ms: int, *more: Phrase) -> None:
        """Fall silent at once, pause the step, and say this; paused already: only say this."""
        self._sound.pause(now_ms)
        self._course.set_phase(phase, now_ms)
        self._sound.ask(phase, self.place, (words, *more), now_ms)

    def stop_the_clock(self, since_ms: int, words: Phrase | None, now_ms: int) -> None:
        """Pause the step where it was at `since_ms`, and say this now; None: go on at once."""
        self.catch_up(since_ms)
        if self.phase is Phase.FINISHED or self.is_paused:
            return
        self._sound.pause(since_ms)
        self._course.set_phase(Phase.PAUSED, now_ms, since_ms=since_ms)
        if words:
            self._sound.ask(Phase.PAUSED, self.place, (words,), now_ms)
        else:
            self.resume(now_ms)

    def _nobody_answered(self, at_ms: int) -> None:
        """Turn a question into a pause; in a pause, say once how to go on, and wait.

        If nobody can answer, go on, but not with an exercise that hurts.
        """
        hurts = self.phase in (Phase.HURTING, Phase.EASING)
        if self._outbox.control is Control.NONE:
            self.leave_exercise(at_ms, at_ms) if hurts else self.resume(at_ms)
            return
        self._outbox.note(*self._ledger.unrated_pain())
        self._course.set_phase(Phase.PAUSED, at_ms)
        words = phrase("pause.hurts") if hurts else phrase("pause.still")
        self._sound.remind(Phase.PAUSED, self.place, words, at_ms)

    def resume(self, now_ms: int) -> None:
        """Go on where the step was paused.

        A question to the user is asked again, and in a break they hear again what comes next. Work
        that was done when it was paused is over.
        """
        self._outbox.note(*self._ledger.unrated_pain())
        step, progress = self.playhead.step, self._sound.progress(now_ms)
        if self._course.begins_anew:
            self.go_to(self.program.index, now_ms)
            return
        if is_done(self.program.step or step, progress):
            self.go_on(now_ms, now_ms)
            return
        self._outbox.hush(now_ms)
        if isinstance(step, Break):
            self._go_on_with_break(step, progress, now_ms)
        elif self.program.step is None:
            # The summary: the end of the session is recorded already.
            self._course.start(step, progress, now_ms)
        else:
            begun = self._sound.continued(self._course.planned, progress)
            talk = begun if isinstance(begun, Talk) else None
            asked = step.phase is Phase.READY and talk is not None and not talk.is_cut_short
            index = self.program.index
            self._course.enter(index, now_ms, StepProgress() if asked else progress, talk)

    def finish(self, now_ms: int) -> None:
        """End the workout here, and summarize it."""
        self._course.cut_short(now_ms, now_ms)
        self._course.summarize(now_ms, completed=False)

    # Changing what is to come

    def replan(self, program: Program) -> None:
        """Take a changed program from here on; what is laid out of the step at hand stays."""
        self._course.replan(program)

    def rework(self, work: Work, now_ms: int) -> None:
        """Give the set at hand more units, or end it sooner."""
        self._course.change(self.program.with_step(work))
        self._sound.rework(work, now_ms)

    def prolong(self, by_ms: int, now_ms: int) -> None:
        """Let the break at hand last longer."""
        self.playhead.prolong(by_ms, now_ms)

    def close_rating(self, now_ms: int) -> None:
        """Go on with a rest in which the question how the exercise felt is answered."""
        if self.phase is Phase.RATING:
            self._course.set_phase(Phase.RESTING, now_ms)
