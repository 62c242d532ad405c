"""Arbiter of commands: obeys, asks or ignores, by their certainty and the open question."""

from voicecoach.core.dialogue.intent import Intent
from voicecoach.core.dialogue.intents import Vocabulary
from voicecoach.core.dialogue.transitions import TRANSITIONS, Move, accepted_in
from voicecoach.core.effects import Attention
from voicecoach.core.events import Heard
from voicecoach.core.phases import Phase
from voicecoach.core.timeline.waits import DOUBT_MS
from voicecoach.dataclass import dataclass

ANSWERS = frozenset({Intent.YES, Intent.NO})
UNCERTAIN = frozenset(
    {
        Move.GO_ON,
        Move.BEGIN_WORK,
        Move.LEAVE_EXERCISE,
        Move.GO_TO,
        Move.NEXT_ROUND,
        Move.SKIP_BLOCK,
        Move.GO_BACK,
        Move.AGAIN,
        Move.END_SET,
        Move.FINISH,
        Move.BEGIN_AFRESH,
        Move.HARDEN,
    }
)
"""Moves that skip or end work, or make it harder: an uncertain recognition only leads to a question
about them."""


@dataclass(frozen=True, slots=True)
class Obey:
    """Execute the command."""

    intent: Intent
    words: str
    began_ms: int
    """Time at which the user began to say it."""


@dataclass(frozen=True, slots=True)
class Ask:
    """Do nothing yet: the command may have been said."""

    intent: Intent
    words: str
    began_ms: int
    move: Move
    """The move that would follow."""
    aloud: bool
    """True if it is worth a question; else it is easily said again."""


@dataclass(frozen=True, slots=True)
class Drop:
    """Forget the command in question: the user meant something else."""

    words: str
    began_ms: int


@dataclass(frozen=True, slots=True)
class Wake:
    """Listen again after sleep."""

    words: str
    began_ms: int


Ruling = Obey | Ask | Drop | Wake | None
"""None: ignore it."""


@dataclass(frozen=True, slots=True)
class _Question:
    """A command in question, which "yes" confirms, or the same command said again."""

    asked: Ask
    phase: Phase
    asked_ms: int

    def is_open(self, phase: Phase, now_ms: int) -> bool:
        """True if an answer still belongs to it."""
        return phase is self.phase and now_ms - self.asked_ms < DOUBT_MS


class Arbiter:
    """Decides what follows from each command; remembers the open question and its sleep."""

    def __init__(self) -> None:
        self._question: _Question | None = None
        self._is_asleep = False

    @property
    def is_asleep(self) -> bool:
        """True if only the wake word is obeyed."""
        return self._is_asleep

    def attention(self, phase: Phase, now_ms: int) -> Attention:
        """Attention that the recognizer should pay now."""
        if self._is_asleep:
            return Attention.ASLEEP
        question = self._open_question(phase, now_ms)
        return Attention.ASKED if question and question.asked.aloud else Attention.AWAKE

    def sleep(self) -> None:
        """Ignore everything but the wake word and the keys."""
        self._is_asleep = True

    def on_heard(self, intent: Intent, event: Heard, phase: Phase, now_ms: int) -> Ruling:
        """Ruling on recognized words; asleep, only the wake word counts.

        A command said again is certain, however unclear it was.
        """
        if self._is_asleep:
            is_awake = intent is Intent.WAKE
            return self._wake(event.words, event.began_ms) if is_awake else None
        question = self._open_question(phase, now_ms)
        self._question = None
        if question and question.asked.aloud and intent in ANSWERS:
            return self._answered(question.asked, intent, event.words, event.began_ms)
        if event.is_doubtful and not (question and question.asked.intent is intent):
            return self._doubt(intent, event, phase, now_ms)
        return Obey(intent, event.words, event.began_ms)

    def on_pressed(self, key: str, vocabulary: Vocabulary, phase: Phase, now_ms: int) -> Ruling:
        """Ruling on a key, which is always certain, and works during sleep."""
        answer = vocabulary.intent_of_key(key, ANSWERS)
        accepted = accepted_in(phase) | ({Intent.WAKE} if self._is_asleep else set())
        intent = vocabulary.intent_of_key(key, accepted)
        return self._on_certain(intent, f"[{key}]", phase, now_ms, answer=answer)

    def on_tapped(self, intent: Intent, words: str, phase: Phase, now_ms: int) -> Ruling:
        """Ruling on a command chosen on a screen, which is as certain as a key."""
        return self._on_certain(intent, words, phase, now_ms, answer=intent)

    def _on_certain(
        self, intent: Intent | None, words: str, phase: Phase, now_ms: int, *, answer: Intent | None
    ) -> Ruling:
        """Ruling on what was certainly meant; `answer` is its meaning at an open question."""
        question = self._open_question(phase, now_ms)
        self._question = None
        if question and question.asked.aloud and answer in ANSWERS:
            return self._answered(question.asked, answer, words, now_ms)
        if self._is_asleep and intent is Intent.WAKE:
            return self._wake(words, now_ms)
        return Obey(intent, words, now_ms) if intent else None

    def _open_question(self, phase: Phase, now_ms: int) -> _Question | None:
        if self._question and not self._question.is_open(phase, now_ms):
            self._question = None
        return self._question

    def _wake(self, words: str, began_ms: int) -> Wake:
        self._is_asleep = False
        return Wake(words, began_ms)

    @staticmethod
    def _answered(asked: Ask, answer: Intent, words: str, began_ms: int) -> Ruling:
        if answer is Intent.YES:
            return Obey(asked.intent, asked.words, asked.began_ms)
        return Drop(words, began_ms)

    def _doubt(self, intent: Intent, event: Heard, phase: Phase, now_ms: int) -> Ruling:
        """Ask about a command, unless it does not fit here or is only a count."""
        move = TRANSITIONS[phase].get(intent)
        if move is None or move is Move.COUNT_UP:
            return None
        asked = Ask(intent, event.words, event.began_ms, move, aloud=move in UNCERTAIN)
        self._question = _Question(asked, phase, now_ms)
        return asked
