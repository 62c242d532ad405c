"""Layout of a step: its score from a position on, or the rest of it after a change."""

from dataclasses import dataclass, replace

from voicecoach.core.effects import Rank
from voicecoach.core.playback.collisions import CollisionResolver
from voicecoach.core.playback.progress import StepProgress
from voicecoach.core.playback.score import (
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
from voicecoach.core.timeline.delivery import Delivery
from voicecoach.core.timeline.steps import Break, Cue, Step, Talk, Work


@dataclass(frozen=True, slots=True)
class Layout:
    """Lays steps out in time, for one voice and one verbosity."""

    timing: SpeechTiming
    delivery: Delivery

    @property
    def resolver(self) -> CollisionResolver:
        """Makes room for words, knowing how long this voice takes."""
        return CollisionResolver(self.timing)

    def step(self, step: Step, progress: StepProgress, *, start_ms: int, speed: float) -> Score:
        """A step from a position on; work begins with a lead-in."""
        timing = self.timing
        match step:
            case Talk():
                line = progress.line
                return score_talk(step, from_line=line, start_ms=start_ms, timing=timing)
            case Break():
                if progress.remaining_ms is None:
                    score = score_break(step, start_ms=start_ms, timing=timing)
                else:
                    left_ms = progress.remaining_ms
                    score = score_remaining_break(step, start_ms=start_ms, remaining_ms=left_ms)
                return self.delivered(score)
            case Work():
                score = score_work(
                    step,
                    from_unit=progress.units,
                    into_ms=progress.held_ms,
                    start_ms=start_ms,
                    speed=speed,
                    lead_in=True,
                    timing=timing,
                )
                settled = self.resolver.settle(self.delivered(score, step))
                return self._accompanied(settled, step, from_ms=start_ms)

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
