"""When other programs should be quieter, how much, and what they go back to."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

BEFORE_MS = 150
"""So much before the coach speaks, others have become quieter."""
HOLD_MS = 2000
"""So long after a word they stay quieter, since music that comes and goes with each count of a set
is worse than one that waits."""
OTHERS_DUCK_DB = -12.0
ALIKE = 0.01
"""Volumes this near to each other are the same: sound servers round them."""

Volumes = tuple[float, ...]
"""One for each channel, as the sound server counts them: 1 is the full one."""


class SpeechTimes:
    """When the coach speaks, as far as it is known; times are in ms on one clock."""

    def __init__(self) -> None:
        self._spans: list[tuple[float, float]] = []

    def spoke(self, begins_ms: float, ends_ms: float) -> None:
        """Words will be heard, or are heard, from then until then."""
        self._spans = [span for span in self._spans if span[1] + HOLD_MS > begins_ms - BEFORE_MS]
        self._spans.append((begins_ms, ends_ms))

    def hushed(self, at_ms: float) -> None:
        """All words end then, and those that have not begun are not heard."""
        self._spans = [(begin, min(end, at_ms)) for begin, end in self._spans if begin < at_ms]

    def is_down(self, now_ms: float) -> bool:
        """Whether others should be quieter now."""
        return any(begin - BEFORE_MS <= now_ms < end + HOLD_MS for begin, end in self._spans)

    def changes_ms(self, now_ms: float) -> float | None:
        """When to ask again, at the latest; None: not before the next words."""
        moments = (
            moment
            for begin, end in self._spans
            for moment in (begin - BEFORE_MS, end + HOLD_MS)
            if moment > now_ms
        )
        return min(moments, default=None)


@dataclass(frozen=True, slots=True)
class OtherStream:
    """What another program plays."""

    index: int
    """As long as it plays."""
    name: str
    """Under which the sound server remembers its volume for the next time."""
    volumes: Volumes


@dataclass(frozen=True, slots=True)
class LoweredStream:
    """A stream that was made quieter."""

    name: str
    before: Volumes
    after: Volumes


@dataclass(frozen=True, slots=True)
class VolumeChange:
    """Take a stream from its present volume to another one."""

    index: int
    before: Volumes
    after: Volumes


class OtherVolumes:
    """What was made quieter; nothing is lost of what a user has set, then or meanwhile.

    A program that ends while it is quieter begins the next time as quiet, since the sound server
    remembers that for it: it is known by its name then, and goes back to what it had before.
    """

    def __init__(self, left: Iterable[LoweredStream] = ()) -> None:
        """`left` is what an earlier session, or one that was killed, could not bring back."""
        self._known = {one.name: one for one in left}
        self._down: dict[int, LoweredStream] = {}

    @property
    def left(self) -> tuple[LoweredStream, ...]:
        """What is not as it was."""
        return tuple(self._known.values())

    def lower(self, streams: Iterable[OtherStream]) -> list[VolumeChange]:
        """What makes these quieter, each of them once."""
        return [self._lower(stream) for stream in streams if stream.index not in self._down]

    def _lower(self, stream: OtherStream) -> VolumeChange:
        known = self._known.get(stream.name)
        before = known.before if known and _is_between(stream.volumes, known) else stream.volumes
        lowered = LoweredStream(stream.name, before, _quieter(before))
        self._down[stream.index] = self._known[stream.name] = lowered
        return VolumeChange(stream.index, stream.volumes, lowered.after)

    def restore(self, streams: Iterable[OtherStream]) -> list[VolumeChange]:
        """What brings back those of them that are as quiet as they were made."""
        changes = list(self._restored(streams))
        self._down.clear()
        return changes

    def _restored(self, streams: Iterable[OtherStream]) -> Iterator[VolumeChange]:
        for stream in streams:
            lowered = self._down.get(stream.index) or self._known.get(stream.name)
            if lowered is None:
                continue
            self._known.pop(stream.name, None)
            if _is_between(stream.volumes, lowered):
                yield VolumeChange(stream.index, stream.volumes, lowered.before)


def _quieter(volumes: Volumes) -> Volumes:
    # A volume is cubic in amplitude for PulseAudio, and for PipeWire in its place.
    return tuple(volume * 10 ** (OTHERS_DUCK_DB / 60) for volume in volumes)


def _is_between(volumes: Volumes, lowered: LoweredStream) -> bool:
    """Whether they are on the way from one to the other, and not where a user put them."""
    ends = zip(volumes, lowered.before, lowered.after, strict=False)
    return len(volumes) == len(lowered.before) and all(
        after - ALIKE <= volume <= before + ALIKE for volume, before, after in ends
    )
