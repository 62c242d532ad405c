"""Remarks on a set that has just ended: its result, a new best, sides that are even again."""

from collections.abc import Iterator, Sequence

from voicecoach.core.facts import SetEnded
from voicecoach.core.phrases import phrase
from voicecoach.core.progression.records import Records, bests_of
from voicecoach.core.timeline.lines import Line, Role
from voicecoach.core.timeline.norm_summary import MOST_DIFFERENCE_PERCENT
from voicecoach.core.workout.exercise import Measure, Side, SideWord


def remarks(
    ended: SetEnded, before: Sequence[SetEnded], records: Records, side_word: SideWord
) -> tuple[Line, ...]:
    """Remark on a set after those `before` it in this workout; it may be nothing."""
    return (
        *_result(ended, before, records, side_word),
        *_evened(ended, before, records, side_word),
    )


def _result(
    ended: SetEnded, before: Sequence[SetEnded], records: Records, side_word: SideWord
) -> Iterator[Line]:
    turn = len(before)
    word = side_word.value if ended.side else None
    held = ended.open_ended and ended.measure is Measure.SECONDS
    if held and _is_best(ended, before, records):
        where = ended.side.value if ended.side else "together"
        best = phrase(f"set.best.{where}", n=int(ended.amount), side=word, turn=turn)
        yield Line(best, Role.RESULT)
    elif ended.amount < ended.target:
        if ended.measure is not Measure.LETTERS:
            result = phrase(f"set.short.{ended.measure.value}", n=int(ended.amount))
            yield Line(result, Role.RESULT)
        if not held and not ended.completed and not _was_missed(ended, before):
            yield Line(phrase("set.missed", turn=turn), Role.PRAISE)
    elif held:
        yield Line(phrase("set.full", n=int(ended.amount)), Role.RESULT)
    else:
        yield Line(phrase("set.done", turn=turn), Role.PRAISE)


def _is_best(ended: SetEnded, before: Sequence[SetEnded], records: Records) -> bool:
    """True if it is longer, by whole seconds, than any before; the first time doesn't count."""
    which = ended.exercise, ended.side, ended.measure
    best = records.bests.get(which)
    if best is None or ended.variation is not None:
        return False
    return int(ended.amount) > int(max(best, bests_of(before).get(which, 0.0)))


def _was_missed(ended: SetEnded, before: Sequence[SetEnded]) -> bool:
    """True if the user has been comforted about this exercise before."""
    return any(one.exercise == ended.exercise and not one.completed for one in before)


def _evened(
    ended: SetEnded, before: Sequence[SetEnded], records: Records, side_word: SideWord
) -> Iterator[Line]:
    """Yield a remark if the side that was weaker last time has caught up in the first set."""
    if not ended.side or not ended.open_ended or ended.variation is not None:
        return
    first = bests_of(one for one in (*before, ended) if one.set_number == 1)
    today, last = (
        [found.get((ended.exercise, side, ended.measure), 0.0) for side in Side]
        for found in (first, records.last_bests)
    )
    if ended.set_number == 1 and min(*today, *last) > 0 and _differ(last) and not _differ(today):
        behind = tuple(Side)[last.index(min(last))]
        evened = phrase(f"set.evened.{behind.value}", side=side_word.value)
        yield Line(evened, Role.RESULT)


def _differ(amounts: Sequence[float]) -> bool:
    return 100 * (max(amounts) - min(amounts)) >= MOST_DIFFERENCE_PERCENT * max(amounts)
