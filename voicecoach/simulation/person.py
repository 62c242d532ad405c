"""Somebody in the room: reacts to what the coach says and does, with recorded words."""

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np

from voicecoach.core.effects import Rank
from voicecoach.core.facts import Fact
from voicecoach.sound.clip import Samples, frames_of


@dataclass(frozen=True, slots=True)
class Said:
    """The loudspeaker began to say something, or (`rank` is None) to sound an earcon."""

    text: str
    rank: Rank | None


Happening = Said | Fact


@dataclass(frozen=True, slots=True, eq=False)
class Reply:
    """What a person says, and what they wait for."""

    when: Callable[[Happening], bool]
    samples: Samples
    """At the microphone, at the rate of the room."""
    after_ms: int = 0
    """From then to the first sample."""


@dataclass(slots=True, eq=False)
class ScheduledUtterance:
    """Something the person says, at its place in the time of the room."""

    began_ms: int
    samples: Samples


@dataclass(slots=True, eq=False)
class SimulatedPerson:
    """Gives each reply when its turn and its condition have come; implements `SessionLog`.

    The session's log tells everything that happens at its moment, or before: a sentence counts
    when its first sample can be heard.
    """

    replies: Sequence[Reply]
    rate_hz: int
    sound_delay_ms: int
    spoken: list[ScheduledUtterance] = field(default_factory=list)
    happened: list[tuple[int, Happening]] = field(default_factory=list)
    """All that was noticed, with its time."""
    _waiting: deque[Reply] = field(init=False)
    _unfinished: list[ScheduledUtterance] = field(init=False, default_factory=list)

    def __post_init__(self) -> None:
        self._waiting = deque(self.replies)

    @property
    def unsaid(self) -> int:
        """How many replies still wait."""
        return len(self._waiting)

    def say(self, samples: Samples, at_ms: int) -> None:
        """Say this whatever happens."""
        utterance = ScheduledUtterance(at_ms, samples)
        self.spoken.append(utterance)
        self._unfinished.append(utterance)

    def note(self, at_ms: int, fact: Fact) -> None:
        """Notice what the session did."""
        self._notice(at_ms, fact)

    def sounded(self, at_ms: int, sound: str, rank: Rank | None) -> None:
        """Notice what the coach says."""
        self._notice(at_ms + self.sound_delay_ms, Said(sound, rank))

    def voice(self, first_frame: int, frames: int) -> Samples:
        """What the microphone gets of this person in these frames, which must follow each other."""
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
    """The condition that the coach says this."""
    return lambda happening: isinstance(happening, Said) and happening.text == text
