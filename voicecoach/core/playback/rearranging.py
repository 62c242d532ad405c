"""Puts an exercise with other sets or sides in the place of the one at hand, while it is done."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from voicecoach.core.phases import Phase
from voicecoach.core.phrases import phrase
from voicecoach.core.timeline.lines import Line, Role
from voicecoach.core.timeline.navigation import next_work
from voicecoach.core.timeline.steps import Break, Place, Step, Talk, Work

Steps = tuple[Step, ...]


def rearranged(steps: Steps, index: int, planned: Steps, item: int) -> Steps:
    """The steps with those planned for one exercise in the place of what is left of it.

    `index` is that of the step at hand; `item` that of the exercise in its routine, which may be
    visited several times.
    """
    arranged: list[Step] = []
    visits = _visits(planned, item)
    begins = 0
    for its_item, group in groupby(steps, key=_item_of):
        visit = tuple(group)
        here, begins = index - begins, begins + len(visit)
        if its_item != item or here >= len(visit):
            arranged += visit
        elif then := _planned_for(visit, visits):
            arranged += _visit(visit, here, then)
        elif here >= 0:
            arranged += visit
    return tuple(arranged)


def _visits(planned: Steps, item: int) -> list[Steps]:
    groups = ((one, tuple(group)) for one, group in groupby(planned, key=_item_of))
    return [group for one, group in groups if one == item]


def _planned_for(visit: Steps, planned: list[Steps]) -> Steps | None:
    """The planned visit with a set of this one; the last set of all stands for those after it."""
    if len(planned) == 1:
        return planned[0]
    sets = _sets_of(visit)
    return next((one for one in planned if sets & _sets_of(one)), None)


def _sets_of(visit: Steps) -> set[int]:
    return {step.place.set_number for step in visit if isinstance(step, Work)}


def _visit(steps: Steps, index: int, planned: Steps) -> Steps:
    """The steps of one visit, those planned in the place of what is left of it.

    `index` is that of the step at hand; negative: it comes before.
    """
    rest_after = _rest_after(steps[-1], planned[-1])
    works = [step for step in planned if isinstance(step, Work)]
    if index < 0:
        return (*_to_last_work(planned, 0), *rest_after)
    begun = _next_of(steps, index, works)
    to_come = (*_to_last_work(planned, planned.index(begun)), *rest_after)
    step = steps[index]
    if isinstance(step, Work):
        return (*steps[:index], *to_come)
    if isinstance(step, Break):
        return (*steps[:index], _leading_to(step, begun, planned), *to_come)
    talked = [at for at in range(index + 1) if steps[at].phase is Phase.ANNOUNCING]
    at = max(talked, default=index)
    talks = _talks(steps[at], planned, begun.place)
    return (*steps[:at], *talks, *to_come)


def _item_of(step: Step) -> int:
    """Index of the exercise of a step in its routine; -1: none."""
    return step.place.item if step.place else -1


def _to_last_work(planned: Steps, at: int) -> Steps:
    """The steps planned from this index on to the last work."""
    works = [index for index, step in enumerate(planned) if isinstance(step, Work)]
    return planned[at : works[-1] + 1]


def _rest_after(last: Step, planned: Step) -> Steps:
    """The rest before the next exercise as it was, but after the exercise as it is now."""
    if not isinstance(last, Break) or not last.leads_to_talk:
        return ()
    return (replace(last, place=planned.place) if planned.place else last,)


def _next_of(steps: Steps, index: int, works: Sequence[Work]) -> Work:
    """The work planned in the place of the work at hand, or of the next one."""
    at = index if isinstance(steps[index], Work) else next_work(steps, index)
    place = steps[at].place
    assert place is not None
    of_set = [one for one in works if one.place.set_number == place.set_number]
    same = [one for one in of_set if one.place.turn == place.turn]
    return (same or of_set or list(works[-1:]))[0]


def _leading_to(rest: Break, begun: Work, planned: Steps) -> Break:
    """The break at hand, with what comes next now."""
    before = planned[: planned.index(begun)][-1:]
    if before and isinstance(before[0], Break) and before[0].phase is rest.phase:
        return replace(rest, ahead=before[0].ahead)
    side, word = begun.place.side, begun.place.exercise.side_word.value
    if side is None:
        return replace(rest, ahead=())
    return replace(rest, ahead=(Line(phrase(f"side.first.{side.value}", side=word), Role.SIDE),))


def _talks(announced: Step, planned: Steps, place: Place) -> Steps:
    """The talks planned before the first work; those of a later set say that it goes on there."""
    talks = [step for step in planned if isinstance(step, Talk)]
    if place.set_number == 1 or not isinstance(announced, Talk):
        return tuple(talks)
    going_on = [line for line in announced.lines if line.role is Role.SET]
    first, *others = (replace(talk, place=place) for talk in talks)
    return (replace(first, lines=(*first.lines, *going_on)), *others)
