"""Finds the step to go to: the next set, the next exercise, the one before."""

from voicecoach.core.phases import Phase
from voicecoach.core.timeline.steps import Step, Talk, Work

Steps = tuple[Step, ...]


def next_work(steps: Steps, index: int) -> int:
    """Index of the first work after this step; without one, of the end."""
    works = (i for i in range(index + 1, len(steps)) if isinstance(steps[i], Work))
    return next(works, len(steps))


def next_exercise(steps: Steps, index: int) -> int:
    """Index of the first step of the next exercise; after the last one, of the end."""
    item = _item(steps, index)
    following = (i for i, step in enumerate(steps) if step.place and step.place.item > item)
    return next(following, len(steps))


def before(steps: Steps, index: int) -> int:
    """Index of the work before a set or a break, or of the exercise before a talk."""
    item = _item(steps, index)
    if item < 0:
        return 0
    works = [i for i, step in enumerate(steps[:index]) if isinstance(step, Work)]
    if isinstance(steps[index], Talk) or not works:
        return _announcement(steps, max(0, item - isinstance(steps[index], Talk)))
    return works[-1]


def sets_left(steps: Steps, index: int) -> int:
    """Number of sets of this step's exercise from here on, the current one included."""
    item = _item(steps, index)
    works = [step.place for step in steps[index:] if isinstance(step, Work)]
    return len({place.set_number for place in works if place.item == item})


def _item(steps: Steps, index: int) -> int:
    """Index of the exercise of a step; -1: none."""
    place = steps[index].place
    return place.item if place else -1


def _announcement(steps: Steps, item: int) -> int:
    return next(
        i
        for i, step in enumerate(steps)
        if step.phase is Phase.ANNOUNCING and step.place and step.place.item == item
    )
