"""The steps of a workout as they stand, and how they are changed while it is played."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from voicecoach.core.phases import Phase
from voicecoach.core.timeline.steps import Place, Step, Work
from voicecoach.core.workout.amounts import amount_of
from voicecoach.core.workout.routine import Routine, RoutineItem


@dataclass(frozen=True, slots=True)
class Program:
    """A routine and all steps of it, in order. Changing a program gives another one."""

    routine: Routine
    steps: tuple[Step, ...]

    def place(self, index: int) -> Place | None:
        """Where in the routine a step belongs; None: before the first exercise, or behind all."""
        return self.steps[index].place if index < len(self.steps) else None

    def redosed(
        self, item_index: int, item: RoutineItem, steps: Iterable[Step], *, from_index: int
    ) -> "Program":
        """With another dose of one exercise, from a step on; `steps` are those it has now.

        A set that the user made shorter or longer stays so, if only the way of doing it changes.
        """
        items = list(self.routine.items)
        items[item_index] = item
        by_place = {_key(step): step for step in steps}

        def changed(step: Step) -> Step:
            return _redosed(step, by_place.get(_key(step), step))

        return replace(
            self._changed(changed, from_index, item_index),
            routine=replace(self.routine, items=tuple(items)),
        )

    def with_step(self, index: int, step: Step) -> "Program":
        """With another step in place of this one."""
        return replace(self, steps=(*self.steps[:index], step, *self.steps[index + 1 :]))

    def reworked(self, changed: Callable[[Work], Work], *, after_index: int) -> "Program":
        """With other sets after this step, as far as they are of the same exercise."""
        place = self.place(after_index)
        if place is None:
            return self

        def change(step: Step) -> Step:
            return changed(step) if isinstance(step, Work) else step

        return self._changed(change, after_index + 1, place.item)

    def _changed(
        self, change: Callable[[Step], Step], from_index: int, item_index: int
    ) -> "Program":
        steps = (
            change(step) if at >= from_index and _is_of(step, item_index) else step
            for at, step in enumerate(self.steps)
        )
        return replace(self, steps=tuple(steps))

    def without(self, exercise: str, *, after_index: int) -> "Program":
        """Without an exercise, from the item after that of this step on."""
        here = self.place(after_index)
        kept = (
            step
            for step in self.steps
            if step.place is None
            or step.place.exercise.slug != exercise
            or (here is not None and step.place.item <= here.item)
        )
        return replace(self, steps=tuple(kept))


def _is_of(step: Step, item_index: int) -> bool:
    return step.place is not None and step.place.item == item_index


def _redosed(old: Step, new: Step) -> Step:
    if isinstance(old, Work) and isinstance(new, Work):
        before, after = (step.place.exercise.counting for step in (old, new))
        if amount_of(before) == amount_of(after):
            return replace(old, place=new.place)
    return new


def _key(step: Step) -> tuple[object, ...]:
    """What a step of an exercise is, whatever its dose."""
    place = step.place
    assert place is not None
    phase = Phase.RESTING if step.phase is Phase.RATING else step.phase
    return (type(step), phase, place.set_number, place.side, place.direction)
