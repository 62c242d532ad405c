"""Where in a step the session is: what was sounded, what is to come, and how to go on from there.

A playhead plays one step. It is told the time and gives back the cues that are due; it can say
how far the step has come, and be laid out anew from there.
"""

from dataclasses import dataclass, replace

from voicecoach.core.effects import Rank
from voicecoach.core.facts import SetEnded
from voicecoach.core.phrases import Phrase, verbatim
from voicecoach.core.playback.collisions import CollisionResolver
from voicecoach.core.playback.score import (
    PAUSE_BETWEEN_LINES_MS,
    Score,
    cut,
    in_order,
    score_break,
    score_remaining_break,
    score_talk,
    score_work,
    splice,
)
from voicecoach.core.playback.speech_timing import SpeechTiming
from voicecoach.core.timeline.delivery import IN_FULL, Delivery
from voicecoach.core.timeline.steps import Break, Cue, Step, Talk, Work
from voicecoach.core.workout.exercise import Measure


@dataclass(frozen=True, slots=True)
class StepProgress:
    """How far a step has come."""

    line: int = 0
    """Talk: the first line that was not said to its end."""
    remaining_ms: int | None = None
    """Break: what is left of it; None: all."""
    units: int = 0
    """Work on a beat: units done."""
    held_ms: int = 0
    """Work on time: time held."""
    tally: int = 0
    """Counts at the user's own pace: what they said so far."""


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
    ) -> None:
        self.step = step
        self.tally = progress.tally
        """What the user counted so far."""
        self.label = _label_after(step, progress.units)
        """The last number or letter counted; empty before the first."""
        self.tempo_word: Phrase | None = None
        self._timing = timing
        self._delivery = delivery
        self._fitter = CollisionResolver(timing)
        self._origin = progress
        self._cursor = 0
        self._under_way: list[Cue] = []
        """What has begun ahead of its time, which has not come."""
        self._score = self._lay_out(progress, start_ms, speed)

    def _lay_out(self, progress: StepProgress, start_ms: int, speed: float) -> Score:
        timing = self._timing
        match self.step:
            case Talk() as talk:
                line = progress.line
                return score_talk(talk, from_line=line, start_ms=start_ms, timing=timing)
            case Break() as pause:
                if progress.remaining_ms is None:
                    score = score_break(pause, start_ms=start_ms, timing=timing)
                else:
                    left_ms = progress.remaining_ms
                    score = score_remaining_break(
                        pause, start_ms=start_ms, remaining_ms=left_ms, timing=timing
                    )
                return self._delivered(score)
            case Work() as work:
                score = score_work(
                    work,
                    from_unit=progress.units,
                    into_ms=progress.held_ms,
                    start_ms=start_ms,
                    speed=speed,
                    lead_in=True,
                    timing=timing,
                )
                settled = self._fitter.settle(self._delivered(score, work))
                return self._fitter.drop_in(settled, self._reminders(work), from_ms=start_ms)

    def _delivered(self, score: Score, work: Work | None = None, *, sounded: int = 0) -> Score:
        """The score as it is to sound from now on; the first cues were sounded already."""
        last_unit = len(work.units) - 1 if work else None
        cues = self._delivery.cues(score.cues[sounded:], last_unit=last_unit)
        return replace(score, cues=(*score.cues[:sounded], *in_order(cues)))

    def deliver(self, delivery: Delivery) -> None:
        """Tell what is still to come like this; nothing is added to what is laid out."""
        self._delivery = delivery
        if not isinstance(self.step, Talk):
            self._score = self._delivered(self._score, sounded=self._cursor)

    def _reminders(self, work: Work) -> list[Phrase]:
        """The exercise's cues, beginning with another one in each set and on each side."""
        place = work.place
        cues = [verbatim(cue) for cue in place.exercise.cues] if self._delivery.reminds else []
        turn = (place.set_number * 2 + (place.side is not None and place.side.value == "left")) % (
            len(cues) or 1
        )
        return cues[turn:] + cues[:turn]

    @property
    def deadline_ms(self) -> int | None:
        """When the next cue is due, the time of one comes, or the step ends; None: never."""
        upcoming = [cue.begins_ms for cue in self._score.cues[self._cursor : self._cursor + 1]]
        to_show = [cue.at_ms for cue in self._under_way]
        ends = [self._score.end_ms] if self._score.end_ms is not None else []
        return min(upcoming + to_show + ends, default=None)

    @property
    def end_ms(self) -> int | None:
        """When the step ends by itself; None: it does not."""
        return self._score.end_ms

    @property
    def began_ms(self) -> int:
        """When it began, pauses and lead-in left out; in a lead-in that lies ahead."""
        return self._score.began_ms

    def take_due(self, now_ms: int) -> Cue | None:
        """The next cue that must begin by now, each of them once; None: none is due."""
        cue = next(iter(self._score.cues[self._cursor : self._cursor + 1]), None)
        if cue is not None and cue.begins_ms <= now_ms:
            self._cursor += 1
            self._under_way.append(cue)
        else:
            cue = None
        for under_way in [one for one in self._under_way if one.at_ms <= now_ms]:
            self._under_way.remove(under_way)
            self.label = under_way.label or self.label
            if under_way.rank is Rank.TEMPO and isinstance(under_way.sound, Phrase):
                self.tempo_word = under_way.sound
        return cue

    def in_lead_in(self, now_ms: int) -> bool:
        """Whether this is work that has not begun, or not begun again after a pause."""
        return isinstance(self.step, Work) and now_ms < self._score.began_ms + self._origin.held_ms

    def progress(self, now_ms: int) -> StepProgress:
        """How far the step has come."""
        match self.step:
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
                return StepProgress(held_ms=max(self._origin.held_ms, held_ms), tally=self.tally)

    def _lines_said(self, now_ms: int) -> int:
        return sum(
            cue.rank is Rank.TALK and self._end_of(cue) <= now_ms
            for cue in self._score.cues[: self._cursor]
        )

    def _end_of(self, cue: Cue) -> int:
        return cue.begins_ms + self._timing.length_ms(cue.sound)

    def say(self, answer: Phrase, now_ms: int, *, insist: bool = True) -> bool:
        """Fit in a sentence as soon as can be; a talk goes on after it, with the line it was in.

        Returns whether what sounds now must fall silent first. In work the sentence waits for room
        between the counts, takes that of other words if need be and if `insist`, and is left unsaid
        if there is none. A break is prolonged for it.
        """
        if isinstance(self.step, Talk):
            self._say_before_the_rest(self.step, answer, now_ms)
            return True
        self._score = self._fitted(answer, now_ms, insist=insist) or self._score
        return False

    def moment_for(self, answer: Phrase, now_ms: int) -> int:
        """When an answer like this one would be heard."""
        fitted = None if isinstance(self.step, Talk) else self._fitted(answer, now_ms)
        upcoming = fitted.cues[self._cursor :] if fitted else ()
        return next((cue.at_ms for cue in upcoming if cue.sound == answer), now_ms)

    def _fitted(self, answer: Phrase, now_ms: int, *, insist: bool = True) -> Score | None:
        score, fitter = self._score, self._fitter
        fitted = fitter.fit(score, answer, now_ms=now_ms, sounded=self._cursor, insist=insist)
        if fitted is None and isinstance(self.step, Break):
            fitted = fitter.stretch(score, answer, now_ms=now_ms, sounded=self._cursor)
        return fitted

    def _say_before_the_rest(self, talk: Talk, answer: Phrase, now_ms: int) -> None:
        progress = self.progress(now_ms)
        resume_ms = now_ms + self._timing.length_ms(answer) + PAUSE_BETWEEN_LINES_MS
        line, timing = progress.line, self._timing
        rest = score_talk(talk, from_line=line, start_ms=resume_ms, timing=timing)
        self._origin, self._cursor = progress, 0
        self._score = replace(rest, cues=(Cue(now_ms, answer, Rank.ANSWER), *rest.cues))

    def change_speed(self, speed: float, now_ms: int) -> None:
        """Go on at another speed, from the next unit; not in the middle of an answer, though."""
        if isinstance(self.step, Work) and self.step.on_beat:
            self._lay_out_rest(self.step, speed, now_ms)

    def rework(self, work: Work, speed: float, now_ms: int) -> None:
        """Go on with work that has more or fewer units, or lasts longer or shorter."""
        self._lay_out_rest(work, speed, now_ms)
        self.step = work

    def _lay_out_rest(self, work: Work, speed: float, now_ms: int) -> None:
        old, sounded = self._score, self._cursor
        spliced = (
            self._rest_on_beat(work, speed, now_ms) if work.on_beat else self._rest(work, now_ms)
        )
        if spliced is None:
            return
        self._score = self._fitter.settle(spliced, sounded=sounded)
        for cue in old.cues[sounded:]:
            if isinstance(cue.sound, Phrase) and cue.rank is Rank.ANSWER:
                self.say(cue.sound, now_ms)
            elif isinstance(cue.sound, Phrase) and cue.rank is Rank.COACHING:
                self._score = self._fitter.remind(self._score, cue.sound, after_ms=cue.at_ms)

    def _rest_on_beat(self, work: Work, speed: float, now_ms: int) -> Score | None:
        """From the next unit that has not begun; None: there is nothing to change."""
        old, sounded = self._score, self._cursor
        begins_ms = (old.began_ms, *old.unit_ends_ms)
        free_ms = max(
            (self._end_of(cue) for cue in old.cues[:sounded] if _is_fitted(cue)), default=0
        )
        heard = {cue.unit for cue in old.cues[:sounded]}
        begun = sum(
            begin <= now_ms or begin < free_ms or unit in heard
            for unit, begin in enumerate(begins_ms[:-1], start=self._origin.units)
        )
        first_new = self._origin.units + begun
        if first_new < len(work.units):
            rest = score_work(
                work,
                from_unit=first_new,
                into_ms=0,
                start_ms=max(begins_ms[begun], now_ms) if begun else begins_ms[0],
                speed=speed,
                lead_in=False,
                timing=self._timing,
            )
            rest = self._delivered(rest, work)
            return splice(
                old, rest, units=begun, first_new=first_new, sounded=sounded, now_ms=now_ms
            )
        kept = len(work.units) - self._origin.units
        if kept == len(old.unit_ends_ms) or not kept:
            return None
        return cut(old, units=kept, first_left=len(work.units), sounded=sounded)

    def _rest(self, work: Work, now_ms: int) -> Score:
        """What is left of a time, to its new end."""
        old = self._score
        start_ms = max(now_ms, old.began_ms + self._origin.held_ms)
        rest = score_work(
            work,
            from_unit=0,
            into_ms=start_ms - old.began_ms,
            start_ms=start_ms,
            speed=1,
            lead_in=False,
            timing=self._timing,
        )
        rest = self._delivered(rest, work)
        return splice(old, rest, units=0, first_new=0, sounded=self._cursor, now_ms=now_ms)

    def prolong(self, by_ms: int, now_ms: int) -> None:
        """Let a break last longer."""
        self._score = self._fitter.prolong(
            self._score, by_ms=by_ms, now_ms=now_ms, sounded=self._cursor
        )


