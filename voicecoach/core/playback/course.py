"""Course of a workout: the step at hand, the phase it is in, and what is recorded on the way."""

from dataclasses import replace

from voicecoach.core.facts import PhaseEntered
from voicecoach.core.phases import Phase
from voicecoach.core.playback.ledger import Ledger
from voicecoach.core.playback.outbox import Outbox
from voicecoach.core.playback.program import Arrival, Program
from voicecoach.core.playback.progress import StepProgress
from voicecoach.core.playback.step_player import StepPlayer
from voicecoach.core.timeline.announcing import cautions_on_leaving
from voicecoach.core.timeline.steps import Break, Place, Step, Talk, Work


class Course:
    """Enters the steps of a program and its phases, and records both, and the sets."""

    def __init__(self, program: Program, sound: StepPlayer, outbox: Outbox, ledger: Ledger) -> None:
        self._program = program
        self._sound = sound
        self._outbox = outbox
        self._ledger = ledger
        self._phase = Phase.GREETING
        self._arrival: Arrival | None = None
        self._began_ms = 0
        self._begins_anew = False

    @property
    def program(self) -> Program:
        """The steps, and the one at hand."""
        return self._program

    @property
    def phase(self) -> Phase:
        """Phase of the session."""
        return self._phase

    @property
    def place(self) -> Place | None:
        """Place in the routine; None in the greeting and the summary."""
        return self._program.place

    @property
    def planned(self) -> Step | None:
        """The step at hand in all its words; of an announcement that was cut short, all of it."""
        step = self._sound.playhead.step
        is_cut_short = isinstance(step, Talk) and step.is_cut_short
        return self._program.announcement if is_cut_short else self._program.step

    @property
    def arrival(self) -> Arrival | None:
        """End of the previous step, if it ended by itself; None: the user asked for this one."""
        return self._arrival

    @property
    def begins_anew(self) -> bool:
        """True if the set at hand was replaced by one of another side, which is to begin."""
        return self._begins_anew

    def active_ms(self, now_ms: int) -> int:
        """Length of the workout so far, pauses left out."""
        return now_ms - self._began_ms - self._sound.paused_ms(now_ms)

    def begin(self, now_ms: int) -> None:
        """Enter the first step."""
        self._began_ms = now_ms
        self.enter(0, now_ms)

    def begin_earlier(self, by_ms: int) -> None:
        """Count time that was spent on the workout before it was taken up."""
        self._began_ms -= by_ms

    def step_ended(self, at_ms: int) -> None:
        """Record the step at hand, which ended by itself, and enter the next one."""
        arrival = Arrival(at_ms, self._phase, self.place)
        self._record_set(at_ms)
        self.enter(self._program.index + 1, at_ms)
        self._arrival = arrival

    def enter(
        self,
        index: int,
        at_ms: int,
        progress: StepProgress | None = None,
        talk: Talk | None = None,
    ) -> None:
        """Begin the step of this index; behind the last one comes the summary, then the end.

        `talk` is that step as it was begun, if it goes on.
        """
        self._arrival = None
        self._begins_anew = False
        if index != self._program.index:
            self._outbox.note(*self._ledger.leaving())
        if index < len(self._program.steps):
            self._program = self._program.at(index)
            self._outbox.note(*self._ledger.entering(self._program))
            suited = self._ledger.suited(self._program.steps[index])
            step = talk or self._sound.delivered(suited, self._program.following)
            self.start(step, progress or StepProgress(), at_ms)
        elif self._phase is Phase.SUMMARY:
            self.set_phase(Phase.FINISHED, at_ms)
        else:
            self.summarize(at_ms, completed=True)

    def enter_with_cautions(self, index: int, at_ms: int) -> None:
        """Begin the step of this index with what to mind on leaving the one at hand."""
        cautions, following = cautions_on_leaving(self._program.step), self._program.at(index)
        said = self._sound.delivery.step(following.step) if cautions and following.step else None
        talk = replace(said, lines=(*cautions, *said.lines)) if isinstance(said, Talk) else None
        self.enter(index, at_ms, talk=talk)

    def start(self, step: Step, progress: StepProgress, at_ms: int) -> None:
        """Play this step in place of the one at hand."""
        self.set_phase(step.phase, at_ms)
        self._sound.start(step, progress, at_ms)

    def summarize(self, at_ms: int, *, completed: bool) -> None:
        """Record the end of the workout, and sum it up."""
        active_ms = self.active_ms(at_ms)
        cautions = cautions_on_leaving(self._program.step)
        self._outbox.note(*self._ledger.ending(active_ms, completed=completed))
        self._program = self._program.at(len(self._program.steps))
        items = self._program.routine.items
        talk = self._ledger.summary(items, active_ms, completed=completed, cautions=cautions)
        self.start(self._sound.delivery.step(talk), StepProgress(), at_ms)

    def set_phase(self, phase: Phase, at_ms: int, *, since_ms: int | None = None) -> None:
        """Enter a phase now; if it began before, that was at `since_ms`."""
        self._phase = phase
        slug = self.place.exercise.slug if self.place else None
        self._outbox.note(PhaseEntered(phase.value, slug), at_ms=since_ms)
        self._outbox.listen(phase, at_ms)

    def cut_short(self, now_ms: int, ended_ms: int, *, by_user: bool = False) -> None:
        """Fall silent, and record what was done of the step at hand until `ended_ms`."""
        self._outbox.hush(now_ms)
        self._record_set(self._sound.step_time_ms(min(ended_ms, now_ms)), by_user=by_user)

    def change(self, program: Program) -> None:
        """Take a changed program; what is laid out of the step at hand stays."""
        self._program = program

    def replan(self, program: Program) -> None:
        """Take a changed program from here on; what is laid out of the step at hand stays.

        A set of another side than before is begun from its start, when the pause for it is over.
        """
        before, after = self._program.step, program.step
        self._program = program
        if isinstance(before, Work) and isinstance(after, Work):
            self._begins_anew = self._begins_anew or before.place.turn != after.place.turn
        if isinstance(after, Work | Break) and not self._begins_anew:
            self._sound.playhead.substitute(after)

    def _record_set(self, at_ms: int, *, by_user: bool = False) -> None:
        if self.place:
            ended = self._sound.playhead.set_ended(at_ms, by_user=by_user)
            self._outbox.note(*self._ledger.add_set(ended, self.place.exercise.side_word))
