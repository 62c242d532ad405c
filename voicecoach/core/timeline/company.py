"""Cues between the counts of a set: technique first, then breath, encouragement last."""

from collections.abc import Iterator
from enum import Enum, auto

from voicecoach.core.phrases import Phrase, phrase, verbatim
from voicecoach.core.timeline.steps import Work
from voicecoach.core.workout.exercise import Timed
from voicecoach.dataclass import dataclass

EVERY_MS = 20_000
"""A set has one cue for this much of its time."""
_TWO_THIRDS = 2 / 3


class _Pool(Enum):
    """The cues of one purpose."""

    TECHNIQUE = auto()
    """Those of the exercise."""
    BREATH = auto()
    NEARLY = auto()
    """Most of the set is over."""
    ENCOURAGEMENT = auto()


@dataclass(frozen=True, slots=True)
class Reminder:
    """A cue, and its place in the set."""

    words: Phrase
    share: float
    """Share of the set's time that is over before it."""


def reminders(work: Work, *, lasts_ms: int) -> tuple[Reminder, ...]:
    """The cues for a set that lasts so long, none of them twice."""
    technique = list(work.technique)
    plan = _plan(lasts_ms // EVERY_MS, work)
    if work.measure.is_tallied:
        # Only the user knows how much is done.
        plan = [(pool, share) for pool, share in plan if pool is not _Pool.NEARLY]
    counting = work.place.exercise.counting
    if isinstance(counting, Timed) and counting.parts:
        # Its own words lead through it: nobody is told how to breathe while they are breathing in.
        plan = [(pool, share) for pool, share in plan if pool is _Pool.TECHNIQUE]
    asked = sum(pool is _Pool.TECHNIQUE for pool, _ in plan)
    first = work.turn * asked % (len(technique) or 1)
    own = iter([*technique[first:], *technique[:first]])
    return tuple(
        Reminder(words, share)
        for pool, share in plan
        if (words := _words(pool, work, own)) is not None
    )


def _plan(most: int, work: Work) -> list[tuple[_Pool, float]]:
    """The pools of so many cues, each with its place in the set."""
    exercise = work.place.exercise
    is_last = work.place.set_number == exercise.sets
    if most < 1:
        return []
    if most == 1:
        if is_last and exercise.sets > 1:
            return [(_Pool.ENCOURAGEMENT, 0.5)]
        is_first_set = work.place.set_number == 1
        return [(_Pool.TECHNIQUE if is_first_set else _Pool.BREATH, 0.25)]
    if most == 2:
        return [(_Pool.TECHNIQUE, 0.2), (_Pool.NEARLY if is_last else _Pool.BREATH, _TWO_THIRDS)]
    last = [_Pool.ENCOURAGEMENT] if is_last and most > 3 else []
    early = [*[_Pool.TECHNIQUE] * (most - 2 - len(last)), _Pool.BREATH]
    return [
        *((pool, 0.15 + 0.45 * index / len(early)) for index, pool in enumerate(early)),
        (_Pool.NEARLY, _TWO_THIRDS),
        *((pool, 0.82) for pool in last),
    ]


def _words(pool: _Pool, work: Work, technique: Iterator[str]) -> Phrase | None:
    turn = work.turn + 3 * work.place.item
    match pool:
        case _Pool.TECHNIQUE:
            cue = next(technique, None)
            return None if cue is None else verbatim(cue)
        case _Pool.BREATH:
            return phrase("cue.breath", turn=turn)
        case _Pool.NEARLY:
            return phrase("cue.nearly", turn=turn)
        case _Pool.ENCOURAGEMENT:
            return phrase("cue.encouragement", turn=turn)
