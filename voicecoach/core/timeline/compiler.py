"""Compiles a routine into the steps of a session, in order."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from voicecoach.core.phases import Phase
from voicecoach.core.phrases import Phrase, phrase, verbatim
from voicecoach.core.timeline.announcing import (
    AnnouncementOptions,
    Told,
    announcement,
    first_lines,
    gate_reminder,
    name_lines,
    ready_question,
)
from voicecoach.core.timeline.breaks import between_visits, between_works
from voicecoach.core.timeline.clockwork import clocked_steps
from voicecoach.core.timeline.greeting import greeting, later_first_lines
from voicecoach.core.timeline.lines import Line
from voicecoach.core.timeline.opening_blocks import opening_lines
from voicecoach.core.timeline.pauses import pause_to_next_step_ms
from voicecoach.core.timeline.steps import Break, Step, Talk, Work
from voicecoach.core.timeline.visits import MOST_TOLD_BEFORE, Visit, visits_of
from voicecoach.core.timeline.work import circuit_work, work_for
from voicecoach.core.workout.block import AsManyRounds, Block, OnTheClock
from voicecoach.core.workout.conduct import Announce
from voicecoach.core.workout.routine import Routine


def compile_steps(
    routine: Routine, *, ready_wait_ms: int, options: AnnouncementOptions | None = None
) -> tuple[Step, ...]:
    """Every step of a session, from the greeting to the last work.

    `ready_wait_ms` is the wait for "ready" before the coach begins anyway; `options` None:
    for a user who knows all exercises. The steps are in full: a `Delivery` says them in fewer
    words. They end before the summary, since only the session knows what was done.
    """
    options = options or AnnouncementOptions()
    parts = _Parts(len(routine.items), options, ready_wait_ms)
    visits = visits_of(routine.items)
    laid_out = [
        part
        for block, group in groupby(visits, key=lambda visit: visit.item.block)
        for part in parts.of(block, tuple(group))
    ]
    steps: list[Step] = [greeting(routine, options)]
    for at, (visited, own) in enumerate(laid_out):
        steps += own
        if at + 1 < len(laid_out):
            (then, *_), following = laid_out[at + 1]
            is_announced = isinstance(following[0], Talk)
            rest = between_visits(visited[-1], then, is_announced=is_announced)
            steps += (rest,) if rest else ()
    return tuple(_with_first_words(steps) if options.first_start else steps)


def _with_first_words(steps: Sequence[Step]) -> Iterator[Step]:
    """The steps, with what a new user should know in the first rest, or else in the greeting."""
    first = next(
        (at for at, step in enumerate(steps) if step.phase in (Phase.RESTING, Phase.RATING)), 0
    )
    for at, step in enumerate(steps):
        if at != first:
            yield step
        elif isinstance(step, Break):
            yield replace(step, opening=(*step.opening, *later_first_lines()))
        elif isinstance(step, Talk):
            welcome, *others = step.lines
            yield replace(step, lines=(welcome, *others[:1], *later_first_lines(), *others[1:]))


Part = tuple[tuple[Visit, ...], tuple[Step, ...]]
"""Some visits, and their steps; between two parts there is a rest."""


class _Parts:
    """Makes the parts of a session, block by block."""

    def __init__(self, total: int, options: AnnouncementOptions, ready_wait_ms: int) -> None:
        """`total` is the number of exercises in the routine."""
        self._total = total
        self._options = options
        self._ready_wait_ms = ready_wait_ms
        self._told = Told()

    def of(self, block: Block | None, visits: tuple[Visit, ...]) -> Iterator[Part]:
        """The parts of a block; None: of exercises without one."""
        match block and block.kind:
            case OnTheClock():
                yield visits, (*self._before_clock(visits), *self._on_clock(visits))
            case AsManyRounds(limit_ms):
                places = tuple(place for visit in visits for place in visit.places)
                work = circuit_work(places, limit_ms)
                yield visits, (*self._before_clock(visits), work)
            case _:
                for visit in visits:
                    yield (visit,), tuple(self._visit_steps(visit))

    def _before_clock(self, visits: tuple[Visit, ...]) -> Iterator[Step]:
        """Talk before a clock starts to run: its exercises, and the question.

        Of many exercises, those that are only named are named when their time comes.
        """
        opening = opening_lines(visits[0])
        for visit in visits:
            is_begin = visit is visits[0]
            is_few = visit.exercises <= MOST_TOLD_BEFORE and visit.announce is Announce.NAME
            is_told = visit.is_first and (is_few or visit.announce is Announce.FULL)
            if (is_begin or is_told) and (talk := self._talk(visit, opening if is_begin else ())):
                yield talk
        if visits[0].gate.asks:
            yield self._question(visits[0])

    def _on_clock(self, visits: tuple[Visit, ...]) -> Iterator[Step]:
        told = {visit.item.exercise.slug for visit in visits if visit.announce is Announce.FULL}
        return clocked_steps(visits, told)

    def _question(self, visit: Visit) -> Talk:
        wait_ms = self._ready_wait_ms
        return ready_question(visit.place, self._options, wait_ms=wait_ms, gate=visit.gate)

    def _talk(self, visit: Visit, lines: tuple[Line, ...]) -> Talk | None:
        """Talk before the work of a visit, after these lines; None: nothing."""
        match visit.announce:
            case Announce.FULL:
                announced = announcement(visit.place, self._total, self._options, self._told)
                self._told.add(visit.place.exercise)
                return replace(announced, lines=(*lines, *announced.lines))
            case Announce.NAME:
                lines = (*lines, *name_lines(visit.place))
            case Announce.NONE:
                lines = (*lines, *first_lines(visit.place))
        return (
            Talk(Phase.ANNOUNCING, visit.place, lines, wait_ms=pause_to_next_step_ms())
            if lines
            else None
        )

    def _visit_steps(self, visit: Visit) -> Iterator[Step]:
        """The steps of a visit, from what is said before it to its last work."""
        if talk := self._talk(visit, opening_lines(visit)):
            yield talk
        if visit.gate.asks:
            yield self._question(visit)
        technique = _from(visit.item.exercise.reminders, self._options.session_number)
        first_turn = (visit.place.set_number - 1) * visit.item.exercise.times_per_set
        following = (*visit.places[1:], None)
        for turn, (place, then) in enumerate(zip(visit.places, following, strict=True), first_turn):
            yield replace(work_for(place), technique=technique, turn=turn)
            if then:
                yield between_works(place, then)


def _from(cues: tuple[str, ...], number: int) -> tuple[str, ...]:
    """The cues, beginning with another one in each session."""
    first = number % (len(cues) or 1)
    return (*cues[first:], *cues[:first])


def spoken_in(steps: tuple[Step, ...]) -> tuple[Phrase, ...]:
    """Every phrase that these steps say unasked, in order of first use, without duplicates."""
    found: dict[Phrase, None] = {}
    for step in steps:
        match step:
            case Talk():
                found |= dict.fromkeys(line.phrase for line in step.lines)
                if reminder := gate_reminder(step):
                    found[reminder] = None
            case Break():
                question = (step.question,) if step.question else ()
                lines = (*step.opening, *step.ahead, *question)
                found |= dict.fromkeys(line.phrase for line in lines)
                found[phrase("rest.seconds-left", n=10)] = None
            case Work():
                sounds = [cue.sound for unit in step.units for cue in unit.cues]
                coaching = [verbatim(cue) for cue in step.place.exercise.reminders]
                go = [phrase("count", n=n) for n in (3, 2, 1)] + ([step.go] if step.go else [])
                found |= dict.fromkeys(
                    sound for sound in (*go, *sounds, *coaching) if isinstance(sound, Phrase)
                )
    return tuple(found)
