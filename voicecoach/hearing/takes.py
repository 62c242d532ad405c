"""Cuts what a user says when they are asked to: one utterance, with its level and the room's."""

from voicecoach.dataclass import dataclass
from voicecoach.hearing.recent_audio import RecentAudio
from voicecoach.hearing.signal_format import RATE_HZ
from voicecoach.hearing.speech_activity import SpeechActivity
from voicecoach.hearing.utterances import UTTERANCE_GAP_MS, latest_utterances
from voicecoach.sound.clip import Samples, milliseconds_of

KEEP_MS = 8000
SHORTEST_MS = 80
"""A shorter sound is a click."""


@dataclass(frozen=True, slots=True)
class Take:
    """An utterance; its sound is kept nowhere else."""

    samples: Samples
    """(frames,) float32 mono, 16 kHz."""
    duration_ms: int
    level_db: float
    """Level of its loudest moment, dBFS."""
    noise_db: float
    """Level of the background, dBFS."""


class TakeRecorder:
    """Follows a 16 kHz signal and returns the first utterance after a moment. For one thread."""

    def __init__(self) -> None:
        self._activity = SpeechActivity(RATE_HZ)
        self._recent = RecentAudio(KEEP_MS)
        self._since_ms = 0

    def begin(self, at_ms: float) -> None:
        """Ignore whatever began before `at_ms`."""
        self._since_ms = round(at_ms)

    def process(self, block: Samples, at_ms: float) -> Take | None:
        """Take samples recorded from `at_ms` on; return the utterance once it is over.

        `block`: (frames,) float32 mono, 16 kHz.
        """
        now_ms = at_ms + milliseconds_of(len(block), RATE_HZ)
        self._activity.feed(block, at_ms)
        self._recent.add(block, at_ms)
        segments = [one for one in self._activity.segments if one.began_ms >= self._since_ms]
        found = latest_utterances(segments, since_ms=self._since_ms, shortest_ms=SHORTEST_MS)
        if not found:
            return None
        whole, ended_ms = found[0], found[0].ended_ms
        if ended_ms is None or now_ms - ended_ms <= UTTERANCE_GAP_MS:
            return None
        samples = self._recent.of(whole, self._since_ms)
        duration_ms = ended_ms - whole.began_ms
        return Take(samples, duration_ms, whole.level_db, self._activity.floor_db)
