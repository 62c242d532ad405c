"""Calls of the time in a set that has one: what is left of it, half way, and the last seconds."""

from collections.abc import Iterator
from functools import lru_cache

from voicecoach.core.effects import Rank
from voicecoach.core.phrases import phrase
from voicecoach.core.timeline.lines import Role
from voicecoach.core.timeline.steps import Cue

_MINUTE_MS = 60_000
MINUTES_CALLED = {10: 15 * _MINUTE_MS, 5: 8 * _MINUTE_MS, 1: 2 * _MINUTE_MS}
"""The minutes that are called when they are left, each with the shortest time that has its call."""
_APART_MS = 20_000
"""Least time between half way and a call of the minutes left."""

_kept = lru_cache(maxsize=256)


@_kept
def time_calls(duration_ms: int) -> tuple[Cue, ...]:
    """Calls of the minutes left, half way and ten seconds before the end, and the last seconds, as
    far as they fit."""
    cues = list(last_seconds(duration_ms))
    if duration_ms >= 16_000:
        call = phrase("work.seconds-left", n=10)
        cues.append(Cue(duration_ms - 10_000, call, Rank.CALL, role=Role.TIME_LEFT))
    if duration_ms >= 26_000:
        call = phrase("work.half-way")
        cues.append(Cue(duration_ms // 2, call, Rank.CALL, role=Role.HALF_WAY))
    return (*cues, *_minutes_left(duration_ms))


def _minutes_left(duration_ms: int) -> Iterator[Cue]:
    for minutes, shortest_ms in MINUTES_CALLED.items():
        at_ms = duration_ms - minutes * _MINUTE_MS
        if duration_ms >= shortest_ms and abs(at_ms - duration_ms // 2) >= _APART_MS:
            call = phrase("work.minutes-left", n=minutes)
            yield Cue(at_ms, call, Rank.CALL, role=Role.TIME_LEFT)


@_kept
def last_seconds(duration_ms: int) -> tuple[Cue, ...]:
    """The last seconds of a time, counted down; of a short one, fewer of them."""
    counted = 5 if duration_ms >= 10_000 else 3 if duration_ms >= 6_000 else 0
    return tuple(
        Cue(duration_ms - 1000 * left, phrase("count", n=left), Rank.COUNT)
        for left in range(counted, 0, -1)
    )
