"""The latest sound, so that what was said can be heard again."""

from collections import deque

import numpy as np

from voicecoach.hearing.signal_format import RATE_HZ
from voicecoach.hearing.utterances import Utterance
from voicecoach.sound.clip import Samples, frames_of, milliseconds_of

LEAD_IN_MS = 150
"""A recognizer gets this much sound from before the speech..."""
LEAD_OUT_MS = 300
"""... and so much from after it, where a soft end ("pause") may be; of all else it gets silence."""
EDGE_MS = 150
"""So much around what was said before belongs to it; longer pauses are left out, since the
recognizer takes half a second of silence for the end (Vosk's second endpoint rule)."""


class RecentAudio:
    """Blocks of a 16 kHz signal with their times, as many as a duration holds."""

    def __init__(self, keep_ms: int) -> None:
        self._keep_ms = keep_ms
        self._blocks: deque[tuple[Samples, float]] = deque()
        self._until_ms = 0.0

    def add(self, block: Samples, at_ms: float) -> None:
        """Keep the next samples, which begin at this time."""
        self._blocks.append((block, at_ms))
        self._until_ms = at_ms + milliseconds_of(len(block), RATE_HZ)
        while self._blocks[0][1] < self._until_ms - self._keep_ms:
            self._blocks.popleft()

    def clear(self) -> None:
        """Forget all of it."""
        self._blocks.clear()

    def reaches_back_to(self, at_ms: float) -> bool:
        """Whether the sound of this time is still there."""
        return bool(self._blocks) and self._blocks[0][1] <= at_ms

    def pieces(self, utterance: Utterance, since_ms: float) -> list[tuple[Samples, float]]:
        """The blocks that reach beyond a time, with their times; silence where nothing belongs."""
        found = []
        for block, at_ms in reversed(self._blocks):
            if at_ms + milliseconds_of(len(block), RATE_HZ) <= since_ms:
                break
            found.append((_gated(block, at_ms, utterance), at_ms))
        return found[::-1]

    def of(self, utterance: Utterance, since_ms: float) -> Samples:
        """The sound of an utterance, of which nothing is heard before `since_ms`."""
        blocks = self.pieces(utterance, max(utterance.began_ms - LEAD_IN_MS, since_ms))
        return np.concatenate([block for block, _ in blocks])

    def along_with_before(self, utterance: Utterance, since_ms: float) -> Samples:
        """The sound of an utterance and of what came before it, without the longer pauses."""
        first_ms = self._blocks[0][1]
        signal = np.concatenate([block for block, _ in self._blocks])
        last = max(0, frames_of(since_ms - first_ms, RATE_HZ))
        pieces = []
        for stretch in (*utterance.before, *utterance.segments):
            ended_ms = self._until_ms if stretch.ended_ms is None else stretch.ended_ms
            lead_out_ms = LEAD_OUT_MS if stretch is utterance.segments[-1] else EDGE_MS
            since = max(last, frames_of(stretch.began_ms - EDGE_MS - first_ms, RATE_HZ))
            last = max(since, frames_of(ended_ms + lead_out_ms - first_ms, RATE_HZ))
            pieces.append(signal[since:last])
        return np.concatenate(pieces)


def _gated(block: Samples, at_ms: float, utterance: Utterance) -> Samples:
    """The block where it belongs to the utterance, else silence: the recognizer adds its dither."""
    until_ms = at_ms + milliseconds_of(len(block), RATE_HZ)
    belongs = any(
        until_ms > stretch.began_ms - LEAD_IN_MS
        and (stretch.ended_ms is None or at_ms < stretch.ended_ms + LEAD_OUT_MS)
        for stretch in utterance.segments
    )
    return block if belongs else np.zeros_like(block)
