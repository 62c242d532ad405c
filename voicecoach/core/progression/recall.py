"""Puts past results of an exercise into sentences: the last time, the best, and the norm."""

from collections.abc import Callable, Iterator, Sequence

from voicecoach.core.facts import SetEnded
from voicecoach.core.phrases import Phrase, phrase
from voicecoach.core.progression.outcomes import standing_pains
from voicecoach.core.progression.past import Past, TimedFact
from voicecoach.core.workout.counting import kind_of
from voicecoach.core.workout.exercise import Exercise, Measure, Side

MOST_QUESTIONS = 2
"""Limit of questions about pain, the latest first; more would be an interrogation."""
ASKED_FOR_S = 14 * 86_400.0
"""Time for which a pain is asked about; later nobody remembers the morning."""
MOST_SETS = 6
"""Limit of numbers in a row that can be followed by ear."""


def last_time(
    exercise: Exercise,
    past: Past,
    *,
    now_s: float,
    day_of: Callable[[float], int],
    norm: tuple[Phrase, ...] = (),
) -> tuple[Phrase, ...]:
    """The day and the amounts of the last time, on each side; the best of open holds; the norm.

    Empty: it was never done. `day_of` gives the user's day of a time, as a number that grows by one
    at their midnight; `norm` is the norm at the user's age.
    """
    done = [kept for kept in past.sets if kept.fact.exercise == exercise.slug]
    if not done:
        return ()
    latest = [kept for kept in done if kept.workout == done[-1].workout]
    days = max(0, day_of(now_s) - day_of(latest[-1].at_s))
    when = phrase("last.ago", n=days) if days else phrase("last.today")
    return (
        when,
        *_amounts(exercise, latest),
        *(_bests(exercise, past) if kind_of(exercise.counting).has_best else ()),
        *norm,
    )


def _amounts(exercise: Exercise, latest: Sequence[TimedFact[SetEnded]]) -> Iterator[Phrase]:
    """All sets of each side, in order."""
    for side in (None, *Side):
        sets = [kept.fact for kept in latest if kept.fact.side is side][-MOST_SETS:]
        if not sets:
            continue
        amounts = [f"{int(one.amount)}" for one in sets]
        where = side.value if side else "together"
        word = exercise.side_word.value if side else None
        if sets[0].measure is Measure.SECONDS:
            yield phrase(f"last.seconds.{where}", amounts=amounts, side=word)
        else:
            yield phrase(f"last.counts.{where}", amounts=amounts, side=word)


def _bests(exercise: Exercise, past: Past) -> Iterator[Phrase]:
    for best in past.bests:
        if best.exercise == exercise.slug and best.side:
            word = exercise.side_word.value
            yield phrase(f"last.best.{best.side.value}", n=int(best.amount), side=word)


def mornings_to_ask(past: Past, *, now_s: float, day_of: Callable[[float], int]) -> tuple[str, ...]:
    """Slugs of exercises whose pain has had a morning since and was not asked about.

    `day_of` gives the user's day of a time, as a number that grows by one at their midnight.
    """
    found: dict[str, None] = {}
    for pain in reversed(standing_pains(past.pains)):
        slug = pain.fact.exercise
        answered = any(one.fact.exercise == slug and one.at_s > pain.at_s for one in past.mornings)
        slept = day_of(now_s) > day_of(pain.at_s) and now_s - pain.at_s <= ASKED_FOR_S
        if pain.fact.level != 0 and slept and not answered:
            found[slug] = None
    return tuple(found)[:MOST_QUESTIONS]
