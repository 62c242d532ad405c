"""From the microphone's samples to decided words: the chain that a session and a recording share.

It knows no device, thread or clock. What cleans the signal (an echo canceller, a gate) belongs in
front of it; what must not be believed (the coach's own words) is sorted out behind it.
"""

from collections import deque
from collections.abc import Callable, Collection, Sequence
from typing import Protocol

import numpy as np

from voicecoach.audio.activity import NO_BAR_DB, SpeechActivity
from voicecoach.audio.clip import Samples, milliseconds_of
from voicecoach.audio.level import SILENCE_DB
from voicecoach.core.decision import Certainty, Decider, Patience, Stretch
from voicecoach.core.events import Heard

RATE_HZ = 16_000
KEEP_MS = 2500
"""How much sound is kept, to be heard a second time."""
LEAD_IN_MS = 150
"""A recognizer gets this much sound from before the speech..."""
LEAD_OUT_MS = 300
"""... and so much from after it; of all else it gets silence."""
LAG_MS = 400
"""Speech is noticed at the latest so long after the beginning of its lead-in."""
CONCLUDE_MS = 140
"""After so much quiet, the speaker may have finished."""
PHRASE_GAP_MS = 600
"""Speech with pauses shorter than this is heard as one, so that talk is known as talk."""
TALK_MS = 3000
"""Who speaks for longer than this does not speak to the coach."""
TAIL_MS = 400
"""A word that is acted on before its end may go on for so long."""
HUSH = np.float32(0)
"""What is no speech is given as silence; the recognizer adds its own dither."""
GAP_MS = 200
"""A jump in the times of the blocks longer than this means that sound was lost."""


