"""From the microphone's samples to decided words: the chain that a session and a recording share.

It knows no device, thread or clock. What cleans the signal (an echo canceller, a gate) belongs in
front of it; what must not be believed (the coach's own words) is sorted out behind it.
"""

from collections import deque
from collections.abc import Callable, Collection
from typing import Protocol

from voicecoach.audio.activity import SpeechActivity
from voicecoach.audio.clip import Samples, milliseconds_of
from voicecoach.core.decision import Decider, Patience
from voicecoach.core.events import Heard

RATE_HZ = 16_000
KEEP_MS = 1500
"""How much sound is kept, to be judged again when the wordings change."""
LEAD_IN_MS = 150
"""A recognizer gets this much sound from before the speech."""
SETTLE_MS = 250
"""After so much quiet behind a decided word, the recognizer starts afresh."""
GAP_MS = 200
"""A jump in the times of the blocks longer than this means that sound was lost."""


class Recognizer(Protocol):
    """Turns sound into text."""

    def accept(self, block: Samples) -> tuple[str, bool]:
        """The text of the utterance so far, and whether it is final (the next begins empty)."""
        ...


class Hearing:
    """Follows a 16 kHz signal and tells the commands in it."""

    def __init__(
        self,
        new_recognizer: Callable[[tuple[str, ...]], Recognizer],
        *,
        decoys: Collection[str] = frozenset(),
        patience: Patience | None = None,
    ) -> None:
        """`new_recognizer` makes one for a grammar; `decoys` are heard and never told."""
        self._new_recognizer = new_recognizer
        self._decoys = frozenset(decoys)
        self._patience = patience or Patience()
        self._activity = SpeechActivity(RATE_HZ)
        self._kept: deque[tuple[Samples, float]] = deque()
        self._wordings: tuple[str, ...] = ()
        self._at_once: frozenset[str] = frozenset()
        self._recognizer: Recognizer | None = None
        self._decider = Decider(())
        self._until_ms = 0.0
        self._fresh = True

    @property
    def activity(self) -> SpeechActivity:
        """When somebody spoke, and the noise floor: for a level meter or a gate."""
        return self._activity

    def listen_for(self, wordings: tuple[str, ...], at_once: Collection[str]) -> list[Heard]:
        """Change the wordings; speech that has not been decided upon is judged by the new ones."""
        if (wordings, frozenset(at_once)) == (self._wordings, self._at_once):
            return []
        self._wordings, self._at_once = wordings, frozenset(at_once)
        return self._start_afresh(self._undecided_since_ms())

    def process(self, block: Samples, at_ms: float) -> list[Heard]:
        """Take the next samples (float32, 16 kHz); the first was taken at `at_ms`."""
        if abs(at_ms - self._until_ms) > GAP_MS:
            self._forget()
        self._until_ms = at_ms + milliseconds_of(len(block), RATE_HZ)
        self._kept.append((block, at_ms))
        while self._kept[0][1] < self._until_ms - KEEP_MS:
            self._kept.popleft()
        self._activity.feed(block, at_ms)
        heard = self._judge(block, self._until_ms)
        if not self._fresh and self._is_settled():
            heard += self._start_afresh(self._decider.used_until_ms + SETTLE_MS / 2)
        return heard

    def _judge(self, block: Samples, now_ms: float) -> list[Heard]:
        if self._recognizer is None:
            return []
        text, is_final = self._recognizer.accept(block)
        heard = self._decider.feed(text, is_final, round(now_ms), self._activity.stretches)
        self._fresh = is_final or (self._fresh and not heard)
        return list(heard)

    def _is_settled(self) -> bool:
        """A decided word is over, and nothing followed it: its text would only be in the way."""
        if self._decider.undecided or not self._activity.stretches:
            return False
        ended_ms = self._activity.stretches[-1].ended_ms
        return ended_ms is not None and self._until_ms - ended_ms >= SETTLE_MS

    def _undecided_since_ms(self) -> float:
        """From where on the kept sound has not led to a decision."""
        used_until_ms = self._decider.used_until_ms
        open_speech = [
            stretch.began_ms
            for stretch in self._activity.stretches
            if stretch.ended_ms is None or stretch.ended_ms > used_until_ms
        ]
        began_ms = min(open_speech, default=self._until_ms)
        return max(began_ms - LEAD_IN_MS, used_until_ms)

    def _start_afresh(self, since_ms: float) -> list[Heard]:
        """A new recognizer, which is told the kept sound since a time."""
        # KaldiRecognizer.SetGrammar aborts the process on a running recognizer (vosk 0.3.45), and
        # a new one costs half a millisecond.
        self._recognizer = self._new_recognizer(self._wordings) if self._wordings else None
        self._decider = Decider(
            self._wordings,
            self._at_once,
            decoys=self._decoys,
            patience=self._patience,
            not_before_ms=self._decider.used_until_ms,
        )
        self._fresh = True
        heard: list[Heard] = []
        for block, at_ms in tuple(self._kept):
            until_ms = at_ms + milliseconds_of(len(block), RATE_HZ)
            if until_ms > since_ms:
                heard += self._judge(block, until_ms)
        return heard

    def _forget(self) -> None:
        self._kept.clear()
        self._activity = SpeechActivity(RATE_HZ)
        self._start_afresh(self._until_ms)
