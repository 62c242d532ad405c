"""A user who steers a session by sentences, and says them again if they are not understood."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import Enum

from voicecoach.core.dialogue.intent import Intent
from voicecoach.core.dialogue.intents import Vocabulary
from voicecoach.core.dialogue.transitions import accepted_in
from voicecoach.core.facts import Fact, IntentDoubted, IntentHeard, PhaseEntered, SpeechMissed
from voicecoach.core.phases import Phase
from voicecoach.devices.speaker import SOUND_DELAY_MS
from voicecoach.hearing.signal_format import RATE_HZ
from voicecoach.simulation.person import SimulatedPerson
from voicecoach.sound.clip import Samples, milliseconds_of

MOST_TRIES = 3
UNHEARD_MS = 4500
"""From the end of a sentence that was not understood to the next try, or to giving up."""
ANSWER_MS = 700
"""From a question to its answer; the coach has not finished it by then."""
PATIENCE_MS = 60_000
"""Longest wait for the phase of a sentence."""
LATE_MS = 10_000
"""Time after giving up in which a sentence may still be understood: too late, but not wrongly."""
EDGE_MS = 500
"""Speech that is heard so soon before or after the user's is most likely a piece of it."""


@dataclass(frozen=True, slots=True)
class Turn:
    """Something that the user says in a phase."""

    phase: Phase
    after_ms: int
    """From the phase, or from what was said before in it, to the first word."""
    text: str
    intent: Intent


@dataclass(frozen=True, slots=True)
class Utterance:
    """Words of the user, and their time."""

    text: str
    began_ms: int
    ended_ms: int


class Ending(Enum):
    """Kind of outcome of a sentence."""

    AT_ONCE = "at once"
    REPEATED = "repeated"
    """Understood when it was said again."""
    ASKED = "asked"
    """The coach asked whether it was meant, and was told so."""
    LATE = "late"
    """Understood when the user had given up."""
    NEVER = "never"
    NOT_SAID = "not said"
    """The session never came to its phase."""


@dataclass(slots=True)
class Result:
    """Outcome of a sentence."""

    turn: Turn
    tries: int = 0
    asked: bool = False
    """The coach asked whether it was meant."""
    is_heard: bool = False
    is_late: bool = False
    given_up_ms: int | None = None

    @property
    def ending(self) -> Ending:
        """Kind of outcome."""
        if not self.tries:
            return Ending.NOT_SAID
        if self.is_late:
            return Ending.LATE
        if not self.is_heard:
            return Ending.NEVER
        if self.asked:
            return Ending.ASKED
        return Ending.AT_ONCE if self.tries == 1 else Ending.REPEATED


@dataclass(slots=True)
class Outcome:
    """Outcome of a session."""

    results: list[Result] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    """Other commands that a sentence of the user's was taken for."""
    false: list[str] = field(default_factory=list)
    """Commands that it obeyed while the user was silent."""
    signs: int = 0
    """Number of times the coach said that it did not understand."""
    minutes: float = 0.0
    ended: bool = False


