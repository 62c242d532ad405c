"""A routine: exercises in order, each with its dose."""

from dataclasses import replace
from enum import Enum
from itertools import accumulate

from voicecoach.core.phrases import Phrase
from voicecoach.core.workout.amounts import amount_of, with_amount
from voicecoach.core.workout.block import Block
from voicecoach.core.workout.conduct import Announce, Gate, Note
from voicecoach.core.workout.exercise import Exercise, Side, Source, Variation
from voicecoach.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class RoutineItem:
    """An exercise in a routine; its counting, sets and rest already have the routine's dose."""

    exercise: Exercise
    """As it is done in this session, in its variation if it has one."""
    rest_after_ms: int
    """Rest before the next exercise, ms; unused after the last one."""
    varied: Exercise | None = None
    """The exercise in the variation that the routine names; None: it names none."""
    varied_from: int = 1
    """Lowest level at which the routine takes up that variation."""
    due: Exercise | None = None
    """The exercise as it is due, where the user chose an easier way; None: `exercise` is it."""
    usual: Exercise | None = None
    """The exercise with the dose from which `rung` is counted; None: `exercise` is it."""
    rung: int = 0
    """Number of rungs above (or, if negative, below) the dose in the routine."""
    tempo: float = 1.0
    """Factor on the duration of a rep."""
    reduced: bool = False
    """True if the dose is less than what was due, because there is little time."""
    on_easy: Phrase | None = None
    """Reply to a user who found this dose too easy; None: it is not known what follows."""
    news: Phrase | None = None
    """Sentence that explains the change of the dose; None: it has not changed."""
    block: Block | None = None
    """The block that it belongs to; None: it stands by itself."""
    announce: Announce | None = None
    """None: in full, or in a block by its name if it was announced before."""
    gate: Gate | None = None
    """None: the coach asks if the user is ready, in a block only in its first round."""
    asks_effort: bool | None = None
    """None: as the kind of counting has it."""
    counts: tuple[int, ...] = ()
    """Amount of each set, where each has its own; that of the exercise is the first."""
    notes: tuple[Note, ...] = ()
    period_ms: int | None = None
    """Time from the beginning of a set to the next one on the clock of its block; None: its block
    has no clock."""

    @property
    def variation(self) -> Variation | None:
        """Variation for this session; None: the exercise itself."""
        return self.exercise.variation

    def in_set(self, number: int) -> Exercise:
        """The exercise with the amount of this set, from 1.

        Amounts of their own keep their shares when the dose of the exercise changes.
        """
        if not self.counts:
            return self.exercise
        counting = self.exercise.counting
        own = self.counts[min(number, len(self.counts)) - 1]
        amount = max(1, round(own * amount_of(counting) / self.counts[0]))
        return replace(self.exercise, counting=with_amount(counting, amount))


@dataclass(frozen=True, slots=True)
class Stage:
    """Some weeks of a routine that changes from stage to stage."""

    weeks: int
    """Weeks of training that it takes."""
    items: tuple[RoutineItem, ...]
    words: tuple[str, ...] = ()
    """Spoken sentences about it."""

    def has_doses_of(self, items: tuple[RoutineItem, ...]) -> bool:
        """True if these items have the doses of this stage, no more and no less."""
        return [_dose(item) for item in items] == [_dose(item) for item in self.items]


def _dose(item: RoutineItem) -> tuple[object, ...]:
    exercise = item.exercise
    return exercise.slug, exercise.counting, exercise.sets, item.variation


class Purpose(Enum):
    """Purpose of a routine, by which routines are grouped."""

    STRENGTH = "strength"
    BALANCE = "balance"
    MOBILITY = "mobility"
    ENDURANCE = "endurance"
    CALM = "calm"
    REHAB = "rehab"


@dataclass(frozen=True, slots=True)
class Routine:
    """Exercises in the order in which they are done, with their doses."""

    slug: str
    name: str
    summary: str
    """One spoken sentence about its purpose."""
    level: int
    """1 (anybody) to 3 (trained)."""
    items: tuple[RoutineItem, ...]
    """Of the stage that is due, if it has stages."""
    is_protocol: bool = False
    """True if its doses are those of a published program, which nothing raises."""
    every_days: int | None = None
    """Days from one workout to the next; None: as the user likes."""
    stages: tuple[Stage, ...] = ()
    """Empty: it stays the same."""
    week: int = 1
    """Week of training that the stage in `items` belongs to, from 1; behind the last stage it is
    the week after it."""
    sources: tuple[Source, ...] = ()
    """Sources of the program, for and against."""
    purpose: Purpose | None = None

    @property
    def weeks(self) -> int:
        """Weeks of all stages together; 0: it has none."""
        return sum(stage.weeks for stage in self.stages)

    @property
    def stage(self) -> Stage | None:
        """The stage of the week, or the last one after its weeks are over; None: it has none."""
        ends = accumulate(stage.weeks for stage in self.stages)
        due = (stage for stage, end in zip(self.stages, ends, strict=True) if self.week <= end)
        return next(due, self.stages[-1] if self.stages else None)

    def loading_the_same(self, slug: str) -> tuple[Exercise, ...]:
        """The other exercises that load a part of the body that this one loads."""
        exercises = {item.exercise.slug: item.exercise for item in self.items}
        loads = {*exercises[slug].loads} if slug in exercises else set()
        return tuple(one for one in exercises.values() if one.slug != slug and loads & {*one.loads})

    def in_week(self, week: int) -> "Routine":
        """The routine in this week of training; unchanged if it has no stages."""
        moved = replace(self, week=week)
        return replace(moved, items=moved.stage.items) if moved.stage else self


def single(exercise: Exercise) -> Routine:
    """A routine of one exercise."""
    item = RoutineItem(exercise, rest_after_ms=0)
    summary = exercise.benefits[0] if exercise.benefits else f"{exercise.name}."
    return Routine(exercise.slug, exercise.name, summary, level=1, items=(item,))


def on_side(routine: Routine, side: Side | None) -> Routine:
    """The routine without the other side, where each works on its own; None: as it is written.

    An exercise that the routine itself has on one side only stays on that side.
    """
    if side is None:
        return routine
    items = (
        item if item.exercise.only_side else replace(item, exercise=with_only(item.exercise, side))
        for item in routine.items
    )
    return replace(routine, items=tuple(items))


def alternating(exercise: Exercise) -> Exercise:
    """The exercise with each set on one side, in turn, also without its variation."""
    plain = replace(exercise.plain, alternates=True) if exercise.plain else None
    return replace(exercise, alternates=True, plain=plain)


def with_only(exercise: Exercise, side: Side | None) -> Exercise:
    """The exercise on this side only, also without its variation."""
    plain = replace(exercise.plain, only_side=side) if exercise.plain else None
    return replace(exercise, only_side=side, plain=plain)
