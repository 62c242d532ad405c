"""What the history knows of an exercise, as sentences: the last time, the best, and the norm."""

from collections.abc import Callable, Iterator, Sequence

from voicecoach.core.facts import Measure, SetEnded
from voicecoach.core.phrases import Phrase, phrase
from voicecoach.core.progression.past import Kept, Past
from voicecoach.core.workout.exercise import Exercise, OpenHold, Side

MOST_SETS = 6
"""So many numbers in a row can be followed by ear."""


def last_time(
    exercise: Exercise,
    past: Past,
    *,
    now_s: float,
    day_of: Callable[[float], int],
    norm: Phrase | None = None,
) -> tuple[Phrase, ...]:
    """When it was done last and how much of it, on each side; of open holds the best, and the norm.

    Empty: it was never done. `day_of` gives the user's day of a time, as a number that grows by one
    at their midnight; `norm` is what is usual at the user's age.
    """
    done = [kept for kept in past.sets if kept.fact.exercise == exercise.slug]
    if not done:
        return ()
    latest = [kept for kept in done if kept.workout == done[-1].workout]
    days = max(0, day_of(now_s) - day_of(latest[-1].at_s))
    when = phrase("last.ago", n=days) if days else phrase("last.today")
    return (
        when,
        *_amounts(latest),
        *(_bests(exercise, past) if isinstance(exercise.counting, OpenHold) else ()),
        *((norm,) if norm else ()),
    )


def _amounts(latest: Sequence[Kept[SetEnded]]) -> Iterator[Phrase]:
    """All sets of each side, in order."""
    for side in (None, *Side):
        sets = [kept.fact for kept in latest if kept.fact.side is side][-MOST_SETS:]
        if not sets:
            continue
        amounts = ", ".join(f"{int(one.amount)}" for one in sets)
        where = side.value if side else "together"
        if sets[0].measure is Measure.SECONDS:
            yield phrase(f"last.seconds.{where}", amounts=amounts)
        else:
            yield phrase(f"last.counts.{where}", amounts=amounts)


def _bests(exercise: Exercise, past: Past) -> Iterator[Phrase]:
    for best in past.bests:
        if best.exercise == exercise.slug and best.side:
            yield phrase(f"last.best.{best.side.value}", n=int(best.amount))
