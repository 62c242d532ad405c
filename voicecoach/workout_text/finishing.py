"""Finishes a block: what its exercises mean together."""

from collections.abc import Iterable
from dataclasses import replace

from voicecoach.core.workout.exercise import Hold, OpenHold
from voicecoach.workout_text.amounts import UnclearError
from voicecoach.workout_text.fitting import LONGEST_HOLD_S, used
from voicecoach.workout_text.limits import MOST_ROUNDS
from voicecoach.workout_text.tempos import longest_set_s
from voicecoach.workout_text.tree import Block, Item, Kind


def finished(block: Block) -> Block:
    """The block with its rests and rounds where they belong; raises UnclearError."""
    if not block.items:
        raise UnclearError("no exercise follows")
    whole = _finished(block)
    if whole.kind.is_clocked and any(_has_rest(item) for item in whole.items):
        raise UnclearError("a rest within a block that runs on a clock")
    if any(item.dose.hold_s and not item.dose.counts for item in whole.items):
        raise UnclearError("a hold of each repetition, but no repetitions")
    return whole


def with_rests_between(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The blocks with the rest after a clock as the wait before what follows it."""
    result: list[Block] = []
    for block in blocks:
        before = result[-1] if result else None
        waits = before is not None and before.kind.is_clocked
        result.append(replace(block, gate_s=before.after_s) if before and waits else block)
    return tuple(result)


def _has_rest(item: Item) -> bool:
    rests = (item.dose.rest_s, item.dose.set_rest_s, item.rest_after_s)
    return any(rest_s is not None for rest_s in rests)


def _finished(block: Block) -> Block:
    match block.kind:
        case Kind.PLAIN:
            return block
        case Kind.PACES:
            return _with_rounds(block)
        case Kind.INTERVALS:
            return _intervals(_with_rounds(block))
        case Kind.EMOM:
            return _emom(block)
    return _rested(_ladder(_sets_as_rounds(block)))


def _with_rounds(block: Block) -> Block:
    if block.rounds is None:
        raise UnclearError('how many times? Write "x 8"')
    return block


def _intervals(block: Block) -> Block:
    for item in block.items:
        if not item.dose.is_open or item.dose.sets:
            raise UnclearError(f"{item.name}: the times of the intervals are its dose")
        if item.dose.side == "both":
            raise UnclearError(f"{item.name}: each side needs an interval of its own")
        exercise = used(item)
        is_hold = exercise is not None and isinstance(exercise.counting, Hold | OpenHold)
        if is_hold and (block.work_s or 0) > LONGEST_HOLD_S:
            raise UnclearError(f"{item.name} is held for ten minutes at most")
    return block


def _emom(block: Block) -> Block:
    for item in block.items:
        if item.dose.sets or len(item.dose.counts) > 1:
            raise UnclearError(f"{item.name}: each period is a set")
        if (set_s := longest_set_s(item)) > (block.period_s or 0):
            raise UnclearError(f"{item.name}: {set_s:g} s, longer than its period")
    if len(block.items) == 1:
        return _with_rounds(block)
    if not block.is_in_turns:
        raise UnclearError('all in each minute, or one a minute in turns? Write "alternating EMOM"')
    rounds, left = divmod(block.rounds or 0, len(block.items))
    if left or not rounds:
        raise UnclearError(
            f"{block.rounds} periods can't be shared by {len(block.items)} exercises"
        )
    return replace(block, rounds=rounds)


def _sets_as_rounds(block: Block) -> Block:
    """A superset: the sets of its exercises are its rounds."""
    sets = {item.dose.sets for item in block.items}
    if sets == {None}:
        return block
    if block.rounds is not None or block.kind is Kind.AMRAP:
        raise UnclearError("sets within rounds: to do it twice a round, write it twice")
    if len(sets) > 1:
        raise UnclearError("its exercises have different numbers of sets")
    items = (replace(one, dose=replace(one.dose, sets=None)) for one in block.items)
    return replace(block, rounds=sets.pop(), items=tuple(items))


def _ladder(block: Block) -> Block:
    if block.counts and any(not item.dose.is_open for item in block.items):
        raise UnclearError("numbers beside those of the ladder")
    items = block.items
    if block.counts:
        items = tuple(replace(one, dose=replace(one.dose, counts=block.counts)) for one in items)
    lengths = {len(item.dose.counts) for item in items if len(item.dose.counts) > 1}
    if lengths and (len(lengths) > 1 or (block.rounds or 0) not in (0, *lengths)):
        raise UnclearError("expected one number for each round")
    if lengths and block.kind is Kind.AMRAP:
        raise UnclearError("a ladder has no end in a given time")
    rounds = block.rounds or (lengths.pop() if lengths else None)
    if (rounds or 1) > MOST_ROUNDS:
        raise UnclearError(f"more than {MOST_ROUNDS} rounds")
    return replace(block, items=items, rounds=rounds)


def _rested(block: Block) -> Block:
    """Rests after exercises, that of the last one between rounds."""
    *others, last = (_rest_after(item, block) for item in block.items)
    between_s = last.rest_after_s if block.between_s is None else block.between_s
    if (block.rounds or 1) == 1:
        return replace(block, items=(*others, last))
    return replace(block, items=(*others, replace(last, rest_after_s=None)), between_s=between_s)


def _rest_after(item: Item, block: Block) -> Item:
    dose = item.dose
    if dose.set_rest_s is not None:
        raise UnclearError("a rest between sets, but each round is a set")
    rest_s = dose.rest_s if item.rest_after_s is None else item.rest_after_s
    is_last = item is block.items[-1]
    each_s = None if is_last else block.each_s
    return replace(
        item,
        dose=replace(dose, rest_s=None),
        rest_after_s=each_s if rest_s is None else rest_s,
    )
