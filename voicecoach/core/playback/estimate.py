"""Estimated duration of a workout, from its steps alone, without playing it."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from voicecoach.core.facts import SetEnded
from voicecoach.core.phases import Phase
from voicecoach.core.playback.progress import round_done
from voicecoach.core.playback.resting import before_announcement
from voicecoach.core.playback.score import (
    AFTER_WORK_MS,
    lead_in_ms,
    score_break,
    score_talk,
    whole_work_ms,
)
from voicecoach.core.playback.speech_timing import SpeechTiming
from voicecoach.core.timeline.announcing import cautions_on_leaving, effort_question
from voicecoach.core.timeline.steps import Break, Slot, Step, Talk, Work, speed_at
from voicecoach.core.timeline.summary import side_words_of, summarize
from voicecoach.core.workout.routine import RoutineItem
from voicecoach.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Habits:
    """Assumptions of an estimate about what the user does; they do nothing else."""

    ready_after_ms: int | None
    """Time from the question to their "ready", unless the wait runs out first.
    None: they never say it, and every wait runs out."""
    fetched_after_ms: int | None
    """The same where they are asked to get their things first."""
    open_share: float
    """Share of the cap that they use where they end the set themselves: in an open hold, and in
    counts at their own pace. 1: all of it."""


TYPICAL = Habits(ready_after_ms=5000, fetched_after_ms=20_000, open_share=0.7)
"""A user who takes up the position, says "ready", and does not quite reach the cap: a person in
their forties stands on one leg for about 40 of 60 seconds (Springer 2007)."""
SILENT = Habits(ready_after_ms=None, fetched_after_ms=None, open_share=1.0)
"""A user who says nothing at all, as in a rehearsal without a script."""


def durations_ms(
    steps: tuple[Step, ...],
    timing: SpeechTiming,
    habits: Habits = TYPICAL,
    *,
    speed: float = 1.0,
    tempos: Mapping[str, float] | None = None,
) -> tuple[int, ...]:
    """Duration of each of these steps, in order; the summary is not one of them.

    Each step is laid out exactly as it would be played, so an estimate differs from the session
    only by what the user does beyond these habits: pauses, questions, skipping.
    `tempos` are factors on the speed, by the slugs of exercises.
    """
    before = (
        before_announcement(step, following, timing)
        for step, following in zip(steps, (*steps[1:], None), strict=False)
    )
    return tuple(
        _step_ms(step, timing, habits, speed_at(step.place, speed, tempos or {})) for step in before
    )


def estimated_ms(
    steps: tuple[Step, ...],
    timing: SpeechTiming,
    habits: Habits = TYPICAL,
    *,
    speed: float = 1.0,
    tempos: Mapping[str, float] | None = None,
) -> int:
    """Duration of a session with these steps, from the first word to the end of the summary."""
    steps_ms = sum(durations_ms(steps, timing, habits, speed=speed, tempos=tempos))
    works = [step for step in steps if isinstance(step, Work)]
    done = [one for work in works for one in _done(work, habits)]
    exercises = (work.place.exercise for work in works)
    places = (work.place for work in works[-1:])
    items = (place.dosed or RoutineItem(place.exercise, rest_after_ms=0) for place in places)
    summary = summarize(
        done,
        active_ms=steps_ms,
        completed=True,
        side_words=side_words_of(exercises),
        question=next(map(effort_question, items), None),
        cautions=cautions_on_leaving(steps[-1]),
    )
    return steps_ms + _step_ms(summary, timing, habits, speed)


def _step_ms(step: Step, timing: SpeechTiming, habits: Habits, speed: float) -> int:
    match step:
        case Talk():
            return _talk_ms(step, timing, habits)
        case Break(slot=Slot()):
            return step.duration_ms
        case Break():
            return score_break(step, start_ms=0, timing=timing).end_ms or 0
        case Work():
            return _work_ms(step, timing, habits, speed)


def _talk_ms(talk: Talk, timing: SpeechTiming, habits: Habits) -> int:
    said = score_talk(replace(talk, wait_ms=0), from_line=0, start_ms=0, timing=timing)
    is_fetching = talk.phase is Phase.GREETING
    ready_ms = habits.fetched_after_ms if is_fetching else habits.ready_after_ms
    waits_ms = [talk.wait_ms, ready_ms if talk.is_gate else None]
    known_ms = [wait for wait in waits_ms if wait is not None]
    return (said.end_ms or 0) + min(known_ms, default=0)


def _work_ms(work: Work, timing: SpeechTiming, habits: Habits, speed: float) -> int:
    lasts_ms = whole_work_ms(work, speed)
    if work.slot:
        from_ms = work.slot.from_ms or 0
        counted_ms = 0 if from_ms else lead_in_ms(timing)
        after_ms = AFTER_WORK_MS if work.slot.is_last else 0
        return counted_ms + min(lasts_ms, work.slot.until_ms - from_ms) + after_ms
    if not work.open_ended or habits.open_share >= 1:
        return lead_in_ms(timing) + lasts_ms + AFTER_WORK_MS
    # A set that the user ends is left at once; one that reaches its cap has a closing sound.
    return lead_in_ms(timing) + round(habits.open_share * lasts_ms)


def _done(work: Work, habits: Habits) -> Iterator[SetEnded]:
    """The sets that they do; of a circuit at their own pace, those of a round."""
    if work.circuit:
        yield from round_done(work, 1)
        return
    place = work.place
    in_full = not work.open_ended or work.measure.is_tallied
    yield SetEnded(
        exercise=place.exercise.slug,
        set_number=place.set_number,
        side=place.side,
        direction=place.direction,
        measure=work.measure,
        amount=work.target if in_full else work.target * habits.open_share,
        target=work.target,
        completed=True,
        open_ended=work.open_ended,
    )
