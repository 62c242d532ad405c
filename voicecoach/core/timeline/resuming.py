"""Resumes an unfinished workout: if it is offered, and from which step."""

from collections.abc import Sequence
from dataclasses import replace

from voicecoach.core.facts import DoseGiven, PainReported, PlaceReached, SetEnded
from voicecoach.core.phases import Phase
from voicecoach.core.phrases import phrase
from voicecoach.core.progression.past import CLOCK_SKEW_S, RESUMABLE_S, Unfinished
from voicecoach.core.progression.rules import ACCEPTABLE_PAIN
from voicecoach.core.timeline.announcing import (
    AnnouncementOptions,
    Told,
    announcement,
    ready_question,
    resume_question,
)
from voicecoach.core.timeline.lines import Line, Role
from voicecoach.core.timeline.navigation import next_work
from voicecoach.core.timeline.steps import Step, Talk, Work
from voicecoach.core.timeline.waits import OFFER_MS
from voicecoach.core.workout.amounts import amount_of, measure_of, slowed, with_amount
from voicecoach.core.workout.routine import Routine, RoutineItem
from voicecoach.core.workout.variations import in_variation
from voicecoach.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Continuation:
    """An unfinished workout, ready to be resumed."""

    session: str
    """Its key in the history."""
    routine: Routine
    steps: tuple[Step, ...]
    """Of the whole routine; the exercise is announced again before the set at which it resumes."""
    index: int
    """Index of the step at which it resumes."""
    done: tuple[SetEnded, ...]
    active_ms: int
    spared: frozenset[str] = frozenset()
    """Slugs of exercises that severe pain has taken out of the rest of it."""


def is_offered(unfinished: Unfinished, *, now_s: float) -> bool:
    """True if it is worth resuming: recent, with a set done or the first exercise left behind."""
    fresh_s = now_s - unfinished.left_s
    begun = bool(unfinished.done) or unfinished.place.item > 0
    return begun and -CLOCK_SKEW_S <= fresh_s <= RESUMABLE_S


def continuation(
    unfinished: Unfinished,
    routine: Routine,
    steps: tuple[Step, ...],
    *,
    options: AnnouncementOptions,
    ready_wait_ms: int,
) -> Continuation | None:
    """The rest of a workout among these steps of its routine.

    None: nothing is left to do, or the routine has changed and no longer has that position.
    """
    at = _index_of(unfinished.place, steps)
    if at is not None and not _is_circuit(steps[at]) and _is_done(unfinished):
        at = next_work(steps, at)
    place = steps[at].place if at is not None and at < len(steps) else None
    if at is None or place is None:
        return None
    first = next(index for index, step in enumerate(steps) if _item(step) == place.item)
    done, active_ms = unfinished.done, unfinished.active_ms
    spared = _spared(routine, unfinished.pains)
    if not any(isinstance(step, Work) for step in steps[first:at]):
        return Continuation(unfinished.session, routine, steps, first, done, active_ms, spared)
    told = Told(one.exercise for one in routine.items[: place.item])
    announced = announcement(place, len(routine.items), options, told)
    going_on = phrase("resume.set", number=place.set_number, total=place.exercise.sets)
    if place.rounds > 1:
        going_on = phrase("resume.round", number=place.set_number, total=place.rounds)
    again = replace(announced, lines=(*announced.lines, Line(going_on, Role.SET)))
    ready = ready_question(place, options, wait_ms=ready_wait_ms)
    whole = (*steps[:at], again, ready, *steps[at:])
    return Continuation(unfinished.session, routine, whole, at, done, active_ms, spared)


def _spared(routine: Routine, pains: Sequence[PainReported]) -> frozenset[str]:
    """The exercises that hurt too much, and those that load the same part of the body."""
    standing: list[PainReported] = []
    for pain in pains:
        if pain.corrects and standing:
            standing.pop()
        standing.append(pain)
    hurt = {pain.exercise for pain in standing if (pain.level or 0) > ACCEPTABLE_PAIN}
    like = {one.slug for slug in hurt for one in routine.loading_the_same(slug)}
    return frozenset(hurt | like)


def as_given(routine: Routine, doses: Sequence[DoseGiven]) -> Routine:
    """The routine with the doses that were in force when the workout broke off.

    Changes made during the workout ("easier", after pain) still hold; an exercise that was not
    reached has the dose that is due now.
    """
    latest = {(dose.item, dose.exercise): dose for dose in doses}
    items = tuple(
        _as_given(item, dose) if (dose := latest.get((index, item.exercise.slug))) else item
        for index, item in enumerate(routine.items)
    )
    return replace(routine, items=items)


def _as_given(item: RoutineItem, dose: DoseGiven) -> RoutineItem:
    exercise, tempo, amount = item.exercise, item.tempo, round(dose.target)
    variation = exercise.named(dose.variation)
    if variation != exercise.variation:
        exercise, tempo = in_variation(exercise, variation), 1.0
    counting = exercise.counting
    if measure_of(counting) is not dose.measure:
        return item
    if amount_of(counting) != amount:
        counting = with_amount(counting, amount)
    return replace(
        item,
        exercise=replace(exercise, counting=slowed(counting, dose.tempo / tempo), sets=dose.sets),
        rung=dose.rung,
        tempo=dose.tempo,
        reduced=dose.reduced,
        news=None,
    )


def offer(continuing: Continuation) -> Talk:
    """The offer to resume there."""
    place = continuing.steps[continuing.index].place
    assert place is not None
    return Talk(Phase.OFFERING, None, (resume_question(place),), wait_ms=OFFER_MS)


def _is_done(unfinished: Unfinished) -> bool:
    """True if it broke off between the end of a set and the beginning of the next step."""
    place, done = unfinished.place, unfinished.done[-1:]
    return any(
        (one.exercise, one.set_number, one.side, one.direction)
        == (place.exercise, place.set_number, place.side, place.direction)
        for one in done
    )


def _is_circuit(step: Step) -> bool:
    """True if the user counts rounds in it: none of these tells that it is over."""
    return isinstance(step, Work) and bool(step.circuit)


def _index_of(wanted: PlaceReached, steps: tuple[Step, ...]) -> int | None:
    places = (
        index
        for index, step in enumerate(steps)
        if isinstance(step, Work)
        and step.place.item == wanted.item
        and step.place.exercise.slug == wanted.exercise
        and step.place.set_number == wanted.set_number
        and step.place.side is wanted.side
        and step.place.direction == wanted.direction
    )
    return next(places, None)


def _item(step: Step) -> int | None:
    return step.place.item if step.place else None
