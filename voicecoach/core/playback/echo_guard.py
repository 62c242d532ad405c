"""Echo guard: recognizes the coach's own words among those that were heard."""

from collections import deque

from voicecoach.dataclass import dataclass

EARLY_MS = 400
LATE_MS = 500
"""Tolerance around the estimated time of a word, within which it counts as an echo: the time is
estimated from the letters of the sentence, and rooms and devices add a delay."""
AROUND_MS = 300
"""Time after the coach's words in which the room still returns them."""
AFTER_END_MS = 150
"""Time after the loudspeaker fell silent within which a word can still begin as an echo. The end of
a sentence is known, so that a quick answer to a question is not taken for one, even if it is the
last word of the question."""
REMEMBERED = 12
"""Number of sentences remembered; older ones are long over."""


@dataclass(slots=True)
class _SpokenSentence:
    words: list[str]
    began_ms: int
    length_ms: int
    silent_from_ms: int
    """Its natural end, or the time at which it was hushed."""


class EchoGuard:
    """Remembers what the loudspeaker said, and when."""

    def __init__(self) -> None:
        self._sentences: deque[_SpokenSentence] = deque(maxlen=REMEMBERED)

    def spoke(self, sentence: str, *, began_ms: int, length_ms: int) -> None:
        """Remember that the loudspeaker says this from `began_ms` on."""
        end_ms = began_ms + length_ms
        self._sentences.append(_SpokenSentence(_words(sentence), began_ms, length_ms, end_ms))

    def hushed(self, at_ms: int) -> None:
        """Remember that the loudspeaker fell silent."""
        for spoken in self._sentences:
            spoken.silent_from_ms = min(spoken.silent_from_ms, at_ms)

    def is_echo(self, heard: str, *, began_ms: int, ended_ms: int) -> bool:
        """True if the loudspeaker was saying just these words when they were heard."""
        wanted = _words(heard)
        return any(
            began_ms <= last_ms + LATE_MS and ended_ms >= first_ms - EARLY_MS
            for spoken in self._sentences
            if began_ms <= spoken.silent_from_ms + AFTER_END_MS
            for first_ms, last_ms in _spans_ms(spoken, wanted)
        )

    def alone_ms(self, began_ms: int, ended_ms: int) -> int:
        """Time without speech from the loudspeaker between these times."""
        alone_ms = ended_ms - began_ms
        until_ms = began_ms
        for spoken in sorted(self._sentences, key=lambda one: one.began_ms):
            first_ms = max(spoken.began_ms, until_ms)
            until_ms = max(until_ms, min(spoken.silent_from_ms + AROUND_MS, ended_ms))
            alone_ms -= max(0, until_ms - first_ms)
        return alone_ms


def _words(sentence: str) -> list[str]:
    kept = (letter if letter.isalnum() or letter in "' " else " " for letter in sentence.lower())
    return "".join(kept).split()


def _spans_ms(spoken: _SpokenSentence, wanted: list[str]) -> list[tuple[float, float]]:
    """Begin and end of each occurrence of these words, by their share of the letters."""
    letters = [len(word) + 1 for word in spoken.words]
    per_letter_ms = spoken.length_ms / max(1, sum(letters))
    found = []
    for index in range(len(spoken.words) - len(wanted) + 1):
        if spoken.words[index : index + len(wanted)] == wanted:
            first_ms = spoken.began_ms + per_letter_ms * sum(letters[:index])
            last_ms = first_ms + per_letter_ms * sum(letters[index : index + len(wanted)])
            if first_ms < spoken.silent_from_ms:
                found.append((first_ms, last_ms))
    return found
