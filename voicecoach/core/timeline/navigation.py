"""Finds the step to go to: the next set, the next exercise, the one before."""

from collections.abc import Iterator

from voicecoach.core.phases import Phase
from voicecoach.core.timeline.steps import Place, Step, Talk, Work
from voicecoach.core.workout.block import Block

Steps = tuple[Step, ...]


def next_work(steps: Steps, index: int) -> int:
    """Index of the first work after this step; without one, of the end."""
    works = (i for i in range(index + 1, len(steps)) if isinstance(steps[i], Work))
    return next(works, len(steps))


def next_exercise(steps: Steps, index: int) -> int:
    """Index of the first step of the next exercise; after the last one, of the end."""
    item = _item(steps, index)
    later = range(index + 1, len(steps))
    return next((i for i in later if _item(steps, i) not in (item, -1)), len(steps))


def before(steps: Steps, index: int) -> int:
    """Index of the work before a set or a break, or of the exercise before a talk."""
    if _item(steps, index) < 0:
        return 0
    if isinstance(steps[index], Talk):
        here = _beginning(steps, index)
        return here if _item(steps, here - 1) < 0 else _beginning(steps, here - 1)
    works = (i for i in range(index - 1, -1, -1) if isinstance(steps[i], Work))
    return next(works, _beginning(steps, index))


def next_round(steps: Steps, index: int) -> int | None:
    """Index of the first step of the next round of this block; None: there is none."""
    here = _place_of(steps, index)
    if here is None or here.rounds == 1:
        return None
    for at, place in _later_places(steps, index):
        if _block_of(place) != _block_of(here):
            return None
        if place.set_number > here.set_number:
            return at
    return None


def next_block(steps: Steps, index: int) -> int | None:
    """Index of the first step after this block, perhaps the end; None: it is in no block."""
    here = _place_of(steps, index)
    block = _block_of(here) if here else None
    if block is None:
        return None
    later = _later_places(steps, index)
    return next((at for at, place in later if _block_of(place) != block), len(steps))


def _place_of(steps: Steps, index: int) -> Place | None:
    return steps[index].place if index < len(steps) else None


def _later_places(steps: Steps, index: int) -> Iterator[tuple[int, Place]]:
    for at in range(index + 1, len(steps)):
        if place := steps[at].place:
            yield at, place


def _block_of(place: Place) -> Block | None:
    return place.dosed.block if place.dosed else None


def sets_left(steps: Steps, index: int) -> int:
    """Number of sets of this step's exercise from here on, the current one included."""
    item = _item(steps, index)
    works = [step.place for step in steps[index:] if isinstance(step, Work)]
    return len({place.set_number for place in works if place.item == item})


def sets_left_in_a_row(steps: Steps, index: int) -> int:
    """Number of sets of this step's exercise from here on, before the next exercise."""
    return sets_left(steps[: next_exercise(steps, index)], index)


def _item(steps: Steps, index: int) -> int:
    """Index of the exercise of a step; -1: none."""
    place = steps[index].place
    return place.item if place else -1


def _beginning(steps: Steps, index: int) -> int:
    """Index of the announcement of this step's exercise, or else of its first step in a row."""
    item, at = _item(steps, index), index
    while steps[at].phase is not Phase.ANNOUNCING and at and _item(steps, at - 1) == item:
        at -= 1
    return at
