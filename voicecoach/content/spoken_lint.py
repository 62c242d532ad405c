"""What makes a sentence hard to say for a synthesizer, or hard to follow for a listener."""

import re

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


def flaws(sentence: str) -> list[str]:
    """Every flaw of a sentence, in words that go on from "this sentence"; empty: it is fine."""
    found = []
    if not _ENDS.search(sentence):
        found.append("has no full stop or question mark at its end")
    if _SECOND_SENTENCE.search(sentence):
        found.append("is more than one; write each as an entry of its own")
    if (words := len(sentence.split())) > MOST_WORDS:
        found.append(f"has {words} words; a listener follows {MOST_WORDS} at most")
    if sign := _UNSPEAKABLE.search(sentence):
        found.append(f'has the sign "{sign.group()}", which is not spoken well')
    if short := _ABBREVIATION.search(sentence):
        found.append(f'has the abbreviation "{short.group()}"; write it out')
    if sentence != sentence.strip() or "  " in sentence:
        found.append("has a space too many")
    if sentence[:1].islower():
        found.append("begins with a small letter")
    return found