def is_done(step: Step, progress: StepProgress) -> bool:
    """Whether nothing is left of this work; only its last moments of silence, perhaps."""
    match step:
        case Work(on_beat=True) as work:
            return progress.units >= len(work.units)
        case Work() as work:
            return progress.held_ms >= work.units[0].duration_ms
        case _:
            return False


def _is_fitted(cue: Cue) -> bool:
    """Whether a cue was fitted in between those of the work."""
    return cue.rank in (Rank.ANSWER, Rank.COACHING)


def _label_after(step: Step, units: int) -> str:
    """What the tally shows when so many units of a step are done."""
    done = step.units[:units] if isinstance(step, Work) else ()
    labels = [cue.label for unit in done for cue in unit.cues if cue.label]
    return labels[-1] if labels else ""


def set_ended(playhead: Playhead, at_ms: int, *, by_user: bool) -> SetEnded | None:
    """The fact that the work at hand ended at this moment; None: nothing of it was done yet.

    At their own pace, who counted nothing aloud and then says that it is over (`by_user`) did all.
    """
    work = playhead.step
    if not isinstance(work, Work):
        return None
    progress = playhead.progress(at_ms)
    if work.measure is Measure.COUNTS:
        uncounted = work.target if by_user and progress.held_ms else 0.0
        amount = min(float(progress.tally), work.target) or uncounted
    elif work.on_beat:
        amount = float(sum(unit.counted for unit in work.units[: progress.units]))
    else:
        amount = min(round(progress.held_ms / 1000, 1), work.target)
    if amount <= 0:
        return None
    return SetEnded(
        exercise=work.place.exercise.slug,
        set_number=work.place.set_number,
        side=work.place.side,
        direction=work.place.direction,
        measure=work.measure,
        amount=amount,
        target=work.target,
        completed=amount >= work.target or (work.open_ended and work.measure is not Measure.COUNTS),
        open_ended=work.open_ended,
        variation=work.place.variation,
    )
