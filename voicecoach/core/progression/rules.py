"""Decides the next rung of an exercise on its ladder, and gives the reason.

It rises by one rung when the target was met twice with good effort, at most once in a week; since
no rung has more than a tenth more load than the one below, the load of a week never rises by more
than that in total. It falls after pain, after two misses, and when the user wants less. After two
weeks without it, it starts over gently. (ACSM 2009; pain: Thomeé 1997, Silbernagel 2007.)
"""

from collections.abc import Iterator, Sequence
from enum import Enum
from itertools import pairwise
from math import ceil

from voicecoach.core.facts import Effort, PainReported
from voicecoach.core.phrases import Phrase, phrase
from voicecoach.core.progression.outcomes import Outcome
from voicecoach.core.progression.past import Pin, TimedFact
from voicecoach.dataclass import dataclass

DAY_S = 86_400.0
WEEK_S = 7 * DAY_S
BREAK_DAYS = 14
"""After this long without an exercise, it starts over gently."""
RESTART_FALL = 2
"""Rungs lost by a break of two weeks; each further week costs one more."""
RESTART_RUNG = -2
"""Lowest rung that a break alone leads to."""
MILD_PAIN = 2
ACCEPTABLE_PAIN = 5
"""On the scale from 0 to 10: up to 2 is safe, up to 5 acceptable, above it too much."""
REPEATED_WITHIN_S = 12 * WEEK_S
"""Pain above 5 counts as repeated if it returns within this time."""


class Change(Enum):
    """The change of a dose from the last one."""

    NEW = "new"
    UP = "up"
    SAME = "same"
    DOWN = "down"
    PINNED = "pinned"
    OUT = "out"
    """Taken out, until the user puts it back."""


