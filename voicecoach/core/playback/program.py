"""The steps of a workout and the one at hand, and how they are changed while it is played."""

from collections.abc import Callable, Iterable, Set
from dataclasses import replace

from voicecoach.core.phases import Phase
from voicecoach.core.playback.rearranging import rearranged
from voicecoach.core.timeline.announcing import next_exercise_line
from voicecoach.core.timeline.navigation import (
    before,
    next_block,
    next_exercise,
    next_round,
    next_work,
    sets_left,
    sets_left_in_a_row,
)
from voicecoach.core.timeline.steps import Break, Place, Step, Talk, Work
from voicecoach.core.timeline.work import amount_laid_out, extended, shortened
from voicecoach.core.workout.amounts import amount_of
from voicecoach.core.workout.routine import Routine
from voicecoach.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Arrival:
    """The end of the previous step by itself, with which the one at hand began."""

    at_ms: int
    phase: Phase
    """Phase of the step that ended."""
    place: Place | None


@dataclass(frozen=True, slots=True)
class Program:
    """A routine and all its steps, in order. A change returns another program."""

    routine: Routine
    """With the doses that it has now."""
    steps: tuple[Step, ...]
    index: int = 0
    """Index of the step at hand; behind the last one comes the summary."""

    @property
    def step(self) -> Step | None:
        """The step at hand as it was planned; None: the summary."""
        return self.steps[self.index] if self.index < len(self.steps) else None

    @property
    def following(self) -> Step | None:
        """The step after the one at hand as it was planned; None: the summary."""
        return self.at(self.index + 1).step

    @property
    def place(self) -> Place | None:
        """Place of the step at hand in the routine; None in the greeting and the summary."""
        return self.step.place if self.step else None

    @property
    def before(self) -> int:
        """Index of the work before a set or break, of the exercise before a talk."""
        return before(self.steps, self.index)

    @property
    def next_work(self) -> int:
        """Index of the next set; without one, of the summary."""
        return next_work(self.steps, self.index)

    @property
    def announcement(self) -> Talk | None:
        """Announcement that leads to the next set; None: it is not announced."""
        talks = self.steps[max(0, self.index - 1) : self.next_work]
        announced = [step for step in talks if step.phase is Phase.ANNOUNCING]
        return next((talk for talk in announced if isinstance(talk, Talk)), None)

    @property
    def next_exercise(self) -> int:
        """Index of the beginning of the next exercise; without one, of the summary."""
        return next_exercise(self.steps, self.index)

    @property
    def next_round(self) -> int | None:
        """Index of the beginning of the next round of this block; None: there is none."""
        return next_round(self.steps, self.index)

    @property
    def next_block(self) -> int | None:
        """Index of the first step after this block; None: it is in no block."""
        return next_block(self.steps, self.index)

    def exercise(self, slug: str) -> int | None:
        """Index of the beginning of this exercise, of several the next one; None: none is left."""
        begins = [
            index
            for index, step in enumerate(self.steps)
            if step.phase is Phase.ANNOUNCING and step.place and step.place.exercise.slug == slug
        ]
        return next((index for index in begins if index > self.index), min(begins, default=None))

    @property
    def sets_to_come(self) -> int:
        """Number of sets of the exercise at hand that are not over; the one at work counts."""
        return sets_left(self.steps, self.index) if self.place else 0

    @property
    def sets_to_skip(self) -> int:
        """Number of those sets before the next exercise."""
        return sets_left_in_a_row(self.steps, self.index) if self.place else 0

    def at(self, index: int) -> "Program":
        """With this step at hand."""
        return replace(self, index=index)

    def redosed(self, item_index: int, routine: Routine, steps: Iterable[Step]) -> "Program":
        """With this routine, in which one exercise has another dose from here on.

        `steps` are those of the routine; the greeting is another one if it is still to come.

        A set that the user made shorter or longer stays so if only the variation changes. Where
        the sets or their sides are others than before, the set at hand, or the next one, is begun
        on its first side, unless its own side is still to be done.
        """
        first, *others = steps
        planned = tuple(step for step in others if _is_of(step, item_index))
        greeted = replace(self, routine=routine, steps=self._greeted(first))
        if _order(self.steps, item_index) != _order(planned, item_index):
            laid_out = rearranged(greeted.steps, self.index, tuple(others), item_index)
            return replace(greeted, steps=laid_out)
        by_place = {_key(step): step for step in planned}

        def changed(step: Step) -> Step:
            return _redosed(step, by_place.get(_key(step), step))

        return greeted._changed(changed, self.index, item_index)

    def _greeted(self, greeting: Step) -> tuple[Step, ...]:
        """The steps, with this greeting if it is still to come."""
        return tuple(
            greeting if at > self.index and step.phase is greeting.phase else step
            for at, step in enumerate(self.steps)
        )

    @property
    def next_place(self) -> Place | None:
        """Place of the work at hand, or of the next one; None: there is none."""
        at = self.index if isinstance(self.step, Work) else self.next_work
        return self.steps[at].place if at < len(self.steps) else None

    def set_to_come(self, item_index: int) -> int:
        """Number of the set at hand of this exercise, or of its next one; 1: it is to come."""
        if self.place is None or self.place.item != item_index:
            return 1
        place = self.next_place
        return place.set_number if place and place.item == item_index else self.place.set_number

    def with_step(self, step: Step) -> "Program":
        """With this in place of the step at hand."""
        return replace(self, steps=(*self.steps[: self.index], step, *self.steps[self.index + 1 :]))

    def reworked(self, changed: Callable[[Work], Work]) -> "Program":
        """With the later sets of the exercise at hand changed."""
        place = self.place
        if place is None:
            return self

        def change(step: Step) -> Step:
            return changed(step) if isinstance(step, Work) else step

        return self._changed(change, self.index + 1, place.item)

    def _changed(
        self, change: Callable[[Step], Step], from_index: int, item_index: int
    ) -> "Program":
        steps = (
            change(step) if at >= from_index and _is_of(step, item_index) else step
            for at, step in enumerate(self.steps)
        )
        return replace(self, steps=tuple(steps))

    def without(self, exercises: Set[str]) -> "Program":
        """Without these exercises, by their slugs, after the one at hand."""
        later = self.next_exercise
        kept = [
            step
            for step in self.steps[later:]
            if step.place is None or step.place.exercise.slug not in exercises
        ]
        rests = (
            _before_exercise(step, following)
            for step, following in zip(kept, (*kept[1:], None), strict=False)
        )
        return replace(self, steps=(*self.steps[:later], *(step for step in rests if step)))


