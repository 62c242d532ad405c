"""The latest sound, so that an utterance can be recognized a second time."""

from collections import deque

import numpy as np

from voicecoach.hearing.signal_format import RATE_HZ
from voicecoach.hearing.utterances import Utterance
from voicecoach.sound.clip import Samples, frames_of, milliseconds_of

LEAD_IN_MS = 150
"""Sound before the speech that is given to a recognizer..."""
LEAD_OUT_MS = 300
"""... and sound after it, where a soft end ("pause") may be; everything else becomes silence."""
EDGE_MS = 150
"""Sound kept around earlier speech; longer pauses are left out, since the recognizer takes half a
second of silence for the end of an utterance (Vosk's second endpoint rule)."""


class RecentAudio:
    """The latest blocks of a 16 kHz signal with their times, up to a total duration."""

    def __init__(self, keep_ms: int) -> None:
        self._keep_ms = keep_ms
        self._blocks: deque[tuple[Samples, float]] = deque()
        self._until_ms = 0.0

    def add(self, block: Samples, at_ms: float) -> None:
        """Append samples that begin at `at_ms`: (frames,) float32 mono, 16 kHz."""
        self._blocks.append((block, at_ms))
        self._until_ms = at_ms + milliseconds_of(len(block), RATE_HZ)
        while self._blocks[0][1] < self._until_ms - self._keep_ms:
            self._blocks.popleft()

    def clear(self) -> None:
        """Discard all blocks."""
        self._blocks.clear()

    def reaches_back_to(self, at_ms: float) -> bool:
        """True if the sound of this time is still kept."""
        return bool(self._blocks) and self._blocks[0][1] <= at_ms

    def pieces(self, utterance: Utterance, since_ms: float) -> list[tuple[Samples, float]]:
        """The blocks that end after `since_ms`, with their times; silent outside the utterance.

        Each block: (frames,) float32 mono, 16 kHz.
        """
        found = []
        for block, at_ms in reversed(self._blocks):
            if at_ms + milliseconds_of(len(block), RATE_HZ) <= since_ms:
                break
            found.append((_gated(block, at_ms, utterance), at_ms))
        return found[::-1]

    def of(self, utterance: Utterance, since_ms: float) -> Samples:
        """The sound of an utterance from `since_ms` on: (frames,) float32 mono, 16 kHz."""
        blocks = self.pieces(utterance, max(utterance.began_ms - LEAD_IN_MS, since_ms))
        return np.concatenate([block for block, _ in blocks])

    def with_context(self, utterance: Utterance, since_ms: float) -> Samples:
        """The sound of an utterance and of the speech before it, without longer pauses.

        Returns (frames,) float32 mono, 16 kHz.
        """
        first_ms = self._blocks[0][1]
        signal = np.concatenate([block for block, _ in self._blocks])
        last = max(0, frames_of(since_ms - first_ms, RATE_HZ))
        pieces = []
        for segment in (*utterance.before, *utterance.segments):
            ended_ms = self._until_ms if segment.ended_ms is None else segment.ended_ms
            lead_out_ms = LEAD_OUT_MS if segment is utterance.segments[-1] else EDGE_MS
            since = max(last, frames_of(segment.began_ms - EDGE_MS - first_ms, RATE_HZ))
            last = max(since, frames_of(ended_ms + lead_out_ms - first_ms, RATE_HZ))
            pieces.append(signal[since:last])
        return np.concatenate(pieces)


def _gated(block: Samples, at_ms: float, utterance: Utterance) -> Samples:
    """The block if it belongs to the utterance, else silence: (frames,) float32 mono, 16 kHz.

    Digital silence is fine, as the recognizer adds dither.
    """
    until_ms = at_ms + milliseconds_of(len(block), RATE_HZ)
    belongs = any(
        until_ms > segment.began_ms - LEAD_IN_MS
        and (segment.ended_ms is None or at_ms < segment.ended_ms + LEAD_OUT_MS)
        for segment in utterance.segments
    )
    return block if belongs else np.zeros_like(block)
