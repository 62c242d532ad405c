"""Ducking of other programs: when to lower their volume, by how much, and what to restore."""

from collections.abc import Iterable, Iterator

from voicecoach.dataclass import dataclass

DUCK_LEAD_MS = 150
"""Others are lowered this long before the coach speaks."""
DUCK_HOLD_MS = 2000
"""Others stay lowered this long after speech, since music that comes and goes with each count of a
set is worse than music that waits."""
OTHERS_DUCK_DB = -12.0
"""Change of other programs' volume while the coach speaks."""
VOLUME_TOLERANCE = 0.01
"""Volumes that differ by less are equal: sound servers round them."""

Volumes = tuple[float, ...]
"""Volume of each channel in the sound server's units: 1 is full volume."""


class SpeechTimes:
    """Known times of the coach's speech, ms on one clock."""

    def __init__(self) -> None:
        self._spans: list[tuple[float, float]] = []

    def spoke(self, begins_ms: float, ends_ms: float) -> None:
        """Add a time in which speech is heard."""
        self._spans = [
            span for span in self._spans if span[1] + DUCK_HOLD_MS > begins_ms - DUCK_LEAD_MS
        ]
        self._spans.append((begins_ms, ends_ms))

    def hushed(self, at_ms: float) -> None:
        """End all speech at this time, and drop speech that has not begun."""
        self._spans = [(begin, min(end, at_ms)) for begin, end in self._spans if begin < at_ms]

    def is_lowered(self, now_ms: float) -> bool:
        """True if other programs should be lowered now."""
        return any(
            begin - DUCK_LEAD_MS <= now_ms < end + DUCK_HOLD_MS for begin, end in self._spans
        )

    def next_change_ms(self, now_ms: float) -> float | None:
        """Time of the next change, ms; None: not before more speech is added."""
        moments = (
            moment
            for begin, end in self._spans
            for moment in (begin - DUCK_LEAD_MS, end + DUCK_HOLD_MS)
            if moment > now_ms
        )
        return min(moments, default=None)


@dataclass(frozen=True, slots=True)
class OtherStream:
    """A stream of another program."""

    index: int
    """Valid for as long as the stream exists."""
    name: str
    """Name under which the sound server remembers the program's volume."""
    volumes: Volumes


@dataclass(frozen=True, slots=True)
class LoweredStream:
    """A stream whose volume was lowered."""

    name: str
    before: Volumes
    after: Volumes


@dataclass(frozen=True, slots=True)
class VolumeChange:
    """Change of a stream's volume."""

    index: int
    before: Volumes
    after: Volumes


class OtherVolumes:
    """Keeps track of lowered streams; volumes that the user sets, before or meanwhile, are kept.

    A program that ends while it is lowered starts lowered the next time, since the sound server
    remembers that volume; it is then recognized by its name and restored.
    """

    def __init__(self, lowered: Iterable[LoweredStream] = ()) -> None:
        """`left` is what an earlier session, or one that was killed, could not bring back."""
        self._lowered_by_name = {one.name: one for one in lowered}
        self._lowered_by_index: dict[int, LoweredStream] = {}

    @property
    def lowered(self) -> tuple[LoweredStream, ...]:
        """Streams that are not restored yet."""
        return tuple(self._lowered_by_name.values())

    def lower(self, streams: Iterable[OtherStream]) -> list[VolumeChange]:
        """Changes that lower these streams, except for those that are lowered already."""
        return [
            self._lower(stream) for stream in streams if stream.index not in self._lowered_by_index
        ]

    def _lower(self, stream: OtherStream) -> VolumeChange:
        known = self._lowered_by_name.get(stream.name)
        before = known.before if known and _is_between(stream.volumes, known) else stream.volumes
        lowered = LoweredStream(stream.name, before, _quieter(before))
        self._lowered_by_index[stream.index] = self._lowered_by_name[stream.name] = lowered
        return VolumeChange(stream.index, stream.volumes, lowered.after)

    def restore(self, streams: Iterable[OtherStream]) -> list[VolumeChange]:
        """Changes that restore those of these streams whose volume the user has not changed."""
        changes = list(self._restored(streams))
        self._lowered_by_index.clear()
        return changes

    def _restored(self, streams: Iterable[OtherStream]) -> Iterator[VolumeChange]:
        for stream in streams:
            by_name = self._lowered_by_name.get(stream.name)
            lowered = self._lowered_by_index.get(stream.index) or by_name
            if lowered is None:
                continue
            self._lowered_by_name.pop(stream.name, None)
            if _is_between(stream.volumes, lowered):
                yield VolumeChange(stream.index, stream.volumes, lowered.before)


def _quieter(volumes: Volumes) -> Volumes:
    # PulseAudio's volume, and that of PipeWire's server, is the cube root of the amplitude.
    return tuple(volume * 10 ** (OTHERS_DUCK_DB / 60) for volume in volumes)


def _is_between(volumes: Volumes, lowered: LoweredStream) -> bool:
    """True if the volumes lie between the old and the lowered ones, not set by the user."""
    ends = zip(volumes, lowered.before, lowered.after, strict=False)
    return len(volumes) == len(lowered.before) and all(
        after - VOLUME_TOLERANCE <= volume <= before + VOLUME_TOLERANCE
        for volume, before, after in ends
    )
