"""Which pains the user is to be asked about: how they were the morning after."""

from collections.abc import Callable

from voicecoach.core.progression.outcomes import standing_pains
from voicecoach.core.progression.past import Past

MOST_QUESTIONS = 2
"""More is an interrogation; the latest pains come first."""
ASKED_FOR_S = 14 * 86_400.0
"""Who comes back later than this does not remember the morning."""


def mornings_to_ask(past: Past, *, now_s: float, day_of: Callable[[float], int]) -> tuple[str, ...]:
    """The slugs of exercises whose pain had a morning since, and was not asked about.

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
