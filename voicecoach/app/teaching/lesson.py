"""Holds a lesson: the coach asks for commands, and the learner gets what the user says."""

from collections.abc import Iterator, Sequence
from statistics import median
from typing import Protocol

from voicecoach.core.dialogue.lesson import Lesson, TakeVerdict, judge_take
from voicecoach.core.phrases import Phrase, phrase
from voicecoach.dataclass import dataclass
from voicecoach.hearing.learning import PronunciationLearner
from voicecoach.hearing.takes import Take, TakeRecorder
from voicecoach.sound.clip import Samples

ANSWER_MS = 4000
"""Longest wait for a command to begin, and for its end."""


class Block(Protocol):
    """A short piece of recorded sound."""

    @property
    def samples(self) -> Samples:
        """(frames,) float32 mono, 16 kHz."""
        ...

    @property
    def began_ms(self) -> float:
        """Time of the first sample, ms."""
        ...


class Room(Protocol):
    """The place of a lesson: it says sentences, and listens."""

    def ask(self, sentences: Sequence[Phrase]) -> float:
        """Begin to say these; return the time until that is over, ms."""
        ...

    def say(self, sentence: Phrase) -> None:
        """Say this to the end."""
        ...

    def listen(self, duration_ms: float) -> Iterator[Block]:
        """Blocks from now on. Raises AudioDeviceError if there are none."""
        ...

    def show(self, lesson: Lesson) -> None:
        """Show what to say now."""
        ...


@dataclass(frozen=True, slots=True)
class Levels:
    """Levels of a lesson, dBFS; None: nothing was said."""

    level_db: float | None
    noise_db: float | None


def hold(lesson: Lesson, learner: PronunciationLearner, room: Room) -> Levels:
    """Hold a lesson to its end. Raises AudioDeviceError when the microphone is lost."""
    room.say(phrase("teach.begin"))
    recorder = TakeRecorder()
    good: list[Take] = []
    while words := lesson.asked:
        take = _take(recorder, room, lesson, room.ask(lesson.request()))
        if take is None:
            lesson.answer(TakeVerdict.SILENT)
            continue
        verdict = judge_take(take.duration_ms, learner.resemblance(words, take.samples))
        if verdict is TakeVerdict.GOOD:
            good.append(take)
        else:
            learner.discard_last(words)
        lesson.answer(verdict)
    return Levels(_median(take.level_db for take in good), _median(take.noise_db for take in good))


def _take(recorder: TakeRecorder, room: Room, lesson: Lesson, asking_ms: float) -> Take | None:
    """Record the user's answer to the coach's request; None: there was none."""
    begins_ms: float | None = None
    is_shown = False
    for block in room.listen(asking_ms + ANSWER_MS):
        if begins_ms is None:
            begins_ms = block.began_ms + asking_ms
            recorder.begin(begins_ms)
        if not is_shown and block.began_ms >= begins_ms:
            is_shown = True
            room.show(lesson)
        if take := recorder.process(block.samples, block.began_ms):
            return take
    return None


def _median(values: Iterator[float]) -> float | None:
    known = list(values)
    return round(median(known), 1) if known else None
