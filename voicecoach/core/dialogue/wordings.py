"""Finds wordings in recognized text."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import groupby

from voicecoach.core.dialogue.intent import Intent

UNKNOWN = "[unk]"
"""The recognizer's text for speech outside its grammar."""
MOST_STRAY_WORDS = 1
"""Number of other words of the grammar allowed beside a command ("resume it"): the recognizer may
combine all words of its wordings, and hears breath as a short word."""
COUNTED = frozenset({Intent.NUMBER, Intent.GOT_IT})
"""Intents for which each repetition counts."""
_LISTS_KEPT = 16
"""Lists of wordings: sentences are looked for in the same few again and again."""


def find_commands(heard: str, wordings: Sequence[str]) -> tuple[str, ...]:
    """The wordings that occur in recognized text, in order; longer ones win over their parts.

    "[unk] go back stop" with ("back", "go back", "stop") gives ("go back", "stop").
    """
    known, most_words = _known(tuple(wordings))
    rest = heard.split()
    found = []
    while rest:
        sizes = range(min(most_words, len(rest)), 0, -1)
        size = next((size for size in sizes if " ".join(rest[:size]) in known), 0)
        if size:
            found.append(" ".join(rest[:size]))
        rest = rest[size or 1 :]
    return tuple(found)


@lru_cache(_LISTS_KEPT)
def _known(wordings: tuple[str, ...]) -> tuple[frozenset[str], int]:
    """These wordings, and the number of words of the longest one."""
    return frozenset(wordings), max((wording.count(" ") + 1 for wording in wordings), default=0)


def is_made_of(heard: str, found: Sequence[str], *, stray_words: int = 0) -> bool:
    """True if recognized text is what was found in it, and at most so many other known words."""
    words = heard.split()
    others = len(words) - sum(len(each.split()) for each in found)
    return UNKNOWN not in words and others <= stray_words


def without_repeats(found: Sequence[str], commands: Mapping[str, Intent]) -> tuple[str, ...]:
    """The commands, if all that was found are commands; else nothing.

    "Stop, stop!" is one command, while repeated counts are several.
    """
    if not all(each in commands for each in found):
        return ()
    runs = groupby(found, key=lambda each: commands[each])
    return tuple(
        command
        for intent, run in runs
        for command in (run if intent in COUNTED else (max(run, key=len),))
    )
