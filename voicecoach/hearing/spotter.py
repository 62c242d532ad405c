"""Spots commands in the microphone's signal: speech detection, recognition, decision.

Knows no device, thread or clock. Echo cancellation comes before it; the guard against the coach's
own words comes after it.
"""

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import replace
from statistics import median
from typing import Protocol

from voicecoach.core.dialogue.intents import NO_GRAMMAR, Grammar
from voicecoach.core.dialogue.sentences import FEWEST_WORDS
from voicecoach.core.events import Heard, NotUnderstood
from voicecoach.hearing.command_times import heard_in
from voicecoach.hearing.decision import (
    Reading,
    Verdict,
    holds_in_context,
    judge,
    judge_sentence,
    judge_streaming,
    says_several_things,
)
from voicecoach.hearing.longer_command import LongerCommand
from voicecoach.hearing.missed import MissedSpeech
from voicecoach.hearing.partial_pass import PartialPass, PartialRecognizer
from voicecoach.hearing.recent_audio import RecentAudio
from voicecoach.hearing.second_pass import SecondPass
from voicecoach.hearing.sentence_pass import SentencePass, SentenceRecognizer
from voicecoach.hearing.sentence_time import may_be_sentence
from voicecoach.hearing.signal_format import LOST_SOUND_MS, RATE_HZ
from voicecoach.hearing.speech_activity import NO_THRESHOLD_DB, SpeechActivity
from voicecoach.hearing.steady_noise import SteadyNoise
from voicecoach.hearing.streaming_pass import StreamingPass, StreamingRecognizer, said_in_noise
from voicecoach.hearing.thresholds import DecisionThresholds
from voicecoach.hearing.utterances import (
    NO_LEVEL_DB,
    TALK_MS,
    UTTERANCE_GAP_MS,
    Utterance,
    latest_utterances,
)
from voicecoach.sound.clip import Samples, milliseconds_of

LONGEST_MS = 2200
"""Longest duration of an utterance to the coach, in one breath."""
KEEP_MS = TALK_MS + LONGEST_MS + 1000
"""Duration of the sound that is kept for the second pass."""
SOFT_END_MS = 240
"""Quiet after which an unclear utterance is recognized again, with its soft end."""
LEVEL_COMMANDS = 7
"""Number of latest commands from which the user's level is taken..."""
FEWEST_LEVELS = 3
"""... and number of commands from which it is sure: one may have been somebody else's."""
EARLY_DECISION_TAIL_MS = 1500
"""Longest time that a word goes on after it was decided before its end."""


class Recognizer(PartialRecognizer, StreamingRecognizer, SentenceRecognizer, Protocol):
    """A recognizer for all passes."""


