"""Whether words that were heard are the coach's own."""

from collections import deque
from dataclasses import dataclass

EARLY_MS = 400
LATE_MS = 500
"""How far from where the words should lie in the utterance they still count as its echo: the
place of a word is estimated from its letters, and rooms and devices add a delay."""
KEPT = 12
"""Utterances remembered; older ones are long over."""


@dataclass(slots=True)
class _Utterance:
    words: list[str]
    began_ms: int
    length_ms: int
    silent_from_ms: int
    """Its natural end, or the moment it was hushed."""


class EchoGuard:
    """Remembers what the loudspeaker said, and when."""

    def __init__(self) -> None:
        self._utterances: deque[_Utterance] = deque(maxlen=KEPT)

    def spoke(self, sentence: str, *, began_ms: int, length_ms: int) -> None:
        """The loudspeaker says this, from then on."""
        end_ms = began_ms + length_ms
        self._utterances.append(_Utterance(_words(sentence), began_ms, length_ms, end_ms))

    def hushed(self, at_ms: int) -> None:
        """The loudspeaker fell silent."""
        for utterance in self._utterances:
            utterance.silent_from_ms = min(utterance.silent_from_ms, at_ms)

    def is_echo(self, heard: str, *, began_ms: int, ended_ms: int) -> bool:
        """Whether the loudspeaker was saying just these words when they were heard."""
        wanted = _words(heard)
        return any(
            began_ms <= last_ms + LATE_MS and ended_ms >= first_ms - EARLY_MS
            for utterance in self._utterances
            for first_ms, last_ms in _places(utterance, wanted)
        )


def _words(sentence: str) -> list[str]:
    kept = (letter if letter.isalnum() or letter in "' " else " " for letter in sentence.lower())
    return "".join(kept).split()


def _places(utterance: _Utterance, wanted: list[str]) -> list[tuple[float, float]]:
    """Where in time these words lie in an utterance, estimated by the share of letters."""
    letters = [len(word) + 1 for word in utterance.words]
    per_letter_ms = utterance.length_ms / max(1, sum(letters))
    found = []
    for index in range(len(utterance.words) - len(wanted) + 1):
        if utterance.words[index : index + len(wanted)] == wanted:
            first_ms = utterance.began_ms + per_letter_ms * sum(letters[:index])
            last_ms = first_ms + per_letter_ms * sum(letters[index : index + len(wanted)])
            if first_ms < utterance.silent_from_ms:
                found.append((first_ms, last_ms))
    return found