@dataclass(frozen=True, slots=True)
class RungDecision:
    """The next rung, and the reason."""

    rung: int
    change: Change
    reason: Phrase
    """In one line."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """The ends of a ladder."""

    lowest: int
    highest: int
    is_protocol: bool = False
    """True if the usual dose is that of a published program, which is not exceeded."""


def next_rung(
    outcomes: Sequence[Outcome], bounds: Bounds, *, now_s: float, pin: Pin | None = None
) -> RungDecision:
    """The next rung after these outcomes, oldest first."""
    conclusive = [one for one in outcomes if one.is_conclusive]
    if pin and not (conclusive and conclusive[-1].hurt and conclusive[-1].at_s > pin.at_s):
        return RungDecision(_within(pin.rung, bounds), Change.PINNED, phrase("plan.pinned"))
    if not outcomes:
        return RungDecision(0, Change.NEW, phrase("plan.new"))
    last = outcomes[-1].rung
    rung, reason = last, phrase("plan.again")
    # A dose given since, of which nothing was done, already is what a fall has led to.
    if conclusive and conclusive[-1] is outcomes[-1]:
        rung, reason = _judged(outcomes, conclusive, bounds, now_s)
    elif conclusive and conclusive[-1].rung == last:
        rung, reason = _rise_or_rest(outcomes, conclusive, bounds, now_s)
    falls = ((rung, reason), *_after_a_break(outcomes, now_s))
    wanted, reason = min(falls, key=lambda fall: fall[0])
    allowed = min(wanted, _most_this_week(outcomes, now_s))
    rung = _within(allowed, bounds)
    if allowed < rung and rung >= last:
        reason = phrase("plan.least")
    elif rung < allowed and allowed >= last:
        reason = _why_no_more(bounds)
    elif allowed < wanted and rung < last:
        reason = phrase("plan.too-fast")
    change = Change.UP if rung > last else Change.DOWN if rung < last else Change.SAME
    return RungDecision(rung, change, reason)


def _within(rung: int, bounds: Bounds) -> int:
    highest = min(bounds.highest, 0) if bounds.is_protocol else bounds.highest
    return min(highest, max(bounds.lowest, rung))


def _judged(
    outcomes: Sequence[Outcome], conclusive: Sequence[Outcome], bounds: Bounds, now_s: float
) -> tuple[int, Phrase]:
    """The rung that the last outcomes lead to; of several reasons for less, the weightiest."""
    falls = list(_falls(conclusive))
    if falls:
        return min(falls, key=lambda fall: fall[0])
    return _rise_or_rest(outcomes, conclusive, bounds, now_s)


def _falls(conclusive: Sequence[Outcome]) -> Iterator[tuple[int, Phrase]]:
    """Every reason to ask for less, with the rung it leads to."""
    latest = conclusive[-1]
    if latest.pain:
        steps = 1 if latest.pain <= MILD_PAIN else 2 if latest.pain <= ACCEPTABLE_PAIN else 3
        reason = phrase("plan.hurt", n=latest.pain)
        if latest.unsettled:
            reason = phrase("plan.hurt-on")
        yield latest.rung - steps - latest.unsettled, reason
    if latest.wants < 0:
        yield latest.rung - 1, phrase("plan.wanted-less")
    if latest.missed and any(one.missed for one in _before_it(conclusive)):
        yield latest.rung - 1, phrase("plan.missed")


def _after_a_break(outcomes: Sequence[Outcome], now_s: float) -> Iterator[tuple[int, Phrase]]:
    done = [one for one in outcomes if one.done]
    if not done:
        return
    days = int((now_s - done[-1].at_s) // DAY_S)
    if days >= BREAK_DAYS:
        fall = RESTART_FALL + (days - BREAK_DAYS) // 7
        rung = max(done[-1].rung - fall, min(done[-1].rung, RESTART_RUNG))
        yield rung, phrase("plan.break", n=days)


def _before_it(conclusive: Sequence[Outcome]) -> Sequence[Outcome]:
    """The outcome before the latest one, if it was on the same rung."""
    return [one for one in conclusive[-2:-1] if one.rung == conclusive[-1].rung]


def _rise_or_rest(
    outcomes: Sequence[Outcome], conclusive: Sequence[Outcome], bounds: Bounds, now_s: float
) -> tuple[int, Phrase]:
    latest = conclusive[-1]
    too_easy = latest.found_easy and not latest.missed
    went_well_twice = latest.went_well and any(one.went_well for one in _before_it(conclusive))
    rises = too_easy or went_well_twice
    if not rises and not latest.went_well:
        return latest.rung, _why_the_same(latest)
    if latest.rung >= _within(bounds.highest, bounds):
        return latest.rung, _why_no_more(bounds)
    if latest.rung + 1 > _most_this_week(outcomes, now_s):
        days = _days_to_wait(outcomes, now_s)
        waiting = phrase("plan.week", n=days) if rises else phrase("plan.once-more-week", n=days)
        return latest.rung, waiting
    if not rises:
        return latest.rung, phrase("plan.once-more")
    return latest.rung + 1, phrase("plan.too-easy") if too_easy else phrase("plan.rose")


def _why_no_more(bounds: Bounds) -> Phrase:
    return phrase("plan.protocol") if bounds.is_protocol else phrase("plan.top")


def _why_the_same(latest: Outcome) -> Phrase:
    if latest.effort is Effort.HARD and latest.met:
        return phrase("plan.was-hard")
    return phrase("plan.missed-once") if latest.missed else phrase("plan.again")


def _most_this_week(outcomes: Sequence[Outcome], now_s: float) -> int:
    """One rung above the lowest that was in force within the last seven days."""
    begun = [one for one in outcomes if one.at_s <= now_s - WEEK_S]
    within = [one for one in outcomes if one.at_s > now_s - WEEK_S]
    return min(one.rung for one in (*begun[-1:], *within)) + 1


def _days_to_wait(outcomes: Sequence[Outcome], now_s: float) -> int:
    """Days until the current rung has been in force for a week."""
    since_s = outcomes[-1].at_s
    for one in reversed(outcomes):
        if one.rung != outcomes[-1].rung:
            break
        since_s = one.at_s
    return max(1, ceil((since_s + WEEK_S - now_s) / DAY_S))


def is_taken_out(pains: Sequence[TimedFact[PainReported]], put_back_s: float | None) -> bool:
    """True if pain above 5 was repeated since the exercise was last put back.

    That is: reported in two workouts, at most twelve weeks apart.
    """
    too_much = {
        one.workout: one.at_s
        for one in pains
        if (one.fact.level or 0) > ACCEPTABLE_PAIN and (put_back_s is None or one.at_s > put_back_s)
    }
    return any(
        later - sooner <= REPEATED_WITHIN_S for sooner, later in pairwise(sorted(too_much.values()))
    )
