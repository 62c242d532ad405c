"""The end of a session: the comparison with the last time, and what comes next, and when."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date

from voicecoach.core.facts import SetEnded
from voicecoach.core.phrases import Phrase, phrase
from voicecoach.core.progression.past import Past
from voicecoach.core.progression.records import Records, bests_of, sums_of
from voicecoach.core.workout.exercise import Measure, Side, SideWord


def compared(
    done: Sequence[SetEnded],
    records: Records,
    *,
    names: Mapping[str, str],
    side_words: Mapping[str, SideWord],
) -> Iterator[Phrase]:
    """The greatest gain on the last time, in one sentence; without one, that it was the same.

    Seconds of an open hold come first. `names` and `side_words` are those of the exercises, by
    their slugs. Empty: nothing of it was done the last time.
    """
    held = bests_of(one for one in done if one.open_ended and one.measure is Measure.SECONDS)
    longer = {
        (slug, side): int(amount) - int(records.last_bests[slug, side, measure])
        for (slug, side, measure), amount in held.items()
        if (slug, side, measure) in records.last_bests
    }
    counted = sums_of(one for one in done if one.measure is not Measure.SECONDS)
    more = {
        slug: int(amount) - int(records.last_sums[slug, measure])
        for (slug, measure), amount in counted.items()
        if (slug, measure) in records.last_sums
    }
    if longer and max(longer.values()) > 0:
        yield _longer(longer, side_words)
    elif more and max(more.values()) > 0:
        slug = max(more, key=lambda one: more[one])
        yield phrase("closing.more", n=more[slug], name=names[slug])
    elif longer or more:
        is_less = min(*longer.values(), *more.values(), 0) < 0
        yield phrase("closing.less") if is_less else phrase("closing.same")


def _longer(
    longer: Mapping[tuple[str, Side | None], int], side_words: Mapping[str, SideWord]
) -> Phrase:
    slug, side = max(longer, key=lambda one: longer[one])
    where = side.value if side else "together"
    word = side_words[slug].value if side else None
    return phrase(f"closing.longer.{where}", n=longer[slug, side], side=word)


def next_workout_told(
    past: Past, names: Mapping[str, str], *, now_s: float, day_of: Callable[[float], int]
) -> Iterator[Phrase]:
    """The next workout of the schedule, from tomorrow on; empty: nothing is scheduled.

    `names` has the name of each routine by its slug; `day_of` is as in `opening.streak_told`.
    """
    tomorrow = date.fromordinal(day_of(now_s) + 1)
    known = [one for one in past.schedules if one.routine in names]
    if known:
        due = min(known, key=lambda one: (one.next_day(tomorrow), one.at))
        day = due.next_day(tomorrow)
        name = names[due.routine]
        if day == tomorrow:
            yield phrase("closing.tomorrow", routine=name)
        else:
            yield phrase("closing.next", routine=name, day=(phrase(f"weekday.{day.weekday()}"),))
