"""From the microphone's samples to decided words: the chain that a session and a recording share.

It knows no device, thread or clock. What cleans the signal (an echo canceller, a gate) belongs in
front of it; what must not be believed (the coach's own words) is sorted out behind it.
"""

from collections import deque
from collections.abc import Callable, Sequence
from statistics import median
from typing import Protocol

import numpy as np

from voicecoach.audio.activity import NO_BAR_DB, SpeechActivity
from voicecoach.audio.clip import Samples, milliseconds_of
from voicecoach.core.decision import (
    NOTHING,
    Hypothesis,
    Patience,
    Reading,
    Verdict,
    heard_in,
    judge,
    read,
)
from voicecoach.core.events import Heard
from voicecoach.core.intents import NO_GRAMMAR, Grammar, find_commands
from voicecoach.core.utterance import GAP_MS, Utterance, latest_utterances

RATE_HZ = 16_000
LONGEST_MS = 2200
"""Who speaks for longer than this in one breath does not speak to the coach."""
LEAD_IN_MS = 150
"""A recognizer gets this much sound from before the speech..."""
LEAD_OUT_MS = 300
"""... and so much from after it, where a soft end ("pause") may be; of all else it gets silence."""
AGAIN_MS = 240
"""After so much quiet, an utterance that was not clear is heard again, with its soft end."""
KEEP_MS = LONGEST_MS + 1000
"""How much sound is kept, to be heard a second time."""
MOVED_MS = 60
"""An utterance whose beginning moves by more than this is heard anew."""
SHORTEST_SHOWN_MS = 200
"""Text can't tell anything sooner after the beginning: the network looks ahead so far."""
LATEST_SHOWN_MS = 1500
"""Text that shows up later in speech that goes on is that of talk."""
COMMANDS = 7
"""So many of the latest commands tell how loud the user is."""
TAIL_MS = 1500
"""A word that is acted on before its end may go on for so long."""
LOST_MS = 200
"""A jump in the times of the blocks longer than this means that sound was lost."""


class Recognizer(Protocol):
    """Turns sound into text."""

    def accept(self, block: Samples) -> str:
        """The text of the utterance so far, of which the last third of a second is missing."""
        ...

    def conclude(self) -> Sequence[Hypothesis]:
        """What the utterance may be if nothing more is said; the recognizer is spent."""
        ...


