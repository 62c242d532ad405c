"""Commands that the screen offers in each phase, the most useful first."""

from collections.abc import Mapping

from voicecoach.core.dialogue.intent import Intent
from voicecoach.core.dialogue.intents import Vocabulary
from voicecoach.core.dialogue.transitions import accepted_in
from voicecoach.core.phases import Phase

_ENDS = (Intent.STOP, Intent.HELP)
_HURTS_AND_LEFT = (Intent.OUCH, Intent.HOW_MANY_LEFT)
_ROUND_THE_WORK = (Intent.REPEAT, Intent.BACK, Intent.SKIP)

HINTS: Mapping[Phase, tuple[Intent, ...]] = {
    Phase.OFFERING: (Intent.YES, Intent.NO, Intent.REPEAT, *_ENDS),
    Phase.MORNING: (Intent.YES, Intent.NO, Intent.SKIP, Intent.REPEAT, *_ENDS),
    Phase.EARLY: (Intent.YES, Intent.NO, Intent.REPEAT, *_ENDS),
    Phase.GREETING: (Intent.READY, Intent.PAUSE, Intent.LOUDER, Intent.REPEAT, *_ENDS),
    Phase.ANNOUNCING: (Intent.READY, Intent.PAUSE, Intent.WHY, *_ROUND_THE_WORK, *_ENDS),
    Phase.READY: (Intent.READY, Intent.PAUSE, Intent.HOW, *_ROUND_THE_WORK, *_ENDS),
    Phase.COUNTING: (
        *(Intent.DONE, *_HURTS_AND_LEFT, Intent.SLOWER, Intent.FASTER, Intent.PAUSE, Intent.NEXT),
        *_ENDS,
    ),
    Phase.HOLDING: (Intent.DONE, *_HURTS_AND_LEFT, Intent.PAUSE, Intent.NEXT, *_ENDS),
    Phase.TALLYING: (
        *(Intent.GOT_IT, Intent.DONE, *_HURTS_AND_LEFT, Intent.PAUSE, Intent.NEXT),
        *_ENDS,
    ),
    Phase.SWITCHING: (Intent.READY, Intent.PAUSE, Intent.OUCH, *_ROUND_THE_WORK, *_ENDS),
    Phase.RESTING: (
        *(Intent.READY, Intent.WHATS_NEXT, Intent.LONGER, Intent.PAUSE, Intent.BACK, Intent.SKIP),
        *_ENDS,
    ),
    Phase.RATING: (
        *(Intent.EASY, Intent.RIGHT, Intent.HARD, Intent.READY, Intent.WHATS_NEXT, Intent.PAUSE),
        *_ENDS,
    ),
    Phase.HURTING: (Intent.ZERO, Intent.NUMBER, Intent.SKIP, Intent.RESUME, *_ENDS),
    Phase.EASING: (Intent.RESUME, Intent.EASIER, Intent.SKIP, *_ENDS),
    Phase.PAUSED: (Intent.RESUME, *_ENDS, Intent.NEXT, *_ROUND_THE_WORK),
    Phase.CONFIRMING: (Intent.YES, Intent.NO, *_ENDS),
    Phase.SUMMARY: (Intent.REPEAT, *_ENDS),
    Phase.FINISHED: (),
}
"""Stop and help are in each of them."""

ALWAYS_SHOWN = frozenset(_ENDS)
"""Commands whose keys are on a screen of any size."""


def hints_of(phase: Phase, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Words of the commands that the screen offers in this phase."""
    return tuple(vocabulary.words[intent][0] for intent in HINTS[phase])


_ALSO_TAPPED = (Intent.PAUSE, Intent.NEXT, Intent.REPEAT, Intent.EASIER, Intent.OUCH, Intent.STOP)

_QUESTIONS = frozenset(
    {
        *(Phase.OFFERING, Phase.MORNING, Phase.EARLY),
        *(Phase.HURTING, Phase.EASING, Phase.CONFIRMING, Phase.SUMMARY),
    }
)
"""Phases in which the answers are enough."""


def taps_of(phase: Phase, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Words that can be tapped in this phase: the hints, and what must be at hand without sound.

    The numbers are left out: a screen that is tapped has a button for each of them.
    """
    also = () if phase in _QUESTIONS else _ALSO_TAPPED
    fitting = (intent for intent in also if intent in accepted_in(phase))
    wanted = dict.fromkeys((*HINTS[phase], *fitting))
    return tuple(
        vocabulary.words[intent][0]
        for intent in wanted
        if intent not in (Intent.ZERO, Intent.NUMBER)
    )
