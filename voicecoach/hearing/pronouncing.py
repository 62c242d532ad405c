"""Finds how a user says a command, from a few takes of it.

Each way to say it that is near to the usual one is a candidate. The recognizer tells how well each
candidate fits each take; the one that fits all of them better than the usual way is learned.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice, product

from voicecoach.dataclass import dataclass
from voicecoach.speech_models.variants import Phones, distance, variants_of

CHANGE_COST = 0.2
"""Log likelihood that each change of a phone must gain."""
LEAST_GAIN = 0.15
"""Gain beyond that, on average over the takes, from which a way to say it is learned."""
FLOOR = 0.3
"""A candidate that the recognizer did not return fits this much less than the worst it did."""
MOST_USUAL = 4
"""Number of usual ways to say a wording that are varied."""
FOLLOWED = 6
"""Number of the best candidates that are changed once more."""

Saying = tuple[Phones, ...]
"""The words of a wording as they sound."""
Scores = Mapping[Saying, float]
"""Log likelihoods of sayings in one take, as scaled by the recognizer."""
IsFree = Callable[[str, Phones], bool]
"""True if no other word of the vocabulary sounds like this."""


@dataclass(frozen=True, slots=True)
class Learned:
    """A user's way to say a wording."""

    saying: Saying
    gain: float
    """By how much it fits better than the usual way: mean over the takes, in log likelihood."""


class RivalWords:
    """The words of a vocabulary, which a new pronunciation must not come near to."""

    def __init__(
        self, sounds: Mapping[str, Sequence[Phones]], meanings: Mapping[str, frozenset[str]]
    ) -> None:
        """`meanings`: the commands of which each word is a part; of a decoy none."""
        self._sounds = sounds
        self._meanings = meanings

    def is_free(self, word: str, phones: Phones) -> bool:
        """True if this is nearer to the word than to any word with another meaning."""
        own = min((distance(phones, each) for each in self._sounds[word]), default=0)
        mine = self._meanings.get(word, frozenset())
        return not any(
            distance(phones, each) <= own
            for other, sounds in self._sounds.items()
            if other != word and mine.isdisjoint(self._meanings.get(other, frozenset()))
            for each in sounds
            if abs(len(each) - len(phones)) <= own
        )


def usual_sayings(words: Sequence[str], sounds: Mapping[str, Sequence[Phones]]) -> list[Saying]:
    """The usual ways to say a wording; none if a word is unknown."""
    return list(islice(product(*(sounds.get(word, ()) for word in words)), MOST_USUAL))


def changed(words: Sequence[str], sayings: Iterable[Saying], is_free: IsFree) -> frozenset[Saying]:
    """Sayings with one more change in one of the words."""
    return frozenset(
        each
        for saying in sayings
        for each in _changed_once(words, saying)
        if each not in sayings
        if all(is_free(word, phones) for word, phones in _differing(words, saying, each))
    )


def _changed_once(words: Sequence[str], saying: Saying) -> Iterator[Saying]:
    for place in range(len(words)):
        for phones in variants_of(saying[place]):
            yield (*saying[:place], phones, *saying[place + 1 :])


def _differing(words: Sequence[str], one: Saying, other: Saying) -> Iterator[tuple[str, Phones]]:
    return (
        (word, phones)
        for word, before, phones in zip(words, one, other, strict=True)
        if before != phones
    )


def ranked(
    takes: Sequence[Scores], usual: Sequence[Saying], candidates: Iterable[Saying]
) -> list[Learned]:
    """The candidates that fit every take better than the usual ways, the best one first.

    A gain has the cost of its changes taken off.
    """
    found = []
    for saying in candidates:
        gains = [_fit(take, saying) - max(_fit(take, each) for each in usual) for take in takes]
        cost = CHANGE_COST * min(_changes(saying, each) for each in usual)
        if gains and min(gains) > 0:
            found.append(Learned(saying, sum(gains) / len(gains) - cost))
    return sorted(found, key=lambda each: (-each.gain, each.saying))


def _fit(take: Scores, saying: Saying) -> float:
    return take[saying] if saying in take else min(take.values(), default=0.0) - FLOOR


def _changes(one: Saying, other: Saying) -> int:
    return sum(distance(*pair) for pair in zip(one, other, strict=True))
