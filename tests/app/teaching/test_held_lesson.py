"""A lesson in a room without devices: takes go to the learner, and a lost microphone ends it."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import pytest

from voicecoach.app.teaching.lesson import Block, hold
from voicecoach.core.dialogue.lesson import Lesson
from voicecoach.core.phrases import Phrase
from voicecoach.errors import AudioDeviceError
from voicecoach.hearing.learning import PronunciationLearner, Scorer, TakeScores
from voicecoach.hearing.pronouncing import Saying
from voicecoach.sound.clip import Samples

SOUNDS = {"no": (("N", "OW"),), "go": (("G", "OW"),)}
ASKING_MS = 600
LIKE, UNLIKE = 0.1, 0.02
"""Loudness of a word that is like the command, and of one that is not."""


class ByLoudness:
    """A scorer for which loud takes are like a command."""

    def __init__(self, sayings: Mapping[str, Collection[Saying]]) -> None:
        self._sayings = sayings

    def scores(self, wording: str, samples: Samples) -> TakeScores:
        score = 0.0 if abs(samples).max() > 5 * UNLIKE else -9.0
        return TakeScores(dict.fromkeys(self._sayings[wording], score), -1.0)


def learner() -> PronunciationLearner:
    def new_scorer(sayings: Mapping[str, Collection[Saying]]) -> Scorer:
        return ByLoudness(sayings)

    return PronunciationLearner(["no", "go"], SOUNDS, lambda _word, _phones: True, new_scorer)


@dataclass
class Sound:
    """A block of a microphone."""

    samples: Samples
    began_ms: float


@dataclass
class PracticeRoom:
    """A room in which each answer has one of these loudnesses (0: silence), then no microphone."""

    answers: list[float]
    said: list[str] = field(default_factory=list)
    shown: list[int] = field(default_factory=list)
    now_ms: float = 0.0

    def ask(self, sentences: Sequence[Phrase]) -> float:
        self.said += [each.key for each in sentences]
        return ASKING_MS

    def say(self, sentence: Phrase) -> None:
        self.said.append(sentence.key)

    def show(self, lesson: Lesson) -> None:
        self.shown.append(lesson.number)

    def listen(self, duration_ms: float) -> Iterator[Block]:
        if not self.answers:
            raise AudioDeviceError("The microphone is gone.")
        answer = self.answers.pop(0)
        random = np.random.default_rng(2)
        for at_ms in range(0, round(duration_ms), 20):
            is_word = ASKING_MS + 700 <= at_ms < ASKING_MS + 1100
            loudness = answer if is_word and answer else 0.0003
            block = random.normal(0, loudness, 320).astype(np.float32)
            yield Sound(block, self.now_ms)
            self.now_ms += 20


def test_every_take_is_given_to_the_learner() -> None:
    room, lesson, pupil = PracticeRoom([LIKE] * 4), Lesson(["no", "go"]), learner()
    levels = hold(lesson, pupil, room)
    assert room.said == [
        "teach.begin",
        "teach.say",
        "teach.say",
        "teach.once-more",
        *["teach.say"] * 2,
    ]
    assert room.shown == [1, 2, 3, 4]
    assert {word: len(takes) for word, takes in pupil.takes.items()} == {"no": 2, "go": 2}
    assert levels.level_db is not None
    assert levels.noise_db is not None
    assert -30 < levels.level_db < -10
    assert levels.noise_db < -60


def test_a_take_unlike_the_command_is_asked_for_again_and_not_kept() -> None:
    room, lesson, pupil = (
        PracticeRoom([UNLIKE, LIKE, 0.0, *[LIKE] * 3]),
        Lesson(["no", "go"]),
        learner(),
    )
    hold(lesson, pupil, room)
    assert room.said[1:5] == ["teach.say", "teach.unlike", "teach.say", "teach.silent"]
    assert {word: len(takes) for word, takes in pupil.takes.items()} == {"no": 2, "go": 2}


def test_it_ends_when_nobody_answers() -> None:
    room, lesson = PracticeRoom([0.0] * 9), Lesson(["no", "go"])
    levels = hold(lesson, learner(), room)
    assert lesson.is_given_up
    assert len(room.answers) == 5
    assert (levels.level_db, levels.noise_db) == (None, None)


def test_a_lost_microphone_ends_it_with_a_reason() -> None:
    with pytest.raises(AudioDeviceError, match="gone"):
        hold(Lesson(["no", "go"]), learner(), PracticeRoom([LIKE]))
