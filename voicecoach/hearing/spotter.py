"""From the microphone's samples to decided words: the chain that a session and a recording share.

It knows no device, thread or clock. What cleans the signal (an echo canceller, a gate) belongs in
front of it; what must not be believed (the coach's own words) is sorted out behind it.
"""

from collections import deque
from collections.abc import Callable
from statistics import median
from typing import Protocol

from voicecoach.core.dialogue.intents import NO_GRAMMAR, Grammar
from voicecoach.core.events import Heard
from voicecoach.hearing.decision import (
    DecisionThresholds,
    Reading,
    Verdict,
    heard_in,
    holds_in_context,
    judge,
    judge_steady,
)
from voicecoach.hearing.partial_result import PartialRecognizer, PartialResult, is_worth_showing
from voicecoach.hearing.recent_audio import LEAD_IN_MS, RecentAudio
from voicecoach.hearing.second_pass import ConcludingRecognizer, SecondPass
from voicecoach.hearing.signal_format import LOST_SOUND_MS, RATE_HZ
from voicecoach.hearing.speech_activity import NO_THRESHOLD_DB, SpeechActivity
from voicecoach.hearing.streaming_pass import StreamingPass, StreamingRecognizer
from voicecoach.hearing.utterances import (
    NOBODY_DB,
    TALK_MS,
    UTTERANCE_GAP_MS,
    SpeechSegment,
    Utterance,
    latest_utterances,
)
from voicecoach.sound.clip import Samples, milliseconds_of

LONGEST_MS = 2200
"""Who speaks for longer than this in one breath does not speak to the coach."""
KEEP_MS = TALK_MS + LONGEST_MS + 1000
"""How much sound is kept, to be heard a second time."""
AGAIN_MS = 240
"""After so much quiet, an utterance that was not clear is heard again, with its soft end."""
MOVED_MS = 60
"""An utterance whose beginning moves by more than this is heard anew."""
COMMANDS = 7
"""So many of the latest commands tell how loud the user is."""
TAIL_MS = 1500
"""A word that is acted on before its end may go on for so long."""
NOISY_DB = -67.0
"""A background louder than this, relative to full scale, hides when a word begins and ends: with
others talking 24 to 36 dB below the user, one word of seven was lost to it (validation words)."""
STEADY_END_MS = 500
"""So long after a word the steady recognizer knows it..."""
STEADY_WORD_MS = 450
"""... and so long is one of which nothing else tells when it began."""


class Recognizer(PartialRecognizer, StreamingRecognizer, ConcludingRecognizer, Protocol):
    """Turns sound into text."""