class Hearing:
    """Follows a 16 kHz signal and tells the commands in it. For one thread.

    Each utterance is heard as it comes, for what must be acted on at once; and once more when the
    speaker has fallen silent, since the recognizer looks ahead a third of a second, and one that is
    told that nothing follows need not wait. In silence nothing is recognized at all.
    """

    def __init__(
        self,
        new_recognizer: Callable[[tuple[str, ...]], Recognizer],
        *,
        patience: Patience | None = None,
    ) -> None:
        """`new_recognizer` makes one for a grammar's wordings."""
        self._new_recognizer = new_recognizer
        self._patience = patience or Patience()
        self._activity = SpeechActivity(RATE_HZ)
        self._kept: deque[tuple[Samples, float]] = deque()
        self._grammar = NO_GRAMMAR
        self._until_ms = 0.0
        self._used_until_ms = 0
        """Up to when all speech belongs to commands that were told."""
        self._told: tuple[str, ...] = ()
        """The latest command."""
        self._told_ms = -TAIL_MS
        """When a command was last told before its end."""
        self._user_db: deque[float] = deque(maxlen=COMMANDS)
        """How loud the latest commands were."""
        self._shown = _Shown()
        self._concluded: dict[tuple[int, bool], Reading] = {}
        """What was heard a second time, by its beginning and whether with its soft end..."""
        self._concluded_ms = 0
        """... and where it ended."""

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
            and self._until_ms - stretches[-1].began_ms < LONGEST_MS
        )

    def listen_for(self, grammar: Grammar) -> list[Heard]:
        """Change the grammar; speech that has not been decided upon is judged by the new one."""
        if grammar == self._grammar:
            return []
        self._grammar = grammar
        self._shown = _Shown()
        self._concluded.clear()
        return self._judge()

    def process(self, block: Samples, at_ms: float, bar_db: float = NO_BAR_DB) -> list[Heard]:
        """Take the next samples (float32, 16 kHz); the first was taken at `at_ms`.

        Nobody speaks whose voice is never louder than `bar_db`.
        """
        if abs(at_ms - self._until_ms) > LOST_MS:
            self._forget()
        self._until_ms = at_ms + milliseconds_of(len(block), RATE_HZ)
        self._kept.append((block, at_ms))
        while self._kept[0][1] < self._until_ms - KEEP_MS:
            self._kept.popleft()
        self._activity.feed(block, at_ms, bar_db)
        return self._judge()

    def _use_up(self) -> None:
        """The rest of a word that was acted on before its end belongs to it."""
        for stretch in self._activity.stretches:
            if stretch.began_ms < self._told_ms and self._told_ms + TAIL_MS > self._until_ms:
                ended_ms = round(self._until_ms) if stretch.ended_ms is None else stretch.ended_ms
                self._used_until_ms = max(self._used_until_ms, ended_ms)

    def _judge(self) -> list[Heard]:
        self._use_up()
        utterances = latest_utterances(
            self._activity.stretches,
            since_ms=self._used_until_ms,
            shortest_ms=self._patience.shortest_speech_ms,
            user_db=median(self._user_db) if self._user_db else None,
        )
        if not utterances or not self._grammar.commands:
            return []
        ended_ms = utterances[-1].ended_ms
        quiet_ms = 0 if ended_ms is None else round(self._until_ms - ended_ms)
        if quiet_ms > GAP_MS:
            self._concluded.clear()
            return []
        if ended_ms is None or quiet_ms < self._patience.first_quiet_ms:
            return self._judge_shown(utterances[-1])
        softly = quiet_ms >= AGAIN_MS
        last = utterances[-1]
        for utterance in utterances:
            waits = (utterance.is_talk or utterance.is_crowded) and not softly
            if waits or ended_ms - utterance.began_ms > LONGEST_MS:
                continue
            reading = self._conclude(utterance, ended_ms, softly=softly)
            verdict = self._verdict(reading, utterance, quiet_ms)
            if utterance.is_rest and reading.commands == self._told:
                continue
            if verdict is not Verdict.WAIT:
                # What the last stretch says alone did not begin with a noise before it.
                alone = self._conclude(last, ended_ms, softly=softly)
                said = last if alone.commands == reading.commands else utterance
                return self._tell(reading, said, verdict)
        return []

    def _verdict(self, reading: Reading, utterance: Utterance, quiet_ms: int) -> Verdict:
        return judge(reading, utterance, quiet_ms, grammar=self._grammar, patience=self._patience)

    def _tell(self, reading: Reading, said: Utterance, verdict: Verdict) -> list[Heard]:
        now_ms = round(self._until_ms)
        heard = heard_in(reading, said, now_ms, doubtful=verdict is Verdict.ASK)
        if said.ended_ms is None:
            self._told_ms = now_ms
        self._told = reading.commands
        self._used_until_ms = now_ms if said.ended_ms is None else said.ended_ms
        self._shown = _Shown()
        if verdict is Verdict.TAKE and not said.is_faint:
            self._user_db.append(said.level_db)
        return list(heard)

    def _conclude(self, utterance: Utterance, ended_ms: int, *, softly: bool) -> Reading:
        """The utterance, heard a second time as if it was over."""
        if self._concluded_ms != ended_ms:
            self._concluded_ms = ended_ms
            self._concluded.clear()
        which = (utterance.began_ms, softly)
        if which not in self._concluded:
            sooner = self._concluded.get((utterance.began_ms, False), NOTHING)
            reading = self._hear_again(utterance)
            self._concluded[which] = max(reading, sooner, key=lambda each: each.margin)
        return self._concluded[which]

    def _judge_shown(self, utterance: Utterance) -> list[Heard]:
        """Act on what the recognizer shows while somebody speaks, where that was clear for long."""
        shown = self._shown
        if utterance.is_talk or self._until_ms - utterance.began_ms > LATEST_SHOWN_MS + LEAD_IN_MS:
            return []
        if shown.recognizer is None or abs(shown.began_ms - utterance.began_ms) > MOVED_MS:
            shown = self._shown = _Shown(
                self._new_recognizer(self._grammar.wordings),
                utterance.began_ms,
                self._lead_in_of(utterance),
            )
        shown.listen(self._kept_since(shown.until_ms), utterance)
        commands = find_commands(shown.text, self._grammar.wordings)
        if not commands or shown.since_ms - utterance.began_ms > LATEST_SHOWN_MS:
            return []
        urgent = self._grammar.at_once.issuperset(commands)
        wait_ms = self._patience.shown_ms if urgent else self._patience.stable_ms
        now_ms = self._until_ms
        if now_ms - shown.since_ms < wait_ms or shown.was_judged:
            return []
        if now_ms - utterance.began_ms < SHORTEST_SHOWN_MS:
            return []
        shown.was_judged = True
        reading = self._hear_again(utterance)
        verdict = self._verdict(reading, utterance, GAP_MS)
        return [] if verdict is Verdict.WAIT else self._tell(reading, utterance, verdict)

    def _hear_again(self, utterance: Utterance) -> Reading:
        since_ms = self._lead_in_of(utterance)
        if not self._kept or self._kept[0][1] > utterance.began_ms:
            return NOTHING
        recognizer = self._new_recognizer(self._grammar.wordings)
        # In one piece: the text so far, which costs more than all else, is not wanted here.
        blocks = [_gated(*kept, utterance) for kept in self._kept_since(since_ms)]
        recognizer.accept(np.concatenate(blocks))
        return read(recognizer.conclude(), self._grammar)

    def _lead_in_of(self, utterance: Utterance) -> float:
        """From when on it is listened to: a little earlier, but after the last command."""
        return max(utterance.began_ms - LEAD_IN_MS, self._used_until_ms)

    def _kept_since(self, since_ms: float) -> list[tuple[Samples, float]]:
        """The kept blocks that reach beyond a time."""
        found = []
        for block, at_ms in reversed(self._kept):
            if at_ms + milliseconds_of(len(block), RATE_HZ) <= since_ms:
                break
            found.append((block, at_ms))
        return found[::-1]

    def _forget(self) -> None:
        self._kept.clear()
        self._activity = SpeechActivity(RATE_HZ)
        self._concluded.clear()
        self._shown = _Shown()


