"""Explains why other words were heard than were said: what is known is listed, the rest is told."""

import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from scripts.lab.word_errors import Difference, differences, words_of


@dataclass(frozen=True, slots=True)
class Explanation:
    """One reason for which words are heard wrong, although they are said right."""

    why: str
    names: frozenset[str] = frozenset()
    """Words for which anything may be heard."""
    pairs: frozenset[Difference] = frozenset()
    """Pairs of words said and words heard."""
    among: frozenset[str] = frozenset()
    """Words of which one is taken for another, left out, or put in."""
    endings: tuple[str, ...] = ()
    """Endings of a word that may be missing, or heard where there are none."""

    def covers(self, difference: Difference) -> bool:
        """True if this is the reason."""
        said, heard = difference.said.split(), difference.heard.split()
        return (
            difference in self.pairs
            or not self.names.isdisjoint(said)
            or self.among.issuperset(said + heard)
            or any(_differ_in(difference, ending) for ending in self.endings)
        )


def _differ_in(difference: Difference, ending: str) -> bool:
    said, heard = difference.said, difference.heard
    return said + ending == heard or heard + ending == said


@dataclass(frozen=True, slots=True)
class Explained:
    """Differences by the reason for them, and the sentences that nothing explains."""

    kinds: Mapping[str, int]
    """Number of differences that each reason explains."""
    unexplained: tuple[tuple[str, str, tuple[Difference, ...]], ...]
    """Sentences as said and as heard, with their differences that nothing explains."""


def read_explanations(path: Path) -> tuple[Explanation, ...]:
    """The reasons listed in a file: tables `explained` with `why` and what it explains.

    A pair is "said > heard"; either may be empty. Raises ValueError if one is written otherwise.
    """
    listed = tomllib.loads(path.read_text(encoding="utf-8"))["explained"]
    return tuple(
        Explanation(
            entry["why"],
            frozenset(word for name in entry.get("names", ()) for word in words_of(name)),
            frozenset(map(_pair, entry.get("pairs", ()))),
            frozenset(word for one in entry.get("among", ()) for word in words_of(one)),
            tuple(entry.get("endings", ())),
        )
        for entry in listed
    )


def explained(heard: Iterable[tuple[str, str]], explanations: Iterable[Explanation]) -> Explained:
    """The differences between texts that were said and what was heard of each, sorted."""
    reasons = tuple(explanations)
    kinds = Counter[str]()
    unexplained = []
    for said, back in heard:
        left = []
        for difference in differences(said, back):
            reason = next((one for one in reasons if one.covers(difference)), None)
            if reason is None:
                left.append(difference)
            else:
                kinds[reason.why] += 1
        if left:
            unexplained.append((said, back, tuple(left)))
    return Explained(dict(kinds.most_common()), tuple(unexplained))


def _pair(written: str) -> Difference:
    said, sign, heard = written.partition(">")
    if not sign:
        raise ValueError(f'"{written}" is not a pair: write "said > heard"')
    return Difference(" ".join(words_of(said)), " ".join(words_of(heard)))
