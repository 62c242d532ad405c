"""The outcome of each exercise in each workout, as far as the next dose depends on it."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Protocol, TypeVar

from voicecoach.core.facts import (
    DoseGiven,
    Effort,
    EffortRated,
    PainReported,
    SetEnded,
    Wish,
)
from voicecoach.core.progression.past import Past, TimedFact
from voicecoach.core.workout.exercise import Exercise
from voicecoach.core.workout.variations import in_variation
from voicecoach.dataclass import dataclass


class _AboutExercise(Protocol):
    @property
    def exercise(self) -> str: ...


AboutT = TypeVar("AboutT", bound=_AboutExercise)

_ROUNDING = 1e-6
"""Thirds of a set add up to a little less than one."""

UNKNOWN_PAIN = 5
"""Level of pain for which the user named none: the most that is acceptable."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """The outcome of one exercise in one workout."""

    workout: str
    """Its key in the history."""
    at_s: float
    """Time of its first dose, in seconds since 1970, UTC."""
    rung: int
    """Of that dose."""
    done: bool
    """True if anything of it was done."""
    met: bool
    """True if every set reached its target, and nothing was left out for lack of time."""
    missed: bool
    """True if a set was begun and ended before its target, or left out after another one."""
    effort: Effort | None
    """None: not asked, or not answered."""
    wants: int
    """1: the user wanted more, or found it too easy; -1: less, or too hard; 0: neither."""
    pain: int | None
    """Highest level that was reported, 0 to 10; None: nothing hurt."""
    unsettled: bool = False
    """True if that pain was still there the next morning."""
    variation: str | None = None
    """Name of the variation of that dose; None: the exercise itself."""

    @property
    def hurt(self) -> bool:
        """True if there was any pain."""
        return bool(self.pain)

    @property
    def went_well(self) -> bool:
        """True if the target was met with good effort: not hard, and without pain."""
        return self.met and not self.hurt and self.effort is not Effort.HARD and self.wants >= 0

    @property
    def found_easy(self) -> bool:
        """True if the user wanted more of it, or found it too easy."""
        return self.wants > 0 or (self.wants == 0 and self.effort is Effort.EASY)

    @property
    def is_conclusive(self) -> bool:
        """True if anything was done or said that the next dose depends on."""
        return self.met or self.missed or self.hurt or self.wants != 0


def outcomes_of(exercise: Exercise, past: Past) -> tuple[Outcome, ...]:
    """Every workout in which a dose of this exercise was given, oldest first."""
    slug = exercise.slug
    doses, sets = _by_workout(slug, past.doses), _by_workout(slug, past.sets)
    skips, efforts = _by_workout(slug, past.skips), _by_workout(slug, past.efforts)
    wishes = _by_workout(slug, past.wishes)
    pains = _by_workout(slug, standing_pains(past.pains))
    unsettled_s = [
        one.at_s for one in past.mornings if one.fact.exercise == slug and one.fact.settled is False
    ]
    found = []
    for workout, given in doses.items():
        first = given[0]
        done = [one.fact for one in sets.get(workout, ())]
        left_out = workout in skips
        hurt = pains.get(workout, ())
        levels = [UNKNOWN_PAIN if one.fact.level is None else one.fact.level for one in hurt]
        found.append(
            Outcome(
                workout=workout,
                at_s=first.at_s,
                rung=first.fact.rung,
                done=bool(done),
                met=not (first.fact.reduced or left_out) and _all_met(exercise, first.fact, done),
                missed=bool(done) and (left_out or _any_short(done)),
                effort=_last_effort(efforts.get(workout, ())),
                wants=_wants([one.fact.wish for one in wishes.get(workout, ())]),
                pain=max(levels, default=None),
                unsettled=any(at_s > one.at_s for at_s in unsettled_s for one in hurt[-1:]),
                variation=first.fact.variation,
            )
        )
    return tuple(found)


def standing_pains(pains: Sequence[TimedFact[PainReported]]) -> list[TimedFact[PainReported]]:
    """The reports without those that were corrected by the next one."""
    standing: list[TimedFact[PainReported]] = []
    for kept in pains:
        if kept.fact.corrects and standing and standing[-1].workout == kept.workout:
            standing.pop()
        standing.append(kept)
    return standing


def _by_workout(slug: str, kept: Sequence[TimedFact[AboutT]]) -> dict[str, list[TimedFact[AboutT]]]:
    found: dict[str, list[TimedFact[AboutT]]] = defaultdict(list)
    for one in kept:
        if one.fact.exercise == slug:
            found[one.workout].append(one)
    return found


def _all_met(exercise: Exercise, dose: DoseGiven, done: list[SetEnded]) -> bool:
    """True if each set, on each side and in each direction, reached its target once.

    Sets in another variation than the dose was given in count like those in it, each of them once.
    """
    met: dict[str | None, set[tuple[object, ...]]] = defaultdict(set)
    for one in done:
        if one.completed and one.amount >= one.target:
            met[one.variation].add((one.set_number, one.side, one.direction))
    sets_met = sum(len(sets) / _times_per_set(exercise, name) for name, sets in met.items())
    return sets_met >= dose.sets - _ROUNDING


def _times_per_set(exercise: Exercise, variation: str | None) -> int:
    """Number of times that a set is done in this variation; of one that is gone, as usual."""
    return in_variation(exercise, exercise.named(variation)).times_per_set


def _any_short(done: list[SetEnded]) -> bool:
    """True if a set ended before its target and was not repeated in full."""
    best: dict[tuple[object, ...], bool] = {}
    for one in done:
        place = (one.set_number, one.side, one.direction)
        best[place] = best.get(place, False) or one.completed
    return not all(best.values())


def _last_effort(rated: Sequence[TimedFact[EffortRated]]) -> Effort | None:
    answers = [one.fact.effort for one in rated if one.fact.effort]
    return answers[-1] if answers else None


def _wants(wishes: list[Wish]) -> int:
    """The sum of the wishes of a workout; wishes for more and for less cancel out."""
    more = any(wish in (Wish.HARDER, Wish.TOO_EASY, Wish.MORE) for wish in wishes)
    less = any(wish in (Wish.EASIER, Wish.TOO_HARD) for wish in wishes)
    return more - less
