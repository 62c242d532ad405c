"""Puts an exercise with other sets or sides in the place of the one at hand, while it is done."""

from collections.abc import Sequence
from dataclasses import replace

from voicecoach.core.phases import Phase
from voicecoach.core.phrases import phrase
from voicecoach.core.timeline.lines import Line, Role
from voicecoach.core.timeline.navigation import next_work
from voicecoach.core.timeline.steps import Break, Place, Step, Talk, Work


def rearranged(steps: tuple[Step, ...], index: int, planned: tuple[Step, ...]) -> tuple[Step, ...]:
    """The steps with those planned for one exercise in the place of what is left of it.

    `index` is that of the step at hand, in this exercise or before it.
    """
    item = _item_of(planned)
    own = [at for at, step in enumerate(steps) if step.place and step.place.item == item]
    first, after = own[0], own[-1] + 1
    rest_after = _rest_after(steps[after - 1], planned[-1])
    works = [step for step in planned if isinstance(step, Work)]
    if index < first:
        return (*steps[:first], *_to_last_work(planned, 0), *rest_after, *steps[after:])
    begun = _next_of(steps, index, works)
    to_come = (*_to_last_work(planned, planned.index(begun)), *rest_after, *steps[after:])
    step = steps[index]
    if isinstance(step, Work):
        return (*steps[:index], *to_come)
    if isinstance(step, Break):
        return (*steps[:index], _leading_to(step, begun, planned), *to_come)
    at = max(at for at in own if at <= index and steps[at].phase is Phase.ANNOUNCING)
    talks = _talks(steps[at], planned, begun.place)
    return (*steps[:at], *talks, *to_come)


def _item_of(planned: tuple[Step, ...]) -> int:
    place = planned[0].place
    assert place is not None
    return place.item


def _to_last_work(planned: tuple[Step, ...], at: int) -> tuple[Step, ...]:
    """The steps planned from this index on to the last work."""
    works = [index for index, step in enumerate(planned) if isinstance(step, Work)]
    return planned[at : works[-1] + 1]


def _rest_after(last: Step, planned: Step) -> tuple[Step, ...]:
    """The rest before the next exercise as it was, but after the exercise as it is now."""
    if not isinstance(last, Break) or not last.leads_to_talk:
        return ()
    return (replace(last, place=planned.place) if planned.place else last,)


def _next_of(steps: tuple[Step, ...], index: int, works: Sequence[Work]) -> Work:
    """The work planned in the place of the work at hand, or of the next one."""
    at = index if isinstance(steps[index], Work) else next_work(steps, index)
    place = steps[at].place
    assert place is not None
    of_set = [one for one in works if one.place.set_number == place.set_number]
    same = [one for one in of_set if one.place.turn == place.turn]
    return (same or of_set or list(works[-1:]))[0]


def _leading_to(rest: Break, begun: Work, planned: tuple[Step, ...]) -> Break:
    """The break at hand, with what comes next now."""
    before = planned[: planned.index(begun)][-1:]
    if before and isinstance(before[0], Break) and before[0].phase is rest.phase:
        return replace(rest, ahead=before[0].ahead)
    side, word = begun.place.side, begun.place.exercise.side_word.value
    if side is None:
        return replace(rest, ahead=())
    return replace(rest, ahead=(Line(phrase(f"side.first.{side.value}", side=word), Role.SIDE),))


def _talks(announced: Step, planned: tuple[Step, ...], place: Place) -> tuple[Step, ...]:
    """The talks planned before the first work; those of a later set say that it goes on there."""
    talks = [step for step in planned if isinstance(step, Talk)]
    if place.set_number == 1 or not isinstance(announced, Talk):
        return tuple(talks)
    going_on = [line for line in announced.lines if line.role is Role.SET]
    first, *others = (replace(talk, place=place) for talk in talks)
    return (replace(first, lines=(*first.lines, *going_on)), *others)
