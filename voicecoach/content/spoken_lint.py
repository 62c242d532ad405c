"""What makes a sentence hard to say for a synthesizer, or hard to follow for a listener."""

import re
from collections.abc import Iterator

MOST_WORDS = 20
"""Longer sentences are lost on somebody who stands on one leg."""

_ENDS = re.compile(r"[.?!]$")
_SECOND_SENTENCE = re.compile(r"[.?!] ")
_UNSPEAKABLE = re.compile(r"[^\w ,.?!:;'’-]|_")
_ABBREVIATION = re.compile(
    r"\b[A-Z]{2,}\b"
    r"|\b[A-Za-z]\.[A-Za-z]"
    r"|\d ?(?:s|ms|m|cm|mm|km|g|kg|h|x)\b"
    r"|\b(?:cm|mm|kg|sec|secs|min|mins|reps?|approx|etc|vs)\b"
)


def flaws(text: str, *, most_words: int = MOST_WORDS, is_sentence: bool = True) -> tuple[str, ...]:
    """Every flaw of a text, in words that go on from "this sentence"; empty: it is fine.

    `is_sentence` False: it may be less or more than one sentence, as the coach's phrases are.
    """
    found = list(_flaws_of_sentence(text)) if is_sentence else []
    longest = max((len(part.split()) for part in _SECOND_SENTENCE.split(text)), default=0)
    if longest > most_words:
        found.append(f"has {longest} words; a listener follows {most_words} at most")
    if sign := _UNSPEAKABLE.search(text):
        found.append(f'has the sign "{sign.group()}", which is not spoken well')
    if short := _ABBREVIATION.search(text):
        found.append(f'has the abbreviation "{short.group()}"; write it out')
    if text != text.strip() or "  " in text:
        found.append("has a space too many")
    return tuple(found)


def _flaws_of_sentence(text: str) -> Iterator[str]:
    if not _ENDS.search(text):
        yield "has no full stop or question mark at its end"
    if _SECOND_SENTENCE.search(text.strip()):
        yield "is more than one; write each as an entry of its own"
    if text[:1].islower():
        yield "begins with a small letter"
