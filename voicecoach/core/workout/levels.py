"""A routine at another level, or fitted to the time available."""

from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from itertools import product

from voicecoach.core.workout.amounts import amount_of, scaled
from voicecoach.core.workout.block import AsManyRounds, OnTheClock
from voicecoach.core.workout.exercise import Exercise
from voicecoach.core.workout.routine import Routine, RoutineItem
from voicecoach.core.workout.variations import way_above, way_below, within_limits

PER_LEVEL = 0.25
"""Change of a dose from one level to the next, as a share of it."""
SMALLEST_DOSE = 0.5
"""Smallest share of a dose when there is little time."""
SHARES = (SMALLEST_DOSE, 0.75, 1.0)
"""Shares of a dose with which the time is filled."""
SHORTEST, LONGEST = 0.9, 1.05
"""Limits of a length that keeps to the time that was wanted, as shares of it."""
MOST_SETS = 4
"""Largest number of sets of an exercise."""


def at_level(routine: Routine, level: int) -> Routine:
    """The routine at another level, 1 to 3.

    One level up or down changes each dose by a quarter; two levels also select the next harder or
    easier way of each exercise that has one. A variation that the routine names from some level on
    is done from that level on. A published program stays at its own level or below it.
    """
    level = min(level, routine.level) if routine.is_protocol else level
    up = level - routine.level
    items = tuple(_leveled(item, level, up) for item in routine.items) if up else routine.items
    return replace(routine, level=level, items=items)


def _leveled(item: RoutineItem, level: int, up: int) -> RoutineItem:
    named = item.exercise
    if item.varied:
        named = item.varied if level >= item.varied_from else item.varied.itself
    dosed = named if _is_clocked(item) else with_dose(named, 1 + PER_LEVEL * up)
    other = None
    if abs(up) > 1:
        other = way_above(dosed) if up > 0 else way_below(dosed)
    return replace(item, exercise=other or dosed)


def _is_clocked(item: RoutineItem) -> bool:
    """True if a clock, and not the dose, decides how long its sets are."""
    return item.period_ms is not None


def with_dose(exercise: Exercise, share: float) -> Exercise:
    """The exercise with this share of its amount, and the same sets and tempo."""
    return within_limits(
        replace(
            exercise,
            counting=scaled(exercise.counting, share),
            plain=with_dose(exercise.plain, share) if exercise.plain else None,
        )
    )


def is_kept(lasts_ms: int, wanted_ms: int) -> bool:
    """True if a session of this length keeps to the time that was wanted."""
    return SHORTEST * wanted_ms <= lasts_ms <= LONGEST * wanted_ms


def fit_to(routine: Routine, wanted_ms: int, length_of: Callable[[Routine], int]) -> Routine:
    """The routine with more or less in it, so that its length keeps to `wanted_ms` if it can.

    To shorten it, remove one set at a time from the exercise with the most sets, the last of them
    first; then halve every dose; then drop exercises from the end, except the first. To lengthen
    it, add one set at a time to the exercise with the fewest, up to four, while the time allows; a
    published program is never lengthened. What that leaves of the time is filled with part of a
    dose, never above the one of the routine.
    """
    longest_ms = round(LONGEST * wanted_ms)
    if length_of(routine) > longest_ms:
        shorter = list(_ever_less(routine))
        at = bisect_left(shorter, True, key=lambda one: length_of(one) <= longest_ms)
        fitted = shorter[min(at, len(shorter) - 1)]
        if at == len(shorter):
            return fitted
    else:
        more = () if routine.is_protocol else _ever_more(routine)
        longer = [routine, *more]
        at = bisect_left(longer, True, lo=1, key=lambda one: length_of(one) > longest_ms)
        fitted = longer[at - 1]
    return _filled(fitted, routine, wanted_ms, length_of)


def _ever_less(routine: Routine) -> Iterator[Routine]:
    """The routine, and ever less of it."""
    fitted: Routine | None = routine
    while fitted is not None:
        yield fitted
        fitted = _less(fitted, routine)


def _ever_more(routine: Routine) -> Iterator[Routine]:
    """Ever more sets of the routine."""
    fitted = _more(routine)
    while fitted is not None:
        yield fitted
        fitted = _more(fitted)


