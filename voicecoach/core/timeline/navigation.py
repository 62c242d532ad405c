"""Where the steps of a workout lead: the next set, the next exercise, the way back."""

from voicecoach.core.phases import Phase
from voicecoach.core.timeline.steps import Step, Talk, Work

Steps = tuple[Step, ...]


def next_work(steps: Steps, index: int) -> int:
    """The first work after this step; without one, the end."""
    works = (i for i in range(index + 1, len(steps)) if isinstance(steps[i], Work))
    return next(works, len(steps))


def next_exercise(steps: Steps, index: int) -> int:
    """Where the exercise after that of this step begins; after the last one, the end."""
    item = _item(steps, index)
    following = (i for i, step in enumerate(steps) if step.place and step.place.item > item)
    return next(following, len(steps))


def before(steps: Steps, index: int) -> int:
    """From a set or break to the work before it, from a talk to the exercise before it."""
    item = _item(steps, index)
    if item < 0:
        return 0
    works = [i for i, step in enumerate(steps[:index]) if isinstance(step, Work)]
    if isinstance(steps[index], Talk) or not works:
        return _announcement(steps, max(0, item - isinstance(steps[index], Talk)))
    return works[-1]


def sets_left(steps: Steps, index: int) -> int:
    """Sets of this step's exercise from here on; the one at hand counts."""
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