class CommandSpotter:
    """Follows a 16 kHz signal and tells the commands in it. For one thread.

    Each utterance is heard as it comes, for what must be acted on at once; and once more when the
    speaker has fallen silent, since the recognizer looks ahead a third of a second, and one that is
    told that nothing follows need not wait. In silence nothing is recognized at all.
    """

    def __init__(
        self,
        new_recognizer: Callable[[tuple[str, ...]], Recognizer],
        *,
        thresholds: DecisionThresholds | None = None,
    ) -> None:
        """`new_recognizer` makes one for a grammar's wordings."""
        self._new_recognizer = new_recognizer
        self._thresholds = thresholds or DecisionThresholds()
        self._activity = SpeechActivity(RATE_HZ)
        self._kept = RecentAudio(KEEP_MS)
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
        self._steady = StreamingPass(new_recognizer)
        self._shown: PartialResult | None = None
        self._again = SecondPass(self._kept, new_recognizer)

    @property
    def activity(self) -> SpeechActivity:
        """When somebody spoke, and the noise floor: for a level meter or a gate."""
        return self._activity

    @property
    def is_spoken_to(self) -> bool:
        """Whether somebody is speaking, and not for so long that it is talk."""
        segments = self._activity.segments
        return (
            bool(segments)
            and segments[-1].ended_ms is None
            and self._until_ms - segments[-1].began_ms < LONGEST_MS
        )

    def listen_for(self, grammar: Grammar) -> list[Heard]:
        """Change the grammar; speech that has not been decided upon is judged by the new one."""
        if grammar == self._grammar:
            return []
        self._grammar = grammar
        self._steady.listen_for(grammar)
        self._shown = None
        self._again.listen_for(grammar)
        return self._judge()

    def process(
        self, block: Samples, at_ms: float, threshold_db: float = NO_THRESHOLD_DB
    ) -> list[Heard]:
        """Take the next samples (float32, 16 kHz); the first was taken at `at_ms`.

        Nobody speaks whose voice is never louder than `threshold_db`.
        """
        if abs(at_ms - self._until_ms) > LOST_SOUND_MS:
            self._forget()
        self._until_ms = at_ms + milliseconds_of(len(block), RATE_HZ)
        self._kept.add(block, at_ms)
        self._activity.feed(block, at_ms, threshold_db)
        return self._judge() or self._judge_streaming(block, threshold_db)

    def _use_up(self) -> None:
        """The rest of a word that was acted on before its end belongs to it."""
        for stretch in self._activity.segments:
            if stretch.began_ms < self._told_ms and self._told_ms + TAIL_MS > self._until_ms:
                ended_ms = round(self._until_ms) if stretch.ended_ms is None else stretch.ended_ms
                self._used_until_ms = max(self._used_until_ms, ended_ms)

    def _judge(self) -> list[Heard]:
        self._use_up()
        utterances = latest_utterances(
            self._activity.segments,
            since_ms=self._used_until_ms,
            shortest_ms=self._thresholds.shortest_speech_ms,
            user_db=median(self._user_db) if self._user_db else None,
        )
        if not utterances or not self._grammar.commands:
            return []
        ended_ms = utterances[-1].ended_ms
        quiet_ms = 0 if ended_ms is None else round(self._until_ms - ended_ms)
        if quiet_ms > UTTERANCE_GAP_MS:
            self._again.forget()
            return []
        if ended_ms is None or quiet_ms < self._thresholds.first_quiet_ms:
            return self._judge_shown(utterances[-1])
        softly = quiet_ms >= AGAIN_MS
        last = utterances[-1]
        for utterance in utterances:
            # In talk only what is acted on at once counts, and nobody calls it in a longer breath.
            is_talk_before_it = utterance.is_talk and utterance is not last
            waits = utterance.is_unlikely and not softly
            if waits or is_talk_before_it or ended_ms - utterance.began_ms > LONGEST_MS:
                continue
            reading = self._again.of_ended(utterance, self._used_until_ms, softly=softly)
            verdict = self._verdict(reading, utterance, quiet_ms)
            if utterance.trails_command and reading.commands == self._told:
                continue
            if verdict is not Verdict.WAIT and self._stands(reading, utterance, softly=softly):
                # What the last stretch says alone did not begin with a noise before it.
                alone = self._again.of_ended(last, self._used_until_ms, softly=softly)
                said = last if alone.commands == reading.commands else utterance
                return self._tell(reading, said, verdict)
        return []

    def _judge_streaming(self, block: Samples, threshold_db: float) -> list[Heard]:
        """Act on what was said in noise, if nothing came of it as yet."""
        if self._activity.floor_db < NOISY_DB or threshold_db > NO_THRESHOLD_DB:
            self._steady.forget()
            return []
        reading = self._steady.process(block)
        verdict = judge_steady(reading, grammar=self._grammar, thresholds=self._thresholds)
        if verdict is Verdict.WAIT:
            return []
        heard = self._tell(reading, self._said_in_noise(), verdict)
        # Of what it takes for the word, the level may have other ends.
        self._used_until_ms = round(self._until_ms)
        return heard

    def _said_in_noise(self) -> Utterance:
        """Where what was known only now was said, as well as can be told."""
        ended_ms = round(self._until_ms) - STEADY_END_MS
        began_ms = max(ended_ms - STEADY_WORD_MS, self._used_until_ms)
        return Utterance((SpeechSegment(began_ms, ended_ms, NOBODY_DB),), is_talk=False)

    def _verdict(self, reading: Reading, utterance: Utterance, quiet_ms: int) -> Verdict:
        return judge(
            reading, utterance, quiet_ms, grammar=self._grammar, thresholds=self._thresholds
        )

    def _tell(self, reading: Reading, said: Utterance, verdict: Verdict) -> list[Heard]:
        now_ms = round(self._until_ms)
        heard = heard_in(reading, said, now_ms, doubtful=verdict is Verdict.ASK)
        if said.ended_ms is None:
            self._told_ms = now_ms
        self._told = reading.commands
        self._used_until_ms = now_ms if said.ended_ms is None else said.ended_ms
        self._steady.forget()
        self._shown = None
        if verdict is Verdict.TAKE and not said.is_quieter_than_usual and said.level_db > NOBODY_DB:
            self._user_db.append(said.level_db)
        return list(heard)

    def _judge_shown(self, utterance: Utterance) -> list[Heard]:
        """Act on what the recognizer shows while somebody speaks, where that was clear for long."""
        began_ms = utterance.began_ms
        if utterance.is_talk or not is_worth_showing(began_ms, self._until_ms):
            return []
        if self._shown is None or abs(self._shown.began_ms - began_ms) > MOVED_MS:
            since_ms = max(began_ms - LEAD_IN_MS, self._used_until_ms)
            recognizer = self._new_recognizer(self._grammar.wordings)
            self._shown = PartialResult(recognizer, began_ms, since_ms)
        shown = self._shown
        shown.listen(self._kept.pieces(utterance, shown.until_ms))
        commands = shown.commands(self._grammar)
        urgent = self._grammar.at_once.issuperset(commands)
        wait_ms = self._thresholds.shown_ms if urgent else self._thresholds.stable_ms
        if not commands or not shown.is_ripe(wait_ms):
            return []
        reading = self._again.so_far(utterance, self._used_until_ms)
        verdict = self._verdict(reading, utterance, UTTERANCE_GAP_MS)
        if verdict is Verdict.WAIT or not self._stands(reading, utterance, softly=False):
            return []
        return self._tell(reading, utterance, verdict)

    def _stands(self, reading: Reading, utterance: Utterance, *, softly: bool) -> bool:
        """Whether it is still likely along with what the same voice said before."""
        # Whoever calls "stop" in the middle of talk is obeyed if it is clear.
        is_clear = reading.margin >= self._thresholds.talk_margin
        is_urgent = self._grammar.at_once.issuperset(reading.commands)
        if not utterance.before or (is_clear and is_urgent):
            return True
        return holds_in_context(
            self._again.in_context(utterance, self._used_until_ms, softly=softly),
            reading.commands,
            utterance.before_ms,
            grammar=self._grammar,
            thresholds=self._thresholds,
        )

    def _forget(self) -> None:
        self._kept.clear()
        self._activity = SpeechActivity(RATE_HZ)
        self._again.forget()
        self._steady.forget()
        self._shown = None