class Recognizer(Protocol):
    """Turns sound into text."""

    def accept(self, block: Samples) -> tuple[str, bool]:
        """The text of the utterance so far, and whether it is final (the next begins empty)."""
        ...

    def conclude(self) -> str:
        """The text of the utterance if nothing more is said; the recognizer is spent."""
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
        self._waiting: deque[tuple[Samples, float]] = deque()
        """Sound of which it is not known yet whether it belongs to speech."""
        self._wordings: tuple[str, ...] = ()
        self._at_once: frozenset[str] = frozenset()
        self._recognizer: Recognizer | None = None
        self._decider = Decider(())
        self._until_ms = 0.0
        self._utterance_ms = 0.0
        """From when on the recognizer's text tells."""
        self._concluded_ms = 0
        """The end of speech up to which the text was concluded."""

    @property
    def activity(self) -> SpeechActivity:
        """When somebody spoke, and the noise floor: for a level meter or a gate."""
        return self._activity

    @property
    def is_spoken_to(self) -> bool:
        """Whether somebody is speaking, and not for so long that it is talk."""
        stretches = self._activity.stretches
        return (
            bool(stretches)
            and stretches[-1].ended_ms is None
            and self._until_ms - stretches[-1].began_ms < TALK_MS
        )

    @property
    def loudest_db(self) -> float:
        """The loudest moment of the latest speech, relative to full scale."""
        stretches = self._activity.stretches
        return stretches[-1].level_db if stretches else SILENCE_DB

    def listen_for(self, wordings: tuple[str, ...], at_once: Collection[str]) -> list[Heard]:
        """Change the wordings; speech that has not been decided upon is judged by the new ones."""
        if (wordings, frozenset(at_once)) == (self._wordings, self._at_once):
            return []
        self._wordings, self._at_once = wordings, frozenset(at_once)
        return self._start_afresh(self._undecided_since_ms(), self._used_until_ms())

    def process(self, block: Samples, at_ms: float, bar_db: float = NO_BAR_DB) -> list[Heard]:
        """Take the next samples (float32, 16 kHz); the first was taken at `at_ms`.

        Nobody speaks whose voice is never louder than `bar_db`.
        """
        if abs(at_ms - self._until_ms) > GAP_MS:
            self._forget(at_ms)
        self._until_ms = at_ms + milliseconds_of(len(block), RATE_HZ)
        self._kept.append((block, at_ms))
        while self._kept[0][1] < self._until_ms - KEEP_MS:
            self._kept.popleft()
        self._activity.feed(block, at_ms, bar_db)
        self._waiting.append((block, at_ms))
        return self._let_through() + self._conclude()

    def _let_through(self) -> list[Heard]:
        """Give the recognizer what belongs to speech as it is, and all else as silence."""
        heard: list[Heard] = []
        while self._waiting:
            block, at_ms = self._waiting[0]
            if self._until_ms - at_ms < LAG_MS and not self._is_speech(block, at_ms):
                break
            self._waiting.popleft()
            until_ms = at_ms + milliseconds_of(len(block), RATE_HZ)
            heard += self._judge(self._gated(block, at_ms), until_ms)
        return heard

    def _gated(self, block: Samples, at_ms: float) -> Samples:
        return block if self._is_speech(block, at_ms) else block * HUSH

    def _is_speech(self, block: Samples, at_ms: float) -> bool:
        until_ms = at_ms + milliseconds_of(len(block), RATE_HZ)
        return any(
            until_ms > stretch.began_ms - LEAD_IN_MS
            and (stretch.ended_ms is None or at_ms < stretch.ended_ms + LEAD_OUT_MS)
            for stretch in self._activity.stretches
        )

    def _judge(self, block: Samples, now_ms: float) -> list[Heard]:
        if self._recognizer is None:
            return []
        text, is_final = self._recognizer.accept(block)
        certainty = Certainty.FINAL if is_final else Certainty.TENTATIVE
        if is_final:
            self._utterance_ms = now_ms
        return list(self._decider.feed(text, certainty, round(now_ms), self._activity.stretches))

    def _conclude(self) -> list[Heard]:
        """Hear the utterance a second time, as if it was over, once the speaker falls silent.

        The recognizer looks ahead a third of a second, so its own text is that late, and its final
        text a second. A second recognizer that is told that nothing follows needs not wait.
        """
        stretches = self._activity.stretches
        ended_ms = stretches[-1].ended_ms if stretches else None
        if self._recognizer is None or ended_ms is None or ended_ms <= self._concluded_ms:
            return []
        if self._until_ms - ended_ms < CONCLUDE_MS:
            return []
        self._concluded_ms = ended_ms
        since_ms = max(_phrase_began_ms(stretches) - LEAD_IN_MS, self._utterance_ms)
        heard: list[Heard] = []
        # What reaches further back than the kept sound is talk, which its final text will tell.
        if self._kept[0][1] <= since_ms < ended_ms:
            text = self._hear_again(since_ms)
            now_ms = round(self._until_ms)
            heard += self._decider.feed(text, Certainty.CONCLUDED, now_ms, stretches)
        if self._decider.has_decided:
            heard += self._start_afresh(ended_ms, self._decider.used_until_ms)
        return heard

    def _hear_again(self, since_ms: float) -> str:
        second = self._new_recognizer(self._wordings)
        for block, at_ms in self._kept_since(since_ms):
            second.accept(self._gated(block, at_ms))
        return second.conclude()

    def _used_until_ms(self) -> int:
        """Up to when speech belongs to commands that were told."""
        used_until_ms = self._decider.used_until_ms
        stretches = self._activity.stretches
        if stretches and stretches[-1].ended_ms is None and stretches[-1].began_ms < used_until_ms:
            return used_until_ms + TAIL_MS
        return used_until_ms

    def _undecided_since_ms(self) -> float:
        """From where on the kept sound has not led to a decision."""
        used_until_ms = self._used_until_ms()
        open_speech = [
            stretch.began_ms
            for stretch in self._activity.stretches
            if stretch.ended_ms is None or stretch.ended_ms > used_until_ms
        ]
        began_ms = min(open_speech, default=self._until_ms)
        return max(began_ms - LEAD_IN_MS, used_until_ms)

    def _start_afresh(self, since_ms: float, used_until_ms: int) -> list[Heard]:
        """A new recognizer, which is told the kept sound since a time."""
        # KaldiRecognizer.SetGrammar aborts the process on a running recognizer (vosk 0.3.45), and
        # a new one costs half a millisecond.
        self._recognizer = self._new_recognizer(self._wordings) if self._wordings else None
        self._decider = Decider(
            self._wordings,
            self._at_once,
            decoys=self._decoys,
            patience=self._patience,
            not_before_ms=used_until_ms,
        )
        self._utterance_ms = since_ms
        self._waiting = deque(self._kept_since(since_ms))
        return self._let_through()

    def _kept_since(self, since_ms: float) -> list[tuple[Samples, float]]:
        """The kept blocks that reach beyond a time."""
        return [
            (block, at_ms)
            for block, at_ms in self._kept
            if at_ms + milliseconds_of(len(block), RATE_HZ) > since_ms
        ]

    def _forget(self, at_ms: float) -> None:
        self._kept.clear()
        self._waiting.clear()
        self._activity = SpeechActivity(RATE_HZ)
        self._concluded_ms = 0
        self._start_afresh(at_ms, self._decider.used_until_ms)


def _phrase_began_ms(stretches: Sequence[Stretch]) -> int:
    """The beginning of the last stretch and of those that it follows closely."""
    began_ms = stretches[-1].began_ms
    for earlier in reversed(stretches[:-1]):
        if earlier.ended_ms is None or began_ms - earlier.ended_ms > PHRASE_GAP_MS:
            break
        began_ms = earlier.began_ms
    return began_ms