class SentenceUser(SimulatedPerson):
    """Says each sentence when its phase has come, and again if it was not understood.

    After the last try they press the key instead, so that the session goes on to the next sentence.
    """

    def __init__(
        self,
        sound_of: Callable[[str], Samples],
        turns: Sequence[Turn],
        vocabulary: Vocabulary,
    ) -> None:
        """`sound_of` gives the sound of a sentence: (frames,) float32 mono, 16 kHz."""
        super().__init__((), rate_hz=RATE_HZ, sound_delay_ms=SOUND_DELAY_MS)
        self.outcome = Outcome()
        self.press: Callable[[str], None] = lambda key: None
        """Presses a key; to be set once there is a room."""
        self._sound_of = sound_of
        self._vocabulary = vocabulary
        self._turns = list(turns)
        self._result: Result | None = None
        self._phase = ""
        self._since_ms = 0
        """Time of the phase, or of the latest sentence that is done with."""
        self._next_try_ms = 0.0
        self._until_ms = 0
        self._answers_ms = -LATE_MS
        """Time of the latest answer to a question."""
        self.utterances: list[Utterance] = []
        """Sentences of the user so far."""

    def note(self, at_ms: int, fact: Fact) -> None:
        """Take note of what the coach understood."""
        super().note(at_ms, fact)
        match fact:
            case PhaseEntered():
                self._phase, self._since_ms = fact.phase, at_ms
            case IntentHeard():
                self._heard(fact, at_ms)
            case IntentDoubted(asked=True):
                self._questioned(fact, at_ms)
            case SpeechMissed():
                self.outcome.signs += 1
            case _:
                pass

    def voice(self, first_frame: int, frames: int) -> Samples:
        """The user's voice in the next frames: (frames,) float32 mono."""
        now_ms = round(milliseconds_of(first_frame, RATE_HZ))
        self.outcome.minutes = now_ms / 60_000
        if self._result is not None and now_ms >= self._next_try_ms:
            self._say_again(now_ms)
        elif self._result is None and self._turns:
            self._begin(now_ms)
        return super().voice(first_frame, frames)

    def _begin(self, now_ms: int) -> None:
        turn = self._turns[0]
        if turn.phase.value == self._phase and now_ms >= self._since_ms + turn.after_ms:
            self._result = Result(self._turns.pop(0))
            self._next_try_ms = now_ms
        elif now_ms - self._until_ms > PATIENCE_MS:
            self._result = Result(self._turns.pop(0))
            self._done(now_ms)

    def _say_again(self, now_ms: int) -> None:
        assert self._result is not None
        intent = self._result.turn.intent
        fits = intent in accepted_in(Phase(self._phase))
        if self._result.tries < MOST_TRIES and fits:
            self._result.tries += 1
            self._next_try_ms = self._speak(self._result.turn.text, now_ms) + UNHEARD_MS
            return
        self._result.given_up_ms = now_ms
        self._done(now_ms)
        if fits and (key := self._key_of(intent)):
            self.press(key)

    def _key_of(self, intent: Intent) -> str | None:
        accepted = accepted_in(Phase(self._phase))
        keys = self._vocabulary.keys
        meant = (key for key in keys if self._vocabulary.intent_of_key(key, accepted) is intent)
        return next(meant, None)

    def _speak(self, text: str, at_ms: int) -> int:
        """Say something at this time; return when it is over, ms."""
        samples = self._sound_of(text)
        until_ms = at_ms + round(milliseconds_of(len(samples), RATE_HZ))
        self.say(samples, at_ms)
        self.utterances.append(Utterance(text, at_ms, until_ms))
        return until_ms

    def _heard(self, fact: IntentHeard, at_ms: int) -> None:
        if fact.words.startswith("["):
            return
        result = self._result
        if result is not None and fact.intent == result.turn.intent.value and result.tries:
            result.is_heard = True
            self._done(at_ms)
            return
        late = self._given_up(fact.intent, at_ms)
        if late is not None:
            late.is_late = True
        elif not self._is_answer(fact.intent, at_ms):
            is_users = any(
                one.began_ms - EDGE_MS <= fact.began_ms <= one.ended_ms + EDGE_MS
                for one in self.utterances
            )
            (self.outcome.wrong if is_users else self.outcome.false).append(fact.words)

    def _given_up(self, intent: str, at_ms: int) -> Result | None:
        """The sentence with this meaning that the user gave up on a moment ago, if there is one."""
        return next(
            (
                result
                for result in self.outcome.results
                if result.given_up_ms is not None
                and result.tries
                and at_ms - result.given_up_ms <= LATE_MS
                and result.turn.intent.value == intent
            ),
            None,
        )

    def _is_answer(self, intent: str, at_ms: int) -> bool:
        is_soon = at_ms - self._answers_ms <= UNHEARD_MS
        return is_soon and intent in {Intent.YES.value, Intent.NO.value}

    def _questioned(self, fact: IntentDoubted, at_ms: int) -> None:
        """Answer whether that was meant, and be patient until the answer has been understood."""
        result = self._result
        is_meant = result is not None and fact.intent == result.turn.intent.value
        if result is not None and is_meant:
            result.asked = True
        self._answers_ms = at_ms + ANSWER_MS
        until_ms = self._speak("yes" if is_meant else "no", self._answers_ms)
        if result is not None:
            self._next_try_ms = until_ms + UNHEARD_MS

    def _done(self, now_ms: int) -> None:
        assert self._result is not None
        self.outcome.results.append(self._result)
        self._result = None
        self._since_ms = self._until_ms = now_ms
