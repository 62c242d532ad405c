"""Names of exercises as people say them: the whole name, or a word that no other one has."""

from collections import Counter
from collections.abc import Iterable

from voicecoach.core.workout.exercise import Exercise

SHORTEST_PART = 4
"""Letters of the shortest word that stands for a name."""


def spoken_names(exercises: Iterable[Exercise]) -> dict[str, str]:
    """Names of these exercises as a recognizer returns them, with their slugs."""
    words = {one.slug: _words(one.name) for one in exercises}
    uses = Counter(word for parts in words.values() for word in set(parts))
    names = {" ".join(parts): slug for slug, parts in words.items()}
    for slug, parts in words.items():
        for word in parts:
            if uses[word] == 1 and len(word) >= SHORTEST_PART:
                names.setdefault(word, slug)
    return names


def _words(name: str) -> list[str]:
    kept = (letter if letter.isalpha() or letter == "'" else " " for letter in name.lower())
    return "".join(kept).split()