def _filled(
    routine: Routine, full: Routine, wanted_ms: int, length_of: Callable[[Routine], int]
) -> Routine:
    """The routine with larger doses, the most that the time allows, until it keeps to it.

    The time that an exercise adds is measured by itself, only that of the best choice as a whole:
    for a routine of 40 exercises all choices would take minutes.
    """

    @cache
    def alone_ms(index: int, item: RoutineItem) -> int:
        return length_of(replace(routine, items=(item,)))

    lasts_ms = length_of(routine)
    while not is_kept(lasts_ms, wanted_ms):
        here = routine.items
        adds_ms = {
            (index, item): alone_ms(index, item) - alone_ms(index, here[index])
            for index, item in _larger(routine, full)
        }
        longest_first = sorted(adds_ms, key=lambda one: adds_ms[one], reverse=True)
        for index, item in longest_first:
            more = replace(routine, items=(*here[:index], item, *here[index + 1 :]))
            if lasts_ms + adds_ms[index, item] <= LONGEST * wanted_ms and (
                lasts_ms < (more_ms := length_of(more)) <= LONGEST * wanted_ms
            ):
                lasts_ms, routine = more_ms, more
                break
        else:
            return routine
    return routine


def _larger(routine: Routine, full: Routine) -> Iterator[tuple[int, RoutineItem]]:
    """Items with more of the exercise: a larger share of its dose, or one more set."""
    for index, (item, whole) in enumerate(zip(routine.items, full.items, strict=False)):
        for sets, share in product((item.exercise.sets, item.exercise.sets + 1), SHARES):
            counting = scaled(whole.exercise.counting, share)
            is_more = sets > item.exercise.sets or amount_of(counting) > amount_of(
                item.exercise.counting
            )
            least = 0 if full.is_protocol or whole.exercise.keeps_sets else MOST_SETS
            is_more = is_more and not _is_clocked(item)
            if is_more and sets <= max(least, whole.exercise.sets):
                exercise = replace(item.exercise, counting=counting, sets=sets)
                yield index, replace(item, exercise=exercise)


def _less(routine: Routine, full: Routine) -> Routine | None:
    sets = [item.exercise.sets for item in routine.items]
    if max(sets) > 1:
        last = len(sets) - 1 - sets[::-1].index(max(sets))
        return _with_sets(routine, last, max(sets) - 1, fewer=True)
    smaller = _shrunk(routine, full)
    if smaller != routine:
        return smaller
    return replace(routine, items=routine.items[:-1]) if len(routine.items) > 1 else None


def _shrunk(routine: Routine, full: Routine) -> Routine:
    """The routine with every dose at half of that in the full routine."""
    items = tuple(
        item
        if _is_clocked(item)
        else replace(
            item,
            exercise=replace(
                item.exercise, counting=scaled(whole.exercise.counting, SMALLEST_DOSE)
            ),
        )
        for item, whole in zip(routine.items, full.items, strict=False)
    )
    return replace(routine, items=items)


def _more(routine: Routine) -> Routine | None:
    gaining = [at for at, item in enumerate(routine.items) if _gains_sets(item, routine)]
    fewest = min(gaining, key=lambda at: routine.items[at].exercise.sets, default=None)
    if fewest is None or routine.items[fewest].exercise.sets >= MOST_SETS:
        return None
    sets = routine.items[fewest].exercise.sets + 1
    return _with_sets(routine, fewest, sets, fewer=False)


def _gains_sets(item: RoutineItem, routine: Routine) -> bool:
    """True if there may be more sets of it: not on a clock, and not where each has its amount."""
    kind = item.block.kind if item.block else None
    if item.counts or isinstance(kind, OnTheClock | AsManyRounds):
        return False
    return kind is None or not any(one.counts for one in routine.items if one.block == item.block)


def _with_sets(routine: Routine, index: int, sets: int, *, fewer: bool) -> Routine:
    """With so many sets of an item; of all items of its block if they are done in rounds."""
    block = routine.items[index].block
    in_rounds = block is not None and block.kind.in_rounds

    def changed(at: int, item: RoutineItem) -> RoutineItem:
        is_one = at == index or (in_rounds and item.block == block)
        now = item.exercise.sets
        if not is_one or (now <= sets if fewer else now >= sets):
            return item
        return replace(item, exercise=replace(item.exercise, sets=sets))

    items = tuple(changed(at, item) for at, item in enumerate(routine.items))
    return replace(routine, items=items)
