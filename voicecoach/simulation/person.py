"""A simulated person, who reacts to the coach with recorded words."""

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import field

import numpy as np

from voicecoach.core.effects import Rank
from voicecoach.core.facts import Fact
from voicecoach.dataclass import dataclass
from voicecoach.sound.clip import Samples, frames_of


@dataclass(frozen=True, slots=True)
class Said:
    """The coach began a sentence, or (`rank` is None) an earcon."""

    text: str
    rank: Rank | None


Happening = Said | Fact


@dataclass(frozen=True, slots=True, eq=False)
class Reply:
    """An utterance of the person, and its condition."""

    when: Callable[[Happening], bool]
    samples: Samples
    """(frames,) float32 mono, 16 kHz, as it reaches the microphone."""
    after_ms: int = 0
    """Time from the condition to the first sample."""


@dataclass(slots=True, eq=False)
class ScheduledUtterance:
    """An utterance with its time in the room."""

    began_ms: int
    samples: Samples
    """(frames,) float32 mono, 16 kHz."""


@dataclass(slots=True, eq=False)
class SimulatedPerson:
    """Gives the replies in order, each on its condition; implements the port `SessionLog`.

    The session logs everything at its time, or before; a sentence counts from the moment when its
    first sample is heard.
    """

    replies: Sequence[Reply]
    rate_hz: int
    sound_delay_ms: int
    spoken: list[ScheduledUtterance] = field(default_factory=list)
    happened: list[tuple[int, Happening]] = field(default_factory=list)
    """Everything logged so far, with its time."""
    _waiting: deque[Reply] = field(init=False)
    _unfinished: list[ScheduledUtterance] = field(init=False, default_factory=list)

    def __post_init__(self) -> None:
        self._waiting = deque(self.replies)

    @property
    def unsaid(self) -> int:
        """Number of replies that are not given yet."""
        return len(self._waiting)

    def say(self, samples: Samples, at_ms: int) -> None:
        """Say this at `at_ms`, unconditionally: (frames,) float32 mono, 16 kHz."""
        utterance = ScheduledUtterance(at_ms, samples)
        self.spoken.append(utterance)
        self._unfinished.append(utterance)

    def note(self, at_ms: int, fact: Fact) -> None:
        """Take note of a fact, and reply if it is the condition."""
        self._notice(at_ms, fact)

    def sounded(self, at_ms: int, sound: str, rank: Rank | None) -> None:
        """Take note of a sentence or earcon, and reply if it is the condition."""
        self._notice(at_ms + self.sound_delay_ms, Said(sound, rank))

    def voice(self, first_frame: int, frames: int) -> Samples:
        """The person's voice at the microphone in the next frames: (frames,) float32 mono.

        Consecutive calls must cover consecutive frames.
        """
        mixed = np.zeros(frames, np.float32)
        unfinished = []
        for utterance in self._unfinished:
            began = frames_of(utterance.began_ms, self.rate_hz) - first_frame
            if began < frames:
                piece = utterance.samples[max(-began, 0) : frames - began]
                mixed[max(began, 0) : max(began, 0) + len(piece)] += piece
            if began + len(utterance.samples) > frames:
                unfinished.append(utterance)
        self._unfinished = unfinished
        return mixed

    def _notice(self, at_ms: int, happening: Happening) -> None:
        self.happened.append((at_ms, happening))
        if self._waiting and self._waiting[0].when(happening):
            reply = self._waiting.popleft()
            self.say(reply.samples, at_ms + reply.after_ms)


def says(text: str) -> Callable[[Happening], bool]:
    """Condition that the coach says this."""
    return lambda happening: isinstance(happening, Said) and happening.text == text
