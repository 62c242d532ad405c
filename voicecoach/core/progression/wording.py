"""Fading of the words about an exercise, the more often it was done without a hitch.

An exercise that was done a few times needs fewer words. A hitch brings words back: a missed set,
pain, "repeat", and above all "explain". So does a long absence. A variation that the user has not
done yet counts as new.
"""

from collections.abc import Iterator, Sequence

from voicecoach.core.facts import WordsWish
from voicecoach.core.progression.outcomes import Outcome, outcomes_of
from voicecoach.core.progression.past import Past
from voicecoach.core.progression.rules import BREAK_DAYS, DAY_S
from voicecoach.core.verbosity import Verbosity
from voicecoach.core.workout.exercise import Exercise

FADES_AFTER = (
    (Verbosity.SHORT, 2),
    (Verbosity.MINIMAL, 4),
    (Verbosity.NAME, 6),
)
"""The number of times without a hitch after which each level is enough."""
_STARTS = (0, *(times for _, times in FADES_AFTER))
"""The number of times at which each level begins, the most talkative first."""


def wording_of(exercise: Exercise, variation: str | None, past: Past, *, now_s: float) -> Verbosity:
    """The level to which the wording of this variation (None: the exercise itself) has faded.

    `now_s` is in seconds since 1970, UTC.
    """
    times, last_s = 0, None
    for outcome, wishes in _done(exercise, variation, past):
        if last_s is not None and _is_long(outcome.at_s - last_s):
            times = 0
        last_s = outcome.at_s
        times = _times_after(times, outcome, wishes)
    if last_s is None or _is_long(now_s - last_s):
        return Verbosity.FULL
    reached = [level for level, after in FADES_AFTER if times >= after]
    return reached[-1] if reached else Verbosity.FULL


def _done(
    exercise: Exercise, variation: str | None, past: Past
) -> Iterator[tuple[Outcome, Sequence[WordsWish]]]:
    """Every workout in which it was done, with what the user asked for there, oldest first."""
    done = {
        one.workout
        for one in past.sets
        if one.fact.exercise == exercise.slug and one.fact.variation == variation
    }
    for outcome in outcomes_of(exercise, past):
        if outcome.workout in done:
            yield (
                outcome,
                [
                    one.fact.wish
                    for one in past.asked
                    if one.workout == outcome.workout and one.fact.exercise == exercise.slug
                ],
            )


def _is_long(absence_s: float) -> bool:
    return absence_s >= BREAK_DAYS * DAY_S


def _times_after(times: int, outcome: Outcome, wishes: Sequence[WordsWish]) -> int:
    """The number of times without a hitch, after one more that may have had one."""
    if WordsWish.EXPLAIN in wishes:
        return 0
    if wishes or outcome.missed or outcome.hurt:
        begun = [start for start in _STARTS if start <= times]
        return begun[-2] if len(begun) > 1 else 0
    return min(times + 1, _STARTS[-1])
