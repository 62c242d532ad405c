"""Layout of a step: its score from a position on, or the rest of it after a change."""

from dataclasses import replace

from voicecoach.core.effects import Rank
from voicecoach.core.playback.clock_score import on_clock, score_clocked_break
from voicecoach.core.playback.collisions import CollisionResolver
from voicecoach.core.playback.progress import StepProgress
from voicecoach.core.playback.score import (
    Score,
    cut,
    in_order,
    lead_in_ms,
    score_break,
    score_remaining_break,
    score_talk,
    score_work,
    splice,
    whole_work_ms,
)
from voicecoach.core.playback.speech_timing import SpeechTiming
from voicecoach.core.timeline.delivery import Delivery
from voicecoach.core.timeline.steps import Break, Cue, Slot, Step, Talk, Work
from voicecoach.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Layout:
    """Lays steps out in time, for one voice and one verbosity."""

    timing: SpeechTiming
    delivery: Delivery

    @property
    def resolver(self) -> CollisionResolver:
        """Makes room for words, knowing how long this voice takes."""
        return CollisionResolver(self.timing)

    def step(
        self,
        step: Step,
        progress: StepProgress,
        *,
        start_ms: int,
        speed: float,
        zero_ms: int | None = None,
    ) -> Score:
        """A step from a position on; work begins with a lead-in, unless its own time has come.

        `zero_ms` is the time at which the clock of its block began; None: it does not run.
        """
        timing = self.timing
        match step:
            case Talk():
                line = progress.line
                return score_talk(step, from_line=line, start_ms=start_ms, timing=timing)
            case Break(slot=Slot() as slot):
                return self._clocked_break(step, slot, progress, start_ms, zero_ms)
            case Break():
                if progress.remaining_ms is None:
                    score = score_break(step, start_ms=start_ms, timing=timing)
                else:
                    left_ms = progress.remaining_ms
                    score = score_remaining_break(step, start_ms=start_ms, remaining_ms=left_ms)
                return self.delivered(score)
            case Work():
                is_due = progress == StepProgress() and _is_due(step, start_ms, zero_ms)
                score = score_work(
                    step,
                    from_unit=progress.units,
                    into_ms=progress.held_ms,
                    start_ms=start_ms,
                    speed=speed,
                    lead_in=not is_due,
                    begins=is_due,
                    timing=timing,
                )
                if step.slot:
                    done_ms = whole_work_ms(step, speed, progress.units)
                    began_ms = score.began_ms - done_ms - (step.slot.from_ms or 0)
                    score = on_clock(score, step.slot, began_ms)
                settled = self.resolver.settle(self.delivered(score, step))
                return self._accompanied(settled, step, from_ms=start_ms)

    def _clocked_break(
        self, rest: Break, slot: Slot, progress: StepProgress, start_ms: int, zero_ms: int | None
    ) -> Score:
        lines = (*rest.opening, *rest.ahead)
        end_ms = start_ms + rest.duration_ms if zero_ms is None else zero_ms + slot.until_ms
        if progress.remaining_ms is not None:
            lines = ()
            end_ms = start_ms + max(progress.remaining_ms, lead_in_ms(self.timing))
        score = score_clocked_break(
            rest, lines, start_ms=start_ms, end_ms=max(start_ms, end_ms), timing=self.timing
        )
        return self.delivered(score)

    def delivered(self, score: Score, work: Work | None = None, *, sounded: int = 0) -> Score:
        """The score at this verbosity; its first `sounded` cues were sounded and stay."""
        cues = self.delivery.cues(score.cues[sounded:], work)
        return replace(score, cues=(*score.cues[:sounded], *in_order(cues)))

    def _accompanied(self, score: Score, work: Work, *, from_ms: int) -> Score:
        """The score of work with cues between its counts, none of them before a time."""
        if score.end_ms is None:
            return score
        cues = self.delivery.reminders(work, lasts_ms=score.end_ms - score.began_ms)
        return self.resolver.drop_in(score, cues, from_ms=from_ms)

    def rest_of(
        self,
        work: Work,
        old: Score,
        origin: StepProgress,
        *,
        sounded: int,
        speed: float,
        now_ms: int,
    ) -> Score | None:
        """Changed work from now on, after what has begun of the old score; None: nothing changes.

        `origin` is where the old score began; its first `sounded` cues were sounded.
        """
        rest = self._rest_of(work, old, origin, sounded=sounded, speed=speed, now_ms=now_ms)
        if rest is None or work.slot is None or old.zero_ms is None:
            return rest
        return on_clock(rest, work.slot, old.zero_ms)

    def _rest_of(
        self,
        work: Work,
        old: Score,
        origin: StepProgress,
        *,
        sounded: int,
        speed: float,
        now_ms: int,
    ) -> Score | None:
        if not work.on_beat:
            return self._rest_of_time(work, old, origin, sounded, now_ms)
        begun = self._units_begun(old, origin, sounded, now_ms)
        first_new = origin.units + begun
        if first_new < len(work.units):
            begins_ms = (old.began_ms, *old.unit_ends_ms)[begun]
            rest = score_work(
                work,
                from_unit=first_new,
                into_ms=0,
                start_ms=max(begins_ms, now_ms) if begun else begins_ms,
                speed=speed,
                lead_in=False,
                timing=self.timing,
            )
            rest = self.delivered(rest, work)
            return splice(
                old, rest, units=begun, first_new=first_new, sounded=sounded, now_ms=now_ms
            )
        kept = len(work.units) - origin.units
        if kept == len(old.unit_ends_ms) or not kept:
            return None
        return cut(old, units=kept, first_left=len(work.units), sounded=sounded)

    def _units_begun(self, old: Score, origin: StepProgress, sounded: int, now_ms: int) -> int:
        """Number of units that have begun, were announced, or lie under words that still sound."""
        begins_ms = (old.began_ms, *old.unit_ends_ms)[:-1]
        fitted = (cue for cue in old.cues[:sounded] if cue.rank in (Rank.ANSWER, Rank.COACHING))
        free_ms = max((self.end_of(cue) for cue in fitted), default=0)
        heard = {cue.unit for cue in old.cues[:sounded]}
        return sum(
            begin <= now_ms or begin < free_ms or unit in heard
            for unit, begin in enumerate(begins_ms, start=origin.units)
        )

    def _rest_of_time(
        self, work: Work, old: Score, origin: StepProgress, sounded: int, now_ms: int
    ) -> Score:
        """The rest of work on time, to its new end."""
        start_ms = max(now_ms, old.began_ms + origin.held_ms)
        rest = score_work(
            work,
            from_unit=0,
            into_ms=start_ms - old.began_ms,
            start_ms=start_ms,
            speed=1,
            lead_in=False,
            timing=self.timing,
        )
        rest = self.delivered(rest, work)
        return splice(old, rest, units=0, first_new=0, sounded=sounded, now_ms=now_ms)

    def end_of(self, cue: Cue) -> int:
        """Time at which a cue has sounded at its natural length, ms."""
        return cue.begins_ms + self.timing.length_ms(cue.sound)


def _is_due(work: Work, at_ms: int, zero_ms: int | None) -> bool:
    """True if the time of this work on the clock of its block has come, counted down already."""
    slot = work.slot
    return slot is not None and zero_ms is not None and at_ms == zero_ms + (slot.from_ms or 0)