class CommandSpotter:
    """Follows a 16 kHz signal and returns the commands in it. For one thread.

    Each utterance is recognized as it comes, for commands that are acted on at once, and again when
    the speaker has fallen silent: the recognizer looks ahead a third of a second, and need not wait
    once it is told that the utterance is over. Nothing is recognized in silence.
    """

    def __init__(
        self,
        new_recognizer: Callable[[tuple[str, ...]], Recognizer],
        *,
        thresholds: DecisionThresholds | None = None,
    ) -> None:
        """`new_recognizer` makes a recognizer for a grammar's wordings."""
        self._thresholds = thresholds or DecisionThresholds()
        self._activity = SpeechActivity(RATE_HZ)
        self._recent = RecentAudio(KEEP_MS)
        self._grammar = NO_GRAMMAR
        self._until_ms = 0.0
        self._used_until_ms = 0
        """Time up to which all speech belongs to decided commands."""
        self._last_commands: tuple[str, ...] = ()
        """Commands of the latest decision."""
        self._early_decision_ms = -EARLY_DECISION_TAIL_MS
        """Time of the latest decision before the end of an utterance."""
        self._coach_db: float | None = None
        """Level of the coach's voice at the microphone, dBFS."""
        self._user_db: deque[float] = deque(maxlen=LEVEL_COMMANDS)
        """Levels of the latest commands."""
        self._streaming = StreamingPass(new_recognizer)
        self._noise = SteadyNoise()
        self._partial_pass = PartialPass(self._recent, new_recognizer, self._thresholds)
        self._second_pass = SecondPass(self._recent, new_recognizer)
        self._sentence_pass = SentencePass(self._recent, new_recognizer)
        self._missed = MissedSpeech()
        self._longer = LongerCommand()

    @property
    def activity(self) -> SpeechActivity:
        """Speech segments and noise floor."""
        return self._activity

    @property
    def is_spoken_to(self) -> bool:
        """True if somebody is speaking, but not for so long that it is talk."""
        segments = self._activity.segments
        return (
            bool(segments)
            and segments[-1].ended_ms is None
            and self._until_ms - segments[-1].began_ms < LONGEST_MS
        )

    def listen_for(self, grammar: Grammar) -> list[Heard]:
        """Change the grammar; speech that is still undecided is judged by the new one."""
        if grammar == self._grammar:
            return []
        self._grammar = grammar
        self._streaming.listen_for(grammar)
        self._partial_pass.listen_for(grammar)
        self._second_pass.listen_for(grammar)
        self._sentence_pass.listen_for(grammar.sentences)
        return self._judge()

    def process(
        self,
        block: Samples,
        at_ms: float,
        threshold_db: float = NO_THRESHOLD_DB,
        coach_db: float | None = None,
    ) -> list[Heard]:
        """Take samples recorded from `at_ms` on, (frames,) float32 mono; return decided commands.

        Sound that never exceeds `threshold_db`, dBFS, is not speech. `coach_db` is the level of the
        coach's voice in the microphone, dBFS; None: it is unknown.
        """
        self._coach_db = coach_db
        if abs(at_ms - self._until_ms) > LOST_SOUND_MS:
            self._start_over()
        self._until_ms = at_ms + milliseconds_of(len(block), RATE_HZ)
        self._recent.add(block, at_ms)
        self._activity.feed(block, at_ms, threshold_db)
        self._noise.follow(self._activity.floor_db, self._until_ms)
        return self._judge_longer() or self._judge() or self._judge_streaming(block, threshold_db)

    def take_not_understood(self) -> NotUnderstood | None:
        """Return speech that ended without a command a while ago, each only once."""
        return self._missed.take(
            self._until_ms,
            segments=self._activity.segments,
            used_until_ms=self._used_until_ms,
        )

    def _judge_longer(self) -> list[Heard]:
        """Decide on a command that began with one that was obeyed at once."""
        longer = self._longer.read(
            self._activity.segments,
            self._until_ms,
            lambda utterance: self._second_pass.so_far(utterance, since_ms=0),
        )
        return self._decide(*longer, Verdict.TAKE) if longer else []

    def _mark_early_decision_used(self) -> None:
        """Let the rest of a word that was decided before its end belong to that decision."""
        for segment in self._activity.segments:
            if (
                segment.began_ms < self._early_decision_ms
                and self._early_decision_ms + EARLY_DECISION_TAIL_MS > self._until_ms
            ):
                ended_ms = round(self._until_ms) if segment.ended_ms is None else segment.ended_ms
                self._used_until_ms = max(self._used_until_ms, ended_ms)

    def _judge(self) -> list[Heard]:
        self._mark_early_decision_used()
        utterances = self._utterances()
        if not utterances or not self._grammar.commands:
            return []
        ended_ms = utterances[-1].ended_ms
        quiet_ms = 0 if ended_ms is None else round(self._until_ms - ended_ms)
        if ended_ms is not None and quiet_ms > UTTERANCE_GAP_MS:
            self._miss(utterances[0], ended_ms)
            self._second_pass.forget()
            self._sentence_pass.forget()
            return []
        if ended_ms is None or quiet_ms < self._thresholds.first_quiet_ms:
            return self._judge_partial(utterances[-1])
        return self._judge_ended(utterances, ended_ms, quiet_ms) or self._judge_sentence(
            utterances[0], quiet_ms
        )

    def _utterances(self) -> tuple[Utterance, ...]:
        """The current or latest utterance: the whole breath, then its last segment alone."""
        found = latest_utterances(
            self._activity.segments,
            since_ms=self._used_until_ms,
            shortest_ms=self._thresholds.shortest_speech_ms,
            user_db=self._usual_db,
            coach_db=self._coach_db if len(self._user_db) < FEWEST_LEVELS else None,
        )
        return tuple(
            replace(one, may_begin_with_noise=self._noise.is_new_at(one.began_ms)) for one in found
        )

    @property
    def _usual_db(self) -> float | None:
        """Level of the user's latest commands, dBFS."""
        return median(self._user_db) if self._user_db else None

    def _miss(self, utterance: Utterance, ended_ms: int) -> None:
        if utterance.began_ms - self._used_until_ms < UTTERANCE_GAP_MS:
            return  # It is the tail of a command.
        self._missed.consider(
            utterance,
            ended_ms,
            max(self._second_pass.best_margin, self._sentence_pass.best_margin),
            segments=self._activity.segments,
            since_ms=self._used_until_ms,
            usual_db=self._usual_db,
        )

    def _judge_ended(
        self, utterances: Sequence[Utterance], ended_ms: int, quiet_ms: int
    ) -> list[Heard]:
        """Decide on utterances that seem to have ended, the longest first."""
        with_soft_end = quiet_ms >= SOFT_END_MS
        last = utterances[-1]
        for utterance in utterances:
            # In talk only commands that are acted on at once count, and they are said in one word.
            is_talk_before_it = utterance.is_talk and utterance is not last
            waits_for_soft_end = utterance.is_unlikely and not with_soft_end
            is_long = ended_ms - utterance.began_ms > LONGEST_MS
            if waits_for_soft_end or is_talk_before_it or is_long:
                continue
            reading = self._ended_reading(utterance, with_soft_end=with_soft_end)
            verdict = self._verdict(reading, utterance, quiet_ms)
            if utterance.trails_command and reading.commands == self._last_commands:
                continue
            if verdict is not Verdict.WAIT and self._holds_in_context(
                reading, utterance, with_soft_end=with_soft_end
            ):
                # If the last segment alone says the same, the segments before it were noise.
                alone = self._ended_reading(last, with_soft_end=with_soft_end)
                said = last if alone.commands == reading.commands else utterance
                return self._decide(reading, said, verdict)
        return []

    def _judge_sentence(self, utterance: Utterance, quiet_ms: int) -> list[Heard]:
        """Decide on a whole utterance as a sentence, if no command was said alone."""
        sentences = self._grammar.sentences
        is_alone = utterance.before_ms < self._thresholds.sentence_ms
        if not (sentences.commands and is_alone and may_be_sentence(utterance, quiet_ms)):
            return []
        reading = self._sentence_pass.of_ended(utterance, self._used_until_ms)
        if len(" ".join(reading.spoken).split()) < FEWEST_WORDS:
            return []
        verdict = judge_sentence(
            reading,
            utterance,
            grammar=sentences,
            thresholds=self._thresholds,
        )
        return [] if verdict is Verdict.WAIT else self._decide(reading, utterance, verdict)

    def _ended_reading(self, utterance: Utterance, *, with_soft_end: bool) -> Reading:
        return self._second_pass.of_ended(
            utterance, self._used_until_ms, with_soft_end=with_soft_end
        )

    def _judge_streaming(self, block: Samples, threshold_db: float) -> list[Heard]:
        """Decide on an utterance in noise that the other passes have not decided."""
        if threshold_db > NO_THRESHOLD_DB or not self._noise.is_steady:
            self._streaming.forget()
            return []
        reading = self._streaming.process(block)
        verdict = judge_streaming(reading, grammar=self._grammar, thresholds=self._thresholds)
        if verdict is Verdict.WAIT:
            return []
        heard = self._decide(
            reading, said_in_noise(round(self._until_ms), self._used_until_ms), verdict
        )
        # By the level the word may seem to end later, so everything up to now is used.
        self._used_until_ms = round(self._until_ms)
        return heard

    def _verdict(self, reading: Reading, utterance: Utterance, quiet_ms: int) -> Verdict:
        if self._grammar.sentences.commands and says_several_things(reading, self._grammar):
            # "Don't stop" sounds like "down, stop"; only the sentences have both.
            return Verdict.WAIT
        return judge(
            reading,
            utterance,
            quiet_ms,
            in_noise=self._noise.is_on,
            grammar=self._grammar,
            thresholds=self._thresholds,
        )

    def _decide(self, reading: Reading, said: Utterance, verdict: Verdict) -> list[Heard]:
        now_ms = round(self._until_ms)
        heard = heard_in(reading, said, now_ms, doubtful=verdict is Verdict.ASK)
        if said.ended_ms is None:
            self._early_decision_ms = now_ms
        if verdict is Verdict.TAKE:
            self._longer.obeyed(reading.commands, said.began_ms, now_ms, self._grammar)
        self._last_commands = reading.commands
        self._used_until_ms = now_ms if said.ended_ms is None else said.ended_ms
        self._streaming.forget()
        self._partial_pass.forget()
        if (
            verdict is Verdict.TAKE
            and not said.is_quieter_than_usual
            and said.level_db > NO_LEVEL_DB
        ):
            self._user_db.append(said.level_db)
        return list(heard)

    def _judge_partial(self, utterance: Utterance) -> list[Heard]:
        """Decide on a partial result while somebody speaks, once it is stable."""
        if not self._partial_pass.has_stable_wordings(
            utterance, self._used_until_ms, self._until_ms
        ):
            return []
        reading = self._second_pass.so_far(utterance, self._used_until_ms)
        verdict = self._verdict(reading, utterance, UTTERANCE_GAP_MS)
        # A doubtful segment is judged again at its end, unless noise hides that.
        is_doubtful = verdict is Verdict.ASK and not self._noise.is_on
        if (
            is_doubtful
            or verdict is Verdict.WAIT
            or not self._holds_in_context(reading, utterance, with_soft_end=False)
        ):
            return []
        return self._decide(reading, utterance, verdict)

    def _holds_in_context(
        self, reading: Reading, utterance: Utterance, *, with_soft_end: bool
    ) -> bool:
        """True if a reading still holds together with what the same voice said before."""
        # A clear "stop" counts even in the middle of talk.
        is_clear = reading.margin >= self._thresholds.talk_margin
        is_urgent = self._grammar.at_once.issuperset(reading.commands)
        if not utterance.before or (is_clear and is_urgent):
            return True
        return holds_in_context(
            self._second_pass.in_context(
                utterance, self._used_until_ms, with_soft_end=with_soft_end
            ),
            reading.commands,
            utterance.before_ms,
            grammar=self._grammar,
            thresholds=self._thresholds,
        )

    def _start_over(self) -> None:
        self._recent.clear()
        self._activity = SpeechActivity(RATE_HZ)
        self._second_pass.forget()
        self._sentence_pass.forget()
        self._missed = MissedSpeech()
        self._streaming.forget()
        self._partial_pass.forget()
