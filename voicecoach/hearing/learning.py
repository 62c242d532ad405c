"""Learns from the takes of a lesson how a user says commands, and checks that it helps."""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Protocol

from voicecoach.dataclass import dataclass
from voicecoach.hearing.decision import ReadableGrammar, Reading
from voicecoach.hearing.pronouncing import (
    FOLLOWED,
    LEAST_GAIN,
    IsFree,
    Learned,
    Saying,
    Scores,
    changed,
    ranked,
    usual_sayings,
)
from voicecoach.sound.clip import Samples
from voicecoach.speech_models.variants import Phones

FEWEST_TAKES = 2
MOST_CHANGES = 4
"""Number of phones in which a way to say a wording may differ from the usual one."""
CLEAR_MARGIN = 0.4
"""Margin over any rival with which a command is clear."""


@dataclass(frozen=True, slots=True)
class TakeScores:
    """Scores of a take against the sayings of a wording, and against other speech."""

    sayings: Scores
    unknown: float | None
    """Log likelihood of speech outside the grammar; None: it was too unlikely to be returned."""

    @property
    def resemblance(self) -> float:
        """Log likelihood of the best saying over other speech."""
        if not self.sayings:
            return -float("inf")
        return max(self.sayings.values()) - (self.unknown if self.unknown is not None else -1e9)


class Scorer(Protocol):
    """A recognizer that tells sayings of one wording apart."""

    def scores(self, wording: str, samples: Samples) -> TakeScores:
        """Score a take against each saying; `samples`: (frames,) float32 mono, 16 kHz."""
        ...


NewScorer = Callable[[Mapping[str, Collection[Saying]]], Scorer]
"""Makes a scorer for these sayings of each wording."""
NewReader = Callable[[Mapping[str, tuple[Phones, ...]]], Callable[[Samples], Reading]]
"""Makes a recognizer of all commands that knows these pronunciations, too."""


class PronunciationLearner:
    """Collects the takes of a lesson, in memory alone, and learns from them."""

    def __init__(
        self,
        wordings: Sequence[str],
        sounds: Mapping[str, Sequence[Phones]],
        is_free: IsFree,
        new_scorer: NewScorer,
    ) -> None:
        """`sounds`: the usual pronunciations of each word of these wordings."""
        self._is_free = is_free
        self._new_scorer = new_scorer
        self._usual = {each: usual_sayings(each.split(), sounds) for each in wordings}
        self._near = {each: changed(each.split(), self._usual[each], is_free) for each in wordings}
        self._scorer = new_scorer(
            {each: {*self._usual[each], *self._near[each]} for each in wordings}
        )
        self.takes: dict[str, list[Samples]] = {each: [] for each in wordings}
        self._scores: dict[str, list[Scores]] = {each: [] for each in wordings}

    def resemblance(self, wording: str, samples: Samples) -> float:
        """Keep a take, and tell how much it is like the wording: log likelihood over other speech.

        `samples`: (frames,) float32 mono, 16 kHz.
        """
        found = self._scorer.scores(wording, samples)
        self.takes[wording].append(samples)
        self._scores[wording].append(found.sayings)
        return found.resemblance

    def discard_last(self, wording: str) -> None:
        """Forget the latest take of a wording."""
        self.takes[wording].pop()
        self._scores[wording].pop()

    def learned(self) -> dict[str, Learned]:
        """The new way to say each wording that fits all its takes clearly better than the usual.

        The best ways with one change are changed once more, and so on as long as that helps.
        """
        enough = [each for each, takes in self.takes.items() if len(takes) >= FEWEST_TAKES]
        found = {each: self._ranked(each, self._scores[each], self._near[each]) for each in enough}
        tried = {each: {*self._usual[each], *self._near[each]} for each in enough}
        improving = [each for each in enough if found[each]]
        for _ in range(MOST_CHANGES - 1):
            further = {each: self._next(each, found[each], tried[each]) for each in improving}
            if not any(further.values()):
                break
            scorer = self._new_scorer(
                {each: {*more, *self._usual[each]} for each, more in further.items()}
            )
            for each, more in further.items():
                tried[each] |= more
                scores = [scorer.scores(each, take).sayings for take in self.takes[each]]
                before = found[each][0]
                both = [*found[each], *self._ranked(each, scores, more)]
                found[each] = sorted(both, key=lambda one: -one.gain)
                if found[each][0] is before:
                    improving.remove(each)
        best = {each: ways[0] for each, ways in found.items() if ways}
        return {each: one for each, one in best.items() if one.gain >= LEAST_GAIN}

    def _next(
        self, wording: str, found: Sequence[Learned], tried: Collection[Saying]
    ) -> frozenset[Saying]:
        """The best ways to say a wording with one more change each, without those tried before."""
        best = [one.saying for one in found[:FOLLOWED]]
        return changed(wording.split(), best, self._is_free) - frozenset(tried)

    def _ranked(
        self, wording: str, scores: Sequence[Scores], candidates: Collection[Saying]
    ) -> list[Learned]:
        return ranked(scores, self._usual[wording], candidates)


