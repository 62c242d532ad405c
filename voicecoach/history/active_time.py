"""How long somebody was at it, as the facts of a session tell."""

from collections.abc import Iterable

from voicecoach.core.phases import WORKING, Phase

BETWEEN_SETS = frozenset(
    {
        Phase.OFFERING,
        Phase.MORNING,
        Phase.GREETING,
        Phase.ANNOUNCING,
        Phase.READY,
        Phase.SWITCHING,
        Phase.RESTING,
        Phase.RATING,
        Phase.SUMMARY,
    }
)
"""The phases of a workout that goes on, without work. In all others but work it stands still."""

_GOING_ON = frozenset(phase.value for phase in WORKING | BETWEEN_SETS)


def active_ms(entered: Iterable[tuple[int, str]], ended_ms: int) -> int:
    """From the first phase to the end, pauses left out.

    `entered` holds each phase, by its value, with the time at which it was entered, in order;
    `ended_ms` is on the same clock.
    """
    active = 0
    since_ms: int | None = None
    for at_ms, phase in entered:
        if since_ms is not None:
            active += at_ms - since_ms
        since_ms = at_ms if phase in _GOING_ON else None
    return active + (ended_ms - since_ms if since_ms is not None else 0)