def _before_exercise(step: Step, following: Step | None) -> Step | None:
    """A step with this one after it: a rest names the exercise, or is left out before none."""
    if not isinstance(step, Break):
        return step
    if following is None or following.place is None:
        return None
    if following.place.item == step.place.item:
        return step
    return replace(step, ahead=(next_exercise_line(following.place.exercise),))


def _is_of(step: Step, item_index: int) -> bool:
    return step.place is not None and step.place.item == item_index


def _order(steps: Iterable[Step], item_index: int) -> list[tuple[object, ...]]:
    """The sets of an exercise with their sides and directions, in order."""
    return [
        (step.place.set_number, *step.place.turn)
        for step in steps
        if isinstance(step, Work) and step.place.item == item_index
    ]


def _redosed(old: Step, new: Step) -> Step:
    if not isinstance(old, Work) or not isinstance(new, Work):
        return new
    before, after = (step.place.exercise.counting for step in (old, new))
    if before == after:
        return replace(old, place=new.place)
    if amount_of(before) != amount_of(after):
        return new
    asked, planned = amount_laid_out(old), amount_laid_out(new)
    changed = shortened(new, asked) if asked < planned else extended(new, asked - planned)
    return changed or new


def _key(step: Step) -> tuple[object, ...]:
    """Identifies a step within its exercise, whatever its dose."""
    place = step.place
    assert place is not None
    phase = Phase.RESTING if step.phase is Phase.RATING else step.phase
    return (type(step), phase, place.set_number, place.side, place.direction)
