"""What the session pays attention to besides its phase: a question it asked, or nothing at all."""

from dataclasses import dataclass
from enum import Enum

from voicecoach.core.intents import Intent
from voicecoach.core.phases import Phase
from voicecoach.core.transitions import EXPECTED, Move, accepted_in

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
    }
)
"""Moves that skip or end work: none follows from a doubtful hearing, only a question."""


class Attention(Enum):
    """Whom the ears listen to."""

    AWAKE = "awake"
    """The words of the phase."""
    ASKED = "asked"
    """Those, and the answer to "did you say ...?"."""
    ASLEEP = "asleep"
    """Only the word that wakes."""


def listened_for(phase: Phase, attention: Attention) -> frozenset[Intent]:
    """The intents that may be heard now."""
    match attention:
        case Attention.AWAKE:
            return accepted_in(phase)
        case Attention.ASKED:
            return accepted_in(phase) | ANSWERS
        case Attention.ASLEEP:
            return frozenset({Intent.WAKE}) if accepted_in(phase) else frozenset()


def waited_for(phase: Phase, attention: Attention) -> frozenset[Intent]:
    """The intents that answer what the coach waits for."""
    expected = EXPECTED.get(phase, frozenset())
    return expected | ANSWERS if attention is Attention.ASKED else expected


@dataclass(frozen=True, slots=True)
class Question:
    """What may have been said, and becomes certain by a "yes" or by being said again."""

    intent: Intent
    words: str
    began_ms: int
    """When the user began to say it."""
    phase: Phase
    asked_ms: int
    is_asked: bool
    """Whether the coach said it aloud; else only the same words once more make it certain."""

    def is_open(self, phase: Phase, now_ms: int) -> bool:
        """Whether an answer still belongs to it."""
        return phase is self.phase and now_ms - self.asked_ms < ANSWER_MS