@dataclass(frozen=True, slots=True)
class Checked:
    """Pronunciations that help, and what they change in the takes of the lesson."""

    pronunciations: Mapping[str, tuple[Phones, ...]]
    """New ways to say words."""
    takes: int
    """All takes of the lesson."""
    clear_before: int
    """Takes that were clearly understood without them..."""
    clear_after: int
    """... and with them."""


def checked(
    learned: Mapping[str, Learned],
    takes: Mapping[str, Sequence[Samples]],
    sounds: Mapping[str, Sequence[Phones]],
    grammar: ReadableGrammar,
    new_reader: NewReader,
) -> Checked:
    """Leave out the pronunciations with which a take of any command is understood worse."""
    kept = dict(learned)
    before = _clear(takes, grammar, new_reader({}))
    while True:
        pronunciations = by_word(kept, sounds)
        after = _clear(takes, grammar, new_reader(pronunciations)) if kept else before
        culprits = {
            culprit
            for place, taken_for in after.items()
            if before[place] == place[0] != taken_for
            for culprit in ({taken_for, place[0]} & kept.keys() or kept.keys())
        }
        if not culprits:
            return Checked(pronunciations, len(before), _right(before), _right(after))
        kept = {wording: one for wording, one in kept.items() if wording not in culprits}


_Place = tuple[str, int]
"""A wording, and the number of its take."""


def _clear(
    takes: Mapping[str, Sequence[Samples]],
    grammar: ReadableGrammar,
    reader: Callable[[Samples], Reading],
) -> dict[_Place, str]:
    """The wording that each take clearly means; the asked one for any of the same intent."""
    found = {}
    for wording, samples in takes.items():
        for number, take in enumerate(samples):
            reading = reader(take)
            said = reading.commands[0] if len(reading.commands) == 1 else ""
            is_same = bool(said) and grammar.commands[said] == grammar.commands.get(wording)
            is_clear = reading.margin >= CLEAR_MARGIN
            found[wording, number] = (wording if is_same else said) if is_clear else ""
    return found


def _right(meant: Mapping[_Place, str]) -> int:
    return sum(wording == said for (wording, _), said in meant.items())


def by_word(
    learned: Mapping[str, Learned], sounds: Mapping[str, Sequence[Phones]]
) -> dict[str, tuple[Phones, ...]]:
    """The new pronunciations of each word in what was learned."""
    found: dict[str, dict[Phones, None]] = {}
    for wording, one in learned.items():
        for word, phones in zip(wording.split(), one.saying, strict=True):
            if phones not in sounds[word]:
                found.setdefault(word, {})[phones] = None
    return {word: tuple(each) for word, each in found.items()}
