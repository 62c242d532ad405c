"""Sound of the step at hand, and of what is said beside it while it is paused."""

from collections.abc import Mapping
from dataclasses import replace

from voicecoach.core.control import Control
from voicecoach.core.effects import AlignBeat, Earcon, Play
from voicecoach.core.phases import Phase
from voicecoach.core.phrases import Phrase
from voicecoach.core.playback.estimate import durations_ms
from voicecoach.core.playback.outbox import Outbox
from voicecoach.core.playback.pause import Pause
from voicecoach.core.playback.playhead import Playhead
from voicecoach.core.playback.progress import StepProgress
from voicecoach.core.playback.resting import before_announcement
from voicecoach.core.playback.speech_timing import SpeechTiming
from voicecoach.core.timeline.delivery import Delivery
from voicecoach.core.timeline.lines import ESSENTIAL, Role
from voicecoach.core.timeline.steps import Break, Place, Step, Talk, Work, speed_at
from voicecoach.core.timeline.waits import NOBODY_ANSWERS_MS


class StepPlayer:
    """Plays one step after another, and pauses them; it does not know which one comes next."""

    def __init__(
        self,
        outbox: Outbox,
        timing: SpeechTiming,
        *,
        speed: float,
        delivery: Delivery,
        tempos: Mapping[str, float] | None = None,
    ) -> None:
        """`tempos` are factors on the speed, by the slugs of exercises; the others have 1."""
        self._outbox = outbox
        self._timing = timing
        self._speed = speed
        self._tempos = dict(tempos or {})
        self._delivery = delivery
        self._playhead: Playhead | None = None
        self._pause = Pause(timing)

    @property
    def playhead(self) -> Playhead:
        """The step at hand, paused or not."""
        assert self._playhead is not None, "start() comes first"
        return self._playhead

    @property
    def speed(self) -> float:
        """The tempo of the exercise at hand; 1 is the usual one."""
        return self._speed_at(self.playhead.step.place)

    @property
    def tempos(self) -> Mapping[str, float]:
        """Tempos that differ from that of the session, as factors on it, by exercise."""
        return self._tempos

    def _speed_at(self, place: Place | None) -> float:
        return speed_at(place, self._speed, self._tempos)

    @property
    def delivery(self) -> Delivery:
        """The verbosity of what is to come."""
        return self._delivery

    @property
    def is_paused(self) -> bool:
        """True if the step is paused, also behind a question."""
        return self._pause.is_on

    @property
    def deadline_ms(self) -> int | None:
        """Time at which the next sound or step is due; None: never without the user."""
        return self._speaking.deadline_ms

    @property
    def _speaking(self) -> Playhead:
        """Plays what is being said: beside a paused step, or in the step itself."""
        return self._pause.aside or self.playhead

    def step_time_ms(self, now_ms: int) -> int:
        """The step's own time: now, or when it was paused."""
        return self._pause.step_time_ms(now_ms)

    def paused_ms(self, now_ms: int) -> int:
        """Length of all pauses so far."""
        return self._pause.total_ms(now_ms)

    def left_ms(self, to_come: tuple[Step, ...], now_ms: int) -> int:
        """Time that the step at hand and those to come take, if the user does nothing unusual."""
        playhead, timing = self.playhead, self._timing
        step_ms = self.step_time_ms(now_ms)
        here_ms = (playhead.end_ms or step_ms) - step_ms
        later = durations_ms(to_come, timing, speed=self._speed, tempos=self._tempos)
        return max(0, here_ms) + sum(later)

    def progress(self, now_ms: int) -> StepProgress:
        """Progress of the step, also while it is paused."""
        pause = self._pause
        return pause.progress if pause.is_on else self.playhead.progress(now_ms)

    def delivered(self, step: Step, following: Step | None) -> Step:
        """A step as it is to be said before the one that follows, from both in full."""
        said_after = self._delivery.step(following) if following else None
        said = before_announcement(self._delivery.step(step), said_after, self._timing)
        if isinstance(said, Talk) and said.is_gate and said.wait_ms is None:
            nobody = self._outbox.control is Control.NONE
            return replace(said, wait_ms=NOBODY_ANSWERS_MS if nobody else None)
        return said

    def start(self, step: Step, progress: StepProgress, at_ms: int) -> None:
        """Play this step from here on; a pause is over."""
        self._pause.end(at_ms)
        if isinstance(step, Work):
            self._outbox.add(AlignBeat(at_ms))
        zero_ms = self._playhead.zero_ms if self._playhead else None
        self._playhead = Playhead(
            step,
            progress,
            start_ms=at_ms,
            speed=self._speed_at(step.place),
            timing=self._timing,
            delivery=self._delivery,
            zero_ms=zero_ms,
        )

    def sound_due(self, now_ms: int) -> int | None:
        """Sound whatever is due; returns when the words or the step ended, None if they go on."""
        speaking = self._speaking
        while cue := speaking.take_due(now_ms):
            self._outbox.sound(cue)
        end_ms = speaking.end_ms
        return None if end_ms is None or end_ms > now_ms else end_ms

    def say(
        self,
        answer: Phrase,
        now_ms: int,
        *,
        insist: bool,
        from_ms: int,
        replaces: frozenset[Role] = frozenset(),
    ) -> None:
        """Fit in a sentence where it disturbs least; unsaid, it is at least on the screen."""
        self._outbox.show(answer)
        if self.is_paused and replaces:
            self._pause.move_to(self.playhead.pass_over(replaces, self._pause.progress))
        if self._speaking.say(answer, from_ms, insist=insist, replaces=replaces):
            self._outbox.hush(now_ms)

    def withdraw(self, words: Phrase) -> None:
        """Leave out a sentence that is no longer true, where it was not begun."""
        self._speaking.withdraw(words)

    def sign(self, earcon: Earcon, now_ms: int) -> None:
        """Sound an earcon where it covers no words, or not at all."""
        at_ms = self._speaking.room_for(earcon, now_ms)
        if at_ms is not None:
            self._outbox.add(Play(earcon, at_ms))

    def pause(self, now_ms: int) -> None:
        """Fall silent, and pause the step; if it is paused already, it stays where it is."""
        self._outbox.hush(now_ms)
        self._pause.begin(self.progress(now_ms), now_ms)

    def ask(self, phase: Phase, place: Place | None, lines: tuple[Phrase, ...], at_ms: int) -> None:
        """In a pause, say this and wait for an answer as long as the phase does."""
        self._pause.ask(phase, place, lines, at_ms)

    def remind(self, phase: Phase, place: Place | None, words: Phrase, at_ms: int) -> None:
        """In a pause, say this and wait without end."""
        self._pause.remind(phase, place, words, at_ms)

    def set_speed(self, speed: float, now_ms: int) -> None:
        """Change the tempo of the exercise at hand from the next rep on, or else of all.

        A paused set takes it up when it goes on.
        """
        if place := self.playhead.step.place:
            self._tempos[place.exercise.slug] = speed / self._speed
        else:
            self._speed = speed
        if not self.is_paused:
            self.playhead.change_speed(speed, now_ms)

    def rework(self, work: Work, now_ms: int) -> None:
        """Give the set at hand more units, or end it sooner."""
        self.playhead.rework(work, self.speed, now_ms)

    def deliver(self, delivery: Delivery, planned: Step | None, now_ms: int) -> None:
        """Change the verbosity from the next line on; `planned` is the step in all its words."""
        self._delivery = delivery
        playhead = self.playhead
        playhead.deliver(delivery)
        playhead.substitute(self.continued(planned, self.progress(now_ms)))

    def continued(self, planned: Step | None, progress: StepProgress) -> Step:
        """The step at hand to go on with: of a talk, what was said, then what is planned now."""
        begun = self.playhead.step
        if not isinstance(begun, Talk) or not isinstance(planned, Talk):
            return begun
        said = begun.lines[: progress.line]
        delivery = self._delivery
        to_come = delivery.essence_of if begun.is_cut_short else delivery.rest_of
        return replace(begun, lines=(*said, *to_come(planned, said)))

    def cut_short(self, announcement: Talk | None, now_ms: int) -> tuple[Talk, int] | None:
        """The rest of the announcement at hand when the user wants to begin.

        The talk begins with the lines that were said; their number comes with it. None: nothing
        is left that they need.
        """
        step = self.playhead.step
        if announcement is None or not isinstance(step, Talk):
            return None
        if step.phase is not Phase.ANNOUNCING and not step.is_cut_short:
            return None
        said = step.lines[: self.progress(now_ms).line]
        essence = self._delivery.essence_of(announcement, said)
        lines = (*said, *essence)
        talk = Talk(Phase.READY, step.place, lines, wait_ms=0, is_cut_short=True)
        return (talk, len(said)) if essence else None

    def hurried(self, now_ms: int) -> Break | None:
        """The break at hand with only the essential lines that were not said; None: all were."""
        step = self.playhead.step
        if not isinstance(step, Break):
            return None
        unsaid = self.playhead.unsaid(step.ahead, self.step_time_ms(now_ms))
        essence = tuple(line for line in unsaid if line.role in ESSENTIAL)
        hurried = replace(step, opening=(), ahead=essence, duration_ms=0, question=None, slot=None)
        return hurried if essence else None
