"""Blocks on a clock: sets that begin at their times, and as many rounds as possible in a time."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from voicecoach.core.effects import Rank
from voicecoach.core.phases import Phase
from voicecoach.core.phrases import phrase
from voicecoach.core.timeline.announcing import first_lines, instruction_lines, next_exercise_line
from voicecoach.core.timeline.breaks import switch_lines
from voicecoach.core.timeline.lines import Line, Role
from voicecoach.core.timeline.opening_blocks import round_line
from voicecoach.core.timeline.steps import Break, Cue, Place, Slot, Step, Work
from voicecoach.core.timeline.visits import Visit
from voicecoach.core.timeline.work import work_for
from voicecoach.core.verbosity import Verbosity
from voicecoach.core.workout.block import OnTheClock

NAMED_BEFORE_MS = 8000
"""Time from the name of the next exercise to its beginning where no rest comes between."""
SHORTEST_WITH_NAME_MS = 12_000
"""Shorter work has no room for that name."""


def clocked_steps(visits: Sequence[Visit], told: set[str]) -> Iterator[Step]:
    """The work of a block on the clock, with the rests between.

    `told` are the slugs of the exercises whose instructions were said before.
    """
    slots = _slots(visits)
    directly = False
    for at, (visit, place, slot) in enumerate(slots):
        following = slots[at + 1] if at + 1 < len(slots) else None
        work = replace(
            work_for(place),
            technique=visit.item.exercise.reminders,
            turn=place.set_number - 1,
            slot=slot,
        )
        if directly:
            work = replace(work, go=phrase("announce.name-brief", name=place.exercise.name))
        rest_ms = slot.until_ms - (slot.from_ms or 0) - _length_ms(work)
        directly = following is not None and rest_ms <= 0
        yield _with_name_ahead(work, following[1]) if directly and following else work
        if following and rest_ms > 0:
            begins, then, _ = following
            yield _rest(place, then, slot, rest_ms, begins=begins, told=told)


def _slots(visits: Sequence[Visit]) -> list[tuple[Visit, Place, Slot]]:
    """Every set with its time."""
    found: list[tuple[Visit, Place, Slot]] = []
    begins_ms = 0
    for visit, then in zip(visits, [*visits[1:], None], strict=True):
        block = visit.item.block
        kind = block.kind if block else None
        between_ms = kind.rest_ms if isinstance(kind, OnTheClock) else 0
        for place in visit.places:
            is_last_place = place is visit.places[-1]
            ends_ms = begins_ms + (visit.item.period_ms or 0)
            if is_last_place and then and then.begins_round:
                ends_ms += between_ms
            slot = Slot(begins_ms, ends_ms, is_last=is_last_place and then is None)
            found.append((visit, place, slot))
            begins_ms = ends_ms
    return found


def _length_ms(work: Work) -> int:
    return sum(unit.duration_ms for unit in work.units)


def _with_name_ahead(work: Work, then: Place) -> Work:
    """Work that ends with the name of what follows without a rest."""
    *units, last = work.units
    if work.on_beat or last.duration_ms < SHORTEST_WITH_NAME_MS:
        return work
    name = phrase("rest.next-exercise", name=then.exercise.name)
    cue = Cue(last.duration_ms - NAMED_BEFORE_MS, name, Rank.CALL)
    cues = sorted((*last.cues, cue), key=lambda one: one.at_ms)
    return replace(work, units=(*units, replace(last, cues=tuple(cues))))


def _rest(
    place: Place, then: Place, slot: Slot, rest_ms: int, *, begins: Visit, told: set[str]
) -> Break:
    """The rest until the next set begins; lines for which there is no time are left out."""
    rest = Line(phrase("rest.between-brief"), Role.REST)
    lines = []
    is_other = then.item != place.item
    if begins.begins_round and then.set_number != place.set_number:
        lines.append(round_line(then))
    if is_other:
        lines += [next_exercise_line(then.exercise), *first_lines(then)]
    else:
        lines += switch_lines(place, then)
    if then.exercise.slug not in told:
        lines += instruction_lines(then.exercise, Verbosity.MINIMAL)
        told.add(then.exercise.slug)
    ends = Slot(None, slot.until_ms)
    return Break(Phase.RESTING, place, (rest,), tuple(lines), rest_ms, slot=ends)
