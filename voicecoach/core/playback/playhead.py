"""Playhead: the position in a step, between the cues that were sounded and those to come.

It plays one step. It is told the time and returns the cues that are due; it knows the progress of
the step, and lays out the rest again when the step changes.
"""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import replace

from voicecoach.core.effects import Earcon, Rank
from voicecoach.core.facts import SetEnded
from voicecoach.core.phrases import Phrase
from voicecoach.core.playback.layout import Layout
from voicecoach.core.playback.progress import StepProgress, set_ended
from voicecoach.core.playback.score import Score, score_talk
from voicecoach.core.playback.speech_timing import SpeechTiming
from voicecoach.core.playback.tally import count_number, count_one
from voicecoach.core.timeline.delivery import IN_FULL, Delivery
from voicecoach.core.timeline.lines import Line, Role
from voicecoach.core.timeline.pauses import Pause, pause_ms
from voicecoach.core.timeline.steps import Break, Cue, Step, Talk, Unit, Work
from voicecoach.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class UnitUnderWay:
    """A rep, a step or a letter at its time."""

    unit: Unit
    began_ms: int
    """On the session's clock, as is its end."""
    ends_ms: int


class Playhead:
    """Plays one step from a position on."""

    def __init__(
        self,
        step: Step,
        progress: StepProgress,
        *,
        start_ms: int,
        speed: float,
        timing: SpeechTiming,
        delivery: Delivery = IN_FULL,
        zero_ms: int | None = None,
    ) -> None:
        """`zero_ms` is the time at which the clock of its block began; None: it does not run."""
        self._step = step
        self._tally = progress.tally
        self._label = _label_after(step, progress.units)
        self._tempo_word: Phrase | None = None
        self._timing = timing
        self._layout = Layout(timing, delivery)
        self._resolver = self._layout.resolver
        self._origin = progress
        self._cursor = 0
        self._under_way: list[Cue] = []
        """Cues that have begun early, before their own time."""
        self._score = self._layout.step(
            step, progress, start_ms=start_ms, speed=speed, zero_ms=zero_ms
        )

    # Position

    @property
    def step(self) -> Step:
        """The step that it plays."""
        return self._step

    @property
    def tally(self) -> int:
        """Number that the user has counted to."""
        return self._tally

    @property
    def label(self) -> str:
        """The last number or letter counted; empty before the first."""
        return self._label

    @property
    def tempo_word(self) -> Phrase | None:
        """Name of the part of the rep that is under way; None before the first."""
        return self._tempo_word

    @property
    def deadline_ms(self) -> int | None:
        """Time at which a cue begins, a cue's own time comes, or the step ends; None: never."""
        upcoming = [cue.begins_ms for cue in self._score.cues[self._cursor : self._cursor + 1]]
        to_show = [cue.at_ms for cue in self._under_way]
        ends = [self._score.end_ms] if self._score.end_ms is not None else []
        return min(upcoming + to_show + ends, default=None)

    @property
    def end_ms(self) -> int | None:
        """Time at which the step ends by itself; None: it does not."""
        return self._score.end_ms

    @property
    def began_ms(self) -> int:
        """Time at which it began, pauses and lead-in left out; in a lead-in that lies ahead."""
        return self._score.began_ms

    @property
    def zero_ms(self) -> int | None:
        """Time at which the clock of its block began, pauses left out; None: none runs."""
        return self._score.zero_ms

    def in_lead_in(self, now_ms: int) -> bool:
        """True if this is work that has not begun, or not begun again after a pause."""
        return isinstance(self._step, Work) and now_ms < self._score.began_ms + self._origin.held_ms

    def unit_under_way(self, now_ms: int) -> UnitUnderWay | None:
        """The unit of work on a beat that is under way; None: there is none."""
        work, score = self._step, self._score
        if not isinstance(work, Work) or not work.on_beat or now_ms < score.began_ms:
            return None
        index = bisect_right(score.unit_ends_ms, now_ms)
        at = self._origin.units + index
        if index == len(score.unit_ends_ms) or at >= len(work.units):
            return None
        began_ms = score.unit_ends_ms[index - 1] if index else score.began_ms
        return UnitUnderWay(work.units[at], began_ms, score.unit_ends_ms[index])

    def progress(self, now_ms: int) -> StepProgress:
        """Progress of the step at this time."""
        match self._step:
            case Talk():
                return StepProgress(line=self._origin.line + self._lines_said(now_ms))
            case Break():
                end_ms = self._score.end_ms or now_ms
                return StepProgress(remaining_ms=max(0, end_ms - now_ms))
            case Work(on_beat=True):
                done = sum(done <= now_ms for done in self._score.unit_done_ms)
                return StepProgress(units=self._origin.units + done)
            case Work() as work:
                held_ms = min(now_ms - self._score.began_ms, work.units[0].duration_ms)
                return StepProgress(held_ms=max(self._origin.held_ms, held_ms), tally=self._tally)

    def _lines_said(self, now_ms: int) -> int:
        return sum(
            cue.rank is Rank.TALK and self._layout.end_of(cue) <= now_ms
            for cue in self._score.cues[: self._cursor]
        )

    def unsaid(self, lines: Iterable[Line], now_ms: int) -> tuple[Line, ...]:
        """Those of these lines that were not said to their end."""
        sounded = self._score.cues[: self._cursor]
        said = {cue.sound for cue in sounded if self._layout.end_of(cue) <= now_ms}
        return tuple(line for line in lines if line.phrase not in said)

    def set_ended(self, at_ms: int, *, by_user: bool) -> SetEnded | None:
        """The set to record if the step ends at this moment; None: nothing of it was done."""
        return set_ended(self._step, self.progress(at_ms), by_user=by_user)

    # Sounding

    def take_due(self, now_ms: int) -> Cue | None:
        """The next cue that must begin by now, each of them once; None: none is due."""
        cue = next(iter(self._score.cues[self._cursor : self._cursor + 1]), None)
        if cue is not None and cue.begins_ms <= now_ms:
            self._cursor += 1
            self._under_way.append(cue)
            self._lay_out_after(cue)
        else:
            cue = None
        for under_way in [one for one in self._under_way if one.at_ms <= now_ms]:
            self._under_way.remove(under_way)
            self._label = under_way.label or self._label
            if under_way.rank is Rank.TEMPO and isinstance(under_way.sound, Phrase):
                self._tempo_word = under_way.sound
        return cue

    def _lay_out_after(self, cue: Cue) -> None:
        """Lay out the rest of a talk after a line that begins now.

        When the talk began, the lengths of its lines were estimates unless they had been rendered.
        """
        if not isinstance(self._step, Talk) or cue.rank is not Rank.TALK:
            return
        sounded = self._score.cues[: self._cursor]
        number = self._origin.line + sum(one.rank is Rank.TALK for one in sounded)
        line, following = (*self._step.lines[number - 1 : number + 1], None, None)[:2]
        if line is None or line.phrase != cue.sound:  # of a step that was exchanged meanwhile
            return
        pause = pause_ms(line.role, following.role if following else None)
        start_ms = self._layout.end_of(cue) + pause
        rest = score_talk(self._step, from_line=number, start_ms=start_ms, timing=self._timing)
        self._score = replace(rest, cues=(*sounded, *rest.cues))

    def say(
        self,
        answer: Phrase,
        now_ms: int,
        *,
        insist: bool = True,
        replaces: frozenset[Role] = frozenset(),
    ) -> bool:
        """Fit in a sentence as soon as possible; True if what sounds now must fall silent first.

        A talk goes on after it, with the line that it interrupted, and without those of the roles
        that it `replaces`. In work the sentence waits for a gap between the counts; without one it
        takes the place of less important words if it may `insist`, or else is left unsaid. A break
        is prolonged for it.
        """
        if isinstance(self._step, Talk):
            self._say_before_the_rest(self._step, answer, replaces, now_ms)
            return True
        self._score = self._fitted(answer, now_ms, insist=insist) or self._score
        return False

    def withdraw(self, words: Phrase) -> None:
        """Leave out a sentence that has not begun; the time that it was given stays silent."""
        cues = self._score.cues
        to_come = (cue for cue in cues[self._cursor :] if cue.sound != words)
        self._score = replace(self._score, cues=(*cues[: self._cursor], *to_come))

    def room_for(self, earcon: Earcon, now_ms: int) -> int | None:
        """First time soon at which an earcon covers no words; None: there is none."""
        return self._resolver.room_for(self._score, earcon, now_ms=now_ms)

    def time_for(self, answer: Phrase, now_ms: int) -> int:
        """Time at which an answer like this one would be heard."""
        fitted = None if isinstance(self._step, Talk) else self._fitted(answer, now_ms)
        upcoming = fitted.cues[self._cursor :] if fitted else ()
        return next((cue.at_ms for cue in upcoming if cue.sound == answer), now_ms)

    def _fitted(self, answer: Phrase, now_ms: int, *, insist: bool = True) -> Score | None:
        score, resolver, sounded = self._score, self._resolver, self._cursor
        fitted = resolver.fit(score, answer, now_ms=now_ms, sounded=sounded, insist=insist)
        if fitted is None and isinstance(self._step, Break) and self._step.slot is None:
            fitted = resolver.stretch(score, answer, now_ms=now_ms, sounded=sounded)
        return fitted

    def _say_before_the_rest(
        self, begun: Talk, answer: Phrase, replaces: frozenset[Role], now_ms: int
    ) -> None:
        timing = self._timing
        talk, progress = _passed_over(begun, StepProgress(self.progress(now_ms).line), replaces)
        cues, resume_ms = [], now_ms
        for words in (*self._unheard_answers(now_ms, answer), answer):
            cues.append(Cue(resume_ms, words, Rank.ANSWER))
            resume_ms += timing.length_ms(words) + Pause.SENTENCE.ms
        rest = score_talk(talk, from_line=progress.line, start_ms=resume_ms, timing=timing)
        self._step, self._origin, self._cursor = talk, progress, 0
        self._score = replace(rest, cues=(*cues, *rest.cues))

    def _unheard_answers(self, now_ms: int, answer: Phrase) -> list[Phrase]:
        """Other answers of which nothing was heard: two devices may be lost at once."""
        return [
            cue.sound
            for cue in self._score.cues
            if cue.rank is Rank.ANSWER
            and cue.at_ms >= now_ms
            and isinstance(cue.sound, Phrase)
            and cue.sound != answer
        ]

    # Changes

    def count_up(self, number: int | None) -> Phrase:
        """Add one (None), or take the number that the user named; returns the answer."""
        tally = self._tally
        counted = count_one(tally) if number is None else count_number(tally, number)
        self._tally = counted.tally
        return counted.answer

    def deliver(self, delivery: Delivery) -> None:
        """Take another verbosity for what is laid out and to come; nothing is added to it."""
        self._layout = replace(self._layout, delivery=delivery)
        if not isinstance(self._step, Talk):
            work = self._step if isinstance(self._step, Work) else None
            self._score = self._layout.delivered(self._score, work, sounded=self._cursor)

    def pass_over(self, roles: frozenset[Role], progress: StepProgress) -> StepProgress:
        """Take what a talk has not said of these roles as said; returns its progress then."""
        if isinstance(self._step, Talk):
            self._step, progress = _passed_over(self._step, progress, roles)
        return progress

    def substitute(self, step: Step) -> None:
        """Replace the step at hand from now on; what is laid out stays."""
        self._step = step

    def change_speed(self, speed: float, now_ms: int) -> None:
        """Go on at another speed from the next unit, but not in the middle of an answer."""
        if isinstance(self._step, Work) and self._step.on_beat:
            self._lay_out_rest(self._step, speed, now_ms)

    def rework(self, work: Work, speed: float, now_ms: int) -> None:
        """Go on with work that has more or fewer units, or lasts longer or shorter."""
        self._lay_out_rest(work, speed, now_ms)
        self._step = work

    def _lay_out_rest(self, work: Work, speed: float, now_ms: int) -> None:
        old, sounded = self._score, self._cursor
        changed = self._layout.rest_of(
            work, old, self._origin, sounded=sounded, speed=speed, now_ms=now_ms
        )
        if changed is None:
            return
        self._score = self._resolver.settle(changed, sounded=sounded)
        for cue in old.cues[sounded:]:
            if isinstance(cue.sound, Phrase) and cue.rank is Rank.ANSWER:
                self.say(cue.sound, now_ms)
            elif isinstance(cue.sound, Phrase) and cue.rank is Rank.COACHING:
                self._score = self._resolver.remind(self._score, cue.sound, after_ms=cue.at_ms)

    def prolong(self, by_ms: int, now_ms: int) -> None:
        """Let a break last longer."""
        self._score = self._resolver.prolong(
            self._score, by_ms=by_ms, now_ms=now_ms, sounded=self._cursor
        )


def _label_after(step: Step, units: int) -> str:
    """The last number or letter counted when so many units of a step are done."""
    done = step.units[:units] if isinstance(step, Work) else ()
    labels = [cue.label for unit in done for cue in unit.cues if cue.label]
    return labels[-1] if labels else ""


def _passed_over(
    talk: Talk, progress: StepProgress, roles: frozenset[Role]
) -> tuple[Talk, StepProgress]:
    """The talk with its unsaid lines of these roles among those that were said."""
    said, to_come = talk.lines[: progress.line], talk.lines[progress.line :]
    replaced = [line for line in to_come if line.role in roles]
    others = [line for line in to_come if line.role not in roles]
    talk = replace(talk, lines=(*said, *replaced, *others))
    return talk, replace(progress, line=len(said) + len(replaced))
