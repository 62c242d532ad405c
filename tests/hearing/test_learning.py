"""A lesson's takes teach a pronunciation, if every command is then understood as well or better."""

from collections.abc import Callable, Collection, Mapping

import numpy as np

from voicecoach.core.dialogue.intent import Intent
from voicecoach.core.dialogue.intents import Grammar
from voicecoach.hearing.decision import Reading
from voicecoach.hearing.learning import PronunciationLearner, Scorer, TakeScores, by_word, checked
from voicecoach.hearing.pronouncing import Learned, Saying
from voicecoach.sound.clip import Samples
from voicecoach.speech_models.variants import Phones, distance

SKIP, SKEEP = ("S", "K", "IH", "P"), ("S", "K", "IY", "P")
SKEEPAH = ("S", "K", "IY", "P", "AH")
STOP = ("S", "T", "AA", "P")
SOUNDS: dict[str, tuple[Phones, ...]] = {"skip": (SKIP,), "stop": (STOP,)}
SAID = (SKIP, SKEEP, SKEEPAH, STOP)
GRAMMAR = Grammar({"skip": Intent.SKIP, "stop": Intent.STOP})


def take(phones: Phones) -> Samples:
    """A take in which these phones are said: a number stands for its sound."""
    return np.full(4, SAID.index(phones), np.float32)


class Phonetician:
    """A scorer that hears every phone: each that differs costs one."""

    def __init__(self, sayings: Mapping[str, Collection[Saying]]) -> None:
        self._sayings = sayings

    def scores(self, wording: str, samples: Samples) -> TakeScores:
        said = SAID[int(samples[0])]
        known = {one: -float(distance(one[0], said)) for one in self._sayings[wording]}
        return TakeScores(known, -3.0)


def new_scorer(sayings: Mapping[str, Collection[Saying]]) -> Scorer:
    return Phonetician(sayings)


def learner() -> PronunciationLearner:
    return PronunciationLearner(["skip", "stop"], SOUNDS, lambda _word, _phones: True, new_scorer)


def test_a_way_with_one_change_is_learned() -> None:
    lesson = learner()
    for said in (SKEEP, SKEEP):
        lesson.resemblance("skip", take(said))
    learned = lesson.learned()
    assert learned["skip"].saying == (SKEEP,)
    assert list(learned) == ["skip"]


def test_a_way_with_two_changes_is_found_from_one_of_them() -> None:
    lesson = learner()
    for said in (SKEEPAH, SKEEPAH):
        lesson.resemblance("skip", take(said))
    assert lesson.learned()["skip"].saying == (SKEEPAH,)


def test_a_user_who_speaks_as_expected_teaches_nothing() -> None:
    lesson = learner()
    for said in (SKIP, SKIP):
        lesson.resemblance("skip", take(said))
    assert lesson.learned() == {}


def test_one_take_is_not_enough() -> None:
    lesson = learner()
    lesson.resemblance("skip", take(SKEEP))
    lesson.resemblance("skip", take(SKEEP))
    lesson.discard_last("skip")
    assert lesson.learned() == {}


def test_takes_are_compared_with_other_speech() -> None:
    lesson = learner()
    assert lesson.resemblance("skip", take(SKEEP)) == 3.0
    assert lesson.resemblance("skip", take(STOP)) == 2.0


def new_reader(
    pronunciations: Mapping[str, tuple[Phones, ...]],
) -> Callable[[Samples], Reading]:
    """A recognizer that takes speech for the word that sounds most like it."""
    sounds = {word: (*usual, *pronunciations.get(word, ())) for word, usual in SOUNDS.items()}

    def reading(samples: Samples) -> Reading:
        said = SAID[int(samples[0])]
        far = {word: min(distance(said, each) for each in ways) for word, ways in sounds.items()}
        word = min(far, key=lambda which: far[which])
        return Reading((word,), max(far.values()) - far[word] - 1.0)

    return reading


def test_a_pronunciation_that_helps_is_kept() -> None:
    takes = {"skip": [take(SKEEPAH)] * 2, "stop": [take(STOP)] * 2}
    found = checked({"skip": Learned((SKEEPAH,), 1.0)}, takes, SOUNDS, GRAMMAR, new_reader)
    assert found.pronunciations == {"skip": (SKEEPAH,)}
    assert (found.takes, found.clear_before, found.clear_after) == (4, 2, 4)


def test_a_pronunciation_that_takes_another_commands_words_is_left_out() -> None:
    takes = {"skip": [take(SKIP)] * 2, "stop": [take(STOP)] * 2}
    found = checked({"skip": Learned((STOP,), 1.0)}, takes, SOUNDS, GRAMMAR, new_reader)
    assert found.pronunciations == {}
    assert found.clear_after == found.clear_before == 4


def test_only_the_words_that_sound_otherwise_are_learned() -> None:
    saying = (("N", "OW"), SKEEP)
    sounds = {"no": (("N", "OW"),), "skip": (SKIP,)}
    assert by_word({"no skip": Learned(saying, 1.0)}, sounds) == {"skip": (SKEEP,)}
