"""Spells the words of a text so that an engine says them right."""

import hashlib
import json
import re
from collections.abc import Mapping

from voicecoach.core.phrases import Pronunciation


class Spelling:
    """Replaces words, in any case, by what the engine reads right."""

    def __init__(self, replacements: Mapping[str, str]) -> None:
        """`replacements` by the word in lower case; "{}" in one is the word as it is written."""
        self._replacements = dict(replacements)
        # The longest first: "big toe" before "toe".
        words = sorted(map(re.escape, replacements), key=len, reverse=True)
        either = "|".join(words)
        self._pattern = re.compile(rf"(?<![\w'])(?:{either})(?![\w'])", re.IGNORECASE)

    @property
    def name(self) -> str:
        """A name that changes with the replacements; empty if there are none."""
        if not self._replacements:
            return ""
        return hashlib.sha256(json.dumps(self._replacements).encode()).hexdigest()[:8]

    def __call__(self, text: str) -> str:
        """The text as it is given to the engine."""
        if not self._replacements:
            return text
        return self._pattern.sub(self._spelled, text)

    def _spelled(self, match: re.Match[str]) -> str:
        word = match.group()
        return self._replacements[word.lower()].replace("{}", word)


def spelling(words: Mapping[str, Pronunciation], *, reads_sounds: bool) -> Spelling:
    """The spelling for an engine that reads sounds in brackets, as hibari-tts does, or not."""
    found = {
        word: replacement
        for word, one in sorted(words.items())
        if (replacement := (reads_sounds and _in_brackets(one)) or one.say)
    }
    return Spelling(found)


def _in_brackets(one: Pronunciation) -> str | None:
    return one.sounds and f"[{{}}](/{one.sounds}/)"
