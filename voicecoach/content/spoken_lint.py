"""Finds text that a synthesizer can't speak well or that is hard to follow by ear."""

import re
from collections.abc import Iterator

MOST_WORDS = 20
"""Longest sentence that a user can follow during an exercise, in words."""

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
    """Every flaw of a text, worded to follow "this sentence"; empty: it has none.

    `is_sentence` False: the text need not be exactly one sentence.
    """
    found = list(_flaws_of_sentence(text)) if is_sentence else []
    longest = max((len(part.split()) for part in _SECOND_SENTENCE.split(text)), default=0)
    if longest > most_words:
        found.append(f"has {longest} words; {most_words} at most can be followed by ear")
    if sign := _UNSPEAKABLE.search(text):
        found.append(f'contains "{sign.group()}", which is not spoken well')
    if short := _ABBREVIATION.search(text):
        found.append(f'contains the abbreviation "{short.group()}"; write it out')
    if text != text.strip() or "  " in text:
        found.append("has an extra space")
    return tuple(found)


def _flaws_of_sentence(text: str) -> Iterator[str]:
    if not _ENDS.search(text):
        yield "does not end with a full stop or question mark"
    if _SECOND_SENTENCE.search(text.strip()):
        yield "is more than one sentence; make each a separate entry"
    if text[:1].islower():
        yield "begins with a lowercase letter"