class _Shown:
    """What a recognizer makes of an utterance that goes on."""

    def __init__(
        self, recognizer: Recognizer | None = None, began_ms: int = 0, until_ms: float = 0
    ) -> None:
        self.recognizer = recognizer
        self.began_ms = began_ms
        self.until_ms = until_ms
        """Up to when it has listened."""
        self.text = ""
        self.since_ms = until_ms
        """Since when the text has been as it is."""
        self.was_judged = False

    def listen(self, blocks: Sequence[tuple[Samples, float]], utterance: Utterance) -> None:
        """Take what was said meanwhile."""
        assert self.recognizer is not None
        for block, at_ms in blocks:
            text = self.recognizer.accept(_gated(block, at_ms, utterance))
            self.until_ms = at_ms + milliseconds_of(len(block), RATE_HZ)
            if text != self.text:
                self.text, self.since_ms, self.was_judged = text, self.until_ms, False


def _gated(block: Samples, at_ms: float, utterance: Utterance) -> Samples:
    """The block where it belongs to the utterance, else silence: the recognizer adds its dither."""
    until_ms = at_ms + milliseconds_of(len(block), RATE_HZ)
    belongs = any(
        until_ms > stretch.began_ms - LEAD_IN_MS
        and (stretch.ended_ms is None or at_ms < stretch.ended_ms + LEAD_OUT_MS)
        for stretch in utterance.stretches
    )
    return block if belongs else np.zeros_like(block)
