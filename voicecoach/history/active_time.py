"""Duration of a workout without its pauses, from the facts of a session."""

from collections.abc import Iterable

from voicecoach.core.phases import WORKING, Phase

BETWEEN_SETS = frozenset(
    {
        Phase.OFFERING,
        Phase.MORNING,
        Phase.EARLY,
        Phase.GREETING,
        Phase.ANNOUNCING,
        Phase.READY,
        Phase.SWITCHING,
        Phase.RESTING,
        Phase.RATING,
        Phase.SUMMARY,
    }
)
"""The phases of a workout in progress, without work. In all others but work it stands still."""

_GOING_ON = frozenset(phase.value for phase in WORKING | BETWEEN_SETS)


def active_ms(entered: Iterable[tuple[int, str]], ended_ms: int) -> int:
    """Time from the first phase to the end without pauses, ms.

    `entered` holds each phase, by its value, with the time at which it was entered, in order;
    `ended_ms` is on the same clock. A step back of that clock counts as no time.
    """
    active = 0
    since_ms: int | None = None
    for at_ms, phase in entered:
        if since_ms is not None:
            active += max(0, at_ms - since_ms)
        since_ms = at_ms if phase in _GOING_ON else None
    return active + (max(0, ended_ms - since_ms) if since_ms is not None else 0)
