"""What follows from a command: obey it, ask about it, or ignore it."""

from dataclasses import dataclass

from voicecoach.core.dialogue.intents import Intent, Vocabulary
from voicecoach.core.dialogue.transitions import TRANSITIONS, Move, accepted_in
from voicecoach.core.effects import Attention
from voicecoach.core.events import Heard
from voicecoach.core.phases import Phase

ANSWER_MS = 8000
"""After so long nobody remembers the question."""
ANSWERS = frozenset({Intent.YES, Intent.NO})
UNCERTAIN = frozenset(
    {
        Move.GO_ON,
        Move.BEGIN_WORK,
        Move.LEAVE_EXERCISE,
        Move.GO_BACK,
        Move.AGAIN,
        Move.END_SET,
        Move.FINISH,
        Move.BEGIN_AFRESH,
    }
)
"""Moves that skip or end work: none follows from a doubtful hearing, only a question."""


@dataclass(frozen=True, slots=True)
class Obey:
    """Do what the user wants."""

    intent: Intent
    words: str
    began_ms: int
    """When the user began to say it."""


@dataclass(frozen=True, slots=True)
class Ask:
    """It may have been said: do nothing yet."""

    intent: Intent
    words: str
    began_ms: int
    move: Move
    """What would follow."""
    aloud: bool
    """Whether it is worth a question; else it is easily said again."""


@dataclass(frozen=True, slots=True)
class Drop:
    """The user meant something else: forget what they were asked about."""

    words: str
    began_ms: int


@dataclass(frozen=True, slots=True)
class Wake:
    """Listen again."""

    words: str
    began_ms: int


Verdict = Obey | Ask | Drop | Wake | None
"""None: ignore it."""


@dataclass(frozen=True, slots=True)
class _Question:
    """What may have been said, and becomes certain by a "yes" or by being said again."""

    asked: Ask
    phase: Phase
    asked_ms: int

    def is_open(self, phase: Phase, now_ms: int) -> bool:
        """Whether an answer still belongs to it."""
        return phase is self.phase and now_ms - self.asked_ms < ANSWER_MS


class Arbiter:
    """Decides what follows from each command; remembers its doubts and its sleep."""

    def __init__(self) -> None:
        self._question: _Question | None = None
        self.is_asleep = False
        """Whether only the word that wakes is heard."""

    def attention(self, phase: Phase, now_ms: int) -> Attention:
        """Whom the ears should listen to now."""
        if self.is_asleep:
            return Attention.ASLEEP
        question = self._open_question(phase, now_ms)
        return Attention.ASKED if question and question.asked.aloud else Attention.AWAKE

    def sleep(self) -> None:
        """Ignore everything but the word that wakes, and the keys."""
        self.is_asleep = True

    def on_heard(self, intent: Intent, event: Heard, phase: Phase, now_ms: int) -> Verdict:
        """What follows from these words. Asleep, only one of them counts.

        Who says the same again means it, however unclear they speak.
        """
        if self.is_asleep:
            is_awake = intent is Intent.WAKE
            return self._wake(event.words, event.began_ms) if is_awake else None
        question = self._open_question(phase, now_ms)
        self._question = None
        if question and question.asked.aloud and intent in ANSWERS:
            return self._answered(question.asked, intent, event.words, event.began_ms)
        if event.is_doubtful and not (question and question.asked.intent is intent):
            return self._doubt(intent, event, phase, now_ms)
        return Obey(intent, event.words, event.began_ms)

    def on_pressed(self, key: str, vocabulary: Vocabulary, phase: Phase, now_ms: int) -> Verdict:
        """What follows from a key, which is always certain; it works asleep, too."""
        words = f"[{key}]"
        question = self._open_question(phase, now_ms)
        self._question = None
        answer = vocabulary.intent_of_key(key, ANSWERS)
        if question and question.asked.aloud and answer in ANSWERS:
            return self._answered(question.asked, answer, words, now_ms)
        accepted = accepted_in(phase) | ({Intent.WAKE} if self.is_asleep else set())
        intent = vocabulary.intent_of_key(key, accepted)
        if self.is_asleep and intent is Intent.WAKE:
            return self._wake(words, now_ms)
        return Obey(intent, words, now_ms) if intent else None

    def _open_question(self, phase: Phase, now_ms: int) -> _Question | None:
        if self._question and not self._question.is_open(phase, now_ms):
            self._question = None
        return self._question

    def _wake(self, words: str, began_ms: int) -> Wake:
        self.is_asleep = False
        return Wake(words, began_ms)

    @staticmethod
    def _answered(asked: Ask, answer: Intent, words: str, began_ms: int) -> Verdict:
        if answer is Intent.YES:
            return Obey(asked.intent, asked.words, asked.began_ms)
        return Drop(words, began_ms)

    def _doubt(self, intent: Intent, event: Heard, phase: Phase, now_ms: int) -> Verdict:
        """Ask about what is worth a question; what does not fit here is not."""
        move = TRANSITIONS[phase].get(intent)
        if move is None or move is Move.COUNT_UP:
            return None
        asked = Ask(intent, event.words, event.began_ms, move, aloud=move in UNCERTAIN)
        self._question = _Question(asked, phase, now_ms)
        return asked
